// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tokenstore.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QTimer>

namespace orgkeeper {

/// How a job ended.
struct Ending
{
    Error error;
    Secrets secrets;
    KeychainState keychain = KeychainState::Ready;
    qint64 ms = 0;
};

/// Waits for the job, at most fifteen seconds.
[[nodiscard]] Ending endingOf(SecretsJob *job);

/// The keyring of this session, from outside: with its own tools and over D-Bus, never by our code.
namespace keyring {
[[nodiscard]] bool lock();
[[nodiscard]] bool unlock(); ///< starts the daemon where none runs
[[nodiscard]] qint64 processId();
/// What secret-tool says of the entry of this account; empty: there is none.
[[nodiscard]] QByteArray entryOf(const QString &accountId);
[[nodiscard]] bool store(const QString &accountId, const QByteArray &text);
} // namespace keyring

/// Files below the home folder that hold the text in UTF-8, UTF-16 or base64.
[[nodiscard]] QStringList filesWith(const QString &text);

/// The longest time in which the event loop did not come round, while it lives.
class LoopWatch : public QObject
{
    Q_OBJECT
public:
    LoopWatch();
    [[nodiscard]] qint64 longestMs() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

} // namespace orgkeeper
