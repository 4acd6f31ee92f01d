// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "httpjob.h"
#include "rawpeer.h"
#include "requestlog.h"
#include "transport.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTest>
#include <QTimer>

namespace orgkeeper {

/// Runs the event loop until it is true, without the 50 ms steps of QTRY_VERIFY. False after 15 s.
inline bool until(const std::function<bool()> &isTrue)
{
    const QDeadlineTimer end(15000);
    QTimer tick; // what is waited for may come without an event
    tick.start(10);
    while (!isTrue()) {
        if (end.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

/// Keeps what it is given, and can do something at each step.
class KeepingSink : public BodySink
{
public:
    void begin(const ReplyHead &head) override
    {
        ++begun;
        heads.append(head);
        body.clear();
        if (onBegin)
            onBegin();
    }
    bool write(QByteArrayView bytes) override
    {
        ++writes;
        largest = std::max(largest, bytes.size());
        body += bytes;
        if (onWrite)
            onWrite();
        return !refuses;
    }

    /// As a reader of JSON would know it.
    [[nodiscard]] bool isWhole() const override { return end.isEmpty() || body.endsWith(end); }

    QByteArray end;
    int begun = 0;
    int writes = 0;
    qsizetype largest = 0;
    bool refuses = false;
    QByteArray body;
    QList<ReplyHead> heads;
    std::function<void()> onBegin;
    std::function<void()> onWrite;
};

/// How a job ended, kept beyond its life.
struct Ended
{
    int times = 0;
    Error error;
    ReplyHead head;
    int attempts = 0;
    QList<int> waits;
};

/// A transport with short waits, its log, and what its jobs ended as.
class NetTest
{
public:
    explicit NetTest(const QUrl &base) { settings = quick(base); }

    static TransportSettings quick(const QUrl &base)
    {
        using namespace std::chrono_literals;
        TransportSettings settings;
        settings.baseUrl = base;
        settings.inactivity = 5s;
        settings.readDeadline = 10s;
        settings.writeDeadline = 10s;
        settings.retry.firstWait = 8ms;
        settings.retry.longestWait = 40ms;
        settings.retry.longestWish = 400ms;
        settings.label = QStringLiteral("Acme test");
        return settings;
    }

    Transport &transport()
    {
        if (!m_transport)
            m_transport = std::make_unique<Transport>(settings, &log, nullptr);
        return *m_transport;
    }
    void dropTransport() { m_transport.reset(); }

    static Request read(const QUrl &url, const QByteArray &verb = "GET")
    {
        Request request;
        request.verb = verb;
        request.url = url;
        return request;
    }
    static Request write(const QUrl &url, const QByteArray &verb, const QByteArray &body = {})
    {
        Request request = read(url, verb);
        request.effect = Effect::Write;
        request.body = body;
        request.contentType = "application/json";
        return request;
    }

    HttpJob *start(const Request &request)
    {
        return start(request, std::make_shared<KeepingSink>());
    }
    HttpJob *start(const Request &request, const std::shared_ptr<BodySink> &sink)
    {
        HttpJob *job = transport().send(request, sink, &owner);
        ended = std::make_shared<Ended>();
        watch(job, ended);
        return job;
    }
    static void watch(HttpJob *job, const std::shared_ptr<Ended> &into)
    {
        QObject::connect(job, &Job::retryScheduled, job,
                         [into](int ms, const Error &) { into->waits.append(ms); });
        QObject::connect(job, &Job::finished, job, [into, job] {
            ++into->times;
            into->error = job->error();
            into->head = job->head();
            into->attempts = job->attempts();
        });
    }
    /// Sends and waits for the end.
    Ended run(const Request &request) { return run(request, std::make_shared<KeepingSink>()); }
    Ended run(const Request &request, const std::shared_ptr<BodySink> &sink)
    {
        start(request, sink);
        const auto mine = ended;
        if (!until([&] { return mine->times > 0; }))
            qWarning("the job did not end");
        return *mine;
    }

    TransportSettings settings;
    RequestLog log{nullptr};
    QObject owner;
    std::shared_ptr<Ended> ended;

private:
    std::unique_ptr<Transport> m_transport;
};

} // namespace orgkeeper
