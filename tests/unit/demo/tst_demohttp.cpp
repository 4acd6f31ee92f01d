// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ancladialect.h"
#include "demorequestparser.h"
#include "demostage.h"
#include "demowire.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

// The demo's HTTP: framing and connections. What the services say is tested beside this.
class TstDemoHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }
    void keepsAConnection();
    void answersPipelinedRequestsInOrder();
    void closesWhenAsked();
    void joinsAChunkedBody();
    void continuesWhenAsked();
    void leavesTheBodyOffForHead();
    void saysWhichVerbsAPathKnows();
    void refusesGarbage_data();
    void refusesGarbage();
    void decodesSegmentsAfterTheSplit();
    void readsByteByByte();
    void streamsNoFasterThanTheClientReads();
    void sendsChunked();
    void comesBackOnTheSamePort();
    void logsWhatCame();

private:
    WireHeaders key() const { return {{"X-API-Key", m_stage->token()}}; }
    WireReply get(const QByteArray &path) { return ask(*m_stage, "GET", path, key()); }
    void faultOnNext(const Fault &fault)
    {
        m_stage->setInterceptor([fault, left = 1](const DemoRequest &) mutable {
            return left-- > 0 ? std::optional(fault) : std::nullopt;
        });
    }

    std::unique_ptr<DemoStage> m_stage;
};

void TstDemoHttp::init()
{
    m_stage = std::make_unique<DemoStage>(
        u"Example stage"_s, std::make_unique<AnclaDialect>(DemoWorldPlan{.organizations = 300}), 7);
    QVERIFY2(m_stage->start(), qPrintable(m_stage->errorString()));
}

void TstDemoHttp::keepsAConnection()
{
    DemoWire wire(*m_stage);
    for (int i = 0; i < 3; ++i) {
        wire.write(wireRequest("GET", "/api/v1/auth/session", key()));
        const WireReply reply = wire.read();
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.header("Connection"), "keep-alive");
        QCOMPARE(reply.header("Content-Type"), "application/json");
        static const QRegularExpression date(
            u"^[MTWFS][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} (\\d\\d:){2}\\d\\d GMT$"_s);
        QVERIFY(date.match(QString::fromLatin1(reply.header("Date"))).hasMatch());
    }
    QCOMPARE(m_stage->counters().connections, 1);
    QCOMPARE(m_stage->counters().requests, 3);
}

void TstDemoHttp::answersPipelinedRequestsInOrder()
{
    m_stage->setInterceptor([](const DemoRequest &request) -> std::optional<Fault> {
        return request.number == 1 ? Fault::late(60) : Fault(); // the first is the slowest
    });
    DemoWire wire(*m_stage);
    QByteArray bytes;
    bytes += wireRequest("POST", "/api/v1/organizations", key(), R"({"name":"Example"})");
    for (const char *slug : {"acme-berlin-freight", "muster-berlin-bau", "nothing-here"})
        bytes += wireRequest("GET", QByteArray("/api/v1/organizations/") + slug, key());
    wire.write(bytes);
    QCOMPARE(wire.read().status, 400);
    QCOMPARE(wire.read().object().value(u"slug"_s).toString(), u"acme-berlin-freight"_s);
    QCOMPARE(wire.read().object().value(u"slug"_s).toString(), u"muster-berlin-bau"_s);
    QCOMPARE(wire.read().status, 404);
}

void TstDemoHttp::closesWhenAsked()
{
    DemoWire wire(*m_stage);
    auto headers = key();
    headers.emplace_back("Connection", "close");
    wire.write(wireRequest("GET", "/api/v1/organizations", headers));
    const WireReply reply = wire.read();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.header("Connection"), "close");
    QVERIFY(wire.waitClosed());
}

void TstDemoHttp::joinsAChunkedBody()
{
    auto headers = key();
    headers.emplace_back("Transfer-Encoding", "chunked");
    DemoWire wire(*m_stage);
    wire.write(wireRequest("POST", "/api/v1/organizations", headers) +
               "9;ext=1\r\n{\"name\":\"\r\n1e\r\nExample Chunk\",\"slug\":\"chunk\"}\r\n0\r\n"
               "X-Trailer: 1\r\n\r\n" +
               wireRequest("GET", "/api/v1/organizations/chunk", key()));
    QCOMPARE(wire.read().status, 201);
    QCOMPARE(wire.read().object().value(u"name"_s).toString(), u"Example Chunk"_s);
}

void TstDemoHttp::continuesWhenAsked()
{
    const QByteArray body = R"({"name":"Example Wait","slug":"wait"})";
    auto headers = key();
    headers.emplace_back("Expect", "100-continue");
    const QByteArray request = wireRequest("POST", "/api/v1/organizations", headers, body);
    DemoWire wire(*m_stage);
    wire.write(request.left(request.size() - body.size()));
    QCOMPARE(wire.read().status, 100);
    wire.write(body);
    QCOMPARE(wire.read().status, 201);
}

void TstDemoHttp::leavesTheBodyOffForHead()
{
    DemoWire wire(*m_stage);
    wire.write(wireRequest("HEAD", "/api/v1/organizations", key()));
    const WireReply head = wire.read(true);
    QCOMPARE(head.status, 200);
    wire.write(wireRequest("GET", "/api/v1/organizations", key()));
    const WireReply whole = wire.read(); // would begin with the body of HEAD if there were one
    QCOMPARE(whole.status, 200);
    QCOMPARE(head.header("Content-Length").toLongLong(), whole.body.size());
}

void TstDemoHttp::saysWhichVerbsAPathKnows()
{
    WireReply reply = ask(*m_stage, "PATCH", "/organizations/acme-berlin-freight", key());
    QCOMPARE(reply.status, 405);
    QCOMPARE(reply.header("Allow"), "GET, HEAD");
    QCOMPARE(reply.object().value(u"status_code"_s).toInt(), 405);
    reply = get("/organisations");
    QCOMPARE(reply.status, 404);
    QCOMPARE(reply.object().value(u"detail"_s).toString(), u"Not Found"_s);
    QCOMPARE(get("/organizations/").status, 404);
    QCOMPARE(ask(*m_stage, "POST", "/organizations/", key()).status, 404);
    QCOMPARE(ask(*m_stage, "get", "/organizations", key()).status, 405); // verbs have a case
}

void TstDemoHttp::refusesGarbage_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::newRow("no request line") << QByteArray("nonsense\r\n\r\n") << 400;
    QTest::newRow("version") << QByteArray("GET / HTTP/3\r\nHost: a\r\n\r\n") << 505;
    QTest::newRow("no host") << QByteArray("GET / HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("absolute target")
        << QByteArray("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
    QTest::newRow("length and chunks")
        << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n")
        << 400;
    QTest::newRow("two lengths") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n"
                                               "Content-Length: 2\r\n\r\n")
                                 << 400;
    QTest::newRow("negative length")
        << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n") << 400;
    QTest::newRow("too long a body")
        << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n") << 413;
    QTest::newRow("bad chunk size")
        << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")
        << 400;
    QTest::newRow("endless head") << QByteArray("GET / HTTP/1.1\r\nX: ").append(70'000, 'x') << 431;
}

void TstDemoHttp::refusesGarbage()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    DemoWire wire(*m_stage);
    wire.write(bytes);
    QCOMPARE(wire.read().status, status);
    QVERIFY(wire.waitClosed());
    QCOMPARE(m_stage->counters().requests, 0);
}

void TstDemoHttp::decodesSegmentsAfterTheSplit()
{
    const QByteArray member = "/organizations/acme-berlin-freight/members/";
    const QByteArray encoded = "u%2F77%2B1%20%252F";
    QVERIFY(!m_stage->world().isAdmin(u"acme-berlin-freight"_s, u"u/77+1 %2F"_s));
    QCOMPARE(ask(*m_stage, "POST", member + encoded + "/toggle-admin", key()).status, 201);
    QVERIFY(m_stage->world().isAdmin(u"acme-berlin-freight"_s, u"u/77+1 %2F"_s));
    // A slash sent as it is makes another path, and a path encoded once too often another id.
    QCOMPARE(ask(*m_stage, "DELETE", member + "u/77+1%20%252F", key()).status, 404);
    QCOMPARE(ask(*m_stage, "DELETE", member + "u%252F77%252B1%2520%25252F", key()).status, 404);
    QCOMPARE(ask(*m_stage, "DELETE", member + encoded, key()).status, 200);
}

void TstDemoHttp::readsByteByByte()
{
    const QByteArray bytes = "\r\n" +
                             wireRequest("POST", "/a%2Fb/c?x=1%262&y", {{"X-Thing", "1"}}, "body") +
                             "GET /next HTTP/1.0\r\n\r\n";
    DemoRequestParser parser;
    std::vector<DemoRequest> read;
    for (const char byte : bytes) {
        parser.feed(QByteArray(1, byte));
        if (parser.parse() == DemoRequestParser::Result::Ready)
            read.push_back(parser.take());
    }
    QCOMPARE(std::ssize(read), 2);
    QCOMPARE(read[0].segments, (QByteArrayList{"a/b", "c"}));
    QCOMPARE(read[0].path, "/a%2Fb/c");
    QCOMPARE(read[0].queryValue("x"), "1&2");
    QCOMPARE(read[0].header("x-thing"), "1");
    QCOMPARE(read[0].body, "body");
    QVERIFY(read[0].keepAlive);
    QVERIFY(!read[1].keepAlive);
}

void TstDemoHttp::streamsNoFasterThanTheClientReads()
{
    DemoResponse large;
    large.body = QByteArray(64 * 1024 * 1024, ' ');
    const Fault fault = Fault::replace(large);
    m_stage->setInterceptor([&fault](const DemoRequest &) { return fault; });
    DemoWire wire(*m_stage);
    wire.socket().setReadBufferSize(64 * 1024);
    wire.write(wireRequest("GET", "/api/v1/organizations", key()));
    QTRY_COMPARE(wire.socket().bytesAvailable(), 64 * 1024);
    const QList<QTcpSocket *> sockets = m_stage->findChildren<QTcpSocket *>();
    QCOMPARE(sockets.size(), 1);
    QVERIFY(sockets.first()->bytesToWrite() > 0);
    QVERIFY(sockets.first()->bytesToWrite() <= 512 * 1024);
    wire.socket().setReadBufferSize(0);
    const WireReply reply = wire.read(false, 20'000);
    QCOMPARE(reply.end, WireReply::End::Whole);
    QCOMPARE(reply.body.size(), large.body.size());
}

void TstDemoHttp::sendsChunked()
{
    const QByteArray whole = get("/organizations").body;
    m_stage->setChunked(true);
    const WireReply reply = get("/organizations");
    QCOMPARE(reply.header("Content-Length"), "");
    QCOMPARE(reply.end, WireReply::End::Whole);
    QCOMPARE(reply.body, whole);
    faultOnNext(Fault::cut(whole.size())); // all of the body, but not its end
    QCOMPARE(get("/organizations").end, WireReply::End::Closed);
}

void TstDemoHttp::comesBackOnTheSamePort()
{
    const QUrl url = m_stage->baseUrl();
    DemoWire wire(*m_stage);
    wire.write(wireRequest("GET", "/api/v1/auth/session", key()));
    QCOMPARE(wire.read().status, 200);
    m_stage->stop();
    QVERIFY(wire.waitClosed());
    QTcpSocket refused;
    refused.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QTRY_COMPARE(refused.error(), QAbstractSocket::ConnectionRefusedError);
    QVERIFY(m_stage->start());
    QCOMPARE(m_stage->baseUrl(), url);
    QCOMPARE(get("/auth/session").status, 200);
}

void TstDemoHttp::logsWhatCame()
{
    QNetworkAccessManager manager;
    QNetworkRequest request(QUrl(m_stage->baseUrl().toString() + u"/organizations?a=b"_s));
    request.setRawHeader("X-API-Key", m_stage->token());
    QSignalSpy arrived(m_stage.get(), &DemoStage::requestArrived);
    const std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(arrived.size(), 1);
    const std::vector<DemoRequest> log = m_stage->requests();
    QCOMPARE(std::ssize(log), 1);
    QCOMPARE(log[0].stage, u"Example stage"_s);
    QCOMPARE(log[0].method, "GET");
    QCOMPARE(log[0].target, "/api/v1/organizations?a=b");
    QCOMPARE(log[0].query, "a=b");
    QCOMPARE(log[0].header("x-api-key"), m_stage->token());
    QCOMPARE(log[0].connection, 1U);
    m_stage->clearRequests();
    QVERIFY(m_stage->requests().empty());
}

QTEST_GUILESS_MAIN(TstDemoHttp)
#include "tst_demohttp.moc"
