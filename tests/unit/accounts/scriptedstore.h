// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tokenstore.h"

#include <QPointer>

namespace orgkeeper {

class ScriptedJob;

/// A keychain whose state the test sets, and whose answers it may hold back.
class ScriptedStore final : public TokenStore
{
    Q_OBJECT
public:
    using TokenStore::TokenStore;

    SecretsJob *read(const QString &accountId, QObject *parent) override;
    SecretsJob *write(const QString &accountId, const Secrets &secrets, QObject *parent) override;
    SecretsJob *remove(const QString &accountId, QObject *parent) override;
    /// The test's user answers the keychain's question: with what setState() was told, when the
    /// job ends.
    SecretsJob *unlock(QObject *parent) override;
    [[nodiscard]] QString displayName() const override { return QStringLiteral("test keychain"); }

    void setState(KeychainState state) { m_state = state; }
    /// Jobs made from now on wait for release().
    void hold() { m_holding = true; }
    void release();

    QHash<QString, Secrets> entries;
    QPointer<SecretsJob> lastJob;
    int reads = 0;
    int writes = 0;
    int unlocks = 0;

private:
    ScriptedJob *make(const Secrets &secrets, QObject *parent);

    KeychainState m_state = KeychainState::Ready;
    bool m_holding = false;
    QList<QPointer<ScriptedJob>> m_held;
};

} // namespace orgkeeper
