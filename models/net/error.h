// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace orgkeeper {

/// One thing the service said about one input of a form.
struct FieldError
{
    QString field; ///< the service's name of the field; matched with the form by the description
    QString message;

    bool operator==(const FieldError &) const = default;
};

/// What went wrong, as one value. A default-made Error means that nothing did.
struct Error
{
    Q_GADGET
public:
    enum class Kind {
        None,
        Cancelled,      ///< the user stopped it
        Timeout,        ///< no byte for too long, or the total time is over
        Unreachable,    ///< no connection was made: name unknown, refused, no route
        ConnectionLost, ///< broke after the request may have left
        Tls,            ///< ended before the credentials were sent
        Redirected,     ///< the service points elsewhere, and that is not followed
        TokenRefused,   ///< 401, or a probe that says "not signed in"
        Forbidden,      ///< 403
        NotFound,       ///< 404, and 410 unless a description says that the API was withdrawn
        Conflict,       ///< 409
        Rejected,       ///< 400, 422 and other 4xx: what was sent is not accepted; see fields
        RateLimited,    ///< 429: not done, may be asked again later
        Server,         ///< 5xx: the service broke while it worked on the request
        Withdrawn,      ///< the service took this API out of use
        Refused,        ///< the service says no inside a 2xx
        Malformed,      ///< the reply is not what the description says
        TooLarge,       ///< a bound of ours was met (text, nesting, row, pages)
        NotAvailable,   ///< nothing was sent: no such call, a read-only account, a missing value
        TooLate,        ///< nothing was sent: it waited longer than Request::notAfter allows
        Keychain,       ///< the token could not be read or kept
    };
    Q_ENUM(Kind)

    Kind kind = Kind::None;
    int status = 0;  ///< HTTP status, 0 where there was none
    QString code;    ///< the service's own error code, as text
    QString message; ///< the service's own words; empty where it said nothing
    QString detail;  ///< ours: what exactly happened, in one or two sentences
    QList<FieldError> fields;
    /// A write may have taken effect although no answer says so. Only a read settles it.
    bool mayHaveHappened = false;

    QByteArray verb;    ///< of the request that ended so
    QString path;       ///< without query values
    QDateTime time;     ///< when it ended, UTC
    int attempts = 0;   ///< how often it was on the wire
    qint64 pauseMs = 0; ///< the pause that the service asked for, uncapped; 0: none

    [[nodiscard]] explicit operator bool() const { return kind != Kind::None; }
};

/// The kind that an HTTP status stands for; None for 2xx, Redirected for 3xx, Malformed for what is
/// no final status.
[[nodiscard]] Error::Kind kindOfStatus(int status);

/// One sentence or two for the user, who "service" answered in the label's words: what happened,
/// the service's own words in quotes, the status in brackets; where the kind alone says little
/// (Malformed, TooLarge, Withdrawn) the begin of the detail, too. Never holds a credential.
[[nodiscard]] QString sentence(const Error &error, const QString &service);

/// Several lines to copy: verb, path, status, the service's words, time, attempts.
[[nodiscard]] QString details(const Error &error);

} // namespace orgkeeper
