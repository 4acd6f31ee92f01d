// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace QKeychain {
class Job;
}

namespace orgkeeper {

/// QtKeychain's operations, one at a time; the only place that knows QtKeychain. An operation that
/// has begun is never called back and its object never deleted by us: the library's callbacks would
/// touch freed memory. Who no longer waits for the answer simply goes, and the answer is dropped.
/// The answers are the library's, and not to be believed: see KeychainTask.
class KeychainRunner : public QObject
{
    Q_OBJECT
public:
    struct Answer
    {
        enum class Kind {
            Done,
            NotFound,
            Denied,  ///< locked, or the user said no
            Missing, ///< no keychain
            Failed,
        };
        Kind kind = Kind::Failed;
        QString text;  ///< what was read
        QString words; ///< the library's own on what went wrong
    };
    using Then = std::function<void(const Answer &)>;

    /// service: the name under which all entries stand.
    KeychainRunner(QString service, QObject *parent);

    [[nodiscard]] const QString &service() const { return m_service; }
    /// True from a call below until its answer, even when nobody waits for it any more.
    [[nodiscard]] bool isBusy() const { return m_busy; }

    /// The library through which QtKeychain reaches the Secret Service can be loaded.
    [[nodiscard]] static bool hasSecretLibrary();
    /// The Secret Service is another process than before: the next operation begins a session with
    /// it instead of going on with the one that died.
    void beginAnew() { m_anew = true; }

    /// Only when not busy. The callback comes from the event loop, unless its context is gone; it
    /// may start the next operation.
    void read(const QString &key, QObject *context, Then then);
    void write(const QString &key, const QString &text, QObject *context, Then then);
    void remove(const QString &key, QObject *context, Then then);

Q_SIGNALS:
    /// The operation has ended and the callback began no other.
    void idle();

private:
    void run(QKeychain::Job *job, const QString &key, QObject *context, Then then);

    QString m_service;
    bool m_busy = false;
    bool m_anew = true; ///< nobody knows what was before
};

} // namespace orgkeeper
