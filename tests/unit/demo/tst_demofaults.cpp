// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ancladialect.h"
#include "demostage.h"
#include "demowire.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

// Everything that can be made to go wrong with a request, and what it leaves behind.
class TstDemoFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }
    void dropsBeforeAndAfterApplying();
    void appliesWhatArrivedAlthoughTheClientLeft();
    void cutsTheBodyAtAByte();
    void holdsBackALateReply();
    void keepsSilent();
    void refusesWithRetryAfter();
    void replacesAReply();
    void limitsTheBandwidth();
    void repeatsItsWeather();

private:
    WireHeaders key() const { return {{"X-API-Key", m_stage->token()}}; }
    WireReply get(const QByteArray &path) { return ask(*m_stage, "GET", path, key()); }
    QByteArray toggle() const
    {
        return wireRequest(
            "POST", "/api/v1/organizations/acme-berlin-freight/members/u-1418/toggle-admin", key());
    }
    bool benIsAdmin() { return m_stage->world().isAdmin(u"acme-berlin-freight"_s, u"u-1418"_s); }
    void faultOnNext(const Fault &fault)
    {
        m_stage->setInterceptor([fault, left = 1](const DemoRequest &) mutable {
            return left-- > 0 ? std::optional(fault) : std::nullopt;
        });
    }

    std::unique_ptr<DemoStage> m_stage;
};

void TstDemoFaults::init()
{
    m_stage = std::make_unique<DemoStage>(
        u"Example stage"_s, std::make_unique<AnclaDialect>(DemoWorldPlan{.organizations = 300}), 7);
    QVERIFY2(m_stage->start(), qPrintable(m_stage->errorString()));
}

void TstDemoFaults::dropsBeforeAndAfterApplying()
{
    const bool before = benIsAdmin();
    for (const bool applied : {false, true}) {
        faultOnNext(applied ? Fault::dropAfter() : Fault::dropBefore());
        DemoWire wire(*m_stage);
        wire.write(toggle());
        const WireReply reply = wire.read();
        QCOMPARE(reply.end, WireReply::End::Closed);
        QVERIFY(reply.head.isEmpty());
        QCOMPARE(benIsAdmin(), applied ? !before : before);
        QCOMPARE(m_stage->counters().writes, applied ? 1 : 0);
    }
}

void TstDemoFaults::appliesWhatArrivedAlthoughTheClientLeft()
{
    Fault slow;
    slow.holdMs = 40;
    faultOnNext(slow);
    const bool before = benIsAdmin();
    QSignalSpy applied(m_stage.get(), &DemoStage::requestApplied);
    DemoWire wire(*m_stage);
    connect(m_stage.get(), &DemoStage::requestArrived, this, [&wire] { wire.socket().abort(); });
    wire.write(toggle());
    QTRY_COMPARE(applied.size(), 1);
    QCOMPARE(applied.at(0).at(1).toInt(), 201);
    QCOMPARE(benIsAdmin(), !before);
}

void TstDemoFaults::cutsTheBodyAtAByte()
{
    const QByteArray whole = get("/organizations/acme-berlin-freight").body;
    for (const qint64 at : {qint64(0), qint64(1), qint64(whole.size() - 1)}) {
        faultOnNext(Fault::cut(at));
        DemoWire wire(*m_stage);
        wire.write(wireRequest("GET", "/api/v1/organizations/acme-berlin-freight", key()));
        const WireReply reply = wire.read();
        QCOMPARE(reply.end, WireReply::End::Closed);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.header("Content-Length").toLongLong(), whole.size());
        QCOMPARE(reply.header("Connection"), "keep-alive");
        QCOMPARE(reply.body, whole.left(at));
    }
}

void TstDemoFaults::holdsBackALateReply()
{
    faultOnNext(Fault::late(120));
    const bool before = benIsAdmin();
    QElapsedTimer sinceApplied;
    connect(m_stage.get(), &DemoStage::requestApplied, this, [this, before, &sinceApplied] {
        QCOMPARE(benIsAdmin(), !before);
        sinceApplied.start();
    });
    DemoWire wire(*m_stage);
    wire.write(toggle());
    QCOMPARE(wire.read().status, 201);
    QVERIFY(sinceApplied.isValid());
    QVERIFY2(sinceApplied.elapsed() >= 115, qPrintable(QString::number(sinceApplied.elapsed())));
}

void TstDemoFaults::keepsSilent()
{
    faultOnNext(Fault::silence(true));
    const bool before = benIsAdmin();
    DemoWire wire(*m_stage);
    wire.write(toggle());
    QCOMPARE(wire.read(false, 150).end, WireReply::End::TimedOut);
    QCOMPARE(benIsAdmin(), !before);
    QCOMPARE(wire.socket().state(), QTcpSocket::ConnectedState);
}

void TstDemoFaults::refusesWithRetryAfter()
{
    const bool before = benIsAdmin();
    faultOnNext(Fault::refuse(429, "2"));
    DemoWire wire(*m_stage);
    wire.write(toggle());
    WireReply reply = wire.read();
    QCOMPARE(reply.status, 429);
    QCOMPARE(reply.header("Retry-After"), "2");
    QCOMPARE(reply.object().value(u"status_code"_s).toInt(), 429);
    QCOMPARE(benIsAdmin(), before);
    faultOnNext(Fault::refuseAfterApplying(500));
    wire.write(toggle());
    reply = wire.read();
    QCOMPARE(reply.status, 500);
    QCOMPARE(reply.header("Retry-After"), "");
    QCOMPARE(benIsAdmin(), !before);
}

void TstDemoFaults::replacesAReply()
{
    DemoResponse response;
    response.status = 302;
    response.contentType = "text/html";
    response.body = "<html>";
    response.headers = {{"Location", "http://elsewhere.example/"}};
    faultOnNext(Fault::replace(response));
    const WireReply reply = get("/organizations");
    QCOMPARE(reply.status, 302);
    QCOMPARE(reply.header("Location"), "http://elsewhere.example/");
    QCOMPARE(reply.body, "<html>");
    response = {};
    response.status = 204;
    faultOnNext(Fault::replace(response));
    QVERIFY(!get("/organizations").head.contains("Content-"));
}

void TstDemoFaults::limitsTheBandwidth()
{
    const qint64 size = get("/organizations/acme-berlin-freight").body.size();
    Fault narrow;
    narrow.bytesPerSecond = size * 5; // a fifth of a second
    faultOnNext(narrow);
    QElapsedTimer clock;
    clock.start();
    const WireReply reply = get("/organizations/acme-berlin-freight");
    QCOMPARE(reply.body.size(), size);
    QVERIFY2(clock.elapsed() >= 150, qPrintable(QString::number(clock.elapsed())));
}

void TstDemoFaults::repeatsItsWeather()
{
    const Faults faults = Faults::stormy();
    FaultDice one(42);
    FaultDice other(42);
    FaultDice third(43);
    int struck = 0;
    int different = 0;
    for (int i = 0; i < 2000; ++i) {
        const Fault a = one.roll(faults);
        const Fault b = other.roll(faults);
        const Fault c = third.roll(faults);
        QCOMPARE(a.reply, b.reply);
        QCOMPARE(a.holdMs, b.holdMs);
        QCOMPARE(a.status, b.status);
        struck += a.reply != Fault::Reply::Send || a.status != 0 || a.lateMs > 1000 ? 1 : 0;
        different += a.holdMs != c.holdMs ? 1 : 0;
    }
    QVERIFY2(struck > 180 && struck < 320, qPrintable(QString::number(struck))); // 12 of 100
    QVERIFY(different > 1000);
}

QTEST_GUILESS_MAIN(TstDemoFaults)
#include "tst_demofaults.moc"
