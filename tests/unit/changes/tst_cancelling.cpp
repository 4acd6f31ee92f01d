// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changebench.h"
#include "rategate.h"
#include "transport.h"

#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

/// Cancelling at every stage; accounts and runners that go while changes are under way.
class TestCancelling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void cancelBeforeSending();
    void cancelOnTheWire();
    void cancelWhileWaitingForItsTurn();
    void cancelWhileSettling();
    void unknownMarkGoesWithAReading();
    void cancelFromASlot();
    void accountGoes();
    void accountGoesOnTheWire();
    void destroyedAtAnyMoment();

private:
    std::unique_ptr<ChangeBench> m_bench;
};

void TestCancelling::init()
{
    m_bench = std::make_unique<ChangeBench>(ChangeBench::quick());
}

void TestCancelling::cleanup()
{
    m_bench.reset();
}

void TestCancelling::cancelBeforeSending()
{
    const QString member = m_bench->member(0, false);
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    const QString plan = m_bench->start({change});
    m_bench->runner().cancelAll();
    QVERIFY(m_bench->waitForPlan(plan));
    QCOMPARE(m_bench->runner().find(change.id)->outcome, Outcome::NotSent);
    QCOMPARE(m_bench->writes(), 0);
    QCOMPARE(m_bench->runner().mark(u"acme"_s, change.organizationId, member).kind,
             RowMark::Kind::None);
    QCOMPARE(m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member)).outcome,
             Outcome::Done);
}

void TestCancelling::cancelOnTheWire()
{
    const Change first = m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0));
    const Change second = m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0, 1));
    m_bench->faultOnWrite(Fault::late(50));
    const QString plan = m_bench->start({first, second});
    QTRY_COMPARE(m_bench->runner().find(first.id)->state, ChangeState::Sent);
    m_bench->runner().cancelAll();
    QVERIFY(m_bench->waitForPlan(plan));
    QCOMPARE(m_bench->runner().find(first.id)->outcome, Outcome::Done);
    QCOMPARE(m_bench->runner().find(second.id)->outcome, Outcome::NotSent);
    QCOMPARE(m_bench->writes(), 1);
}

void TestCancelling::cancelWhileWaitingForItsTurn()
{
    const QString member = m_bench->member(0, false, 1);
    const Change first = m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false));
    const Change second = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    m_bench->faultOnWrite(Fault::refuse(403, "1"));
    const QString plan = m_bench->start({first, second});
    RateGate &gate = m_bench->connection()->engine()->transport().gate();
    QTRY_VERIFY(gate.isHeld() && m_bench->runner().find(second.id)->state == ChangeState::Sent);
    m_bench->runner().cancelAll();
    QTRY_COMPARE(m_bench->runner().find(second.id)->outcome, Outcome::NotSent);
    QVERIFY(gate.isHeld()); // at once, not when the pause is over
    QCOMPARE(m_bench->runner().find(second.id)->error.kind, Error::Kind::Cancelled);
    QVERIFY(m_bench->waitForPlan(plan));
    QCOMPARE(m_bench->runner().find(first.id)->outcome, Outcome::Refused);
    QVERIFY(!gate.isHeld());
    QCOMPARE(m_bench->writes(), 1);
    QVERIFY(!m_bench->isAdmin(0, member));
    QCOMPARE(m_bench->runner().mark(u"acme"_s, second.organizationId, member).kind,
             RowMark::Kind::None);
}

void TestCancelling::cancelWhileSettling()
{
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false));
    // From the write on nothing is answered, however long it takes until the service is stopped.
    m_bench->stage().setInterceptor([wasSent = false](const DemoRequest &request) mutable {
        wasSent = wasSent || request.method != "GET";
        return wasSent ? std::optional(Fault::dropBefore()) : std::nullopt;
    });
    const QString plan = m_bench->start({change});
    QTRY_COMPARE(m_bench->writes(), 1);
    m_bench->stage().stop();
    QTRY_COMPARE(m_bench->runner().find(change.id)->state, ChangeState::Rereading);
    m_bench->runner().cancelAll();
    QVERIFY(m_bench->waitForPlan(plan));
    const Change ended = *m_bench->runner().find(change.id);
    QCOMPARE(ended.outcome, Outcome::Unknown);
    QVERIFY(ended.outcomeText.contains("not known"_L1));
    QVERIFY(ended.sentAgainAsked);
}

void TestCancelling::unknownMarkGoesWithAReading()
{
    cancelWhileSettling();
    if (QTest::currentTestFailed())
        return;
    const Change ended = m_bench->runner().log().last();
    const auto mark = [&] {
        return m_bench->runner().mark(u"acme"_s, ended.organizationId, ended.memberId).kind;
    };
    QCOMPARE(mark(), RowMark::Kind::Unknown);
    const qint64 end = ended.finished.toMSecsSinceEpoch();
    m_bench->runner().noteRead(u"acme"_s, ended.organizationId, end - 1);
    QCOMPARE(mark(), RowMark::Kind::Unknown);
    // The request that nobody answered may still be carried out after a reading that left now.
    const qint64 pause = ChangeBench::quick().runner.settlePause.count();
    m_bench->runner().noteRead(u"acme"_s, ended.organizationId, end + pause - 1);
    QCOMPARE(mark(), RowMark::Kind::Unknown);

    // Until then nothing else is done with the member, whoever asks for it.
    QTRY_VERIFY(m_bench->stage().start());
    m_bench->stage().setInterceptor({});
    const int writes = m_bench->writes();
    const Change fresh = m_bench->change(ChangeKind::GrantAdmin, 0, ended.memberId);
    const Change refused = m_bench->run(fresh);
    QCOMPARE(refused.outcome, Outcome::NotSent);
    QVERIFY2(refused.outcomeText.contains("not known yet"_L1), qPrintable(refused.outcomeText));
    QVERIFY(refused.sentAgainAsked);
    QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(ended.id)));
    QCOMPARE(m_bench->runner().log().last().outcome, Outcome::NotSent);
    QCOMPARE(m_bench->writes(), writes);
    QCOMPARE(mark(), RowMark::Kind::Unknown);

    m_bench->runner().noteRead(u"acme"_s, ended.organizationId, end + pause);
    QCOMPARE(mark(), RowMark::Kind::None);
    QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(refused.id)));
    QCOMPARE(m_bench->runner().log().last().outcome, Outcome::Done);
    QVERIFY(m_bench->isAdmin(0, ended.memberId));
}

void TestCancelling::cancelFromASlot()
{
    const Change first = m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0));
    const Change second = m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0, 1));
    QObject::connect(&m_bench->runner(), &ChangeRunner::changeUpdated, &m_bench->runner(),
                     [this](const Change &change) {
                         if (change.state == ChangeState::Sent)
                             m_bench->runner().cancelAll();
                     });
    m_bench->run({first, second});
    QCOMPARE(m_bench->runner().find(first.id)->outcome, Outcome::Done);
    QCOMPARE(m_bench->runner().find(second.id)->outcome, Outcome::NotSent);
}

void TestCancelling::accountGoes()
{
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false));
    m_bench->removeAccount();
    QCOMPARE(m_bench->run(change).outcome, Outcome::NotSent);
}

void TestCancelling::accountGoesOnTheWire()
{
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false));
    m_bench->faultOnWrite(Fault::silence(true));
    const QString plan = m_bench->start({change});
    QTRY_COMPARE(m_bench->writes(), 1);
    m_bench->removeAccount();
    QVERIFY(m_bench->waitForPlan(plan));
    QCOMPARE(m_bench->runner().find(change.id)->outcome, Outcome::Unknown);

    m_bench = std::make_unique<ChangeBench>(ChangeBench::quick());
    const Change other = m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false));
    m_bench->faultOnRead(Fault::silence(true));
    const QString otherPlan = m_bench->start({other});
    QTRY_COMPARE(m_bench->reads(0), 1);
    m_bench->removeAccount();
    QVERIFY(m_bench->waitForPlan(otherPlan));
    QCOMPARE(m_bench->runner().find(other.id)->outcome, Outcome::NotSent);
}

void TestCancelling::destroyedAtAnyMoment()
{
    for (int steps = 0; steps < 24; ++steps) {
        m_bench = std::make_unique<ChangeBench>(ChangeBench::quick());
        if (steps % 3 == 0)
            m_bench->faultOnWrite(Fault::dropBefore());
        m_bench->start({m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false)),
                        m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0)),
                        m_bench->change(ChangeKind::AddMember, 1, m_bench->stranger(1))});
        for (int turn = 0; turn < steps; ++turn)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (steps % 2 == 0)
            m_bench->removeRunner();
        else
            m_bench->removeAccount();
        QCoreApplication::processEvents();
    }
}

QTEST_GUILESS_MAIN(TestCancelling)
#include "tst_cancelling.moc"
