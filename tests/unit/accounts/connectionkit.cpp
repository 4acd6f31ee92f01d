// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionkit.h"

#include "authorization.h"

#include <QSignalSpy>
#include <QTest>

namespace orgkeeper {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

QString ConnectionKit::accountId()
{
    return u"7f3a2c54-0d1e-4f6a-9b7c-000000000001"_s;
}

DemoWorldPlan ConnectionKit::smallWorld()
{
    return {.seed = 1, .organizations = 5, .people = 8, .specials = false, .large = false};
}

Error ConnectionKit::errorOf(Error::Kind kind)
{
    Error error;
    error.kind = kind;
    return error;
}

void ConnectionKit::initTestCase()
{
    m_catalogue = std::make_unique<Catalogue>(QString(), nullptr);
}

void ConnectionKit::init()
{
    auto dialect = std::make_unique<AnclaDialect>(smallWorld());
    m_ancla = dialect.get();
    m_k6 = nullptr;
    m_stage = std::make_unique<DemoStage>(u"Acme Ancla"_s, std::move(dialect), 1);
    QVERIFY(m_stage->start());
    m_keychain = std::make_unique<ScriptedStore>();
    m_thisRun = std::make_unique<RunTokenStore>(nullptr);
    m_account = account();
    m_keychain->entries.insert(accountId(), kept(goodToken()));
}

void ConnectionKit::cleanup()
{
    m_stage.reset();
}

Account ConnectionKit::account() const
{
    Account account;
    account.id = accountId();
    account.label = m_stage->label();
    account.backend = m_k6 ? u"k6-cloud"_s : u"ancla"_s;
    account.baseUrl = m_stage->baseUrl();
    return account;
}

Secrets ConnectionKit::goodToken() const
{
    return {{u"token"_s, QString::fromLatin1(m_stage->token())}};
}

Secrets ConnectionKit::kept(const Secrets &secrets) const
{
    return boundTo(m_stage->baseUrl(), secrets);
}

std::unique_ptr<Connection> ConnectionKit::make() const
{
    TransportSettings limits;
    limits.retry.attempts = 2;
    limits.retry.firstWait = 10ms;
    limits.inactivity = 2s;
    return std::make_unique<Connection>(m_account, m_catalogue->find(m_account.backend),
                                        m_keychain.get(), m_thisRun.get(), nullptr, nullptr,
                                        limits);
}

void ConnectionKit::useK6()
{
    auto dialect = std::make_unique<K6Dialect>(smallWorld());
    m_ancla = nullptr;
    m_k6 = dialect.get();
    m_stage = std::make_unique<DemoStage>(u"Load tests"_s, std::move(dialect), 1);
    QVERIFY(m_stage->start());
    m_account = account();
    m_keychain->entries.insert(accountId(), kept(goodToken()));
}

bool ConnectionKit::openNow(Connection &connection)
{
    QSignalSpy opened(&connection, &Connection::opened);
    connection.open();
    return opened.isEmpty() && opened.wait();
}

} // namespace orgkeeper
