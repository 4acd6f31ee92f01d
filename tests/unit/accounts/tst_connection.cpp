// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connection.h"

#include "ancladialect.h"
#include "authorization.h"
#include "catalogue.h"
#include "demostage.h"
#include "k6dialect.h"
#include "runtokenstore.h"
#include "scriptedstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace orgkeeper;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const auto AccountId = u"7f3a2c54-0d1e-4f6a-9b7c-000000000001"_s;

DemoWorldPlan smallWorld()
{
    return {.seed = 1, .organizations = 5, .people = 8, .specials = false, .large = false};
}

Error errorOf(Error::Kind kind)
{
    Error error;
    error.kind = kind;
    return error;
}

} // namespace

/// Connections against the demo service, over real sockets; the keychain is scripted.
class tst_Connection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void asksNothingBeforeItIsOpened();
    void opensWithTheTokenOfTheKeychain();
    void opensWithTheTokenForThisRun();
    void demoNeverAsksTheKeychain();
    void keychainTrouble_data();
    void keychainTrouble();
    void opensAgainWhenTheKeychainIsBack();
    void tokenOfAnotherServerIsNotSent();
    void refusedToken_data();
    void refusedToken();
    void newTokenIsKeptAndUsed();
    void newTokenForThisRun();
    void newTokenThatCannotBeKeptIsNotUsed();
    void newTokenThatCannotBeSentIsNotKept();
    void newTokenReplacesARunningAttempt();
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

private:
    [[nodiscard]] Account account() const;
    [[nodiscard]] Secrets goodToken() const;
    [[nodiscard]] Secrets kept(const Secrets &secrets) const;
    [[nodiscard]] std::unique_ptr<Connection> make() const;
    void useK6();
    [[nodiscard]] bool openNow(Connection &connection);

    std::unique_ptr<Catalogue> m_catalogue;
    std::unique_ptr<DemoStage> m_stage;
    AnclaDialect *m_ancla = nullptr;
    K6Dialect *m_k6 = nullptr;
    std::unique_ptr<ScriptedStore> m_keychain;
    std::unique_ptr<RunTokenStore> m_thisRun;
    Account m_account;
};

void tst_Connection::initTestCase()
{
    m_catalogue = std::make_unique<Catalogue>(QString(), nullptr);
}

void tst_Connection::init()
{
    auto dialect = std::make_unique<AnclaDialect>(smallWorld());
    m_ancla = dialect.get();
    m_k6 = nullptr;
    m_stage = std::make_unique<DemoStage>(u"Acme Ancla"_s, std::move(dialect), 1);
    QVERIFY(m_stage->start());
    m_keychain = std::make_unique<ScriptedStore>();
    m_thisRun = std::make_unique<RunTokenStore>(nullptr);
    m_account = account();
    m_keychain->entries.insert(AccountId, kept(goodToken()));
}

void tst_Connection::cleanup()
{
    m_stage.reset();
}

Account tst_Connection::account() const
{
    Account account;
    account.id = AccountId;
    account.label = m_stage->label();
    account.backend = m_k6 ? u"k6-cloud"_s : u"ancla"_s;
    account.baseUrl = m_stage->baseUrl();
    return account;
}

Secrets tst_Connection::goodToken() const
{
    return {{u"token"_s, QString::fromLatin1(m_stage->token())}};
}

Secrets tst_Connection::kept(const Secrets &secrets) const
{
    return boundTo(m_stage->baseUrl(), secrets);
}

void tst_Connection::useK6()
{
    auto dialect = std::make_unique<K6Dialect>(smallWorld());
    m_ancla = nullptr;
    m_k6 = dialect.get();
    m_stage = std::make_unique<DemoStage>(u"Load tests"_s, std::move(dialect), 1);
    QVERIFY(m_stage->start());
    m_account = account();
    m_keychain->entries.insert(AccountId, kept(goodToken()));
}

std::unique_ptr<Connection> tst_Connection::make() const
{
    TransportSettings limits;
    limits.retry.attempts = 2;
    limits.retry.firstWait = 10ms;
    limits.inactivity = 2s;
    return std::make_unique<Connection>(m_account, m_catalogue->find(m_account.backend),
                                        m_keychain.get(), m_thisRun.get(), nullptr, nullptr,
                                        limits);
}

bool tst_Connection::openNow(Connection &connection)
{
    QSignalSpy opened(&connection, &Connection::opened);
    connection.open();
    return opened.isEmpty() && opened.wait();
}

void tst_Connection::asksNothingBeforeItIsOpened()
{
    const auto connection = make();
    QCOMPARE(connection->state(), AccountState::Unopened);
    QVERIFY(connection->engine());
    QTest::qWait(0);
    QCOMPARE(m_keychain->reads, 0);
    QCOMPARE(m_stage->counters().connections, 0);
    QVERIFY(!connection->me());
}

void tst_Connection::opensWithTheTokenOfTheKeychain()
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

void tst_Connection::opensWithTheTokenForThisRun()
{
    m_keychain->entries.clear();
    m_thisRun->put(AccountId, kept(goodToken()));
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(m_keychain->reads, 0);
}

void tst_Connection::demoNeverAsksTheKeychain()
{
    m_account.demo = true;
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::NoToken);
    QCOMPARE(m_keychain->reads, 0);
    m_thisRun->put(AccountId, goodToken()); // as the program puts it there
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);

    connection->useToken(goodToken(), false);
    QTRY_COMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(m_keychain->writes, 0);
}

void tst_Connection::keychainTrouble_data()
{
    QTest::addColumn<KeychainState>("keychain");
    QTest::addColumn<AccountState>("state");
    QTest::newRow("locked") << KeychainState::Locked << AccountState::KeychainLocked;
    QTest::newRow("missing") << KeychainState::Missing << AccountState::NoKeychain;
    QTest::newRow("failing") << KeychainState::Failing << AccountState::NoKeychain;
    QTest::newRow("empty") << KeychainState::Ready << AccountState::NoToken;
}

void tst_Connection::keychainTrouble()
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

void tst_Connection::opensAgainWhenTheKeychainIsBack()
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

void tst_Connection::tokenOfAnotherServerIsNotSent()
{
    const QList<Secrets> foreign{
        boundTo(QUrl(u"https://ancla.example/api/v1"_s), goodToken()),
        goodToken(), // entered for nobody knows which
    };
    for (const Secrets &secrets : foreign) {
        m_keychain->entries.insert(AccountId, secrets);
        const auto connection = make();
        QVERIFY(openNow(*connection));
        QCOMPARE(connection->state(), AccountState::NoToken);
        QVERIFY(connection->reason().detail.contains(u"another server"_s));
        QVERIFY(!connection->engine()->transport().hasCredentials());
    }
    m_thisRun->put(AccountId, foreign.first());
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::NoToken);
    QCOMPARE(m_stage->counters().requests, 0);
}

void tst_Connection::refusedToken_data()
{
    QTest::addColumn<bool>("sessionIs401");
    QTest::newRow("authenticated false in a 200") << false;
    QTest::newRow("401") << true;
}

void tst_Connection::refusedToken()
{
    QFETCH(bool, sessionIs401);
    m_ancla->switches.sessionIs401 = sessionIs401;
    m_keychain->entries.insert(AccountId, kept({{u"token"_s, u"of-somebody-else"_s}}));
    const auto connection = make();
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::TokenRefused);
    QCOMPARE(connection->reason().kind, Error::Kind::TokenRefused);
    QVERIFY(!connection->me());
    QVERIFY(!details(connection->reason()).contains(u"of-somebody-else"_s));

    m_keychain->entries.insert(AccountId, kept(goodToken())); // put right from outside
    QVERIFY(openNow(*connection));
    QCOMPARE(connection->state(), AccountState::Ready);
}

void tst_Connection::newTokenIsKeptAndUsed()
{
    m_keychain->entries.clear();
    m_thisRun->put(AccountId, kept({{u"token"_s, u"old"_s}}));
    const auto connection = make();
    QSignalSpy opened(connection.get(), &Connection::opened);
    connection->useToken(goodToken(), false);
    QCOMPARE(connection->state(), AccountState::Checking);
    QVERIFY(opened.wait());
    QCOMPARE(connection->state(), AccountState::Ready);
    QCOMPARE(m_keychain->entries.value(AccountId), kept(goodToken()));

    // The old one of this run does not come back before the new one.
    const auto next = make();
    QVERIFY(openNow(*next));
    QCOMPARE(next->state(), AccountState::Ready);
}

void tst_Connection::newTokenForThisRun()
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

void tst_Connection::newTokenThatCannotBeKeptIsNotUsed()
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

void tst_Connection::newTokenThatCannotBeSentIsNotKept()
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

void tst_Connection::newTokenReplacesARunningAttempt()
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
