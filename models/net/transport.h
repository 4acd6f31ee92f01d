// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "credentials.h"
#include "job.h"
#include "request.h"
#include "retry.h"

#include <chrono>
#include <memory>

namespace orgkeeper {

class RateGate;
class RequestLog;
class HttpJob;
struct Wire;

/// What a transport is made with; one transport serves one account.
struct TransportSettings
{
    QUrl baseUrl; ///< the only origin that is ever asked
    /// Writes, and reads by another verb than GET or HEAD, end as NotAvailable before all else.
    bool readOnly = false;
    int parallel = 6; ///< requests on the wire at once, 1 to 6 (Qt's connections per host)
    qint64 readBuffer = 262144;                  ///< bytes held unread, and so the size of a slice
    std::chrono::milliseconds slice{8};          ///< longest work on the interface thread at once
    std::chrono::milliseconds inactivity{30000}; ///< without any byte
    /// Of a whole job, its attempts and waits included, from its first attempt on.
    std::chrono::milliseconds readDeadline{std::chrono::minutes(10)};
    std::chrono::milliseconds writeDeadline{std::chrono::minutes(1)};
    RetryPolicy retry;
    QString label; ///< how the request log names the account
};

/// The one place that sends, for one account.
///
/// - Credentials are added last, and only when the final URL's origin is the base URL's.
/// - Plain http is refused except to loopback. Redirects: a read follows within the origin (five at
///   most, the verb kept as GET); a write never.
/// - A write is put on the wire at most once (Qt would silently send it again: see
///   docs/decisions.md), and its error says whether it may have happened.
/// - Cookies, caches and HTTP/2 are off. A 2xx whose body was cut is ConnectionLost.
/// - A pause that the service asks for holds the whole account, up to RetryPolicy::longestWish; a
///   read that is asked to wait longer than that ends as RateLimited instead.
/// - Bodies reach their sinks in slices: all jobs of the account together work for
///   TransportSettings::slice at most before the event loop has its turn.
/// - Destroying it ends what still runs as Cancelled, from the event loop; jobs that are its own
///   children go silently.
class Transport : public QObject
{
    Q_OBJECT
public:
    /// The log is not owned and may be null; it must outlive the transport.
    explicit Transport(TransportSettings settings, RequestLog *log, QObject *parent);
    ~Transport() override;

    [[nodiscard]] const TransportSettings &settings() const;
    void setCredentials(Credentials credentials);
    [[nodiscard]] bool hasCredentials() const;

    /// Sends, when the account's gate lets it. The sink gets the body; it must outlive the job or
    /// be shared with it. The job is owned by parent.
    HttpJob *send(Request request, std::shared_ptr<BodySink> sink, QObject *parent);

    /// What every request of the account passes; holds it when the service asks for a pause.
    [[nodiscard]] RateGate &gate();

private:
    std::unique_ptr<Wire> m_wire;
};

} // namespace orgkeeper
