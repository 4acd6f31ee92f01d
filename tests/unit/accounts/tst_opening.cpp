// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "authorization.h"
#include "connectionkit.h"

#include <QSignalSpy>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// How an account is opened: which token is used, kept and sent.
class tst_Opening : public ConnectionKit
{
    Q_OBJECT

private Q_SLOTS:
    void asksNothingBeforeItIsOpened();
    void opensWithTheTokenOfTheKeychain();
    void opensWithTheTokenForThisRun();
    void demoNeverAsksTheKeychain();
    void keychainTrouble_data();
    void keychainTrouble();
    void opensAgainWhenTheKeychainIsBack();
    void tokenOfAnotherServerIsNotSent();
    void tokenOfNoServerBelongsToTheFirst();
    void refusedToken_data();
    void refusedToken();
    void unlockOpens();
    void unlockThatFailsSaysWhy();
    void newTokenIsKeptAndUsed();
    void newTokenForThisRun();
    void newTokenThatCannotBeKeptIsNotUsed();
    void newTokenThatCannotBeSentIsNotKept();
    void newTokenReplacesARunningAttempt();
    void newTokenReplacesAnAttemptThatJustEnded();
};

void tst_Opening::asksNothingBeforeItIsOpened()
{
    const auto connection = make();
    QCOMPARE(connection->state(), AccountState::Unopened);
    QVERIFY(connection->engine());
    QTest::qWait(0);
    QCOMPARE(m_keychain->reads, 0);
    QCOMPARE(m_stage->counters().connections, 0);
    QVERIFY(!connection->me());
}

void tst_Opening::opensWithTheTokenOfTheKeychain()
{
    const auto connection = make();
    QList<AccountState> states;
    connect(connection.get(), &Connection::stateChanged, this,
            [&] { states.append(connection->state()); });
    QSignalSpy opened(connection.get(), &Connection::opened);
    connection->open();
    QCOMPARE(connection->state(), AccountState::Checking);
    connection->open(); // harmless
    QVERIFY(opened.wait());
    QCOMPARE(states, (QList{AccountState::Checking, AccountState::Ready}));
    QCOMPARE(opened.count(), 1);
    QVERIFY(!connection->reason());
    QVERIFY(connection->me());
    QVERIFY(!connection->me()->name.isEmpty());
    QCOMPARE(m_stage->counters().requests, 1);
    QCOMPARE(m_keychain->reads, 1);

    connection->open(); // already so: no request, and one word that it is over
    QVERIFY(opened.wait());
    QCOMPARE(opened.count(), 2);
    QCOMPARE(m_stage->counters().requests, 1);
}

void tst_Opening::opensWithTheTokenForThisRun()
{
    m_keychain->entries.clear();
    m_thisRun->put(accountId(), kept(goodToken()));
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(m_keychain->reads, 0);
}

void tst_Opening::demoNeverAsksTheKeychain()
{
    m_account.demo = true;
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::NoToken);
    QCOMPARE(m_keychain->reads, 0);
    m_thisRun->put(accountId(), goodToken()); // as the program puts it there
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);

    connection->useToken(goodToken(), false);
    QTRY_COMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(m_keychain->writes, 0);
}

void tst_Opening::keychainTrouble_data()
{
    QTest::addColumn<KeychainState>("keychain");
    QTest::addColumn<AccountState>("state");
    QTest::newRow("locked") << KeychainState::Locked << AccountState::KeychainLocked;
    QTest::newRow("missing") << KeychainState::Missing << AccountState::NoKeychain;
    QTest::newRow("failing") << KeychainState::Failing << AccountState::NoKeychain;
    QTest::newRow("empty") << KeychainState::Ready << AccountState::NoToken;
}

void tst_Opening::keychainTrouble()
{
    QFETCH(KeychainState, keychain);
    QFETCH(AccountState, state);
    m_keychain->setState(keychain);
    m_keychain->entries.clear();
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), state);
    QVERIFY(!connection->reason().detail.isEmpty());
    QVERIFY(!connection->whyNoWrite(CallId::SetAdmin).isEmpty());
    QCOMPARE(m_stage->counters().requests, 0);
}

void tst_Opening::opensAgainWhenTheKeychainIsBack()
{
    m_keychain->setState(KeychainState::Locked);
    const auto connection = make();
    const auto unopened = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::KeychainLocked);
    m_keychain->setState(KeychainState::Ready);
    Q_EMIT m_keychain->available();
    QTRY_COMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(unopened->state(), AccountState::Unopened);
}

void tst_Opening::unlockOpens()
{
    m_keychain->setState(KeychainState::Locked);
    const auto connection = make();
    connection->unlock();
    QCOMPARE(m_keychain->unlocks, 0); // nothing is known to be locked yet
    QVERIFY(openNow(*connection));
    m_keychain->setState(KeychainState::Ready);
    m_keychain->hold();
    connection->unlock();
    connection->unlock(); // its question is open already
    QCOMPARE(m_keychain->unlocks, 1);
    QCOMPARE(connection->state(), AccountState::KeychainLocked);
    m_keychain->release();
    QTRY_COMPARE(connection->state(), AccountState::Ready);
}

void tst_Opening::unlockThatFailsSaysWhy()
{
    m_keychain->setState(KeychainState::Locked);
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QSignalSpy changed(connection.get(), &Connection::stateChanged);
    connection->unlock();
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(connection->state(), AccountState::KeychainLocked);
    QCOMPARE(connection->reason().kind, Error::Kind::Keychain);
    connection->unlock(); // and may be asked again
    QCOMPARE(m_keychain->unlocks, 2);
    QTRY_COMPARE(changed.count(), 2);
}

void tst_Opening::tokenOfAnotherServerIsNotSent()
{
    const Secrets foreign = boundTo(QUrl(u"https://ancla.example/api/v1"_s), goodToken());
    m_keychain->entries.insert(accountId(), foreign);
    for (const bool thisRun : {false, true}) {
        if (thisRun) {
            m_thisRun->put(accountId(), foreign);
        }
        const auto connection = make();
        QVERIFY(openNow(*connection));
        QCOMPARE(connection->state(), AccountState::NoToken);
        QVERIFY(connection->reason().detail.contains(u"another server"_s));
        QVERIFY(!connection->engine()->transport().hasCredentials());
    }
    QCOMPARE(m_stage->counters().requests, 0);
}

void tst_Opening::tokenOfNoServerBelongsToTheFirst()
{
    m_keychain->entries.insert(accountId(), goodToken()); // as another tool would put it there
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(m_keychain->entries.value(accountId()), kept(goodToken()));

    m_account.baseUrl = QUrl(u"http://127.0.0.1:1/api/v1"_s); // the settings were edited
    const auto next = make();
    QVERIFY(openNow(*next));
    QCOMPARE(next->state(), AccountState::NoToken);
}

void tst_Opening::refusedToken_data()
{
    QTest::addColumn<bool>("sessionIs401");
    QTest::newRow("authenticated false in a 200") << false;
    QTest::newRow("401") << true;
}

void tst_Opening::refusedToken()
{
    QFETCH(bool, sessionIs401);
    m_ancla->switches.sessionIs401 = sessionIs401;
    m_keychain->entries.insert(accountId(), kept({{u"token"_s, u"of-somebody-else"_s}}));
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::TokenRefused);
    QCOMPARE(connection->reason().kind, Error::Kind::TokenRefused);
    QVERIFY(!connection->me());
    QVERIFY(!details(connection->reason()).contains(u"of-somebody-else"_s));

    m_keychain->entries.insert(accountId(), kept(goodToken())); // put right from outside
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);
}

void tst_Opening::newTokenIsKeptAndUsed()
{
    m_keychain->entries.clear();
    m_thisRun->put(accountId(), kept({{u"token"_s, u"old"_s}}));
    const auto connection = make();
    QSignalSpy opened(connection.get(), &Connection::opened);
    connection->useToken(goodToken(), false);
    QCOMPARE(connection->state(), AccountState::Checking);
    QVERIFY(opened.wait());
    QCOMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(m_keychain->entries.value(accountId()), kept(goodToken()));

    // The old one of this run does not come back before the new one.
    const auto next = make();
    QVERIFY(openNow(*next));
    QCOMPARE(next->state(), AccountState::Ready);
}

void tst_Opening::newTokenForThisRun()
{
    m_keychain->entries.clear();
    m_keychain->setState(KeychainState::Missing);
    const auto connection = make();
    QSignalSpy opened(connection.get(), &Connection::opened);
    connection->useToken(goodToken(), true);
    QVERIFY(opened.wait());
    QCOMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(m_keychain->writes, 0);
    QVERIFY(m_keychain->entries.isEmpty());
}

void tst_Opening::newTokenThatCannotBeKeptIsNotUsed()
{
    m_keychain->setState(KeychainState::Locked);
    const auto connection = make();
    QSignalSpy opened(connection.get(), &Connection::opened);
    connection->useToken(goodToken(), false);
    QVERIFY(opened.wait());
    QCOMPARE(connection->state(), AccountState::KeychainLocked);
    QCOMPARE(connection->reason().kind, Error::Kind::Keychain);
    QVERIFY(!connection->engine()->transport().hasCredentials());
    QCOMPARE(m_stage->counters().requests, 0);
}

void tst_Opening::newTokenThatCannotBeSentIsNotKept()
{
    const auto connection = make();
    QSignalSpy opened(connection.get(), &Connection::opened);
    connection->useToken({{u"token"_s, u"two\nlines"_s}}, false);
    QVERIFY(opened.wait());
    QCOMPARE(connection->state(), AccountState::NoToken);
    QVERIFY(connection->reason().detail.contains(u"line break"_s));
    QCOMPARE(m_keychain->writes, 0);
    QCOMPARE(m_stage->counters().requests, 0);
}

void tst_Opening::newTokenReplacesARunningAttempt()
{
    m_keychain->hold();
    const auto connection = make();
    QSignalSpy opened(connection.get(), &Connection::opened);
    connection->open();
    QTRY_COMPARE(m_keychain->reads, 1);
    connection->useToken(goodToken(), true);
    m_keychain->release(); // too late: nobody listens
    QVERIFY(opened.wait());
    QCOMPARE(connection->state(), AccountState::Ready);
    QTest::qWait(20);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(m_stage->counters().requests, 1);
}

// The attempt has its result and has not told it yet: it must not speak over the new one.
void tst_Opening::newTokenReplacesAnAttemptThatJustEnded()
{
    m_keychain->entries.clear();
    m_keychain->hold();
    const auto connection = make();
    QSignalSpy opened(connection.get(), &Connection::opened);
    QList<AccountState> states;
    connect(connection.get(), &Connection::stateChanged, this,
            [&] { states.append(connection->state()); });
    connection->open();
    QTRY_VERIFY(m_keychain->lastJob);
    connect(m_keychain->lastJob, &Job::finished, this,
            [&] { connection->useToken(goodToken(), true); });
    m_keychain->release();
    QTRY_COMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(opened.count(), 1);
    QVERIFY(!states.contains(AccountState::NoToken));
}

QTEST_GUILESS_MAIN(tst_Opening)
#include "tst_opening.moc"
