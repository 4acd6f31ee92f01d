// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QObject>
#include <QPair>
#include <QUrl>

namespace orgkeeper {

/// One attempt that was on the wire. Holds nothing that was secret: no body, no header, no value of
/// a query.
struct LoggedRequest
{
    QDateTime time;  ///< when it left, UTC
    QString account; ///< the account's label
    QByteArray verb;
    QString path;     ///< without query values
    int status = 0;   ///< 0 where no reply began
    qint64 bytes = 0; ///< of the body, as received
    qint64 durationMs = 0;
    int attempt = 1;
    Error::Kind error = Error::Kind::None;
};

/// What all accounts put on the wire lately: the last capacity attempts, in memory only.
class RequestLog : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype capacity = 2000;

    explicit RequestLog(QObject *parent);

    void add(const LoggedRequest &entry);
    void clear();
    /// Oldest first.
    [[nodiscard]] const QList<LoggedRequest> &entries() const { return m_entries; }

Q_SIGNALS:
    /// Once for each attempt, at its end. When the log is full, the oldest entry has gone.
    void logged(const orgkeeper::LoggedRequest &entry);
    void cleared();

private:
    QList<LoggedRequest> m_entries;
};

/// The path of a URL as logs show it: the query's names without their values.
[[nodiscard]] QString pathForLog(const QUrl &url);

/// Headers as text for debugging, one a line. Values of the few that are known to be harmless are
/// shown; of all others only the name, because a secret may be anywhere.
[[nodiscard]] QByteArray printHeaders(const QList<QPair<QByteArray, QByteArray>> &headers);

} // namespace orgkeeper
