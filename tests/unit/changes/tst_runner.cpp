// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changebench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

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
    void changedInBetween();
    void limited();
    void limitedForEver();

private:
    std::unique_ptr<ChangeBench> m_bench;
};

void TestRunner::init()
{
    m_bench = std::make_unique<ChangeBench>(ChangeBench::quick());
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

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
