// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "account.h"

#include <QObject>

#include <map>

namespace orgkeeper {

class AccountStore;
class Catalogue;
class Connection;
class RequestLog;
class TokenStore;

/// Owns one Connection for each account: those of the store and the demo's, added at run time. A
/// Connection is made when first asked for, and stays the same object until removed() names it. A
/// changed description means other columns and calls: the account is then removed and added anew,
/// so that nobody mixes the two; one that has mistakes only now changes nothing.
class Connections : public QObject
{
    Q_OBJECT
public:
    /// None is owned; all must outlive this object. The log may be null.
    Connections(AccountStore *accounts, Catalogue *catalogue, TokenStore *keychain,
                TokenStore *forThisRun, RequestLog *log, QObject *parent);
    ~Connections() override;

    /// The store's accounts in their order, then the demo's in the order of their coming.
    [[nodiscard]] QStringList ids() const;
    [[nodiscard]] QList<Account> accounts() const;
    /// Null: no such account. Asks nothing of keychain or network.
    [[nodiscard]] Connection *find(const QString &accountId);
    /// Of all accounts of now; for the check of a form.
    [[nodiscard]] QStringList labels() const;

    /// An account of this run's demo service; the caller puts its token into the store for this run
    /// before. The id must be new.
    void addDemo(Account account);
    void removeDemo(const QString &accountId);

Q_SIGNALS:
    void added(const QString &accountId);
    /// Label, environment, URL or order key of the account changed.
    void updated(const QString &accountId);
    /// The account went, or begins anew; its Connection is deleted when control is back in the
    /// event loop.
    void removed(const QString &accountId);
    /// The order changed.
    void moved();
    /// After each stateChanged() of an account's Connection.
    void stateChanged(const QString &accountId);

private:
    struct Made
    {
        Connection *connection = nullptr; ///< a child of this object
        QByteArray source;                ///< of its description; empty: it has none
    };
    [[nodiscard]] const Account *accountOf(const QString &accountId) const;
    void takeUpdate(const QString &accountId);
    void drop(const QString &accountId);
    void letGo(const QString &accountId);
    void replace(const QString &accountId);
    void takeDescriptions();

    AccountStore *m_accounts;
    Catalogue *m_catalogue;
    TokenStore *m_keychain;
    TokenStore *m_forThisRun;
    RequestLog *m_log;
    QList<Account> m_demo;
    std::map<QString, Made> m_connections;
};

} // namespace orgkeeper
