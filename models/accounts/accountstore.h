// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "account.h"

#include <QObject>

class QSettings;

namespace orgkeeper {

/// The accounts in their order, kept in the settings at once. An entry that cannot be read is kept
/// as it is and listed in broken(), never repaired by deleting.
class AccountStore : public QObject
{
    Q_OBJECT
public:
    /// The settings are not owned and must outlive the store.
    AccountStore(QSettings *settings, QObject *parent);

    [[nodiscard]] const QList<Account> &accounts() const;
    [[nodiscard]] const Account *find(const QString &id) const;
    [[nodiscard]] QStringList broken() const;
    /// Adds at the end. The id must be new. False: the settings could not be written.
    bool add(const Account &account);
    bool update(const Account &account);
    bool remove(const QString &id);
    bool move(const QString &id, int position);
    /// Why the last call returned false.
    [[nodiscard]] QString lastError() const;

Q_SIGNALS:
    void added(const QString &id);
    void updated(const QString &id);
    void removed(const QString &id);
    void moved();

private:
    bool save();
    QSettings *m_settings;
    QList<Account> m_accounts;
    QStringList m_broken;
    QString m_lastError;
};

} // namespace orgkeeper
