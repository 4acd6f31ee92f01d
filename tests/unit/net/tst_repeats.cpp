// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"
#include "rategate.h"

#include <QTimer>

using namespace orgkeeper;
using Kind = Error::Kind;

/// What makes a second request: redirects, tries of reads, the waits between them. And what does
/// not.
class RepeatsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redirectsOfReads_data();
    void redirectsOfReads();
    void redirectsOfWrites_data();
    void redirectsOfWrites();
    void redirectsEnd();
    void readsAskAgain_data();
    void readsAskAgain();
    void cutReadBeginsAgain();
    void askingAgainEnds();
    void writesNeverAskAgain_data();
    void writesNeverAskAgain();
    void pauseHoldsTheAccount_data();
    void pauseHoldsTheAccount();
    void absurdPauseEndsTheRead();
    void neverMoreThanParallel();
};

void RepeatsTest::redirectsOfReads_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<bool>("follows");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("GET %d", status) << status << QByteArray("GET") << true;
        QTest::addRow("HEAD %d", status) << status << QByteArray("HEAD") << true;
        QTest::addRow("POST %d", status) << status << QByteArray("POST") << (status >= 307);
    }
    QTest::addRow("GET 300") << 300 << QByteArray("GET") << false;
    QTest::addRow("GET 304") << 304 << QByteArray("GET") << false;
}

void RepeatsTest::redirectsOfReads()
{
    QFETCH(int, status);
    QFETCH(QByteArray, verb);
    QFETCH(bool, follows);
    RawPeer peer([&](const Seen &seen, QTcpSocket *socket) {
        if (seen.target == "/old?a=1")
            socket->write(reply(status, "", {{"Location", "../new?b=2"}}));
        else
            socket->write(reply(200, seen.verb == "HEAD" ? "" : "[]"));
    });
    NetTest net(peer.url());
    net.transport().setCredentials({peer.url(), {{"X-API-Key", "example-secret"}}});
    Request request = NetTest::read(peer.url(QStringLiteral("/old?a=1")), verb);
    request.body = verb == "POST" ? "{}" : "";
    const auto sink = std::make_shared<KeepingSink>();
    const Ended end = net.run(request, sink);
    QCOMPARE(end.error.kind, follows ? Kind::None : Kind::Redirected);
    QCOMPARE(sink->begun, follows ? 1 : 0);
    QCOMPARE(peer.seen.size(), follows ? 2 : 1);
    QCOMPARE(end.attempts, follows ? 2 : 1);
    if (!follows)
        return;
    QCOMPARE(peer.seen.last().target, "/new?b=2");
    QCOMPARE(peer.seen.last().verb, verb);
    QCOMPARE(peer.seen.last().body, request.body);
    QCOMPARE(peer.seen.last().header("X-API-Key"), "example-secret");
}

void RepeatsTest::redirectsOfWrites_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("verb");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const char *verb : {"POST", "PUT", "PATCH", "DELETE"})
            QTest::addRow("%s %d", verb, status) << status << QByteArray(verb);
    }
}

void RepeatsTest::redirectsOfWrites()
{
    QFETCH(int, status);
    QFETCH(QByteArray, verb);
    RawPeer peer([&](const Seen &seen, QTcpSocket *socket) {
        socket->write(seen.target == "/old" ? reply(status, "", {{"Location", "/new?code=7"}})
                                            : reply(200));
    });
    NetTest net(peer.url());
    const Ended end = net.run(NetTest::write(peer.url(QStringLiteral("/old")), verb, "{}"));
    QCOMPARE(end.error.kind, Kind::Redirected);
    QCOMPARE(peer.begun, 1);
    QVERIFY(end.error.detail.contains(peer.url().toString().chopped(1)));
    QVERIFY(!end.error.detail.contains(QStringLiteral("code")));
}

void RepeatsTest::redirectsEnd()
{
    RawPeer peer([](const Seen &, QTcpSocket *socket) {
        socket->write(reply(302, "", {{"Location", "/again"}}));
    });
    NetTest net(peer.url());
    const Ended end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.kind, Kind::Redirected);
    QCOMPARE(peer.begun, 6);
}

void RepeatsTest::readsAskAgain_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("again");
    for (const int status : {429, 502, 503, 504})
        QTest::addRow("%d", status) << reply(status) << true;
    for (const int status : {400, 401, 403, 404, 409, 422, 500, 501})
        QTest::addRow("%d", status) << reply(status) << false;
    QTest::newRow("hung up") << QByteArray() << true;
    QTest::newRow("header cut") << QByteArray("HTTP/1.1 200 OK\r\nCont") << true;
    QTest::newRow("body cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
                              << true;
}

void RepeatsTest::readsAskAgain()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, again);
    int bad = 2;
    RawPeer peer([&](const Seen &, QTcpSocket *socket) {
        if (bad-- > 0) {
            socket->write(bytes);
            socket->disconnectFromHost();
        } else {
            socket->write(reply(200, "[7]"));
        }
    });
    for (const char *verb : {"GET", "POST"}) {
        bad = 2;
        NetTest net(peer.url());
        const auto sink = std::make_shared<KeepingSink>();
        const Ended end = net.run(NetTest::read(peer.url(), verb), sink);
        QCOMPARE(end.error.kind == Kind::None, again);
        if (again)
            QCOMPARE(sink->body, "[7]");
        else
            QCOMPARE(end.attempts, 1);
        QCOMPARE(end.waits.size(), end.attempts - 1);
        QCOMPARE(net.log.entries().size(), end.attempts);
    }
}

void RepeatsTest::cutReadBeginsAgain()
{
    int bad = 1;
    RawPeer peer([&](const Seen &, QTcpSocket *socket) {
        if (bad-- > 0) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1,2,");
            socket->disconnectFromHost();
        } else {
            socket->write(reply(200, "[1,2,3,4]"));
        }
    });
    NetTest net(peer.url());
    const auto sink = std::make_shared<KeepingSink>();
    const Ended end = net.run(NetTest::read(peer.url()), sink);
    QCOMPARE(end.error.kind, Kind::None);
    QCOMPARE(sink->begun, 2);
    QCOMPARE(sink->body, "[1,2,3,4]");
    QVERIFY(sink->heads.last().sent >= sink->heads.first().sent);
}

void RepeatsTest::askingAgainEnds()
{
    RawPeer peer(always(reply(503)));
    NetTest net(peer.url());
    const Ended end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.status, 503);
    QCOMPARE(end.error.attempts, 4);
    QCOMPARE(peer.begun, 4);
    QCOMPARE(end.waits.size(), 3);
    for (qsizetype i = 0; i < 3; ++i) {
        const int full = 8 << i;
        QVERIFY(end.waits[i] >= full * 3 / 4 && end.waits[i] <= full);
    }
}

void RepeatsTest::writesNeverAskAgain_data()
{
    readsAskAgain_data();
}

void RepeatsTest::writesNeverAskAgain()
{
    QFETCH(QByteArray, bytes);
    RawPeer peer([&](const Seen &, QTcpSocket *socket) {
        socket->write(bytes);
        socket->disconnectFromHost();
    });
    NetTest net(peer.url());
    const Ended end = net.run(NetTest::write(peer.url(), "POST", "{}"));
    QVERIFY(end.error);
    QCOMPARE(end.attempts, 1);
    QVERIFY(end.waits.isEmpty());
    QTest::qWait(60); // longer than any wait of this transport
    QCOMPARE(peer.begun, 1);
}

void RepeatsTest::pauseHoldsTheAccount_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("atLeast"); // ms
    const auto row = [](const char *name, const char *header, const QByteArray &value, int status,
                        int ms) {
        QTest::newRow(name) << QByteArray(header) << value << status << ms;
    };
    row("milliseconds", "retry-after-ms", "150", 429, 150);
    row("seconds", "Retry-After", "0.2", 429, 200);
    row("service unavailable", "Retry-After", "0.2", 503, 200);
    row("x-retry-after", "x-retry-after", "0.2", 429, 200);
    row("reset in seconds", "X-RateLimit-Reset", "0.2", 429, 200);
    row("absent", "X-Nothing", "1", 429, 6);
    row("absurd word", "Retry-After", "soon", 429, 6);
}

void RepeatsTest::pauseHoldsTheAccount()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(int, status);
    QFETCH(int, atLeast);
    for (const bool byWrite : {false, true}) {
        QElapsedTimer window;
        qint64 tooEarly = 0;
        RawPeer peer([&](const Seen &, QTcpSocket *socket) {
            if (!window.isValid()) {
                window.start();
                socket->write(reply(status, "{}", {{name, value}}));
                return;
            }
            if (window.elapsed() < atLeast)
                ++tooEarly;
            socket->write(reply(200));
        });
        NetTest net(peer.url());
        net.settings.parallel = 1;
        QList<std::shared_ptr<Ended>> ends;
        for (int i = 0; i < 6; ++i) {
            net.start(byWrite ? NetTest::write(peer.url(), "POST") : NetTest::read(peer.url()));
            ends.append(net.ended);
        }
        for (const auto &end : std::as_const(ends))
            QVERIFY(until([&] { return end->times == 1; }));
        QCOMPARE(tooEarly, 0);
        QCOMPARE(peer.begun, byWrite ? 6 : 7);
        QCOMPARE(ends.first()->error.kind == Kind::None, !byWrite);
        QCOMPARE(ends.last()->error.kind, Kind::None);
        if (byWrite && atLeast >= 150)
            QCOMPARE(ends.first()->error.pauseMs, atLeast);
    }
}

void RepeatsTest::absurdPauseEndsTheRead()
{
    RawPeer peer(always(reply(429, "{}", {{"Retry-After", "86400"}})));
    NetTest net(peer.url());
    const Ended end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.kind, Kind::RateLimited);
    QCOMPARE(end.error.pauseMs, 86'400'000);
    QCOMPARE(peer.begun, 1);
    const QDateTime until = net.transport().gate().heldUntil();
    const qint64 held = QDateTime::currentDateTimeUtc().msecsTo(until);
    QVERIFY(held > 0 && held <= 400);
}

void RepeatsTest::neverMoreThanParallel()
{
    for (const int parallel : {1, 3, 6, 50}) {
        int now = 0;
        int most = 0;
        RawPeer peer([&](const Seen &, QTcpSocket *socket) {
            most = std::max(most, ++now);
            QTimer::singleShot(2, socket, [&now, socket] {
                --now;
                socket->write(reply(200));
            });
        });
        NetTest net(peer.url());
        net.settings.parallel = parallel;
        QList<std::shared_ptr<Ended>> ends;
        for (int i = 0; i < 60; ++i) {
            net.start(i % 2 == 0 ? NetTest::read(peer.url()) : NetTest::write(peer.url(), "PUT"));
            ends.append(net.ended);
        }
        for (const auto &end : std::as_const(ends))
            QVERIFY(until([&] { return end->times == 1; }));
        QCOMPARE(most, std::min(parallel, 6));
        QCOMPARE(peer.begun, 60);
    }
}

QTEST_GUILESS_MAIN(RepeatsTest)
#include "tst_repeats.moc"
