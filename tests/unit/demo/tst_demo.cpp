// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ancladialect.h"
#include "demoservice.h"
#include "demowire.h"
#include "k6dialect.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

// The demo as a whole: its accounts, and the invented world behind them.
class TstDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAtOnceWithItsAccounts();
    void streamsTwentyThousandOrganizations();
    void makesItselfReadyInSlices();
    void holdsALargeAssembly();
    void isTheSameForTheSameSeed();
    void peopleItsOrganizationsSensibly();
    void reportsForAllStages();
    void doesNotRepeatTokens();
    void survivesAStorm();
};

void TstDemo::startsAtOnceWithItsAccounts()
{
    qint64 fastest = 60;
    for (int i = 0; i < 3; ++i) { // the machine may be busy with something else
        QElapsedTimer clock;
        clock.start();
        DemoService one;
        QVERIFY2(one.start(), qPrintable(one.errorString()));
        fastest = std::min(fastest, clock.elapsed());
    }
    qInfo("started in %lld ms", fastest);
    QVERIFY(fastest < 60);

    DemoService service;
    QVERIFY(service.start());
    const QList<DemoAccount> accounts = service.accounts();
    QCOMPARE(accounts.size(), 3);
    const QList<QStringList> wanted = {
        {u"ancla"_s, u"Acme Ancla"_s, u"production"_s, u"/api/v1"_s},
        {u"ancla"_s, u"Ancla staging"_s, u"normal"_s, u"/api/v1"_s},
        {u"k6-cloud"_s, u"Load tests"_s, u"read-only"_s, u"/v3"_s},
    };
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        const DemoAccount &account = accounts.at(i);
        QCOMPARE((QStringList{account.backendId, account.label, account.environment,
                              account.baseUrl.path()}),
                 wanted.at(i));
        QCOMPARE(account.baseUrl.host(), u"127.0.0.1"_s);
        QVERIFY(account.baseUrl.port() > 0);
        QVERIFY(account.token.size() >= 40);
        QVERIFY(service.stage(account.label) != nullptr);
    }
    QVERIFY(service.ancla(u"Acme Ancla"_s) != nullptr && service.k6(u"Acme Ancla"_s) == nullptr);
    QVERIFY(service.k6(u"Load tests"_s) != nullptr && service.ancla(u"Load tests"_s) == nullptr);
    QVERIFY(service.stage(u"Nowhere"_s) == nullptr);
}

void TstDemo::streamsTwentyThousandOrganizations()
{
    DemoService service;
    QVERIFY(service.start());
    DemoStage &stage = *service.stage(u"Acme Ancla"_s);
    QElapsedTimer clock;
    for (const char *which : {"first", "again", "after a change"}) {
        clock.start();
        const WireReply reply = ask(stage, "GET", "/organizations", {{"X-API-Key", stage.token()}});
        qInfo("%s: %lld bytes in %lld ms", which, qint64(reply.body.size()), clock.elapsed());
        QCOMPARE(reply.end, WireReply::End::Whole);
        const QJsonArray rows = reply.array();
        QCOMPARE(rows.size(), 20'000);
        const bool granted = stage.world().removeMember(u"acme-berlin-freight"_s, u"u-1418"_s);
        QCOMPARE(granted, qstrcmp(which, "first") == 0);
        QCOMPARE(rows.first()[u"member_count"_s].toInt(), qstrcmp(which, "first") == 0 ? 48 : 47);
    }
}

void TstDemo::makesItselfReadyInSlices()
{
    AnclaDialect dialect(DemoWorldPlan{.organizations = 20'000, .people = 6'000, .large = true});
    const QDeadlineTimer over(0);
    int calls = 1;
    qint64 longest = 0;
    QElapsedTimer clock;
    for (bool ready = false; !ready; ++calls) {
        clock.start();
        ready = dialect.makeReady(over);
        longest = std::max(longest, clock.nsecsElapsed());
        QVERIFY(calls < 1'000);
    }
    qInfo("%d slices, the longest %lld us", calls, longest / 1'000);
    QVERIFY(calls > 600);             // 64 rows each, first as organizations and then as text
    QVERIFY(dialect.makeReady(over)); // and it stays so
}

void TstDemo::holdsALargeAssembly()
{
    DemoService service;
    QVERIFY(service.start());
    DemoStage &stage = *service.stage(u"Acme Ancla"_s);
    const WireReply reply =
        ask(stage, "GET", "/organizations/example-large-assembly", {{"X-API-Key", stage.token()}});
    const QJsonArray members = reply.object().value(u"members"_s).toArray();
    QCOMPARE(members.size(), 5'000);
    QSet<QString> ids;
    for (const QJsonValue &member : members)
        ids.insert(member[u"user_id"_s].toString());
    QCOMPARE(ids.size(), 5'000);
}

void TstDemo::isTheSameForTheSameSeed()
{
    const DemoWorldPlan plan{.seed = 5, .organizations = 100};
    DemoWorld forwards(plan);
    DemoWorld backwards(plan);
    DemoWorld other({.seed = 6, .organizations = 100});
    for (qsizetype i = 99; i >= 0; --i)
        QVERIFY(backwards.memberCount(i) >= 0 && !backwards.organization(i).slug.isEmpty());
    bool differs = false;
    for (qsizetype i = 0; i < 100; ++i) {
        QCOMPARE(forwards.organization(i).id, backwards.organization(i).id);
        QCOMPARE(forwards.organization(i).slug, backwards.organization(i).slug);
        const auto &some = forwards.members(i);
        const auto &same = backwards.members(i);
        QVERIFY(std::equal(some.begin(), some.end(), same.begin(), same.end(),
                           [](const DemoMember &a, const DemoMember &b) {
                               return a.person == b.person && a.admin == b.admin;
                           }));
        differs = differs || other.organization(i).slug != forwards.organization(i).slug;
    }
    QVERIFY(differs);
}

void TstDemo::peopleItsOrganizationsSensibly()
{
    DemoWorld world({.seed = 1, .organizations = 2'000, .people = 600});
    qsizetype mine = 0;
    qsizetype iAmAdmin = 0;
    qsizetype lonely = 0;
    qsizetype withoutAdmin = 0;
    for (qsizetype i = 0; i < world.organizationCount(); ++i) {
        const qsizetype before = world.memberCount(i);
        const auto &members = world.members(i);
        QCOMPARE(std::ssize(members), before); // the count told before they were made holds
        QSet<qsizetype> people;
        for (const DemoMember &member : members)
            people.insert(member.person);
        QCOMPARE(people.size(), std::ssize(members));
        if (!world.organization(i).special)
            QVERIFY(members.size() >= 2 && members.size() <= 60);
        const DemoMember *me = world.member(i, 0);
        mine += me != nullptr ? 1 : 0;
        iAmAdmin += me != nullptr && me->admin ? 1 : 0;
        const qsizetype admins = world.adminCount(i);
        lonely += admins == 1 ? 1 : 0;
        withoutAdmin += admins == 0 && !members.empty() ? 1 : 0;
    }
    QVERIFY2(mine > 1'900 && mine < 2'000, qPrintable(QString::number(mine)));
    QVERIFY2(iAmAdmin > 1'600 && iAmAdmin < mine, qPrintable(QString::number(iAmAdmin)));
    QVERIFY2(lonely > 20 && lonely < 120, qPrintable(QString::number(lonely)));
    QCOMPARE(withoutAdmin, 1);
    QCOMPARE(world.person(0).username, "ada.example");
}

void TstDemo::reportsForAllStages()
{
    DemoService service;
    QVERIFY(service.start());
    QSignalSpy arrived(&service, &DemoService::requestArrived);
    for (const DemoAccount &account : service.accounts())
        QVERIFY(ask(*service.stage(account.label), "GET", "/organizations").status == 401);
    QCOMPARE(arrived.size(), 3);
    QCOMPARE(service.counters().requests, 3);
    QCOMPARE(service.counters().writes, 0);
    const std::vector<DemoRequest> log = service.requests();
    QCOMPARE(std::ssize(log), 3);
    QCOMPARE(log[0].stage, u"Acme Ancla"_s);
    QCOMPARE(log[2].stage, u"Load tests"_s);
    service.clearRequests();
    QVERIFY(service.requests().empty());
    service.setInterceptor([](const DemoRequest &) { return Fault::refuse(503); });
    QCOMPARE(ask(*service.stage(u"Load tests"_s), "GET", "/organizations").status, 503);
}

void TstDemo::doesNotRepeatTokens()
{
    DemoService one;
    DemoService two;
    QSet<QByteArray> tokens;
    for (const DemoService *service : {&one, &two}) {
        for (const DemoAccount &account : service->accounts())
            tokens.insert(account.token);
    }
    QCOMPARE(tokens.size(), 6);
}

// In any weather a toggle is applied once per arrival that was not refused, and never else.
void TstDemo::survivesAStorm()
{
    constexpr quint32 seed = 20'260'101;
    qInfo("seed %u", seed);
    DemoStage stage(u"Example stage"_s, std::make_unique<AnclaDialect>(DemoWorldPlan{}), seed);
    QVERIFY(stage.start());
    Faults faults = Faults::stormy();
    faults.latencyMs = 0;
    faults.jitterMs = 3;
    faults.lateReplyMs = 2;
    faults.internalError = 0.1;
    faults.dropAfter = 0.1;
    stage.setFaults(faults);
    bool expected = stage.world().isAdmin(u"acme-berlin-freight"_s, u"u-1418"_s);
    const auto flip = [&expected](const DemoRequest &, int status) {
        QCOMPARE(status, 201);
        expected = !expected;
    };
    connect(&stage, &DemoStage::requestApplied, this, flip);
    int lost = 0;
    for (int i = 0; i < 300; ++i) {
        const WireReply reply =
            ask(stage, "POST", "/organizations/acme-berlin-freight/members/u-1418/toggle-admin",
                {{"X-API-Key", stage.token()}});
        QVERIFY(reply.end != WireReply::End::TimedOut);
        lost += reply.end == WireReply::End::Closed ? 1 : 0;
        const bool admin = stage.world().isAdmin(u"acme-berlin-freight"_s, u"u-1418"_s);
        QCOMPARE(admin, expected);
        if (reply.end == WireReply::End::Whole && reply.status == 201)
            QCOMPARE(reply.object().value(u"admin"_s).toBool(), admin);
    }
    QVERIFY2(lost > 20, qPrintable(QString::number(lost)));
    QCOMPARE(stage.counters().requests, 300);
    QVERIFY(stage.counters().writes < 300);
}

QTEST_GUILESS_MAIN(TstDemo)
#include "tst_demo.moc"
