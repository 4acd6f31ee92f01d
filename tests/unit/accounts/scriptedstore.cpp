// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scriptedstore.h"

#include <utility>

namespace orgkeeper {

class ScriptedJob final : public SecretsJob
{
public:
    ScriptedJob(Secrets secrets, KeychainState state, QObject *parent)
        : SecretsJob(parent)
        , m_later(std::move(secrets))
    {
        m_keychain = state;
    }

    void end()
    {
        Error error;
        if (m_keychain == KeychainState::Ready) {
            m_secrets = m_later;
        } else {
            error.kind = Error::Kind::Keychain;
            error.detail = QStringLiteral("The test keychain does not want to.");
        }
        finish(error);
    }

private:
    Error abort() override { return {}; }
    Secrets m_later;
};

SecretsJob *ScriptedStore::read(const QString &accountId, QObject *parent)
{
    ++reads;
    return make(entries.value(accountId), parent);
}

SecretsJob *ScriptedStore::write(const QString &accountId, const Secrets &secrets, QObject *parent)
{
    ++writes;
    if (m_state == KeychainState::Ready) {
        entries.insert(accountId, secrets);
    }
    return make({}, parent);
}

SecretsJob *ScriptedStore::remove(const QString &accountId, QObject *parent)
{
    if (m_state == KeychainState::Ready) {
        entries.remove(accountId);
    }
    return make({}, parent);
}

SecretsJob *ScriptedStore::unlock(QObject *parent)
{
    ++unlocks;
    return make({}, parent);
}

void ScriptedStore::release()
{
    m_holding = false;
    for (const QPointer<ScriptedJob> &job : std::exchange(m_held, {})) {
        if (job) {
            job->end();
        }
    }
}

ScriptedJob *ScriptedStore::make(const Secrets &secrets, QObject *parent)
{
    auto *const job = new ScriptedJob(secrets, m_state, parent);
    lastJob = job;
    if (m_holding) {
        m_held.append(job);
    } else {
        job->end();
    }
    return job;
}

} // namespace orgkeeper
