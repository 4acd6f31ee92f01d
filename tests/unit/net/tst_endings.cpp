// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"
#include "rategate.h"

#include <QSignalSpy>
#include <QTimer>

using namespace orgkeeper;
using namespace std::chrono_literals;
using Kind = Error::Kind;

/// Every way in which a job may end, or be ended, at every moment: once, truthfully, and without
/// touching what is gone.
class EndingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceTimesOut_data();
    void silenceTimesOut();
    void dripMeetsTheDeadline();
    void cancelIsItsOwnOutcome_data();
    void cancelIsItsOwnOutcome();
    void cancelBeforeTheWire();
    void writeThatWaitedTooLong();
    void cancelWhileWaitingToAskAgain();
    void endComesFromTheEventLoop();
    void destroyedJobIsSilent_data();
    void destroyedJobIsSilent();
    void destroyedTransportEndsItsJobs();
    void sinkMayRefuse();
    void sinkMayCancelOrDestroy_data();
    void sinkMayCancelOrDestroy();
};

void EndingsTest::silenceTimesOut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("before the reply") << QByteArray();
    QTest::newRow("in the header") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
    QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}");
}

void EndingsTest::silenceTimesOut()
{
    QFETCH(QByteArray, bytes);
    RawPeer peer(always(bytes));
    NetTest net(peer.url());
    net.settings.inactivity = 300ms;
    Ended end = net.run(NetTest::write(peer.url(), "PUT", "{}"));
    QCOMPARE(end.error.kind, Kind::Timeout);
    QVERIFY(end.error.mayHaveHappened);
    QVERIFY(end.error.detail.contains(QStringLiteral("0.3")));
    QCOMPARE(peer.begun, 1);
    end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.kind, Kind::Timeout);
    QVERIFY(end.error.detail.contains(QStringLiteral("0.3")));
    QVERIFY(!end.error.mayHaveHappened);
    QCOMPARE(end.attempts, 1);
}

void EndingsTest::dripMeetsTheDeadline()
{
    RawPeer peer([](const Seen &, QTcpSocket *socket) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n");
        auto *drip = new QTimer(socket);
        QObject::connect(drip, &QTimer::timeout, socket, [socket] { socket->write("x"); });
        drip->start(10);
    });
    NetTest net(peer.url());
    net.settings.inactivity = 3s;
    net.settings.readDeadline = 300ms;
    net.settings.writeDeadline = 250ms;
    QElapsedTimer clock;
    clock.start();
    Ended end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.kind, Kind::Timeout);
    QVERIFY(clock.elapsed() >= 299 && clock.elapsed() < 3000);
    QVERIFY(!end.error.detail.contains(QStringLiteral("Nothing was received")));
    end = net.run(NetTest::write(peer.url(), "POST"));
    QCOMPARE(end.error.kind, Kind::Timeout);
    QVERIFY(end.error.mayHaveHappened);
}

void EndingsTest::cancelIsItsOwnOutcome_data()
{
    silenceTimesOut_data();
}

void EndingsTest::cancelIsItsOwnOutcome()
{
    QFETCH(QByteArray, bytes);
    RawPeer peer(always(bytes));
    NetTest net(peer.url());
    for (const bool write : {false, true}) {
        peer.seen.clear();
        HttpJob *job =
            net.start(write ? NetTest::write(peer.url(), "POST", "{}") : NetTest::read(peer.url()));
        QVERIFY(until([&] { return peer.seen.size() == 1; }));
        QTest::qWait(5); // for what was answered to arrive, or not: both are right
        job->cancel();
        job->cancel();
        QCOMPARE(net.ended->times, 0);
        QVERIFY(job->isFinished());
        QVERIFY(until([&] { return net.ended->times == 1; }));
        QCOMPARE(net.ended->error.kind, Kind::Cancelled);
        QCOMPARE(net.ended->error.mayHaveHappened, write);
        QCOMPARE(net.log.entries().last().error, Kind::Cancelled);
    }
    QCOMPARE(net.transport().gate().inside(), 0);
}

void EndingsTest::cancelBeforeTheWire()
{
    RawPeer peer(always(reply(200)));
    NetTest net(peer.url());
    net.transport().gate().holdFor(60s);
    HttpJob *job = net.start(NetTest::write(peer.url(), "POST", "{}"));
    QCoreApplication::processEvents();
    job->cancel();
    QVERIFY(until([&] { return net.ended->times == 1; }));
    QCOMPARE(net.ended->error.kind, Kind::Cancelled);
    QVERIFY(!net.ended->error.mayHaveHappened);
    QCOMPARE(net.ended->attempts, 0);
    QCOMPARE(net.transport().gate().waiting(), 0);
    QCOMPARE(peer.begun, 0);
}

/// What was decided from a reading must not leave once that has grown old.
void EndingsTest::writeThatWaitedTooLong()
{
    RawPeer peer(always(reply(200)));
    NetTest net(peer.url());
    Request late = NetTest::write(peer.url(), "POST", "{}");
    late.notAfter = QDeadlineTimer(50ms, Qt::PreciseTimer);
    net.transport().gate().holdFor(120ms);
    const Ended end = net.run(late);
    QCOMPARE(end.times, 1);
    QCOMPARE(end.error.kind, Kind::TooLate);
    QVERIFY(!end.error.mayHaveHappened);
    QVERIFY(!end.error.detail.isEmpty());
    QCOMPARE(end.attempts, 0);
    QCOMPARE(peer.begun, 0);
    QCOMPARE(net.transport().gate().inside(), 0);

    // A read says what is true whenever it leaves; a write in time leaves.
    Request read = NetTest::read(peer.url());
    read.notAfter = QDeadlineTimer(0);
    QCOMPARE(net.run(read).error.kind, Kind::None);
    late.notAfter = QDeadlineTimer(10s);
    QCOMPARE(net.run(late).error.kind, Kind::None);
    QCOMPARE(peer.begun, 2);
}

void EndingsTest::cancelWhileWaitingToAskAgain()
{
    RawPeer peer(always(reply(503)));
    NetTest net(peer.url());
    net.settings.retry.firstWait = 60s;
    net.settings.retry.longestWait = 60s;
    HttpJob *job = net.start(NetTest::read(peer.url()));
    const auto ended = net.ended;
    QVERIFY(until([&] { return ended->waits.size() == 1; }));
    job->cancel();
    QVERIFY(until([&] { return ended->times == 1; }));
    QCOMPARE(ended->error.kind, Kind::Cancelled);
    QCOMPARE(peer.begun, 1);

    NetTest brief(peer.url());
    brief.settings.retry.firstWait = 60s;
    brief.settings.retry.longestWait = 60s;
    brief.settings.readDeadline = 100ms;
    QCOMPARE(brief.run(NetTest::read(peer.url())).error.status, 503); // not "Timeout": it answered
}

void EndingsTest::endComesFromTheEventLoop()
{
    NetTest net{QUrl(QStringLiteral("https://a.example"))};
    HttpJob *job = net.start(NetTest::read(QUrl()));
    QVERIFY(job->isFinished());
    QCOMPARE(net.ended->times, 0);
    QPointer<HttpJob> gone(job);
    QVERIFY(until([&] { return net.ended->times == 1; }));
    QVERIFY(until([&] { return !gone; }));

    // A slot may delete the job outright.
    job = net.start(NetTest::read(QUrl()));
    QPointer<HttpJob> deleted(job);
    connect(job, &Job::finished, &net.owner, [](Job *j) { delete j; });
    QVERIFY(until([&] { return !deleted; }));
}

void EndingsTest::destroyedJobIsSilent_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("turns"); // of the event loop before the end
    for (const int turns : {0, 1, 2, 3, 5, 8, 13, 40}) {
        QTest::addRow("silent, %d", turns) << QByteArray() << turns;
        QTest::addRow("in the header, %d", turns) << QByteArray("HTTP/1.1 200 OK\r\nCon") << turns;
        QTest::addRow("in the body, %d", turns)
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n") +
                   QByteArray(800'000, 'x')
            << turns;
        QTest::addRow("whole, %d", turns) << reply(200) << turns;
        QTest::addRow("to be asked again, %d", turns) << reply(503) << turns;
    }
}

void EndingsTest::destroyedJobIsSilent()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, turns);
    RawPeer peer(always(bytes));
    for (const bool write : {false, true}) {
        NetTest net(peer.url());
        QPointer<HttpJob> job =
            net.start(write ? NetTest::write(peer.url(), "DELETE") : NetTest::read(peer.url()));
        for (int i = 0; i < turns; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        const int before = net.ended->times;
        delete job;
        QCoreApplication::processEvents();
        QCOMPARE(net.ended->times, before);
        QCOMPARE(net.transport().gate().inside() + net.transport().gate().waiting(), 0);
        // The account goes on.
        if (bytes == reply(200))
            QCOMPARE(net.run(NetTest::read(peer.url())).error.kind, Kind::None);
    }
}

void EndingsTest::destroyedTransportEndsItsJobs()
{
    for (const int turns : {0, 1, 3, 10, 30}) {
        RawPeer peer(always("HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n1"));
        NetTest net(peer.url());
        net.settings.parallel = 2;
        QList<std::shared_ptr<Ended>> ends;
        for (int i = 0; i < 4; ++i) {
            net.start(NetTest::write(peer.url(), "POST"));
            ends.append(net.ended);
        }
        // Its own child goes silently.
        HttpJob *child = net.transport().send(NetTest::read(peer.url()), nullptr, &net.transport());
        QSignalSpy silent(child, &Job::finished);
        for (int i = 0; i < turns; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        net.dropTransport();
        for (const auto &end : std::as_const(ends)) {
            QVERIFY(until([&] { return end->times == 1; }));
            QCOMPARE(end->error.kind, Kind::Cancelled);
            QCOMPARE(end->error.mayHaveHappened, end->attempts == 1);
        }
        QCOMPARE(silent.size(), 0);
    }
}

void EndingsTest::sinkMayRefuse()
{
    RawPeer peer(always(reply(200, QByteArray(900'000, 'x'))));
    NetTest net(peer.url());
    const auto sink = std::make_shared<KeepingSink>();
    sink->refuses = true;
    Ended end = net.run(NetTest::read(peer.url()), sink);
    QCOMPARE(end.error.kind, Kind::Malformed);
    QCOMPARE(end.error.status, 200);
    QCOMPARE(end.attempts, 1);
    QCOMPARE(sink->writes, 1);
    end = net.run(NetTest::write(peer.url(), "POST"), sink);
    QVERIFY(end.error.mayHaveHappened);

    RawPeer no(always(reply(403, QByteArray(900'000, 'x'))));
    NetTest other(no.url());
    QCOMPARE(other.run(NetTest::read(no.url()), sink).error.kind, Kind::Forbidden);
}

void EndingsTest::sinkMayCancelOrDestroy_data()
{
    QTest::addColumn<bool>("atBegin");
    QTest::addColumn<int>("what"); // 0 cancel, 1 delete the job, 2 delete the transport
    for (const bool atBegin : {true, false}) {
        for (const int what : {0, 1, 2})
            QTest::addRow("%s %d", atBegin ? "begin" : "write", what) << atBegin << what;
    }
}

void EndingsTest::sinkMayCancelOrDestroy()
{
    QFETCH(bool, atBegin);
    QFETCH(int, what);
    RawPeer peer(always(reply(200, QByteArray(900'000, 'x'))));
    NetTest net(peer.url());
    const auto sink = std::make_shared<KeepingSink>();
    QPointer<HttpJob> job = net.start(NetTest::read(peer.url()), sink);
    bool done = false;
    const auto act = [&] {
        if (std::exchange(done, true))
            return;
        if (what == 0)
            job->cancel();
        else if (what == 1)
            delete job;
        else
            net.dropTransport();
    };
    (atBegin ? sink->onBegin : sink->onWrite) = act;
    QVERIFY(until([&] { return done; }));
    QVERIFY(until([&] { return net.ended->times == (what == 1 ? 0 : 1); }));
    if (what != 1)
        QCOMPARE(net.ended->error.kind, Kind::Cancelled);
    QVERIFY(until([&] { return !job; }));
    QCOMPARE(sink->writes, atBegin ? 0 : 1);
}

QTEST_GUILESS_MAIN(EndingsTest)
#include "tst_endings.moc"
