// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"

using namespace orgkeeper;
using Kind = Error::Kind;

/// No credential reaches another origin than its own, whatever a service points to: redirect codes
/// times verbs times targets, for reads and for writes. Peers count every byte of a request.
class OriginsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void credentialsStay_data();
    void credentialsStay();
    void sameOriginIsExact_data();
    void sameOriginIsExact();

private:
    static constexpr const char *secret = "canary-4711-token";
};

void OriginsTest::credentialsStay_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<bool>("write");
    QTest::addColumn<QByteArray>("target"); // {port} of the origin, {other} of the other peers
    const QList<QPair<const char *, QByteArray>> targets{
        {"other host", "http://127.0.0.2:{other}/steal"},
        {"other host, same port", "http://127.0.0.3:{port}/steal"},
        {"other port", "http://127.0.0.1:{other}/steal"},
        {"name of the host", "http://localhost:{port}/steal"},
        {"trailing dot", "http://127.0.0.1.:{port}/steal"},
        {"number for the host", "http://2130706434:{other}/steal"}, // 127.0.0.2
        {"IPv6", "http://[::1]:{port}/steal"},
        {"IPv4 in IPv6", "http://[::ffff:127.0.0.1]:{port}/steal"},
        {"user info", "http://user:pw@127.0.0.1:{port}/steal"},
        {"user info that looks like a host", "http://127.0.0.1:{port}@127.0.0.2:{other}/steal"},
        {"scheme-relative", "//127.0.0.2:{other}/steal"},
        {"backslashes", "\\\\127.0.0.2:{other}/steal"},
        {"https", "https://127.0.0.1:{port}/steal"},
        {"chain of 3", "/hop1"},
        {"back to origin", "http://127.0.0.1:{other}/back"},
        {"international name", "http://xn--mnchen-3ya.example:{other}/steal"},
        {"no address", "http://"},
        {"script", "javascript:steal()"},
        {"file", "file:///steal"},
    };
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const char *verb : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
            for (const bool write : {false, true}) {
                for (const auto &[name, target] : targets)
                    QTest::addRow("%d %s %s %s", status, write ? "write" : "read", verb, name)
                        << status << QByteArray(verb) << write << target;
            }
        }
    }
}

void OriginsTest::credentialsStay()
{
    QFETCH(int, status);
    QFETCH(QByteArray, verb);
    QFETCH(bool, write);
    QFETCH(QByteArray, target);

    // One peer on another host and one on the same host but another port, both on one port number.
    RawPeer host(always(reply(200)), QHostAddress(QStringLiteral("127.0.0.2")));
    QByteArray location;
    int strange = 0; // requests to the origin under a name that is not its own
    RawPeer peer([&](const Seen &seen, QTcpSocket *socket) {
        if (seen.target == "/start")
            socket->write(reply(status, "", {{"Location", location}}));
        else if (seen.target == "/hop1")
            socket->write(reply(status, "", {{"Location", "/hop2"}}));
        else if (seen.target == "/hop2")
            socket->write(
                reply(status, "", {{"Location", host.url(QStringLiteral("/steal")).toEncoded()}}));
        else
            ++strange;
    });
    RawPeer port([&](const Seen &, QTcpSocket *socket) {
        socket->write(reply(status, "", {{"Location", peer.url().toEncoded()}}));
    });
    const bool toPort = target.contains("127.0.0.1:{other}");
    location = target;
    location.replace("{port}", QByteArray::number(peer.port()));
    location.replace("{other}", QByteArray::number(toPort ? port.port() : host.port()));

    NetTest net(peer.url());
    net.settings.retry.attempts = 1;
    net.transport().setCredentials(
        {peer.url(), {{"Authorization", QByteArray("Bearer ") + secret}, {"X-API-Key", secret}}});
    Request request = NetTest::read(peer.url(QStringLiteral("/start")), verb);
    request.effect = write ? Effect::Write : Effect::Read;
    request.body = verb == "GET" ? "" : R"({"canary":"body"})";
    request.contentType = "application/json";
    const Ended end = net.run(request);

    QCOMPARE(end.times, 1);
    QCOMPARE(end.error.kind, Kind::Redirected);
    // Not even without credentials: nothing at all goes there.
    QCOMPARE(host.connections + port.connections, 0);
    QCOMPARE(strange, 0);
    const bool follows = !write && target == "/hop1" && (verb == "GET" || status >= 307);
    QCOMPARE(peer.seen.size(), follows ? 3 : 1);
    for (const Seen &seen : std::as_const(peer.seen)) {
        QCOMPARE(seen.header("X-API-Key"), secret);
        QCOMPARE(seen.verb, verb);
    }
    QVERIFY(!sentence(end.error, QStringLiteral("Acme")).contains(QLatin1String(secret)));
    QVERIFY(!details(end.error).contains(QLatin1String(secret)));
    QVERIFY(!details(end.error).contains(QStringLiteral("pw@")));
}

void OriginsTest::sameOriginIsExact_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<bool>("same");
    const auto row = [](const char *left, const char *right, bool same) {
        QTest::addRow("%s %s", left, right)
            << QString::fromUtf8(left) << QString::fromUtf8(right) << same;
    };
    row("https://a.example", "https://a.example/x?y#z", true);
    row("https://a.example", "https://a.example:443", true);
    row("http://a.example:80", "http://a.example", true);
    row("https://A.Example", "HTTPS://a.eXample", true);
    row("https://münchen.example", "https://xn--mnchen-3ya.example", true);
    row("http://[::1]:8080", "http://[0:0:0:0:0:0:0:1]:8080", true);
    row("https://a.example", "http://a.example", false);
    row("https://a.example", "http://a.example:443", false);
    row("https://a.example", "https://a.example:80", false);
    row("https://a.example", "https://a.example.", false);
    row("https://a.example", "https://b.a.example", false);
    row("https://a.example", "https://a.example.evil.example", false);
    row("https://a.example", "https://a.example@evil.example", false);
    row("https://a.example", "https://me@a.example", false);
    row("https://me@a.example", "https://me@a.example", false);
    row("https://a.example", "//a.example", false);
    row("https://a.example", "/x", false);
    row("", "", false);
    row("/x", "/x", false);
    row("https://a.example", "https://а.example", false); // Cyrillic
    row("https://", "https://", false);
}

void OriginsTest::sameOriginIsExact()
{
    QFETCH(QString, left);
    QFETCH(QString, right);
    QFETCH(bool, same);
    QCOMPARE(sameOrigin(QUrl(left), QUrl(right)), same);
    QCOMPARE(sameOrigin(QUrl(right), QUrl(left)), same);
    const Credentials credentials(QUrl(left), {{"X-API-Key", secret}});
    QCOMPARE(credentials.belongsTo(QUrl(right)), same);
    QVERIFY(!Credentials().belongsTo(QUrl(right)));
}

QTEST_GUILESS_MAIN(OriginsTest)
#include "tst_origins.moc"
