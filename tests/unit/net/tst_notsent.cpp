// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>

using namespace orgkeeper;
using Kind = Error::Kind;

namespace {

// Made for this test: valid for a hundred years, trusted by nobody.
constexpr const char *selfSigned = R"(-----BEGIN CERTIFICATE-----
MIIBvzCCAWWgAwIBAgIUcYQijbSETa9cMQ/im4NGYkipzHQwCgYIKoZIzj0EAwIw
JjEQMA4GA1UECgwHRXhhbXBsZTESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEy
MjE3MjMzMloYDzIxMjYxMDI5MTcyMzMyWjAmMRAwDgYDVQQKDAdFeGFtcGxlMRIw
EAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATdY9qu
6uwhPjcLoQr0Nvc+AJTQZwXpJ21M7nz7JSX3oA/K7K1O9Gka6NTwVItUvR3jgX5S
3sJs4GHWW9DaPU09o28wbTAdBgNVHQ4EFgQUso61VVDjzY1sEmbqfW55M/grnKcw
HwYDVR0jBBgwFoAUso61VVDjzY1sEmbqfW55M/grnKcwDwYDVR0TAQH/BAUwAwEB
/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0EAwIDSAAwRQIh
AONn0HOILm6/O3SF1IWV+DggmYPJrT3Fgg0H5rhXvLcGAiB1m8NOvQJ1qLW+HB1M
HUZiGcQghZRjADyqnxr5yy6QXQ==
-----END CERTIFICATE-----
)";
constexpr const char *selfSignedKey = R"(-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIN2QKBjtxtsQthW2zKCEthvu5kYJT5Z6R/cxdb9MGiL9oAoGCCqGSM49
AwEHoUQDQgAE3WParursIT43C6EK9Db3PgCU0GcF6SdtTO58+yUl96APyuytTvRp
GujU8FSLVL0d44F+Ut7CbOBh1lvQ2j1NPQ==
-----END EC PRIVATE KEY-----
)";

} // namespace

/// What must not leave does not leave, and says why.
class NotSentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSent_data();
    void nothingIsSent();
    void newlineInTokenIsNotSent();
    void foreignTokenIsNotSent();
    void untrustedTls();
    void brokenTls_data();
    void brokenTls();
    void unreachable();
};

void NotSentTest::nothingIsSent_data()
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

void NotSentTest::nothingIsSent()
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
    // What a description calls a read is believed of a verb that can only read.
    for (const char *verb : {"POST", "PUT", "PATCH", "DELETE"})
        QCOMPARE(readOnly.run(NetTest::read(peer.url(), verb)).error.kind, Kind::NotAvailable);
    QCOMPARE(peer.begun, 0);
    for (const char *verb : {"GET", "HEAD"})
        QCOMPARE(readOnly.run(NetTest::read(peer.url(), verb)).attempts, 1);
    NetTest normal(peer.url());
    QCOMPARE(normal.run(NetTest::read(peer.url(), "POST")).error.kind, Kind::None);
}

void NotSentTest::newlineInTokenIsNotSent()
{
    RawPeer peer(always(reply(200)));
    NetTest net(peer.url());
    net.transport().setCredentials({peer.url(), {{"Authorization", "Bearer abc\r\nX-Other: 1"}}});
    const Ended end = net.run(NetTest::read(peer.url()));
    QCOMPARE(end.error.kind, Kind::NotAvailable);
    QVERIFY(!end.error.detail.contains(QStringLiteral("abc")));
    QCOMPARE(peer.begun, 0);
}

void NotSentTest::foreignTokenIsNotSent()
{
    RawPeer peer(always(reply(200)));
    RawPeer other(always(reply(200)));
    NetTest net(peer.url());
    net.transport().setCredentials({other.url(), {{"Authorization", "Bearer example-secret"}}});
    QCOMPARE(net.run(NetTest::read(peer.url())).error.kind, Kind::NotAvailable);
    QCOMPARE(peer.begun + other.begun, 0);
}

void NotSentTest::untrustedTls()
{
    QSslServer server;
    QSslConfiguration tls;
    tls.setLocalCertificate(QSslCertificate(QByteArray(selfSigned)));
    tls.setPrivateKey(QSslKey(QByteArray(selfSignedKey), QSsl::Ec));
    server.setSslConfiguration(tls);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray received;
    connect(&server, &QSslServer::pendingConnectionAvailable, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket,
                [&received, socket] { received += socket->readAll(); });
    });
    QUrl url(QStringLiteral("https://127.0.0.1/"));
    url.setPort(server.serverPort());
    NetTest net(url);
    net.transport().setCredentials({url, {{"Authorization", "Bearer example-secret"}}});
    for (const Request &request :
         {NetTest::read(url), NetTest::write(url, "POST", "{}"), NetTest::write(url, "DELETE")}) {
        const Ended end = net.run(request);
        QCOMPARE(end.error.kind, Kind::Tls);
        QVERIFY(!end.error.mayHaveHappened);
        QVERIFY(end.error.detail.contains(QStringLiteral("self-signed")));
        QCOMPARE(end.attempts, 1);
    }
    QVERIFY(received.isEmpty());
}

void NotSentTest::brokenTls_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("clear text") << QByteArray("HTTP/1.1 200 OK\r\n\r\n");
    QTest::newRow("hangs up") << QByteArray();
}

void NotSentTest::brokenTls()
{
    QFETCH(QByteArray, answer);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray received;
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
            received += socket->readAll();
            socket->write(answer);
            socket->disconnectFromHost();
        });
    });
    QUrl url(QStringLiteral("https://127.0.0.1/"));
    url.setPort(server.serverPort());
    NetTest net(url);
    net.transport().setCredentials({url, {{"Authorization", "Bearer example-secret"}}});
    const Ended end = net.run(NetTest::write(url, "POST", "{}"));
    // That nothing was sent is known only where TLS itself said no.
    QCOMPARE(end.error.kind, answer.isEmpty() ? Kind::ConnectionLost : Kind::Tls);
    QCOMPARE(end.error.mayHaveHappened, answer.isEmpty());
    QVERIFY(!received.isEmpty());
    QVERIFY(!received.contains("example-secret"));
}

void NotSentTest::unreachable()
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

QTEST_GUILESS_MAIN(NotSentTest)
#include "tst_notsent.moc"
