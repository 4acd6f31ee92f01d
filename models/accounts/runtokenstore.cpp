// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runtokenstore.h"

namespace orgkeeper {

namespace {

/// Memory answers at once; the job still ends after control is back in the event loop.
class MemoryJob final : public SecretsJob
{
public:
    explicit MemoryJob(Secrets secrets, QObject *parent)
        : SecretsJob(parent)
    {
        m_secrets = std::move(secrets);
        finish();
    }

private:
    Error abort() override { return {}; }
};

// Text that shares no memory with any other, so that overwriting it leaves no copy of ours and
// takes nothing from others.
Secrets ownCopy(const Secrets &secrets)
{
    Secrets copy;
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it) {
        copy.insert(it.key(), QString(it.value().constData(), it.value().size()));
    }
    return copy;
}

void overwrite(Secrets &secrets)
{
    for (QString &value : secrets) {
        value.fill(QChar(u'\0'));
    }
    secrets.clear();
}

} // namespace

RunTokenStore::RunTokenStore(QObject *parent)
    : TokenStore(parent)
{
}

RunTokenStore::~RunTokenStore()
{
    for (Secrets &secrets : m_secrets) {
        overwrite(secrets);
    }
}

SecretsJob *RunTokenStore::read(const QString &accountId, QObject *parent)
{
    return new MemoryJob(ownCopy(m_secrets.value(accountId)), parent);
}

SecretsJob *RunTokenStore::write(const QString &accountId, const Secrets &secrets, QObject *parent)
{
    put(accountId, secrets);
    return new MemoryJob({}, parent);
}

SecretsJob *RunTokenStore::remove(const QString &accountId, QObject *parent)
{
    clear(accountId);
    return new MemoryJob({}, parent);
}

SecretsJob *RunTokenStore::unlock(QObject *parent)
{
    return new MemoryJob({}, parent);
}

QString RunTokenStore::displayName() const
{
    return tr("this run only");
}

void RunTokenStore::put(const QString &accountId, const Secrets &secrets)
{
    clear(accountId);
    m_secrets.insert(accountId, ownCopy(secrets));
}

void RunTokenStore::clear(const QString &accountId)
{
    const auto it = m_secrets.find(accountId);
    if (it != m_secrets.end()) {
        overwrite(it.value());
        m_secrets.erase(it);
    }
}

} // namespace orgkeeper
