// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"
#include "rategate.h"

#include <QSignalSpy>
#include <QTimer>

using namespace orgkeeper;
using namespace std::chrono_literals;
using Kind = Error::Kind;

/// One request after another against peers of raw sockets: what arrives there, and how it ends.
class TransportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusDecides_data();
    void statusDecides();
    void requestOnTheWire();
    void writeOnTheWire_data();
    void writeOnTheWire();
    void headIsKnown();
    void challengeIsNoReasonToAskAgain();
    void cookiesAreNeitherKeptNorSent();
    void packedBodyIsUnpacked();
    void errorBodyIsCapped();
    void nothingIsSent_data();
    void nothingIsSent();
    void newlineInTokenIsNotSent();
    void foreignTokenIsNotSent();
    void badReplies_data();
    void badReplies();
    void untrustedTls();
    void unreachable();
    void silenceTimesOut_data();
    void silenceTimesOut();
    void dripMeetsTheDeadline();
    void cancelIsItsOwnOutcome_data();
    void cancelIsItsOwnOutcome();
    void cancelBeforeTheWire();
    void cancelWhileWaitingToAskAgain();
    void endComesFromTheEventLoop();
    void destroyedJobIsSilent_data();
    void destroyedJobIsSilent();
    void destroyedTransportEndsItsJobs();
    void sinkMayRefuse();
    void sinkMayCancelOrDestroy_data();
    void sinkMayCancelOrDestroy();
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
    void logHoldsNoSecret();
    void echoedTokenIsBlotted();
};

void TransportTest::statusDecides_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<bool>("doubt"); // a write may have happened
    const auto row = [](int status, Kind kind, bool doubt) {
        QTest::addRow("%d", status) << status << kind << doubt;
    };
    for (int status : {200, 201, 202, 204, 206, 299})
        row(status, Kind::None, false);
    for (int status : {300, 301, 302, 303, 304})
        row(status, Kind::Redirected, true);
    row(307, Kind::Redirected, false);
    row(308, Kind::Redirected, false);
    row(401, Kind::TokenRefused, false);
    row(403, Kind::Forbidden, false);
    row(404, Kind::NotFound, false);
    row(409, Kind::Conflict, false);
    row(410, Kind::NotFound, false);
    row(429, Kind::RateLimited, false);
    for (int status : {400, 402, 405, 406, 412, 413, 415, 418, 422, 451})
        row(status, Kind::Rejected, false);
    row(408, Kind::Rejected, true);
    for (int status : {500, 501, 502, 503, 504, 599})
        row(status, Kind::Server, true);
    row(600, Kind::Malformed, true);
}

void TransportTest::statusDecides()
{
    QFETCH(int, status);
    QFETCH(Kind, kind);
    QFETCH(bool, doubt);
    const QByteArray body = status == 204 || status == 304 ? "" : R"({"message":"x"})";
    RawPeer peer(always(reply(status, body)));
    NetTest net(peer.url());
    const auto sink = std::make_shared<KeepingSink>();

    Ended end = net.run(NetTest::write(peer.url(), "POST", "{}"), sink);
    QCOMPARE(end.times, 1);
    QCOMPARE(end.error.kind, kind);
    QCOMPARE(end.error.mayHaveHappened, doubt);
    QCOMPARE(end.head.status, status);
    QCOMPARE(peer.begun, 1);
    if (kind != Kind::Redirected)
        QCOMPARE(sink->body, body);
    if (kind != Kind::None) {
        QCOMPARE(end.error.status, status);
        QCOMPARE(end.error.verb, "POST");
        QCOMPARE(end.error.path, QStringLiteral("/"));
        QCOMPARE(end.error.attempts, 1);
        QVERIFY(end.error.time.isValid());
        QVERIFY(end.error.message.isEmpty());
        if (kind != Kind::Redirected)
            QCOMPARE(end.error.detail, QStringLiteral("Some Phrase"));
    }

    NetTest reading(peer.url());
    reading.settings.retry.attempts = 1;
    end = reading.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.kind, kind);
    QVERIFY(!end.error.mayHaveHappened);
}

void TransportTest::requestOnTheWire()
{
    RawPeer peer(always(reply(200)));
    NetTest net(peer.url());
    net.transport().setCredentials({peer.url(), {{"X-API-Key", "example-secret"}}});
    Request request = NetTest::read(peer.url(QStringLiteral("/a%2Fb/c?page=1&q=a%2Bb")));
    request.headers = {{"X-Fixed", "yes"}, {"Accept", "application/problem+json"}};
    net.run(request);
    QCOMPARE(peer.seen.size(), 1);
    const Seen &seen = peer.seen.first();
    QCOMPARE(seen.target, "/a%2Fb/c?page=1&q=a%2Bb");
    QCOMPARE(seen.header("X-API-Key"), "example-secret");
    QCOMPARE(seen.header("X-Fixed"), "yes");
    QCOMPARE(seen.header("Accept"), "application/problem+json");
    QCOMPARE(seen.header("Cache-Control"), "no-store");
    QVERIFY(seen.header("User-Agent").startsWith("Orgkeeper/"));
    QVERIFY(!seen.has("Content-Type"));
    QVERIFY(!seen.has("Upgrade"));
}

void TransportTest::writeOnTheWire_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("body");
    for (const char *verb : {"POST", "PUT", "PATCH", "DELETE"}) {
        QTest::addRow("%s with body", verb) << QByteArray(verb) << QByteArray(R"({"a":1})");
        QTest::addRow("%s without body", verb) << QByteArray(verb) << QByteArray();
    }
    QTest::addRow("large") << QByteArray("POST") << QByteArray(3'000'000, 'x');
}

void TransportTest::writeOnTheWire()
{
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, body);
    RawPeer peer(always(reply(200)));
    NetTest net(peer.url());
    const Ended end = net.run(NetTest::write(peer.url(), verb, body));
    QCOMPARE(end.error.kind, Kind::None);
    QCOMPARE(peer.seen.size(), 1);
    QCOMPARE(peer.seen.first().verb, verb);
    QCOMPARE(peer.seen.first().body, body);
    QCOMPARE(peer.seen.first().header("Content-Length"), QByteArray::number(body.size()));
    QCOMPARE(peer.seen.first().header("Content-Type"), body.isEmpty() ? "" : "application/json");
    QVERIFY(!peer.seen.first().has("Transfer-Encoding"));
}

void TransportTest::headIsKnown()
{
    RawPeer peer(always(reply(200, "[1]",
                              {{"Content-Type", "application/json; charset=utf-8"},
                               {"Link", "</a?p=2>; rel=\"next\""},
                               {"link", "</a?p=9>; rel=\"last\""}})));
    NetTest net(peer.url());
    const auto sink = std::make_shared<KeepingSink>();
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const Ended end = net.run(NetTest::read(peer.url()), sink);
    for (const ReplyHead &head : {end.head, sink->heads.value(0)}) {
        QCOMPARE(head.status, 200);
        QCOMPARE(head.contentType, "application/json; charset=utf-8");
        QVERIFY(head.link.contains("rel=\"next\"") && head.link.contains("rel=\"last\""));
        QCOMPARE(head.length, 3);
        QVERIFY(head.sent >= before && head.sent <= QDateTime::currentDateTimeUtc());
    }
    QCOMPARE(sink->begun, 1);
    QCOMPARE(sink->body, "[1]");
}

void TransportTest::challengeIsNoReasonToAskAgain()
{
    for (const char *scheme : {"Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"1\"", "Negotiate",
                               "NTLM", "Bearer error=\"invalid_token\""}) {
        RawPeer peer(always(reply(401, R"({"detail":"no"})", {{"WWW-Authenticate", scheme}})));
        NetTest net(peer.url());
        net.transport().setCredentials({peer.url(), {{"Authorization", "Token example-secret"}}});
        const auto sink = std::make_shared<KeepingSink>();
        const Ended end = net.run(NetTest::write(peer.url(), "DELETE"), sink);
        QCOMPARE(end.error.kind, Kind::TokenRefused);
        QVERIFY(!end.error.mayHaveHappened);
        QCOMPARE(peer.begun, 1);
        QCOMPARE(sink->body, R"({"detail":"no"})");
    }
}

void TransportTest::cookiesAreNeitherKeptNorSent()
{
    RawPeer peer(always(reply(200, "{}", {{"Set-Cookie", "session=1; Path=/"}})));
    NetTest net(peer.url());
    net.run(NetTest::read(peer.url()));
    net.run(NetTest::read(peer.url()));
    net.run(NetTest::write(peer.url(), "POST"));
    QCOMPARE(peer.seen.size(), 3);
    for (const Seen &seen : std::as_const(peer.seen))
        QVERIFY(!seen.has("Cookie"));
}

void TransportTest::packedBodyIsUnpacked()
{
    // gzip of 300,000 times 'a' (made with gzip -9n).
    const QByteArray packed = QByteArray::fromBase64(
        "H4sIAAAAAAACA+3BAQ0AAADCoKzvX8IeDigAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        "AAAAAAAAAAAAAAAAAAAAAPgxX/JO9OCTBAA=");
    RawPeer peer(always(reply(200, packed, {{"Content-Encoding", "gzip"}})));
    NetTest net(peer.url());
    const auto sink = std::make_shared<KeepingSink>();
    const Ended end = net.run(NetTest::read(peer.url()), sink);
    QCOMPARE(end.error.kind, Kind::None);
    QCOMPARE(sink->body, QByteArray(300'000, 'a'));
    QCOMPARE(sink->heads.first().length, -1);
    QVERIFY(sink->largest <= net.settings.readBuffer);
}

void TransportTest::errorBodyIsCapped()
{
    RawPeer peer(always(reply(422, QByteArray(5'000'000, 'e'))));
    NetTest net(peer.url());
    const auto sink = std::make_shared<KeepingSink>();
    const Ended end = net.run(NetTest::read(peer.url()), sink);
    QCOMPARE(end.error.kind, Kind::Rejected);
    QVERIFY(sink->body.size() >= 1'000'000 && sink->body.size() <= 1'100'000);
}

void TransportTest::nothingIsSent_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("base");
    const auto row = [](const char *name, const char *url, const char *base) {
        QTest::newRow(name) << QString::fromLatin1(url) << QString::fromLatin1(base);
    };
    row("other host", "https://b.example/x", "https://a.example");
    row("other port", "https://a.example:444/x", "https://a.example");
    row("http beside https", "http://a.example/x", "https://a.example");
    row("http to the world", "http://a.example/x", "http://a.example");
    row("http to any address", "http://0.0.0.0:9/x", "http://0.0.0.0:9");
    row("http to an almost loopback name", "http://localhost.example/x",
        "http://localhost.example");
    row("http to an almost loopback number", "http://128.0.0.1/x", "http://128.0.0.1");
    row("user info", "https://me:pw@a.example/x", "https://a.example");
    row("user info in both", "https://me@a.example/x", "https://me@a.example");
    row("trailing dot", "https://a.example./x", "https://a.example");
    row("sub-domain", "https://x.a.example/x", "https://a.example");
    row("no scheme", "/x", "https://a.example");
    row("file", "file:///etc/hostname", "file:///etc/hostname");
    row("ftp", "ftp://a.example/x", "ftp://a.example");
    row("empty", "", "https://a.example");
}

void TransportTest::nothingIsSent()
{
    QFETCH(QString, url);
    QFETCH(QString, base);
    NetTest net{QUrl(base)};
    for (const Request &request :
         {NetTest::read(QUrl(url)), NetTest::write(QUrl(url), "POST", "{}")}) {
        const Ended end = net.run(request);
        QCOMPARE(end.times, 1);
        QCOMPARE(end.error.kind, Kind::NotAvailable);
        QVERIFY(!end.error.mayHaveHappened);
        QVERIFY(!end.error.detail.isEmpty());
        QVERIFY(!end.error.detail.contains(QStringLiteral("pw")));
        QCOMPARE(end.attempts, 0);
    }
    QVERIFY(net.log.entries().isEmpty());

    RawPeer peer(always(reply(200)));
    NetTest readOnly(peer.url());
    readOnly.settings.readOnly = true;
    QCOMPARE(readOnly.run(NetTest::write(peer.url(), "POST")).error.kind, Kind::NotAvailable);
    Request split = NetTest::read(peer.url());
    split.headers = {{"X-A", "1\r\nX-B: 2"}};
    QCOMPARE(readOnly.run(split).error.kind, Kind::NotAvailable);
    split.headers = {{"Content-Length", "0"}};
    QCOMPARE(readOnly.run(split).error.kind, Kind::NotAvailable);
    QCOMPARE(readOnly.run(NetTest::read(peer.url(), "GET / HTTP/1.1\r\nX:")).error.kind,
             Kind::NotAvailable);
    QCOMPARE(peer.begun, 0);
    QCOMPARE(readOnly.run(NetTest::read(peer.url(), "POST")).error.kind, Kind::None);
}

void TransportTest::newlineInTokenIsNotSent()
{
    RawPeer peer(always(reply(200)));
    NetTest net(peer.url());
    net.transport().setCredentials({peer.url(), {{"Authorization", "Bearer abc\r\nX-Other: 1"}}});
    const Ended end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.kind, Kind::NotAvailable);
    QVERIFY(!end.error.detail.contains(QStringLiteral("abc")));
    QCOMPARE(peer.begun, 0);
}

void TransportTest::foreignTokenIsNotSent()
{
    RawPeer peer(always(reply(200)));
    RawPeer other(always(reply(200)));
    NetTest net(peer.url());
    net.transport().setCredentials({other.url(), {{"Authorization", "Bearer example-secret"}}});
    QCOMPARE(net.run(NetTest::read(peer.url())).error.kind, Kind::NotAvailable);
    QCOMPARE(peer.begun + other.begun, 0);
}

void TransportTest::badReplies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const QByteArray &bytes, Kind kind) {
        QTest::newRow(name) << bytes << kind;
    };
    row("no byte", "", Kind::ConnectionLost);
    row("status line cut", "HTTP/1.1 20", Kind::ConnectionLost);
    row("header cut", "HTTP/1.1 200 OK\r\nContent-Le", Kind::ConnectionLost);
    row("no body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", Kind::ConnectionLost);
    row("body cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":", Kind::ConnectionLost);
    row("chunk cut",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"a\":", Kind::ConnectionLost);
    row("last chunk missing", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{,\r\n",
        Kind::ConnectionLost);
    row("chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        Kind::None);
    row("until the end", "HTTP/1.1 200 OK\r\n\r\n{}", Kind::None);
    row("not HTTP", "SSH-2.0-Example\r\n", Kind::ConnectionLost);
    row("status is no number", "HTTP/1.1 abc OK\r\n\r\n{}", Kind::ConnectionLost);
    row("broken gzip",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 10\r\n\r\n0123456789",
        Kind::Malformed);
    row("error cut", "HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\n{\"a\":", Kind::Forbidden);
}

void TransportTest::badReplies()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    RawPeer peer([&](const Seen &, QTcpSocket *socket) {
        socket->write(bytes);
        socket->disconnectFromHost();
    });
    // Often: bytes and end of the connection may arrive as one or as two events.
    for (int i = 0; i < 20; ++i) {
        const auto sink = std::make_shared<KeepingSink>();
        sink->end = "}";
        NetTest net(peer.url());
        net.settings.retry.attempts = 1;
        Ended end = net.run(NetTest::read(peer.url()), sink);
        QCOMPARE(end.error.kind, kind);
        QVERIFY(!end.error.mayHaveHappened);
        peer.seen.clear();
        NetTest writing(peer.url()); // a connection of its own: the other may be closing still
        end = writing.run(NetTest::write(peer.url(), "PATCH", "{}"), sink);
        // Without a length Qt cannot always tell the end of the answer to a write from a break.
        if (bytes.contains("Content-Length") || bytes.contains("chunked") || kind != Kind::None)
            QCOMPARE(end.error.kind, kind);
        QCOMPARE(end.error.mayHaveHappened,
                 end.error.kind != Kind::None && end.error.kind != Kind::Forbidden);
        // Qt may ask for the GET above once more, and late.
        QCOMPARE(std::count_if(peer.seen.cbegin(), peer.seen.cend(),
                               [](const Seen &seen) { return seen.verb == "PATCH"; }),
                 1);
    }
}

void TransportTest::untrustedTls()
{
    // A peer that answers a TLS greeting in clear text, and one that hangs up on it.
    for (const bool talks : {true, false}) {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QByteArray received;
        connect(&server, &QTcpServer::newConnection, &server, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [&received, socket, talks] {
                received += socket->readAll();
                if (talks)
                    socket->write("HTTP/1.1 200 OK\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        QUrl url(QStringLiteral("https://127.0.0.1/"));
        url.setPort(server.serverPort());
        NetTest net(url);
        net.settings.retry.attempts = 1;
        net.transport().setCredentials({url, {{"Authorization", "Bearer example-secret"}}});
        const Ended end = net.run(NetTest::write(url, "POST", "{}"));
        QVERIFY(end.error.kind == Kind::Tls || (!talks && end.error.kind == Kind::ConnectionLost));
        if (end.error.kind == Kind::Tls)
            QVERIFY(!end.error.mayHaveHappened);
        QVERIFY(!received.isEmpty());
        QVERIFY(!received.contains("example-secret"));
    }
}

void TransportTest::unreachable()
{
    RawPeer peer(always(reply(200)));
    const QUrl url = peer.url();
    peer.close();
    NetTest net(url);
    Ended end = net.run(NetTest::write(url, "POST", "{}"));
    QCOMPARE(end.error.kind, Kind::Unreachable);
    QVERIFY(!end.error.mayHaveHappened);
    end = net.run(NetTest::read(url));
    QCOMPARE(end.error.kind, Kind::Unreachable);
    QCOMPARE(end.attempts, 2);
}

void TransportTest::silenceTimesOut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("before the reply") << QByteArray();
    QTest::newRow("in the header") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
    QTest::newRow("in the body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}");
}

void TransportTest::silenceTimesOut()
{
    QFETCH(QByteArray, bytes);
    RawPeer peer(always(bytes));
    NetTest net(peer.url());
    net.settings.inactivity = 80ms;
    Ended end = net.run(NetTest::write(peer.url(), "PUT", "{}"));
    QCOMPARE(end.error.kind, Kind::Timeout);
    QVERIFY(end.error.mayHaveHappened);
    QVERIFY(end.error.detail.contains(QStringLiteral("0.08")));
    QCOMPARE(peer.begun, 1);
    end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.kind, Kind::Timeout);
    QVERIFY(!end.error.mayHaveHappened);
    QCOMPARE(end.attempts, 1);
}

void TransportTest::dripMeetsTheDeadline()
{
    RawPeer peer([](const Seen &, QTcpSocket *socket) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n");
        auto *drip = new QTimer(socket);
        QObject::connect(drip, &QTimer::timeout, socket, [socket] { socket->write("x"); });
        drip->start(10);
    });
    NetTest net(peer.url());
    net.settings.inactivity = 200ms;
    net.settings.readDeadline = 500ms;
    net.settings.writeDeadline = 400ms;
    QElapsedTimer clock;
    clock.start();
    Ended end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.kind, Kind::Timeout);
    QVERIFY(clock.elapsed() >= 495 && clock.elapsed() < 3000);
    QVERIFY(!end.error.detail.contains(QStringLiteral("Nothing was received")));
    end = net.run(NetTest::write(peer.url(), "POST"));
    QCOMPARE(end.error.kind, Kind::Timeout);
    QVERIFY(end.error.mayHaveHappened);
}

void TransportTest::cancelIsItsOwnOutcome_data()
{
    silenceTimesOut_data();
}

void TransportTest::cancelIsItsOwnOutcome()
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

void TransportTest::cancelBeforeTheWire()
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

void TransportTest::cancelWhileWaitingToAskAgain()
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

void TransportTest::endComesFromTheEventLoop()
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

void TransportTest::destroyedJobIsSilent_data()
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

void TransportTest::destroyedJobIsSilent()
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

void TransportTest::destroyedTransportEndsItsJobs()
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

void TransportTest::sinkMayRefuse()
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

void TransportTest::sinkMayCancelOrDestroy_data()
{
    QTest::addColumn<bool>("atBegin");
    QTest::addColumn<int>("what"); // 0 cancel, 1 delete the job, 2 delete the transport
    for (const bool atBegin : {true, false}) {
        for (const int what : {0, 1, 2})
            QTest::addRow("%s %d", atBegin ? "begin" : "write", what) << atBegin << what;
    }
}

void TransportTest::sinkMayCancelOrDestroy()
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

void TransportTest::redirectsOfReads_data()
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

void TransportTest::redirectsOfReads()
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

void TransportTest::redirectsOfWrites_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("verb");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const char *verb : {"POST", "PUT", "PATCH", "DELETE"})
            QTest::addRow("%s %d", verb, status) << status << QByteArray(verb);
    }
}

void TransportTest::redirectsOfWrites()
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

void TransportTest::redirectsEnd()
{
    RawPeer peer([](const Seen &, QTcpSocket *socket) {
        socket->write(reply(302, "", {{"Location", "/again"}}));
    });
    NetTest net(peer.url());
    const Ended end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.kind, Kind::Redirected);
    QCOMPARE(peer.begun, 6);
}

void TransportTest::readsAskAgain_data()
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

void TransportTest::readsAskAgain()
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

void TransportTest::cutReadBeginsAgain()
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

void TransportTest::askingAgainEnds()
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

void TransportTest::writesNeverAskAgain_data()
{
    readsAskAgain_data();
}

void TransportTest::writesNeverAskAgain()
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

void TransportTest::pauseHoldsTheAccount_data()
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

void TransportTest::pauseHoldsTheAccount()
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
        for (int i = 0; i < 12; ++i) {
            net.start(byWrite ? NetTest::write(peer.url(), "POST") : NetTest::read(peer.url()));
            ends.append(net.ended);
        }
        for (const auto &end : std::as_const(ends))
            QVERIFY(until([&] { return end->times == 1; }));
        QCOMPARE(tooEarly, 0);
        QCOMPARE(peer.begun, byWrite ? 12 : 13);
        QCOMPARE(ends.first()->error.kind == Kind::None, !byWrite);
        QCOMPARE(ends.last()->error.kind, Kind::None);
        if (byWrite && atLeast >= 150)
            QCOMPARE(ends.first()->error.pauseMs, atLeast);
    }
}

void TransportTest::absurdPauseEndsTheRead()
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

void TransportTest::neverMoreThanParallel()
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

void TransportTest::logHoldsNoSecret()
{
    RawPeer peer(always(reply(200, R"({"token":"canary-body"})")));
    NetTest net(peer.url());
    net.transport().setCredentials({peer.url(), {{"Authorization", "Bearer canary-token"}}});
    QSignalSpy logged(&net.log, &RequestLog::logged);
    const Ended end = net.run(NetTest::write(peer.url(QStringLiteral("/a?cursor=canary-query&n=1")),
                                             "POST", "canary-sent"));
    QCOMPARE(end.times, 1);
    QCOMPARE(logged.size(), 1);
    const LoggedRequest entry = net.log.entries().value(0);
    QCOMPARE(entry.account, QStringLiteral("Acme test"));
    QCOMPARE(entry.verb, "POST");
    QCOMPARE(entry.path, QStringLiteral("/a?cursor&n"));
    QCOMPARE(entry.status, 200);
    QCOMPARE(entry.bytes, 23);
    QCOMPARE(entry.attempt, 1);
    QCOMPARE(entry.error, Kind::None);
    QVERIFY(entry.durationMs >= 0 && entry.time.isValid());

    const QByteArray text = printHeaders({{"Authorization", "Bearer canary-token"},
                                          {"X-Api-Key", "canary-token"},
                                          {"Set-Cookie", "a=canary-token"},
                                          {"Location", "/?code=canary-token"},
                                          {"Content-Type", "text/plain"}});
    QVERIFY(!text.contains("canary"));
    QVERIFY(text.contains("X-Api-Key") && text.contains("text/plain"));
}

void TransportTest::echoedTokenIsBlotted()
{
    RawPeer peer(always("HTTP/1.1 401 No canary-token here\r\nContent-Length: 0\r\n\r\n"));
    NetTest net(peer.url());
    net.transport().setCredentials({peer.url(), {{"Authorization", "Bearer canary-token"}}});
    const Ended end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.detail, QStringLiteral("No ••• here"));
    QCOMPARE(net.transport().scrubbed(QStringLiteral("Bearer canary-token")),
             QStringLiteral("Bearer •••"));
}

QTEST_GUILESS_MAIN(TransportTest)
#include "tst_transport.moc"
