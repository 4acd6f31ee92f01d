// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "keychaintask.h"

#include <QPointer>

#include <chrono>

namespace orgkeeper {

/// The system's keychain. All secret fields of an account are one entry, a JSON object in text,
/// under the service "Orgkeeper" and the key "<app id>/<account id>". Invariants:
/// - jobs run one at a time, in the order of their making;
/// - a job that is cancelled or destroyed leaves an operation that has begun to end by itself; the
///   next waits for that end, so that answers never overtake each other;
/// - nothing is ever kept anywhere else: without a keychain a job says so.
class KeychainTokenStore final : public TokenStore
{
    Q_OBJECT
public:
    struct Patience
    {
        std::chrono::milliseconds answer{10000};                   ///< of a job, its turn included
        std::chrono::milliseconds prompt{std::chrono::minutes(2)}; ///< of unlock()
    };

    explicit KeychainTokenStore(QObject *parent);
    KeychainTokenStore(Patience patience, QObject *parent);
    ~KeychainTokenStore() override;

    SecretsJob *read(const QString &accountId, QObject *parent) override;
    SecretsJob *write(const QString &accountId, const Secrets &secrets, QObject *parent) override;
    SecretsJob *remove(const QString &accountId, QObject *parent) override;
    /// "GNOME Keyring", "KWallet"; "the keychain" until a job has found out which.
    [[nodiscard]] QString displayName() const override;

    /// Finds out what the keychain is like now; it touches no entry and asks the user nothing.
    SecretsJob *look(QObject *parent);
    /// Without waiting for the turn of other jobs.
    SecretsJob *unlock(QObject *parent) override;

private:
    KeychainTask *make(KeychainTask::Order order, QObject *parent);
    SecretsJob *enqueue(KeychainTask::Order order, QObject *parent);
    void startNext();
    void takeEnd(KeychainTask *task);
    void askWhetherAvailable();

    Patience m_patience;
    KeychainRunner *m_runner;
    SecretService *m_service = nullptr;    ///< null: this system's keychain is another one
    QList<QPointer<KeychainTask>> m_tasks; ///< all that live, unlock() among them
    QList<QPointer<KeychainTask>> m_waiting;
    QPointer<KeychainTask> m_current;
    QString m_provider;
    bool m_unavailable = false; ///< the last job that ended could not use the keychain
    bool m_asking = false;
};

} // namespace orgkeeper
