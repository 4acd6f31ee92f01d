// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changebench.h"

#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

/// What becomes of changes whose answer was lost, or that cannot be read back.
class TestSettling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void lostAndArrived();
    void lostAndNotArrived();
    void lostAndArrivedLate();
    void lostAndRepeatedByAFreshClick_data();
    void lostAndRepeatedByAFreshClick();
    void lostCreation();
    void serverTrouble_data();
    void serverTrouble();
    void timedOut();
    void unreachable();
    void settlesOnceReachable();
    void notReadNotSent();
    void selfRemovalClosesTheDoor();
    void unreadableAfterYes();
    void serviceThatShowsNoMembers();
    void createdWhereOnlyTheListShowsIt();
    void tokenRefusedForAWhile();

private:
    std::unique_ptr<ChangeBench> m_bench;
};

void TestSettling::init()
{
    m_bench = std::make_unique<ChangeBench>(ChangeBench::quick());
}

void TestSettling::cleanup()
{
    m_bench.reset();
}

void TestSettling::lostAndArrived()
{
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(Fault::dropAfter());
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::Done);
    QVERIFY(ended.attempts.first().unknown);
    QCOMPARE(m_bench->writes(), 1);
    QVERIFY(m_bench->isAdmin(0, member));
}

void TestSettling::lostAndNotArrived()
{
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(Fault::dropBefore());
    Change change = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    change.undoOf = u"an-earlier-change"_s;
    const Change ended = m_bench->run(change);
    QCOMPARE(ended.outcome, Outcome::NotSent);
    QVERIFY(ended.sentAgainAsked);
    QCOMPARE(m_bench->writes(), 1);
    QCOMPARE(m_bench->reads(0), 3); // before, after, and once more after the pause
    // It may arrive yet: what is said is what was read.
    QVERIFY2(ended.outcomeText.endsWith("It has not taken effect so far."_L1),
             qPrintable(ended.outcomeText));
    QVERIFY(ended.outcomeText.contains("Read twice: "_L1));
    const RowMark row = m_bench->runner().mark(u"acme"_s, ended.organizationId, member);
    QCOMPARE(row.text, u"No effect so far"_s);
    QCOMPARE(row.full, ended.outcomeText);
    QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(ended.id)));
    QVERIFY(m_bench->isAdmin(0, member));
    QCOMPARE(m_bench->writes(), 2);
    QCOMPARE(m_bench->runner().log().last().outcome, Outcome::Done);
    QCOMPARE(m_bench->runner().log().last().undoOf, change.undoOf);
}

void TestSettling::lostAndArrivedLate()
{
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(Fault::dropBefore());
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    // The service carries it out only after the first read that was to settle it.
    int reads = 0;
    QObject::connect(&m_bench->stage(), &DemoStage::requestApplied, &m_bench->runner(),
                     [&](const DemoRequest &request, int) {
                         if (request.method == "GET" && request.path.contains("/organizations/") &&
                             ++reads == 2)
                             m_bench->world().setAdmin(m_bench->slug(0), member, true);
                     });
    const Change ended = m_bench->run(change);
    QCOMPARE(ended.outcome, Outcome::Done);
    QVERIFY(ended.found.admin);
    QCOMPARE(m_bench->writes(), 1);
}

void TestSettling::lostAndRepeatedByAFreshClick_data()
{
    QTest::addColumn<bool>("again");
    QTest::addColumn<bool>("lostToo");
    QTest::newRow("sent again") << true << false;
    QTest::newRow("a fresh click") << false << false;
    QTest::newRow("sent again, lost but done") << true << true;
    QTest::newRow("a fresh click, lost but done") << false << true;
}

/// The lost toggle counts as not arrived, the user repeats it, and then it does arrive.
void TestSettling::lostAndRepeatedByAFreshClick()
{
    QFETCH(bool, again);
    QFETCH(bool, lostToo);
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(Fault::dropBefore());
    const Change lost = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(lost.outcome, Outcome::NotSent);
    int reads = 0;
    QObject::connect(&m_bench->stage(), &DemoStage::requestApplied, &m_bench->runner(),
                     [&](const DemoRequest &request, int) {
                         if (request.method == "GET" && request.path.contains("/organizations/") &&
                             ++reads == 2) // after the one that shows what the second one did
                             m_bench->world().setAdmin(m_bench->slug(0), member, false);
                     });
    if (lostToo)
        m_bench->faultOnWrite(Fault::dropAfter());
    if (again)
        QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(lost.id)));
    else
        m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    const Change ended = m_bench->runner().log().last();
    QVERIFY(!m_bench->isAdmin(0, member));
    QCOMPARE(ended.outcome, lostToo ? Outcome::NotSent : Outcome::Conflict);
    QVERIFY(!ended.found.admin);
    QVERIFY(ended.sentAgainAsked);
    QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(ended.id)));
    QVERIFY(m_bench->isAdmin(0, member));
}

void TestSettling::lostCreation()
{
    m_bench->faultOnWrite(Fault::dropAfter());
    Change ended = m_bench->run(m_bench->creation(u"Muster Neu"_s, u"muster-neu"_s));
    QCOMPARE(ended.outcome, Outcome::Done);
    QVERIFY(!ended.organizationId.isEmpty());
    QCOMPARE(m_bench->writes(), 1);

    m_bench->faultOnWrite(Fault::dropBefore());
    ended = m_bench->run(m_bench->creation(u"Muster Alt"_s, u"muster-alt"_s));
    QCOMPARE(ended.outcome, Outcome::NotSent);
    QVERIFY(!m_bench->world().organizationBySlug("muster-alt"));
}

void TestSettling::serverTrouble_data()
{
    QTest::addColumn<bool>("applied");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("500, done all the same") << true << Outcome::Done;
    QTest::newRow("500, not done") << false << Outcome::Refused;
}

void TestSettling::serverTrouble()
{
    QFETCH(bool, applied);
    QFETCH(Outcome, outcome);
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(applied ? Fault::refuseAfterApplying(500) : Fault::refuse(500));
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, outcome);
    QCOMPARE(m_bench->isAdmin(0, member), applied);
    QCOMPARE(m_bench->writes(), 1);
}

void TestSettling::timedOut()
{
    ChangeBench::Settings settings = ChangeBench::quick();
    settings.limits.writeDeadline = std::chrono::milliseconds(100);
    m_bench = std::make_unique<ChangeBench>(settings);
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(Fault::silence(true));
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::Done);
    QCOMPARE(ended.attempts.first().error.kind, Error::Kind::Timeout);
    QVERIFY(ended.attempts.first().unknown);
    QCOMPARE(m_bench->writes(), 1);
}

void TestSettling::unreachable()
{
    const QString member = m_bench->member(0, false);
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    m_bench->stage().stop();
    const Change ended = m_bench->run(change);
    QCOMPARE(ended.outcome, Outcome::NotSent);
    QVERIFY(ended.error);
    QVERIFY(ended.attempts.isEmpty());
}

void TestSettling::settlesOnceReachable()
{
    const QString member = m_bench->member(0, false);
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    m_bench->faultOnWrite(Fault::dropAfter());
    QObject::connect(&m_bench->stage(), &DemoStage::requestApplied, &m_bench->runner(),
                     [this](const DemoRequest &request, int) {
                         if (request.method == "POST")
                             QTimer::singleShot(0, &m_bench->runner(),
                                                [this] { m_bench->stage().stop(); });
                     });
    const QString plan = m_bench->start({change});
    QTRY_COMPARE(m_bench->runner().find(change.id)->state, ChangeState::Rereading);
    const RowMark mark = m_bench->runner().mark(u"acme"_s, change.organizationId, member);
    QCOMPARE(mark.kind, RowMark::Kind::Rereading);
    QVERIFY(mark.takesNoClick());
    QTest::qWait(200); // several readings find nobody
    QVERIFY(m_bench->runner().isBusy());
    QTRY_VERIFY(m_bench->stage().start());
    QVERIFY(m_bench->waitForPlan(plan));
    QCOMPARE(m_bench->runner().find(change.id)->outcome, Outcome::Done);
    QCOMPARE(m_bench->writes(), 1);
}

void TestSettling::notReadNotSent()
{
    const QString member = m_bench->member(0, false);
    m_bench->faultOnRead(Fault::refuse(403));
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::NotSent);
    QCOMPARE(ended.error.kind, Error::Kind::Forbidden);
    QCOMPARE(m_bench->writes(), 0);
    QVERIFY(ended.sentAgainAsked);
    QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(ended.id)));
    QVERIFY(m_bench->isAdmin(0, member));
}

void TestSettling::selfRemovalClosesTheDoor()
{
    m_bench->world().addMember(m_bench->slug(0), m_bench->me(), false);
    m_bench->world().setAdmin(m_bench->slug(0), m_bench->me(), false);
    m_bench->faultOnRead(Fault::refuse(403), 1);
    const Change ended = m_bench->run(m_bench->change(ChangeKind::RemoveMember, 0, m_bench->me()));
    QCOMPARE(ended.outcome, Outcome::Done);
    QVERIFY(!m_bench->isMember(0, m_bench->me()));
}

void TestSettling::unreadableAfterYes()
{
    m_bench->faultOnRead(Fault::refuse(403), 1);
    const Change ended =
        m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, m_bench->member(0, false)));
    QCOMPARE(ended.outcome, Outcome::Unknown);
    QCOMPARE(ended.error.kind, Error::Kind::Forbidden);
    QVERIFY(ended.outcomeText.contains("said yes"_L1));
}

void TestSettling::serviceThatShowsNoMembers()
{
    ChangeBench::Settings settings = ChangeBench::quick();
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
void TestSettling::createdWhereOnlyTheListShowsIt()
{
    ChangeBench::Settings settings = ChangeBench::quick();
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

void TestSettling::tokenRefusedForAWhile()
{
    const QString member = m_bench->member(0, false);
    m_bench->faultOnRead(Fault::refuse(401), 1);
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::Done);
    QCOMPARE(m_bench->writes(), 1);
}

QTEST_GUILESS_MAIN(TestSettling)
#include "tst_settling.moc"
