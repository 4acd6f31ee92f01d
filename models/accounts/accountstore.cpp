// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accountstore.h"

#include <QDir>
#include <QSettings>
#include <QUuid>

#include <utility>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr auto Group = "accounts"_L1;
constexpr auto OrderKey = "accounts/order"_L1;

QString keyOf(const QString &id, QLatin1StringView field)
{
    return Group + u'/' + id + u'/' + field;
}

bool isAccountId(const QString &id)
{
    const QUuid uuid = QUuid::fromString(id);
    return !uuid.isNull() && uuid.toString(QUuid::WithoutBraces) == id;
}

// Only what differs is set: a value that QSettings did not write itself keeps its form.
void put(QSettings &settings, const QString &key, const QString &value)
{
    if (settings.value(key).toString() != value || !settings.contains(key)) {
        settings.setValue(key, value);
    }
}

void putAccount(QSettings &settings, const Account &account)
{
    put(settings, keyOf(account.id, "label"_L1), account.label);
    put(settings, keyOf(account.id, "backend"_L1), account.backend);
    put(settings, keyOf(account.id, "baseUrl"_L1), account.baseUrl.toString(QUrl::FullyEncoded));
    put(settings, keyOf(account.id, "environment"_L1), nameOf(account.environment));
    put(settings, keyOf(account.id, "iAm"_L1), account.iAm);
}

void putAll(QSettings &settings, const QList<Account> &accounts, const QList<Account> &before)
{
    QStringList order;
    for (const Account &account : accounts) {
        putAccount(settings, account);
        order.append(account.id);
    }
    for (const Account &account : before) {
        if (!order.contains(account.id)) {
            settings.remove(Group + u'/' + account.id);
        }
    }
    if (settings.value(OrderKey).toStringList() != order) {
        settings.setValue(OrderKey, order);
    }
}

} // namespace

AccountStore::AccountStore(QSettings *settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    Q_ASSERT(settings->format() == QSettings::IniFormat);
    load();
}

const Account *AccountStore::find(const QString &id) const
{
    const qsizetype index = indexOf(id);
    return index < 0 ? nullptr : &m_accounts.at(index);
}

bool AccountStore::add(const Account &account)
{
    if (account.demo) {
        return refuse(tr("The demo is not kept: it ends with this run."));
    }
    if (!isAccountId(account.id) || find(account.id) || m_brokenIds.contains(account.id)) {
        return refuse(tr("The account has no id of its own. Nothing was written."));
    }
    QList<Account> accounts = m_accounts;
    accounts.append(account);
    if (!save(accounts)) {
        return false;
    }
    Q_EMIT added(account.id);
    return true;
}

bool AccountStore::update(const Account &account)
{
    const qsizetype index = indexOf(account.id);
    if (index < 0 || account.demo) {
        return refuse(tr("The account is not there any more. Nothing was written."));
    }
    QList<Account> accounts = m_accounts;
    accounts[index] = account;
    if (!save(accounts)) {
        return false;
    }
    Q_EMIT updated(account.id);
    return true;
}

bool AccountStore::remove(const QString &id)
{
    const qsizetype index = indexOf(id);
    if (index < 0) {
        return refuse(tr("The account is not there any more. Nothing was written."));
    }
    QList<Account> accounts = m_accounts;
    accounts.removeAt(index);
    if (!save(accounts)) {
        return false;
    }
    Q_EMIT removed(id);
    return true;
}

bool AccountStore::move(const QString &id, int position)
{
    const qsizetype index = indexOf(id);
    if (index < 0 || position < 0 || position >= m_accounts.size()) {
        return refuse(tr("The account is not there any more. Nothing was written."));
    }
    QList<Account> accounts = m_accounts;
    accounts.move(index, position);
    if (!save(accounts)) {
        return false;
    }
    Q_EMIT moved();
    return true;
}

void AccountStore::load()
{
    m_settings->allKeys(); // reads the whole file; until then the status is that of nothing
    m_unreadable = m_settings->status() == QSettings::FormatError;
    m_settings->beginGroup(Group);
    const QStringList present = m_settings->childGroups();
    QStringList ids = m_settings->value("order"_L1).toStringList();
    m_settings->endGroup();
    // Entries that the order does not name come last; names without an entry are passed over.
    for (const QString &id : present) {
        if (!ids.contains(id)) {
            ids.append(id);
        }
    }
    ids.removeDuplicates();
    for (const QString &id : std::as_const(ids)) {
        if (present.contains(id)) {
            loadEntry(id);
        }
    }
}

void AccountStore::loadEntry(const QString &id)
{
    const auto value = [this, &id](QLatin1StringView field) {
        return m_settings->value(keyOf(id, field)).toString();
    };
    Account account;
    account.id = id;
    account.label = value("label"_L1);
    account.backend = value("backend"_L1);
    account.baseUrl = QUrl(value("baseUrl"_L1), QUrl::StrictMode);
    account.iAm = value("iAm"_L1);
    const std::optional<Environment> environment = environmentNamed(value("environment"_L1));
    QString problem;
    if (!isAccountId(id)) {
        problem = tr("Its id is not a UUID.");
    } else if (!environment) {
        problem = tr("Its environment is none of normal, production, read-only.");
    } else {
        problem = problemOf(account, {});
    }
    if (problem.isEmpty()) {
        account.environment = *environment;
        m_accounts.append(account);
        return;
    }
    const QString name = account.label.trimmed().isEmpty() ? id : account.label.trimmed();
    m_brokenIds.append(id);
    m_broken.append(tr("“%1” cannot be used: %2").arg(name, problem));
}

bool AccountStore::save(const QList<Account> &accounts)
{
    const QString path = QDir::toNativeSeparators(m_settings->fileName());
    if (m_unreadable) {
        return refuse(tr("%1 has lines that are no settings; writing would lose them. Nothing was "
                         "written. Mend the file, then start again.")
                          .arg(path));
    }
    // A second object on the same file: the status of a QSettings never returns to "no error", so
    // with the first one a full disk would count for ever. Both share the file's contents.
    QSettings file(m_settings->fileName(), QSettings::IniFormat);
    putAll(file, accounts, m_accounts);
    file.sync();
    if (file.status() != QSettings::NoError) {
        putAll(file, m_accounts, accounts);
        return refuse(tr("%1 could not be written. Nothing was changed.").arg(path));
    }
    m_accounts = accounts;
    m_lastError.clear();
    return true;
}

bool AccountStore::refuse(const QString &why)
{
    m_lastError = why;
    return false;
}

qsizetype AccountStore::indexOf(const QString &id) const
{
    for (qsizetype i = 0; i < m_accounts.size(); ++i) {
        if (m_accounts.at(i).id == id) {
            return i;
        }
    }
    return -1;
}

} // namespace orgkeeper
