// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demostage.h"

#include "democonnection.h"

#include <QHostAddress>
#include <QTcpSocket>
#include <chrono>
#include <cmath>
#include <utility>

namespace orgkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t LogLimit = 20'000;
constexpr auto Slice = 3ms;

} // namespace

DemoStage::DemoStage(const QString &label, std::unique_ptr<DemoDialect> dialect, quint32 seed,
                     QObject *parent)
    : QObject(parent)
    , m_label(label)
    , m_dialect(std::move(dialect))
    , m_dice(seed)
{
    m_clock.start();
    connect(&m_server, &QTcpServer::newConnection, this, &DemoStage::acceptConnections);
    connect(&m_readying, &QTimer::timeout, this, &DemoStage::makeReady);
}

DemoStage::~DemoStage() = default;

bool DemoStage::start()
{
    if (m_server.isListening())
        return true;
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost), m_port))
        return false;
    m_port = m_server.serverPort();
    return true;
}

void DemoStage::stop()
{
    m_server.close();
    const auto open = std::exchange(m_connections, {});
    for (DemoConnection *connection : open) {
        connection->drop();
        connection->deleteLater();
    }
}

QUrl DemoStage::baseUrl() const
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_port);
    url.setPath(QString::fromUtf8(m_dialect->basePath()));
    return url;
}

std::vector<DemoRequest> DemoStage::requests() const
{
    return {m_log.begin(), m_log.end()};
}

void DemoStage::acceptConnections()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        const auto id = static_cast<quint64>(++m_counters.connections);
        auto *connection = new DemoConnection(socket, id, this);
        m_connections.insert(id, connection);
        connect(connection, &DemoConnection::requestRead, this,
                [this, connection](const DemoRequest &request) { accept(connection, request); });
        connect(connection, &DemoConnection::closed, this, [this, connection] {
            m_connections.remove(connection->id());
            connection->deleteLater();
        });
    }
}

void DemoStage::accept(DemoConnection *connection, DemoRequest request)
{
    request.stage = m_label;
    request.number = ++m_counters.requests;
    request.arrivedMs = m_clock.elapsed();
    record(request);
    // The dice are thrown for every request, so that an interceptor does not shift the weather.
    Fault fault = m_dice.roll(m_faults);
    Q_EMIT requestArrived(request);
    if (m_interceptor) {
        if (auto wanted = m_interceptor(request))
            fault = *std::move(wanted);
    }
    // By id, not by pointer: the request is applied even if the connection has gone by then.
    QTimer::singleShot(fault.holdMs, Qt::PreciseTimer, this,
                       [this, id = connection->id(), request = std::move(request), fault] {
                           apply(id, request, fault);
                       });
}

void DemoStage::record(const DemoRequest &request)
{
    if (m_log.size() == LogLimit)
        m_log.pop_front();
    m_log.push_back(request);
}

void DemoStage::apply(quint64 connection, const DemoRequest &request, const Fault &fault)
{
    if (fault.apply && !m_ready) {
        m_waiting.push_back(
            [this, connection, request, fault] { apply(connection, request, fault); });
        m_readying.start();
        return;
    }
    DemoResponse response;
    if (fault.apply) {
        response = m_dialect->answer(request);
        m_counters.writes += response.wrote ? 1 : 0;
        Q_EMIT requestApplied(request, response.status);
    }
    if (fault.response)
        response = *fault.response;
    else if (fault.status != 0)
        response = m_dialect->refusal(fault.status);
    if (!fault.retryAfter.isEmpty())
        response.headers.append({"Retry-After", fault.retryAfter});
    if (fault.lateMs <= 0) {
        reply(connection, request, fault, response);
        return;
    }
    QTimer::singleShot(fault.lateMs, Qt::PreciseTimer, this,
                       [this, connection, request, fault, response] {
                           reply(connection, request, fault, response);
                       });
}

// In slices, so that the first look at a long list does not hold up the window.
void DemoStage::makeReady()
{
    m_ready = m_dialect->makeReady(QDeadlineTimer(Slice));
    if (!m_ready)
        return;
    m_readying.stop();
    for (const auto &waiting : std::exchange(m_waiting, {}))
        waiting();
}

void DemoStage::reply(quint64 connection, const DemoRequest &request, const Fault &fault,
                      const DemoResponse &response)
{
    DemoConnection *open = m_connections.value(connection);
    if (open == nullptr)
        return; // the client did not wait
    DemoConnection::Manner manner;
    manner.withoutBody = request.method == "HEAD";
    manner.chunked = m_chunked;
    manner.bytesPerSecond = fault.bytesPerSecond;
    switch (fault.reply) {
    case Fault::Reply::Send:
        break;
    case Fault::Reply::Cut:
        manner.cutAt =
            fault.cutAt >= 0
                ? fault.cutAt
                : std::llround(fault.cutShare * static_cast<double>(response.body.size()));
        break;
    case Fault::Reply::Drop:
        open->drop();
        return;
    case Fault::Reply::Silence:
        return;
    }
    open->send(response, manner);
}

} // namespace orgkeeper
