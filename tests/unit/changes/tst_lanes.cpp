// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changebench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

namespace {

ChangeBench::Settings quick()
{
    ChangeBench::Settings settings;
    settings.runner.settlePause = std::chrono::milliseconds(40);
    settings.runner.firstPause = std::chrono::milliseconds(20);
    settings.runner.longestPause = std::chrono::milliseconds(60);
    settings.limits.retry.firstWait = std::chrono::milliseconds(5);
    settings.limits.retry.longestWait = std::chrono::milliseconds(20);
    return settings;
}

} // namespace

/// What happens between several changes: guards before each send, one reading for many, double
/// clicks, cancelling, accounts and runners that go.
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
    void readOnlyAsksNothing();
    void oneReadingServesMany();
    void staleReadingIsReplaced();
    void doubleClick();
    void doubleAddAndCreate();
    void marksWhileUnderWay();
    void newerTruthForTables();
    void olderReadingsAreDropped();
    void emptyPlan();
    void samePlanTwice();
    void cancelBeforeSending();
    void cancelOnTheWire();
    void cancelWhileSettling();
    void unknownMarkGoesWithAReading();
    void cancelFromASlot();
    void accountGoes();
    void accountGoesOnTheWire();
    void selfRemovalClosesTheDoor();
    void unreadableAfterYes();
    void serviceThatShowsNoMembers();
    void createdWhereOnlyTheListShowsIt();
    void destroyedAtAnyMoment();

private:
    std::unique_ptr<ChangeBench> m_bench;
};

void TestLanes::init()
{
    m_bench = std::make_unique<ChangeBench>(quick());
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
    ChangeBench::Settings settings = quick();
    settings.environment = Environment::Production;
    m_bench = std::make_unique<ChangeBench>(settings);
    const QString member = m_bench->member(0, false);
    const Plan plan = makePlan({m_bench->change(ChangeKind::GrantAdmin, 0, member)});
    m_bench->runner().run(plan);
    QVERIFY(m_bench->waitForPlan(plan.id));
    QCOMPARE(m_bench->runner().log().last().outcome, Outcome::NotSent);
    QVERIFY(!m_bench->isAdmin(0, member));
    m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QVERIFY(m_bench->isAdmin(0, member));
}

void TestLanes::readOnlyAsksNothing()
{
    ChangeBench::Settings settings = quick();
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
    ChangeBench::Settings settings = quick();
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
    ChangeBench::Settings settings = quick();
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
    m_bench->faultOnWrite(Fault::late(30));
    m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    // A reading that left before the answer came may show the old right.
    QVERIFY(m_bench->runner().changedMs(u"acme"_s, id, member) >= before + 30);
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

void TestLanes::cancelBeforeSending()
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

void TestLanes::cancelOnTheWire()
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

void TestLanes::cancelWhileSettling()
{
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false));
    m_bench->stage().setInterceptor([](const DemoRequest &request) -> std::optional<Fault> {
        return request.method == "GET" ? std::optional<Fault>() : Fault::dropBefore();
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

void TestLanes::unknownMarkGoesWithAReading()
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
    m_bench->runner().noteRead(u"acme"_s, ended.organizationId, end + 1);
    QCOMPARE(mark(), RowMark::Kind::None);
}

void TestLanes::cancelFromASlot()
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

void TestLanes::accountGoes()
{
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false));
    m_bench->removeAccount();
    QCOMPARE(m_bench->run(change).outcome, Outcome::NotSent);
}

void TestLanes::accountGoesOnTheWire()
{
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false));
    m_bench->faultOnWrite(Fault::silence(true));
    const QString plan = m_bench->start({change});
    QTRY_COMPARE(m_bench->writes(), 1);
    m_bench->removeAccount();
    QVERIFY(m_bench->waitForPlan(plan));
    QCOMPARE(m_bench->runner().find(change.id)->outcome, Outcome::Unknown);

    m_bench = std::make_unique<ChangeBench>(quick());
    const Change other = m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false));
    m_bench->faultOnRead(Fault::silence(true));
    const QString otherPlan = m_bench->start({other});
    QTRY_COMPARE(m_bench->reads(0), 1);
    m_bench->removeAccount();
    QVERIFY(m_bench->waitForPlan(otherPlan));
    QCOMPARE(m_bench->runner().find(other.id)->outcome, Outcome::NotSent);
}

void TestLanes::selfRemovalClosesTheDoor()
{
    m_bench->world().addMember(m_bench->slug(0), m_bench->me(), false);
    m_bench->world().setAdmin(m_bench->slug(0), m_bench->me(), false);
    m_bench->faultOnRead(Fault::refuse(403), 1);
    const Change ended = m_bench->run(m_bench->change(ChangeKind::RemoveMember, 0, m_bench->me()));
    QCOMPARE(ended.outcome, Outcome::Done);
    QVERIFY(!m_bench->isMember(0, m_bench->me()));
}

void TestLanes::unreadableAfterYes()
{
    m_bench->faultOnRead(Fault::refuse(403), 1);
    const Change ended =
        m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false)));
    QCOMPARE(ended.outcome, Outcome::Unknown);
    QCOMPARE(ended.error.kind, Error::Kind::Forbidden);
    QVERIFY(ended.outcomeText.contains("said yes"_L1));
}

void TestLanes::serviceThatShowsNoMembers()
{
    ChangeBench::Settings settings = quick();
    settings.mend = [](Description &description) {
        description.calls[CallId::ReadOrganization].members.reset();
    };
    m_bench = std::make_unique<ChangeBench>(settings);
    const QString member = m_bench->member(0, false);
    Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::NotSent);
    QCOMPARE(m_bench->writes(), 0);

    const QString stranger = m_bench->stranger(0);
    ended = m_bench->run(m_bench->change(ChangeKind::AddMember, 0, stranger));
    QCOMPARE(ended.outcome, Outcome::Done);
    QVERIFY(ended.outcomeText.contains("no way to read"_L1));
    m_bench->faultOnWrite(Fault::dropBefore());
    ended = m_bench->run(m_bench->change(ChangeKind::AddMember, 0, m_bench->stranger(0, 1)));
    QCOMPARE(ended.outcome, Outcome::Unknown);
}

/// As for services whose organizations have ids and no short names.
void TestLanes::createdWhereOnlyTheListShowsIt()
{
    ChangeBench::Settings settings = quick();
    settings.mend = [](Description &description) {
        description.calls.erase(CallId::ReadOrganization);
        description.organization.fields.removeIf(
            [](const Field &field) { return field.key == "slug"_L1; });
        description.calls[CallId::ListOrganizations].record.clear();
    };
    m_bench = std::make_unique<ChangeBench>(settings);
    const QString name = QString::fromUtf8(m_bench->world().organization(0).name);
    m_bench->faultOnWrite(Fault::dropAfter());
    Change ended = m_bench->run(m_bench->creation(name, u"muster-neu"_s));
    QCOMPARE(ended.outcome, Outcome::Done);
    const auto made = m_bench->world().organizationBySlug("muster-neu");
    QVERIFY(made);
    QCOMPARE(ended.organizationId.toUtf8(), m_bench->world().organization(*made).id);

    m_bench->faultOnWrite(Fault::dropBefore());
    ended = m_bench->run(m_bench->creation(name, u"muster-alt"_s));
    QCOMPARE(ended.outcome, Outcome::NotSent); // the namesakes that were there are none of ours
}

void TestLanes::destroyedAtAnyMoment()
{
    for (int steps = 0; steps < 24; ++steps) {
        m_bench = std::make_unique<ChangeBench>(quick());
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

QTEST_GUILESS_MAIN(TestLanes)
#include "tst_lanes.moc"
