// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connections.h"

#include "accountstore.h"
#include "catalogue.h"
#include "connection.h"

#include <algorithm>
#include <utility>

namespace orgkeeper {

namespace {

// The text a description was read from; it tells whether one has changed.
QByteArray sourceOf(const Catalogue &catalogue, const QString &backend)
{
    for (const LoadedDescription &entry : catalogue.entries()) {
        if (entry.id == backend && entry.description) {
            return entry.source;
        }
    }
    return {};
}

} // namespace

Connections::Connections(AccountStore *accounts, Catalogue *catalogue, TokenStore *keychain,
                         TokenStore *forThisRun, RequestLog *log, QObject *parent)
    : QObject(parent)
    , m_accounts(accounts)
    , m_catalogue(catalogue)
    , m_keychain(keychain)
    , m_forThisRun(forThisRun)
    , m_log(log)
{
    connect(accounts, &AccountStore::added, this, &Connections::added);
    connect(accounts, &AccountStore::updated, this, &Connections::takeUpdate);
    connect(accounts, &AccountStore::removed, this, &Connections::drop);
    connect(accounts, &AccountStore::moved, this, &Connections::moved);
    connect(catalogue, &Catalogue::changed, this, &Connections::takeDescriptions);
}

Connections::~Connections() = default;

QStringList Connections::ids() const
{
    QStringList ids;
    for (const Account &account : accounts()) {
        ids.append(account.id);
    }
    return ids;
}

QStringList Connections::labels() const
{
    QStringList labels;
    for (const Account &account : accounts()) {
        labels.append(account.label);
    }
    return labels;
}

QList<Account> Connections::accounts() const
{
    return m_accounts->accounts() + m_demo;
}

Connection *Connections::find(const QString &accountId)
{
    const auto made = m_connections.find(accountId);
    if (made != m_connections.end()) {
        return made->second.connection;
    }
    const Account *const account = accountOf(accountId);
    if (!account) {
        return nullptr;
    }
    auto *const connection = new Connection(*account, m_catalogue->find(account->backend),
                                            m_keychain, m_forThisRun, m_log, this);
    m_connections.insert({accountId, {connection, sourceOf(*m_catalogue, account->backend)}});
    connect(connection, &Connection::stateChanged, this,
            [this, accountId] { Q_EMIT stateChanged(accountId); });
    return connection;
}

void Connections::addDemo(Account account)
{
    Q_ASSERT(!accountOf(account.id));
    account.demo = true;
    m_demo.append(account);
    Q_EMIT added(account.id);
}

void Connections::removeDemo(const QString &accountId)
{
    const auto removed =
        m_demo.removeIf([&accountId](const Account &demo) { return demo.id == accountId; });
    if (removed > 0) {
        drop(accountId);
    }
}

const Account *Connections::accountOf(const QString &accountId) const
{
    const auto demo = std::find_if(m_demo.begin(), m_demo.end(), [&accountId](const Account &each) {
        return each.id == accountId;
    });
    return demo != m_demo.end() ? &*demo : m_accounts->find(accountId);
}

void Connections::takeUpdate(const QString &accountId)
{
    const Account *const account = accountOf(accountId);
    const auto made = m_connections.find(accountId);
    if (account && made != m_connections.end()) {
        if (made->second.connection->account().backend == account->backend) {
            made->second.connection->update(*account);
        } else {
            replace(accountId);
            return;
        }
    }
    Q_EMIT updated(accountId);
}

void Connections::drop(const QString &accountId)
{
    m_forThisRun->remove(accountId, this);
    letGo(accountId);
}

// First the word, so that whoever uses the connection lets go of it, then the object's end.
void Connections::letGo(const QString &accountId)
{
    const auto made = m_connections.extract(accountId);
    if (made) {
        made.mapped().connection->disconnect(this);
    }
    Q_EMIT removed(accountId);
    if (made) {
        made.mapped().connection->deleteLater();
    }
}

void Connections::replace(const QString &accountId)
{
    letGo(accountId);
    Q_EMIT added(accountId);
}

void Connections::takeDescriptions()
{
    QStringList changed;
    for (const auto &[accountId, made] : m_connections) {
        const QByteArray source = sourceOf(*m_catalogue, made.connection->account().backend);
        // A description that has mistakes just now is being written: the last good one stays.
        if (!source.isEmpty() && source != made.source) {
            changed.append(accountId);
        }
    }
    for (const QString &accountId : std::as_const(changed)) {
        replace(accountId);
    }
}

} // namespace orgkeeper
