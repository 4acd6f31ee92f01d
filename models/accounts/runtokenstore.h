// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tokenstore.h"

namespace orgkeeper {

/// Tokens in memory until the program ends: for an account whose user has agreed, and for the demo.
/// It touches no file. Values are overwritten when they go (copies made by others are not).
class RunTokenStore final : public TokenStore
{
    Q_OBJECT
public:
    explicit RunTokenStore(QObject *parent);
    ~RunTokenStore() override;

    SecretsJob *read(const QString &accountId, QObject *parent) override;
    SecretsJob *write(const QString &accountId, const Secrets &secrets, QObject *parent) override;
    SecretsJob *remove(const QString &accountId, QObject *parent) override;
    SecretsJob *unlock(QObject *parent) override;
    [[nodiscard]] QString displayName() const override;

    /// The same at once and without a job.
    void put(const QString &accountId, const Secrets &secrets);
    void clear(const QString &accountId);

private:
    QHash<QString, Secrets> m_secrets;
};

} // namespace orgkeeper
