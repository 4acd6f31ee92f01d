// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "job.h"

#include <QHash>

namespace orgkeeper {

/// The secret fields of one account ("token", or "user" and "password").
using Secrets = QHash<QString, QString>;

/// What the computer's keychain is like at the moment of asking.
enum class KeychainState {
    Ready,
    Locked,  ///< or waiting for the user in a window of its own
    Missing, ///< no service answers, or none can be reached
    Failing, ///< it answers with errors
};

class SecretsJob : public Job
{
    Q_OBJECT
public:
    /// Of a read. Empty: there is none for this account.
    [[nodiscard]] const Secrets &secrets() const { return m_secrets; }
    [[nodiscard]] KeychainState keychain() const { return m_keychain; }

protected:
    using Job::Job;
    Secrets m_secrets;
    KeychainState m_keychain = KeychainState::Ready;
};

/// Where tokens are kept. Two real ones: the system's keychain, and memory for this run only, which
/// is used for an account after the user has agreed, and for the demo.
class TokenStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Each ends within ten seconds or says that the keychain waits for the user; after a write the
    /// value has been read back, after a removal its absence.
    virtual SecretsJob *read(const QString &accountId, QObject *parent) = 0;
    virtual SecretsJob *write(const QString &accountId, const Secrets &secrets,
                              QObject *parent) = 0;
    virtual SecretsJob *remove(const QString &accountId, QObject *parent) = 0;
    /// Asks the store to unlock itself; it may open a window of its own and wait in it for the
    /// user, for at most two minutes. A store that is not locked ends well at once.
    virtual SecretsJob *unlock(QObject *parent) = 0;
    /// What to call it in a sentence: "GNOME Keyring", "this run only".
    [[nodiscard]] virtual QString displayName() const = 0;

Q_SIGNALS:
    /// The store could not be used, and now it may: it was unlocked, came up, or answered after
    /// all. Each time that happens; whoever waits for a token asks again.
    void available();
};

} // namespace orgkeeper
