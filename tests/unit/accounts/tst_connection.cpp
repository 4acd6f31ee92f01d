// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "authorization.h"
#include "connectionkit.h"

#include <QSignalSpy>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// How the state of an open account follows what is true.
class tst_Connection : public ConnectionKit
{
    Q_OBJECT

private Q_SLOTS:
    void oneRefusalIsNoVerdict_data();
    void oneRefusalIsNoVerdict();
    void forbiddenCountsForTheList();
    void offlineAndBack();
    void withdrawn();
    void whoAmILater();
    void whyNoWrite();
    void updateKeepsTheTokenOnItsOrigin();
    void updateForgetsTheTokenElsewhere();
    void updateWhileOpening();
    void whenOpen();
    void faulty();
    void mayGoAtAnyTime();
};

void tst_Connection::oneRefusalIsNoVerdict_data()
{
    QTest::addColumn<bool>("k6");
    QTest::newRow("asked who am I") << false;
    QTest::newRow("asked for the list, where nobody can say who") << true;
}

void tst_Connection::oneRefusalIsNoVerdict()
{
    QFETCH(bool, k6);
    if (k6) {
        useK6();
    }
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);
    m_stage->clearRequests();

    connection->noteOutcome(errorOf(Error::Kind::TokenRefused), CallId::ReadOrganization);
    connection->noteOutcome(errorOf(Error::Kind::TokenRefused), CallId::ReadOrganization);
    QCOMPARE(connection->state(), AccountState::Ready);
    QTRY_COMPARE(m_stage->requests().size(), 1u); // one question for both
    QTest::qWait(20);
    QCOMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(m_stage->requests().size(), 1u);

    m_stage->setInterceptor([](const DemoRequest &) { return Fault::refuse(401); });
    connection->noteOutcome(errorOf(Error::Kind::TokenRefused), CallId::ReadOrganization);
    QTRY_COMPARE(connection->state(), AccountState::TokenRefused);
    QCOMPARE(connection->reason().status, 401);
    QVERIFY(!connection->whyNoWrite(k6 ? CallId::SetAdmin : CallId::AddMember).isEmpty());

    m_stage->setInterceptor({});
    connection->noteOutcome({}, CallId::ReadOrganization);
    QCOMPARE(connection->state(), AccountState::Ready);
}

void tst_Connection::forbiddenCountsForTheList()
{
    const auto connection = make();
    QVERIFY(openNow(*connection));
    connection->noteOutcome(errorOf(Error::Kind::Forbidden), CallId::ReadOrganization);
    connection->noteOutcome(errorOf(Error::Kind::NotFound), CallId::ListOrganizations);
    connection->noteOutcome(errorOf(Error::Kind::Server), CallId::ListOrganizations);
    connection->noteOutcome(errorOf(Error::Kind::Cancelled), CallId::ListOrganizations);
    QCOMPARE(connection->state(), AccountState::Ready);
    connection->noteOutcome(errorOf(Error::Kind::Forbidden), CallId::ListOrganizations);
    QCOMPARE(connection->state(), AccountState::NoPermission);
    connection->noteOutcome({}, CallId::ReadOrganization);
    QCOMPARE(connection->state(), AccountState::NoPermission);
    connection->noteOutcome({}, CallId::ListOrganizations);
    QCOMPARE(connection->state(), AccountState::Ready);
}

void tst_Connection::offlineAndBack()
{
    const auto connection = make();
    m_stage->stop();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Offline);
    QCOMPARE(connection->reason().kind, Error::Kind::Unreachable);
    QVERIFY(connection->whyNoWrite(CallId::AddMember).contains(u"does not answer"_s));
    QVERIFY(m_stage->start());
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);
    QVERIFY(connection->me());
    QCOMPARE(m_keychain->reads, 1); // the token was in memory

    for (const Error::Kind kind : {Error::Kind::Unreachable, Error::Kind::Timeout}) {
        connection->noteOutcome(errorOf(kind), CallId::ListOrganizations);
        QCOMPARE(connection->state(), AccountState::Offline);
        connection->noteOutcome({}, CallId::ReadOrganization);
        QCOMPARE(connection->state(), AccountState::Ready);
        QVERIFY(!connection->reason());
    }
}

void tst_Connection::withdrawn()
{
    useK6();
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);
    QVERIFY(!connection->me());
    QCOMPARE(m_stage->counters().requests, 0); // the first list decides
    connection->noteOutcome(errorOf(Error::Kind::Withdrawn), CallId::ListOrganizations);
    QCOMPARE(connection->state(), AccountState::Withdrawn);
    connection->noteOutcome(errorOf(Error::Kind::Unreachable), CallId::ListOrganizations);
    QCOMPARE(connection->state(), AccountState::Withdrawn);
}

void tst_Connection::whoAmILater()
{
    m_stage->setInterceptor([](const DemoRequest &) { return Fault::refuse(500); });
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);
    QVERIFY(!connection->me());
    m_stage->setInterceptor({});
    connection->noteOutcome({}, CallId::ListOrganizations);
    QTRY_VERIFY(connection->me());
    const auto requests = m_stage->counters().requests;
    connection->noteOutcome({}, CallId::ListOrganizations);
    QTest::qWait(20);
    QCOMPARE(m_stage->counters().requests, requests);
}

void tst_Connection::whyNoWrite()
{
    const auto connection = make();
    QVERIFY(connection->whyNoWrite(CallId::AddMember).contains(u"still being checked"_s));
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->whyNoWrite(CallId::AddMember), QString());
    QCOMPARE(connection->whyNoWrite(CallId::UpdateOrganization),
             m_catalogue->find(u"ancla"_s)->whyNot(CallId::UpdateOrganization));
    Account changed = m_account;
    changed.environment = Environment::ReadOnly;
    connection->update(changed);
    QVERIFY(connection->whyNoWrite(CallId::AddMember).contains(u"read-only"_s));
    QVERIFY(connection->engine()->transport().settings().readOnly);
    changed.environment = Environment::Production;
    connection->update(changed);
    QCOMPARE(connection->whyNoWrite(CallId::AddMember), QString());
    QVERIFY(!connection->engine()->transport().settings().readOnly);
}

void tst_Connection::updateKeepsTheTokenOnItsOrigin()
{
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QSignalSpy changed(connection.get(), &Connection::stateChanged);
    const Engine *const engine = connection->engine();
    Account next = m_account;
    next.iAm = u"ada"_s;
    connection->update(next);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(connection->account(), next);
    QCOMPARE(connection->engine(), engine);
    QCOMPARE(connection->state(), AccountState::Ready);

    next.baseUrl.setPath(u"/api/v2"_s);
    connection->update(next);
    QCOMPARE(connection->state(), AccountState::Unopened);
    QVERIFY(connection->engine() != engine);
    QVERIFY(connection->engine()->transport().hasCredentials());
    QVERIFY(!connection->me());
}

void tst_Connection::updateForgetsTheTokenElsewhere()
{
    DemoStage other(u"Other"_s, std::make_unique<AnclaDialect>(smallWorld()), 2);
    QVERIFY(other.start());
    const auto connection = make();
    connection->useToken(goodToken(), true);
    QTRY_COMPARE(connection->state(), AccountState::Ready);
    Transport &before = connection->engine()->transport();

    Account next = m_account;
    next.baseUrl = other.baseUrl();
    connection->update(next);
    QCOMPARE(connection->state(), AccountState::Unopened);
    QVERIFY(!connection->engine()->transport().hasCredentials());
    QVERIFY(!before.hasCredentials());
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::NoToken);
    QCOMPARE(other.counters().connections, 0);
}

void tst_Connection::updateWhileOpening()
{
    m_keychain->hold();
    const auto connection = make();
    QSignalSpy opened(connection.get(), &Connection::opened);
    connection->open();
    QTRY_COMPARE(m_keychain->reads, 1);
    Account next = m_account;
    next.label = u"Acme Ancla 2"_s;
    connection->update(next);
    QTRY_COMPARE(m_keychain->reads, 2);
    m_keychain->release();
    QVERIFY(opened.wait());
    QCOMPARE(opened.count(), 1);
    QCOMPARE(connection->state(), AccountState::Ready);
}

void tst_Connection::whenOpen()
{
    const auto connection = make();
    int calls = 0;
    auto gone = std::make_unique<QObject>();
    connection->whenOpen(this, [&] {
        ++calls;
        QCOMPARE(connection->state(), AccountState::Ready);
    });
    connection->whenOpen(this, [&] { ++calls; });
    connection->whenOpen(gone.get(), [&] { calls += 100; });
    gone.reset();
    QCOMPARE(calls, 0);
    QTRY_COMPARE(calls, 2);
    connection->whenOpen(this, [&] { ++calls; });
    QCOMPARE(calls, 2);
    QTRY_COMPARE(calls, 3);
    QTest::qWait(20);
    QCOMPARE(calls, 3);
    QCOMPARE(m_stage->counters().requests, 1);

    // Where the last attempt ended badly, the next one who wants it open tries again.
    connection->noteOutcome(errorOf(Error::Kind::Unreachable), CallId::ListOrganizations);
    QCOMPARE(connection->state(), AccountState::Offline);
    connection->whenOpen(this, [&] { ++calls; });
    QTRY_COMPARE(calls, 4);
    QCOMPARE(connection->state(), AccountState::Ready);
}

void tst_Connection::faulty()
{
    m_account.backend = u"unknown"_s;
    const auto connection = make();
    QCOMPARE(connection->state(), AccountState::Faulty);
    QVERIFY(!connection->engine());
    QVERIFY(connection->reason().detail.contains(m_account.label));
    QVERIFY(!connection->whyNoWrite(CallId::AddMember).isEmpty());
    int calls = 0;
    connection->whenOpen(this, [&] { ++calls; });
    QTRY_COMPARE(calls, 1);
    connection->useToken(goodToken(), false);
    connection->noteOutcome({}, CallId::ListOrganizations);
    connection->update(m_account);
    QCOMPARE(connection->state(), AccountState::Faulty);
    QCOMPARE(m_keychain->reads + m_keychain->writes, 0);
}

void tst_Connection::mayGoAtAnyTime()
{
    for (int turns = 0; turns < 40; ++turns) {
        auto connection = make();
        if (turns % 2 == 0) {
            connection->open();
        } else {
            connection->useToken(goodToken(), turns % 4 == 1);
        }
        for (int i = 0; i < turns / 2; ++i) {
            QCoreApplication::processEvents();
        }
        if (connection->state() == AccountState::Ready) {
            connection->noteOutcome(errorOf(Error::Kind::TokenRefused), CallId::ReadOrganization);
        }
        connection.reset();
    }
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);
}

QTEST_GUILESS_MAIN(tst_Connection)
#include "tst_connection.moc"
