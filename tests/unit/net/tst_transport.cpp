// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"

#include <QSignalSpy>

using namespace orgkeeper;
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
    void badReplies_data();
    void badReplies();
    void logHoldsNoSecret();
    void echoedTokenIsBlotted();
    void echoedTokenIsBlottedFromPaths();
    void formerTokenIsBlotted();
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
    row("chunked, and a length that lies",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n"
        "2\r\n{}\r\n0\r\n\r\n",
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
    for (int i = 0; i < 10; ++i) {
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
}

void TransportTest::echoedTokenIsBlottedFromPaths()
{
    RawPeer peer(always(reply(404, {})));
    NetTest net(peer.url());
    net.transport().setCredentials({peer.url(), {{"Authorization", "Bearer canary-token"}}});
    const Ended end = net.run(NetTest::read(peer.url(QStringLiteral("/next/canary%2Dtoken/2"))));
    QCOMPARE(end.error.path, QStringLiteral("/next/•••/2"));
    QCOMPARE(net.log.entries().value(0).path, QStringLiteral("/next/•••/2"));
}

/// An answer to what was sent before the account got another token.
void TransportTest::formerTokenIsBlotted()
{
    RawPeer peer(silence());
    NetTest net(peer.url());
    net.transport().setCredentials({peer.url(), {{"Authorization", "Bearer canary-token"}}});
    const HttpJob *job = net.start(NetTest::read(peer.url()));
    QTRY_COMPARE(peer.seen.size(), 1);
    net.transport().setCredentials({});
    QCOMPARE(job->scrubber().text(QStringLiteral("Bearer canary-token")),
             QStringLiteral("Bearer •••"));
}

QTEST_GUILESS_MAIN(TransportTest)
#include "tst_transport.moc"
