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

/// Each outcome over real sockets, by what arrived at the service and what is true there.
class TestRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void grantsAndWithdraws();
    void alreadySo();
    void leftBefore();
    void becameAdminBeforeRemoval();
    void refused();
    void refusedThoughAlreadySo();
    void addsAMember();
    void addsSomebodyWhoIsThere();
    void removesAMember();
    void createsAnOrganization();
    void createsOneThatIsThere();
    void fieldErrorsAreKept();

    void lostAndArrived();
    void lostAndNotArrived();
    void lostAndArrivedLate();
    void lostCreation();
    void serverTrouble_data();
    void serverTrouble();
    void timedOut();
    void changedInBetween();
    void limited();
    void limitedForEver();
    void unreachable();
    void settlesOnceReachable();
    void notReadNotSent();

private:
    std::unique_ptr<ChangeBench> m_bench;
};

void TestRunner::init()
{
    m_bench = std::make_unique<ChangeBench>(quick());
}

void TestRunner::cleanup()
{
    m_bench.reset();
}

void TestRunner::grantsAndWithdraws()
{
    const QString member = m_bench->member(0, false);
    Change done = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(done.outcome, Outcome::Done);
    QVERIFY(m_bench->isAdmin(0, member));
    QCOMPARE(m_bench->writes(), 1);
    QCOMPARE(m_bench->reads(0), 2); // before and after
    QCOMPARE(done.attempts.size(), 1);
    QCOMPARE(done.attempts.first().answer, std::optional(true));
    QVERIFY(done.outcomeText.contains(done.memberName));
    QCOMPARE(m_bench->runner().mark(u"acme"_s, done.organizationId, member).kind,
             RowMark::Kind::None);

    done = m_bench->run(m_bench->change(ChangeKind::WithdrawAdmin, 0, member));
    QCOMPARE(done.outcome, Outcome::Done);
    QVERIFY(!m_bench->isAdmin(0, member));
    QCOMPARE(m_bench->writes(), 2);
    QCOMPARE(m_bench->runner().log().size(), 2);
}

void TestRunner::alreadySo()
{
    const QString member = m_bench->member(0, false);
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    m_bench->world().setAdmin(m_bench->slug(0), member, true);
    const Change ended = m_bench->run(change);
    QCOMPARE(ended.outcome, Outcome::AlreadySo);
    QCOMPARE(m_bench->writes(), 0);
    QVERIFY(m_bench->isAdmin(0, member));
}

void TestRunner::leftBefore()
{
    const QString member = m_bench->member(0, false);
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    m_bench->world().removeMember(m_bench->slug(0), member);
    const Change ended = m_bench->run(change);
    QCOMPARE(ended.outcome, Outcome::Conflict);
    QVERIFY(!ended.sentAgainAsked);
    QCOMPARE(m_bench->writes(), 0);
}

void TestRunner::becameAdminBeforeRemoval()
{
    const QString member = m_bench->member(0, false);
    const Change change = m_bench->change(ChangeKind::RemoveMember, 0, member);
    m_bench->world().setAdmin(m_bench->slug(0), member, true);
    const Change ended = m_bench->run(change);
    QCOMPARE(ended.outcome, Outcome::Conflict);
    QCOMPARE(m_bench->writes(), 0);
    QVERIFY(ended.sentAgainAsked);
    QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(ended.id)));
    QVERIFY(!m_bench->isMember(0, member));
    QCOMPARE(m_bench->runner().log().last().againOf, ended.id);
}

void TestRunner::refused()
{
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(Fault::refuse(403));
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::Refused);
    QCOMPARE(ended.error.kind, Error::Kind::Forbidden);
    QCOMPARE(m_bench->writes(), 1);
    QVERIFY(!m_bench->isAdmin(0, member));
    const RowMark mark = m_bench->runner().mark(u"acme"_s, ended.organizationId, member);
    QCOMPARE(mark.kind, RowMark::Kind::Refused);
    QVERIFY(mark.full.contains(ended.outcomeText));
    QVERIFY(!mark.takesNoClick());

    QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(ended.id)));
    QVERIFY(m_bench->isAdmin(0, member));
    QCOMPARE(m_bench->runner().mark(u"acme"_s, ended.organizationId, member).kind,
             RowMark::Kind::None);
    QVERIFY(m_bench->runner().sendAgain(ended.id).isEmpty()); // once only
}

void TestRunner::refusedThoughAlreadySo()
{
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(Fault::refuse(409));
    QObject::connect(&m_bench->stage(), &DemoStage::requestArrived, &m_bench->runner(),
                     [this, member](const DemoRequest &request) {
                         if (request.method == "POST")
                             m_bench->world().setAdmin(m_bench->slug(0), member, true);
                     });
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::AlreadySo);
    QVERIFY(ended.found.admin);
}

void TestRunner::addsAMember()
{
    const QString stranger = m_bench->stranger(0);
    Change change = m_bench->change(ChangeKind::AddMember, 0, stranger);
    change.wanted.admin = true;
    const Change ended = m_bench->run(change);
    QCOMPARE(ended.outcome, Outcome::Done);
    QVERIFY(m_bench->isAdmin(0, stranger));
    QCOMPARE(ended.memberId, stranger); // found by its name
    QCOMPARE(m_bench->writes(), 1);
}

void TestRunner::addsSomebodyWhoIsThere()
{
    Change change = m_bench->change(ChangeKind::AddMember, 0, m_bench->member(0, false));
    change.wanted.admin = true;
    const Change ended = m_bench->run(change);
    QCOMPARE(ended.outcome, Outcome::AlreadySo);
    QVERIFY(ended.outcomeText.contains("not admin"_L1));
    QCOMPARE(m_bench->writes(), 0);
}

void TestRunner::removesAMember()
{
    const QString member = m_bench->member(0, false);
    const Change ended = m_bench->run(m_bench->change(ChangeKind::RemoveMember, 0, member));
    QCOMPARE(ended.outcome, Outcome::Done);
    QVERIFY(!m_bench->isMember(0, member));
    QCOMPARE(m_bench->writes(), 1);
}

void TestRunner::createsAnOrganization()
{
    const Change ended = m_bench->run(m_bench->creation(u"Muster Neu"_s, u"muster-neu"_s));
    QCOMPARE(ended.outcome, Outcome::Done);
    const auto made = m_bench->world().organizationBySlug("muster-neu");
    QVERIFY(made);
    QCOMPARE(ended.organizationId.toUtf8(), m_bench->world().organization(*made).id);
    QCOMPARE(ended.values.value(u"organization.slug"_s).text, u"muster-neu"_s);
    QCOMPARE(m_bench->writes(), 1);
}

void TestRunner::createsOneThatIsThere()
{
    const Change ended = m_bench->run(m_bench->creation(u"Muster Neu"_s, m_bench->slug(0)));
    QCOMPARE(ended.outcome, Outcome::AlreadySo);
    QCOMPARE(m_bench->writes(), 0);
}

void TestRunner::fieldErrorsAreKept()
{
    const Change ended = m_bench->run(m_bench->creation(u"Muster Neu"_s, u"Muster--Neu"_s));
    QCOMPARE(ended.outcome, Outcome::Refused);
    QCOMPARE(ended.error.fields.size(), 1);
    QCOMPARE(ended.error.fields.first().field, u"slug"_s);
}

void TestRunner::lostAndArrived()
{
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(Fault::dropAfter());
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::Done);
    QVERIFY(ended.attempts.first().unknown);
    QCOMPARE(m_bench->writes(), 1);
    QVERIFY(m_bench->isAdmin(0, member));
}

void TestRunner::lostAndNotArrived()
{
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(Fault::dropBefore());
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::NotSent);
    QVERIFY(ended.sentAgainAsked);
    QCOMPARE(m_bench->writes(), 1);
    QCOMPARE(m_bench->reads(0), 3); // before, after, and once more after the pause
    QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(ended.id)));
    QVERIFY(m_bench->isAdmin(0, member));
    QCOMPARE(m_bench->writes(), 2);
    QCOMPARE(m_bench->runner().log().last().outcome, Outcome::Done);
}

void TestRunner::lostAndArrivedLate()
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

void TestRunner::lostCreation()
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

void TestRunner::serverTrouble_data()
{
    QTest::addColumn<bool>("applied");
    QTest::addColumn<Outcome>("outcome");
    QTest::newRow("500, done all the same") << true << Outcome::Done;
    QTest::newRow("500, not done") << false << Outcome::Refused;
}

void TestRunner::serverTrouble()
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

void TestRunner::timedOut()
{
    ChangeBench::Settings settings = quick();
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

void TestRunner::changedInBetween()
{
    // Somebody else toggles between our read and our toggle, so that ours takes the right away.
    const QString member = m_bench->member(0, false);
    const auto other =
        QObject::connect(&m_bench->stage(), &DemoStage::requestArrived, &m_bench->runner(),
                         [this, member](const DemoRequest &request) {
                             if (request.method == "POST")
                                 m_bench->world().setAdmin(m_bench->slug(0), member, true);
                         });
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::Conflict);
    QVERIFY(!ended.found.admin);
    QVERIFY(!m_bench->isAdmin(0, member));
    QVERIFY(ended.sentAgainAsked);
    QCOMPARE(m_bench->writes(), 1);
    QObject::disconnect(other);
    QVERIFY(m_bench->waitForPlan(m_bench->runner().sendAgain(ended.id)));
    QVERIFY(m_bench->isAdmin(0, member));
}

void TestRunner::limited()
{
    const QString member = m_bench->member(0, false);
    m_bench->faultOnWrite(Fault::refuse(429, "0"));
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::Done);
    QCOMPARE(ended.attempts.size(), 2);
    QCOMPARE(ended.attempts.first().error.kind, Error::Kind::RateLimited);
    QCOMPARE(m_bench->writes(), 2);
    QCOMPARE(m_bench->reads(0), 3); // a new attempt has a reading of its own
}

void TestRunner::limitedForEver()
{
    const QString member = m_bench->member(0, false);
    m_bench->stage().setInterceptor([](const DemoRequest &request) -> std::optional<Fault> {
        if (request.method == "GET")
            return std::nullopt;
        return Fault::refuse(429, "0");
    });
    const Change ended = m_bench->run(m_bench->change(ChangeKind::GrantAdmin, 0, member));
    QCOMPARE(ended.outcome, Outcome::Refused);
    QCOMPARE(ended.attempts.size(), 3);
    QCOMPARE(m_bench->writes(), 3);
    QVERIFY(ended.sentAgainAsked);
}

void TestRunner::unreachable()
{
    const QString member = m_bench->member(0, false);
    const Change change = m_bench->change(ChangeKind::GrantAdmin, 0, member);
    m_bench->stage().stop();
    const Change ended = m_bench->run(change);
    QCOMPARE(ended.outcome, Outcome::NotSent);
    QVERIFY(ended.error);
    QVERIFY(ended.attempts.isEmpty());
}

void TestRunner::settlesOnceReachable()
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
    QVERIFY(m_bench->stage().start());
    QVERIFY(m_bench->waitForPlan(plan));
    QCOMPARE(m_bench->runner().find(change.id)->outcome, Outcome::Done);
    QCOMPARE(m_bench->writes(), 1);
}

void TestRunner::notReadNotSent()
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

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
