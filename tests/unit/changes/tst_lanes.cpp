// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changebench.h"
#include "rategate.h"
#include "transport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

/// What happens between several changes: guards before each send, one reading for many, double
/// clicks, and what tables are told meanwhile.
class TestLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void nothingInsideRun();
    void lastAdminByTheFreshReading();
    void lastAdminWithinABatch();
    void overrideIsRecorded();
    void yourselfAsked();
    void productionUnanswered();
    void oneYesAnswersOneGuard_data();
    void oneYesAnswersOneGuard();
    void readOnlyAsksNothing();
    void oneReadingServesMany();
    void staleReadingIsReplaced();
    void whatWaitedTooLongIsDecidedAnew();
    void whatAlwaysWaitsTooLongIsGivenUp();
    void doubleClick();
    void doubleAddAndCreate();
    void marksWhileUnderWay();
    void newerTruthForTables();
    void olderReadingsAreDropped();
    void emptyPlan();
    void samePlanTwice();

private:
    std::unique_ptr<ChangeBench> m_bench;
};

void TestLanes::init()
{
    m_bench = std::make_unique<ChangeBench>(ChangeBench::quick());
}

void TestLanes::cleanup()
{
    m_bench.reset();
}

void TestLanes::nothingInsideRun()
{
    const QString member = m_bench->member(0, false);
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    const Change unknown = makeChange(ChangeKind::GrantAdmin, u"nobody"_s);
    QSignalSpy finished(&m_bench->runner(), &ChangeRunner::planFinished);
    const QString plan = m_bench->start({change, unknown});
    QCOMPARE(finished.size(), 0);
    QVERIFY(m_bench->runner().isBusy());
    QCOMPARE(m_bench->runner().find(change.id)->state, ChangeState::Waiting);
    QCOMPARE(m_bench->runner().find(unknown.id)->state, ChangeState::Waiting);
    QVERIFY(m_bench->waitForPlan(plan));
    QCOMPARE(finished.size(), 1);
    QVERIFY(!m_bench->runner().isBusy());
    QCOMPARE(m_bench->runner().find(unknown.id)->outcome, Outcome::NotSent);
    QCOMPARE(m_bench->runner().find(change.id)->outcome, Outcome::Done);
}

void TestLanes::lastAdminByTheFreshReading()
{
    // The user saw two admins; at the service only one is left.
    const QString member = m_bench->member(0, false);
    for (const DemoMember &one : std::vector(m_bench->world().members(0)))
        m_bench->world().setAdmin(0, one.person, false);
    m_bench->world().setAdmin(m_bench->slug(0), member, true);
    const Change ended = m_bench->run(m_bench->change(ChangeKind::WithdrawAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::NotSent);
    QVERIFY(!ended.sentAgainAsked);
    QCOMPARE(m_bench->writes(), 0);
    QVERIFY(m_bench->isAdmin(0, member));
    QCOMPARE(m_bench->runner().mark(u"acme"_s, ended.organizationId, member).kind,
             RowMark::Kind::Refused);
}

void TestLanes::lastAdminWithinABatch()
{
    QList<Change> changes;
    for (const DemoMember &one : std::vector(m_bench->world().members(0))) {
        m_bench->world().setAdmin(0, one.person, true);
        const QString id = QString::fromUtf8(m_bench->world().person(one.person).id);
        changes.append(m_bench->change(ChangeKind::WithdrawAdmin, 0, id));
    }
    QVERIFY(changes.size() > 1);
    const Change last = m_bench->run(changes);
    QCOMPARE(last.outcome, Outcome::NotSent);
    QCOMPARE(m_bench->world().adminCount(0), 1);
    QCOMPARE(m_bench->writes(), static_cast<int>(changes.size()) - 1);
    QCOMPARE(m_bench->reads(0), 2);
}

void TestLanes::overrideIsRecorded()
{
    const QString member = m_bench->member(0, false);
    for (const DemoMember &one : std::vector(m_bench->world().members(0)))
        m_bench->world().setAdmin(0, one.person, false);
    m_bench->world().setAdmin(m_bench->slug(0), member, true);
    Change change = m_bench->change(ChangeKind::WithdrawAdmin, 0, member);
    change.override_ = change.organizationName;
    const Change ended = m_bench->run(change);
    QCOMPARE(ended.outcome, Outcome::Done);
    QCOMPARE(m_bench->world().adminCount(0), 0);
    QCOMPARE(m_bench->runner().log().last().override_, change.organizationName);
}

void TestLanes::yourselfAsked()
{
    m_bench->world().addMember(m_bench->slug(0), m_bench->me(), true);
    m_bench->world().setAdmin(m_bench->slug(0), m_bench->me(), true);
    m_bench->world().setAdmin(m_bench->slug(0), m_bench->member(0, false), true);
    const Change change = m_bench->change(ChangeKind::WithdrawAdmin, 0, m_bench->me());
    const Plan plan = makePlan({change});
    m_bench->runner().run(plan); // not answered
    QVERIFY(m_bench->waitForPlan(plan.id));
    QCOMPARE(m_bench->runner().log().last().outcome, Outcome::NotSent);
    QCOMPARE(m_bench->writes(), 0);

    const Change ended = m_bench->run(m_bench->change(ChangeKind::WithdrawAdmin, 0, m_bench->me()));
    QCOMPARE(ended.outcome, Outcome::Done);
    QVERIFY(!m_bench->isAdmin(0, m_bench->me()));
}

void TestLanes::productionUnanswered()
{
    ChangeBench::Settings settings = ChangeBench::quick();
    settings.environment = Environment::Production;
    m_bench = std::make_unique<ChangeBench>(settings);
    const QString member = m_bench->member(0, false);
    const Plan plan = makePlan({m_bench->change(ChangeKind::GrantAdmin, 0, member)});
    m_bench->runner().run(plan);
    QVERIFY(m_bench->waitForPlan(plan.id));
    QCOMPARE(m_bench->runner().log().last().outcome, Outcome::NotSent);
    QVERIFY(!m_bench->isAdmin(0, member));
    // What was answered once holds for the same change sent again.
    m_bench->faultOnWrite(Fault::refuse(403));
    const Change refused = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(refused.outcome, Outcome::Refused);
    QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(refused.id)));
    QVERIFY(m_bench->isAdmin(0, member));
}

void TestLanes::oneYesAnswersOneGuard_data()
{
    QTest::addColumn<QList<GuardId>>("answered");
    QTest::addColumn<bool>("sent");
    QTest::newRow("none") << QList<GuardId>{} << false;
    QTest::newRow("yourself") << QList{GuardId::Yourself} << false;
    QTest::newRow("production") << QList{GuardId::Production} << false;
    QTest::newRow("both") << QList{GuardId::Yourself, GuardId::Production} << true;
}

/// The account became one of production, or it became known who you are, after the questions were
/// put: what nobody was asked is not answered.
void TestLanes::oneYesAnswersOneGuard()
{
    QFETCH(QList<GuardId>, answered);
    QFETCH(bool, sent);
    ChangeBench::Settings settings = ChangeBench::quick();
    settings.environment = Environment::Production;
    m_bench = std::make_unique<ChangeBench>(settings);
    m_bench->world().addMember(m_bench->slug(0), m_bench->me(), true);
    m_bench->world().setAdmin(m_bench->slug(0), m_bench->me(), true);
    m_bench->world().setAdmin(m_bench->slug(0), m_bench->member(0, false), true);
    Change change = m_bench->change(ChangeKind::WithdrawAdmin, 0, m_bench->me());
    change.answered = answered;
    const Plan plan = makePlan({change});
    m_bench->runner().run(plan);
    QVERIFY(m_bench->waitForPlan(plan.id));
    const Change ended = m_bench->runner().log().last();
    QCOMPARE(ended.outcome, sent ? Outcome::Done : Outcome::NotSent);
    QCOMPARE(ended.answered, answered); // as it was recorded
    QCOMPARE(m_bench->writes(), sent ? 1 : 0);
    QCOMPARE(m_bench->isAdmin(0, m_bench->me()), !sent);
    QCOMPARE(ended.outcomeText.startsWith("Not answered"_L1), !sent);
}

void TestLanes::readOnlyAsksNothing()
{
    ChangeBench::Settings settings = ChangeBench::quick();
    settings.environment = Environment::ReadOnly;
    m_bench = std::make_unique<ChangeBench>(settings);
    const QString member = m_bench->member(0, false);
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::NotSent);
    QCOMPARE(m_bench->writes(), 0);
    QCOMPARE(m_bench->reads(0), 0);
}

void TestLanes::oneReadingServesMany()
{
    ChangeBench::Settings settings = ChangeBench::quick();
    settings.runner.batch = 3;
    m_bench = std::make_unique<ChangeBench>(settings);
    QList<Change> changes;
    for (int nth = 0; nth < 5 && !m_bench->stranger(0, nth).isEmpty(); ++nth)
        changes.append(m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0, nth)));
    QCOMPARE(changes.size(), 5);
    m_bench->run(changes);
    for (const Change &change : changes)
        QCOMPARE(m_bench->runner().find(change.id)->outcome, Outcome::Done);
    QCOMPARE(m_bench->writes(), 5);
    QCOMPARE(m_bench->reads(0), 4); // two batches, each read before and after
}

void TestLanes::staleReadingIsReplaced()
{
    ChangeBench::Settings settings = ChangeBench::quick();
    settings.runner.freshFor = std::chrono::milliseconds(50);
    m_bench = std::make_unique<ChangeBench>(settings);
    m_bench->faultOnWrite(Fault::late(120));
    const Change last =
        m_bench->run({m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0)),
                      m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0, 1))});
    QCOMPARE(last.outcome, Outcome::Done);
    QCOMPARE(m_bench->writes(), 2);
    QCOMPARE(m_bench->reads(0), 4);
}

/// The service refuses the first change and asks for a pause; meanwhile a second admin does what
/// the second change was to do. Sent after the pause, the toggle would take it back.
void TestLanes::whatWaitedTooLongIsDecidedAnew()
{
    ChangeBench::Settings settings = ChangeBench::quick();
    settings.runner.freshFor = std::chrono::milliseconds(300);
    m_bench = std::make_unique<ChangeBench>(settings);
    const QString first = m_bench->member(0, false);
    const QString second = m_bench->member(0, false, 1);
    const Change refused = m_bench->change(ChangeKind::GrantAdmin, 0, first);
    const Change other = m_bench->change(ChangeKind::GrantAdmin, 0, second);
    m_bench->faultOnWrite(Fault::refuse(403, "1"));
    const QString plan = m_bench->start({refused, other});
    const auto isSent = [&] {
        return m_bench->runner().find(other.id)->state == ChangeState::Sent;
    };
    QTRY_VERIFY(isSent() && m_bench->connection()->engine()->transport().gate().isHeld());
    QCOMPARE(m_bench->writes(), 1); // it waits for its turn
    m_bench->world().setAdmin(m_bench->slug(0), second, true);
    QVERIFY(m_bench->waitForPlan(plan));
    QVERIFY(m_bench->isAdmin(0, second));
    QCOMPARE(m_bench->writes(), 1);
    QCOMPARE(m_bench->runner().find(refused.id)->outcome, Outcome::Refused);
    QCOMPARE(m_bench->runner().find(other.id)->outcome, Outcome::AlreadySo);
    QVERIFY(m_bench->runner().find(other.id)->attempts.isEmpty());
    // What was still needed after the pause is sent then.
    const Change third = m_bench->change(ChangeKind::GrantAdmin, 0, first);
    const Change fourth = m_bench->change(ChangeKind::WithdrawAdmin, 0, second);
    m_bench->faultOnWrite(Fault::refuse(403, "1"));
    QCOMPARE(m_bench->run({third, fourth}).outcome, Outcome::Done);
    QVERIFY(!m_bench->isAdmin(0, second));
    QCOMPARE(m_bench->writes(), 3);
}

void TestLanes::whatAlwaysWaitsTooLongIsGivenUp()
{
    const QString member = m_bench->member(0, false);
    int readings = 0;
    QObject::connect(&m_bench->runner(), &ChangeRunner::changeUpdated, &m_bench->runner(),
                     [&](const Change &change) {
                         // The gate closes between each reading and what is decided from it.
                         if (change.state == ChangeState::Sent && ++readings < 20)
                             m_bench->connection()->engine()->transport().gate().holdFor(
                                 std::chrono::milliseconds(120));
                     });
    ChangeBench::Settings settings = ChangeBench::quick();
    settings.runner.freshFor = std::chrono::milliseconds(60);
    m_bench->runner().setSettings(settings.runner);
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::NotSent);
    QCOMPARE(ended.error.kind, Error::Kind::TooLate);
    QVERIFY(ended.sentAgainAsked);
    QCOMPARE(readings, settings.runner.limitedAttempts);
    QCOMPARE(m_bench->writes(), 0);
    QVERIFY(!m_bench->isAdmin(0, member));
}

void TestLanes::doubleClick()
{
    const QString member = m_bench->member(0, false);
    const Change first = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    const Change second = m_bench->change(ChangeKind::WithdrawAdmin, 0, member);
    const QString plan = m_bench->start({first});
    QVERIFY(m_bench->runner().mark(u"acme"_s, first.organizationId, member).takesNoClick());
    const QString other = m_bench->start({second});
    QVERIFY(m_bench->waitForPlan(other));
    QCOMPARE(m_bench->runner().find(second.id)->outcome, Outcome::NotSent);
    QVERIFY(m_bench->runner().mark(u"acme"_s, first.organizationId, member).takesNoClick());
    QVERIFY(m_bench->waitForPlan(plan));
    QCOMPARE(m_bench->runner().find(first.id)->outcome, Outcome::Done);
    QVERIFY(m_bench->isAdmin(0, member));
    QCOMPARE(m_bench->writes(), 1);
    QCOMPARE(m_bench->runner().log().size(), 2);
}

void TestLanes::doubleAddAndCreate()
{
    const Change add = m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0));
    Change again = m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0));
    again.memberName = again.memberName.toUpper();
    QCOMPARE(m_bench->run({add, again}).outcome, Outcome::NotSent);
    QCOMPARE(m_bench
                 ->run({m_bench->creation(u"Muster Neu"_s, u"muster-neu"_s),
                        m_bench->creation(u"Muster Neu"_s, u"muster-neu"_s)})
                 .outcome,
             Outcome::NotSent);
    QVERIFY(m_bench->waitForPlan(m_bench->start({})));
    QTRY_VERIFY(!m_bench->runner().isBusy());
    QCOMPARE(m_bench->writes(), 2);
}

void TestLanes::marksWhileUnderWay()
{
    const QString member = m_bench->member(0, false);
    QList<RowMark::Kind> kinds;
    QObject::connect(&m_bench->runner(), &Overlay::marksChanged, &m_bench->runner(),
                     [&](const QString &account, const QString &organization) {
                         kinds.append(m_bench->runner().mark(account, organization, member).kind);
                     });
    m_bench->faultOnWrite(Fault::dropBefore());
    m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
    using Kind = RowMark::Kind;
    QCOMPARE(kinds, (QList{Kind::Waiting, Kind::Granting, Kind::Rereading, Kind::Refused}));
}

void TestLanes::newerTruthForTables()
{
    const QString member = m_bench->member(0, false);
    QStringList seen;
    QObject::connect(&m_bench->runner(), &ChangeRunner::membersRead, &m_bench->runner(),
                     [&](const QString &, const QString &organization,
                         const std::shared_ptr<const RowStore> &members, qint64 sentMs) {
                         QCOMPARE(organization, m_bench->organizationId(0));
                         QVERIFY(sentMs >=
                                 m_bench->runner().changedMs(u"acme"_s, organization, member));
                         const int admin = m_bench->connection()->description()->member.role.field;
                         seen.append(members->value(members->rowOf(member), admin).text);
                     });
    m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(seen, (QStringList{u"false"_s, u"true"_s}));
}

void TestLanes::olderReadingsAreDropped()
{
    const QString member = m_bench->member(0, false);
    const QString id = m_bench->organizationId(0);
    QCOMPARE(m_bench->runner().changedMs(u"acme"_s, id, member), 0);
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    qint64 whileVerifying = 0;
    QObject::connect(&m_bench->runner(), &ChangeRunner::changeUpdated, &m_bench->runner(),
                     [&](const Change &change) {
                         if (change.state == ChangeState::Rereading)
                             whileVerifying = m_bench->runner().changedMs(u"acme"_s, id, member);
                     });
    m_bench->faultOnWrite(Fault::late(30));
    m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    // A reading that left before the answer came may show the old right.
    QVERIFY(whileVerifying >= before + 30);
    QVERIFY(m_bench->runner().changedMs(u"acme"_s, id, member) >= whileVerifying);
}

void TestLanes::emptyPlan()
{
    QVERIFY(m_bench->waitForPlan(m_bench->start({})));
    QVERIFY(!m_bench->runner().isBusy());
}

void TestLanes::samePlanTwice()
{
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false));
    m_bench->run(change);
    const Plan plan = makePlan({change});
    m_bench->runner().run(plan);
    QVERIFY(m_bench->waitForPlan(plan.id));
    QCOMPARE(m_bench->runner().log().size(), 2);
    QCOMPARE(m_bench->runner().log().first().outcome, Outcome::Done);
    QCOMPARE(m_bench->runner().log().last().outcome, Outcome::AlreadySo);
}

QTEST_GUILESS_MAIN(TestLanes)
#include "tst_lanes.moc"
