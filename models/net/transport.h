// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "credentials.h"
#include "job.h"
#include "request.h"

#include <chrono>
#include <memory>

class QNetworkAccessManager;

namespace orgkeeper {

class RateGate;
class RequestLog;
class HttpJob;

/// How reads repeat themselves. Writes never do.
struct RetryPolicy
{
    int attempts = 4;                            ///< on the wire, the first included
    std::chrono::milliseconds firstWait{500};    ///< doubles each time, with jitter
    std::chrono::milliseconds longestWait{8000}; ///< of ours
    std::chrono::milliseconds longestWish{std::chrono::minutes(2)}; ///< of the service's, capped
};

/// What a transport is made with; one transport serves one account.
struct TransportSettings
{
    QUrl baseUrl;             ///< the only origin that is ever asked
    bool readOnly = false;    ///< writes end as NotAvailable, before anything else
    int parallel = 6;         ///< requests on the wire at once
    qint64 readBuffer = 262144; ///< bytes held unread, and so the size of a slice
    std::chrono::milliseconds slice{8};           ///< longest work on the interface thread at once
    std::chrono::milliseconds inactivity{30000};  ///< without any byte
    std::chrono::milliseconds readDeadline{std::chrono::minutes(10)};
    std::chrono::milliseconds writeDeadline{std::chrono::minutes(1)};
    RetryPolicy retry;
};

/// The one place that sends, for one account.
///
/// - Credentials are added last, and only when the final URL's origin is the base URL's.
/// - Plain http is refused except to loopback. Redirects: a read follows within the origin (five at
///   most, the verb kept as GET); a write never.
/// - A write is put on the wire at most once (Qt would silently send it again: see
///   docs/decisions.md), and its error says whether it may have happened.
/// - Cookies and HTTP/2 are off. A 2xx whose body was cut is ConnectionLost.
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

    /// Sends, when the account's gate lets it. The sink gets the body; it must outlive the job or be
    /// shared with it. The job is owned by parent.
    HttpJob *send(Request request, std::shared_ptr<BodySink> sink, QObject *parent);

    /// Holds every request of the account until then (the service asked for a pause).
    [[nodiscard]] RateGate &gate();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace orgkeeper
