// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "account.h"

#include <QObject>

class QSettings;

namespace orgkeeper {

/// The accounts in their order, kept in the settings at once. Invariants:
/// - what accounts() shows is what the file holds: a change that could not be written is undone;
/// - an entry that cannot be read is kept as it is and listed in broken(), never repaired by
///   deleting; a file with lines that are no settings at all is not written to;
/// - demo accounts are never stored.
class AccountStore : public QObject
{
    Q_OBJECT
public:
    /// The settings must be a file in INI format; they are not owned and must outlive the store.
    AccountStore(QSettings *settings, QObject *parent);

    [[nodiscard]] const QList<Account> &accounts() const { return m_accounts; }
    /// Null: no such account. Valid until the next change of the store.
    [[nodiscard]] const Account *find(const QString &id) const;
    /// One sentence for each entry that could not be read: what it is called and why.
    [[nodiscard]] const QStringList &broken() const { return m_broken; }
    /// Adds at the end. The id must be new. False: the settings could not be written, and nothing
    /// has changed.
    bool add(const Account &account);
    /// False also where there is no such account.
    bool update(const Account &account);
    /// Takes the account out of the settings. Its token is the caller's to remove from the keychain
    /// before: afterwards nobody knows the key.
    bool remove(const QString &id);
    bool move(const QString &id, int position);
    /// Why the last call returned false, in a sentence.
    [[nodiscard]] const QString &lastError() const { return m_lastError; }

Q_SIGNALS:
    /// After the settings have been written.
    void added(const QString &id);
    void updated(const QString &id);
    void removed(const QString &id);
    void moved();

private:
    void load();
    void loadEntry(const QString &id);
    /// Writes these accounts and takes them over; on failure the settings are as before.
    bool save(const QList<Account> &accounts);
    bool refuse(const QString &why);
    [[nodiscard]] qsizetype indexOf(const QString &id) const;

    QSettings *m_settings;
    QList<Account> m_accounts;
    QStringList m_brokenIds;
    QStringList m_broken;
    QString m_lastError;
    bool m_unreadable = false; ///< the file has lines that writing would lose
};

} // namespace orgkeeper
