// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demodialect.h"
#include "demofaults.h"
#include "demorequest.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QTimer>
#include <QUrl>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace orgkeeper {

class DemoConnection;

// One dialect on one port of 127.0.0.1, with its log and its weather.
// A request that has arrived whole is applied even if its client has gone in the meantime, as real
// services do; only a fault that says so keeps it from being applied.
class DemoStage : public QObject
{
    Q_OBJECT

public:
    struct Counters
    {
        qint64 connections = 0;
        qint64 requests = 0; // arrived whole
        qint64 writes = 0;   // changed the world
    };

    // Asked for each request before anything else happens to it. A fault is used as it is; no
    // value leaves the request to the weather. It may change the world, as a second admin would,
    // but must not set another interceptor.
    using Interceptor = std::function<std::optional<Fault>(const DemoRequest &)>;

    DemoStage(const QString &label, std::unique_ptr<DemoDialect> dialect, quint32 seed,
              QObject *parent = nullptr);
    ~DemoStage() override;

    // Begins to listen, on the port of last time if there was one. False: errorString().
    [[nodiscard]] bool start();
    // Closes the port and every connection, as a service that went down. start() brings it back.
    void stop();
    [[nodiscard]] QString errorString() const { return m_server.errorString(); }

    [[nodiscard]] const QString &label() const { return m_label; }
    // With the dialect's base path, without a slash at the end. Valid from the first start() on.
    [[nodiscard]] QUrl baseUrl() const;
    [[nodiscard]] const QByteArray &token() const { return m_dialect->token(); }
    [[nodiscard]] DemoWorld &world() { return m_dialect->world(); }
    [[nodiscard]] DemoDialect *dialect() const { return m_dialect.get(); } // stays ours

    void setFaults(const Faults &faults) { m_faults = faults; }
    [[nodiscard]] const Faults &faults() const { return m_faults; }
    // Takes the same weather again from its beginning.
    void reseed(quint32 seed) { m_dice = FaultDice(seed); }
    void setInterceptor(Interceptor interceptor) { m_interceptor = std::move(interceptor); }
    // Replies without Content-Length.
    void setChunked(bool chunked) { m_chunked = chunked; }

    // The newest requests, oldest first: up to 20,000, so that a long demo does not fill memory.
    [[nodiscard]] std::vector<DemoRequest> requests() const;
    void clearRequests() { m_log.clear(); }
    [[nodiscard]] const Counters &counters() const { return m_counters; }

Q_SIGNALS:
    // Once per request, when it is whole and before it is applied.
    void requestArrived(const orgkeeper::DemoRequest &request);

    // Once per request that was not kept from it by a fault, right after it was applied and before
    // the reply goes out. The status is the dialect's, also where a fault hides it.
    void requestApplied(const orgkeeper::DemoRequest &request, int status);

private:
    void acceptConnections();
    void accept(DemoConnection *connection, DemoRequest request);
    void apply(quint64 connection, const DemoRequest &request, const Fault &fault);
    void makeReady();
    void reply(quint64 connection, const DemoRequest &request, const Fault &fault,
               const DemoResponse &response);
    void record(const DemoRequest &request);

    QString m_label;
    std::unique_ptr<DemoDialect> m_dialect;
    QTcpServer m_server;
    QHash<quint64, DemoConnection *> m_connections; // the open ones, children of ours
    QElapsedTimer m_clock;
    Faults m_faults;
    FaultDice m_dice;
    Interceptor m_interceptor;
    std::deque<DemoRequest> m_log;
    Counters m_counters;
    QTimer m_readying;                            // runs while the dialect makes itself ready
    std::vector<std::function<void()>> m_waiting; // what is applied when it is
    quint16 m_port = 0;
    bool m_ready = false;
    bool m_chunked = false;
};

} // namespace orgkeeper
