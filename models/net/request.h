// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QDeadlineTimer>
#include <QList>
#include <QPair>
#include <QUrl>

namespace orgkeeper {

/// Declared by the description, never guessed from the verb.
enum class Effect { Read, Write };

/// One HTTP request without credentials.
struct Request
{
    Effect effect = Effect::Read;
    QByteArray verb;
    QUrl url;               ///< absolute; must lie on the transport's origin
    QString logPath;        ///< what logs and errors show: the path without query values
    QByteArray body;        ///< empty: none
    QByteArray contentType; ///< set when there is a body
    QList<QPair<QByteArray, QByteArray>> headers; ///< fixed ones of the description, no secrets
    bool background = false;                      ///< waits behind everything else of the account
    /// A write that the account's gate lets in only after this moment ends unsent, as TooLate.
    QDeadlineTimer notAfter{QDeadlineTimer::Forever};
};

/// Status line and the few headers that anyone but the transport may know.
struct ReplyHead
{
    int status = 0;
    QByteArray contentType;
    QByteArray link;    ///< the Link header, joined
    QUrl location;      ///< of a redirect that was not followed
    qint64 length = -1; ///< bytes announced, -1 unknown
    QDateTime sent;     ///< when this attempt left, UTC; decides which of two readings is newer
};

/// Takes a reply's body as it arrives.
class BodySink
{
public:
    virtual ~BodySink() = default;
    /// A reply begins. A read that is tried again begins again: what came before is void.
    /// A redirect (3xx) is not given to the sink.
    virtual void begin(const ReplyHead &head) = 0;
    /// The next bytes, at most the transport's read buffer. False ends the transfer; the job then
    /// ends with whatever the caller of the sink has to say (Malformed without more). Of the body
    /// of an error 1 MiB is given at most. The job may be cancelled or destroyed from here.
    virtual bool write(QByteArrayView bytes) = 0;
    /// Asked after the last byte of a 2xx whose length nothing vouches for (chunked or packed): Qt
    /// reports some of these as whole although the connection broke. False: it was cut, the job
    /// ends as ConnectionLost and a read is tried again.
    [[nodiscard]] virtual bool isWhole() const { return true; }
};

} // namespace orgkeeper
