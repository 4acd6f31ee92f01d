// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychaintokenstore.h"

#include <utility>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const QString &accountId)
{
    // The app id in the key: some systems have one name space for all programs.
    return QStringLiteral(ORGKEEPER_APP_ID "/") + accountId;
}

// QtKeychain takes KWallet in a Plasma session, by the same variables, and otherwise the Secret
// Service.
bool isPlasma()
{
    return qgetenv("XDG_CURRENT_DESKTOP") == "KDE" &&
           qEnvironmentVariableIsSet("KDE_SESSION_VERSION");
}

bool usesSecretService()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    return !isPlasma();
#else
    return false;
#endif
}

} // namespace

KeychainTokenStore::KeychainTokenStore(QObject *parent)
    : KeychainTokenStore(Patience(), parent)
{
}

KeychainTokenStore::KeychainTokenStore(Patience patience, QObject *parent)
    : TokenStore(parent)
    , m_patience(patience)
    , m_runner(new KeychainRunner(u"Orgkeeper"_s, this))
{
    connect(m_runner, &KeychainRunner::idle, this, [this] {
        startNext();
        askWhetherAvailable();
    });
    if (usesSecretService()) {
        m_service = new SecretService(this);
        connect(m_service, &SecretService::restarted, m_runner, &KeychainRunner::beginAnew);
        connect(m_service, &SecretService::changed, this, &KeychainTokenStore::askWhetherAvailable);
    }
}

KeychainTokenStore::~KeychainTokenStore()
{
    // Jobs belong to others and outlive the store; they must not wait for a turn that never comes.
    for (const QPointer<KeychainTask> &task : std::as_const(m_tasks)) {
        if (task) {
            disconnect(task, nullptr, this, nullptr);
            task->cancel();
        }
    }
}

SecretsJob *KeychainTokenStore::read(const QString &accountId, QObject *parent)
{
    return enqueue({KeychainTask::Kind::Read, keyOf(accountId), {}, m_patience.answer}, parent);
}

SecretsJob *KeychainTokenStore::write(const QString &accountId, const Secrets &secrets,
                                      QObject *parent)
{
    return enqueue({KeychainTask::Kind::Write, keyOf(accountId), secrets, m_patience.answer},
                   parent);
}

SecretsJob *KeychainTokenStore::remove(const QString &accountId, QObject *parent)
{
    return enqueue({KeychainTask::Kind::Remove, keyOf(accountId), {}, m_patience.answer}, parent);
}

SecretsJob *KeychainTokenStore::look(QObject *parent)
{
    return enqueue({KeychainTask::Kind::Look, {}, {}, m_patience.answer}, parent);
}

SecretsJob *KeychainTokenStore::unlock(QObject *parent)
{
    KeychainTask *const task =
        make({KeychainTask::Kind::Unlock, {}, {}, m_patience.prompt}, parent);
    QMetaObject::invokeMethod(task, &KeychainTask::begin, Qt::QueuedConnection);
    return task;
}

QString KeychainTokenStore::displayName() const
{
    if (!m_provider.isEmpty()) {
        return m_provider;
    }
#if defined(Q_OS_DARWIN)
    return tr("the macOS keychain");
#elif defined(Q_OS_WIN)
    return tr("Windows Credential Manager");
#else
    return m_service ? tr("the keychain") : u"KWallet"_s;
#endif
}

KeychainTask *KeychainTokenStore::make(KeychainTask::Order order, QObject *parent)
{
    auto *const task = new KeychainTask(std::move(order), {m_runner, m_service}, parent);
    m_tasks.removeAll(nullptr);
    m_tasks.append(task);
    connect(task, &Job::finished, this, [this, task] { takeEnd(task); });
    connect(task, &QObject::destroyed, this, &KeychainTokenStore::startNext);
    return task;
}

SecretsJob *KeychainTokenStore::enqueue(KeychainTask::Order order, QObject *parent)
{
    KeychainTask *const task = make(std::move(order), parent);
    m_waiting.append(task);
    QMetaObject::invokeMethod(this, &KeychainTokenStore::startNext, Qt::QueuedConnection);
    return task;
}

void KeychainTokenStore::startNext()
{
    if (m_runner->isBusy() || (m_current && !m_current->isFinished())) {
        return;
    }
    m_current.clear();
    while (!m_waiting.isEmpty() && !m_current) {
        const QPointer<KeychainTask> next = m_waiting.takeFirst();
        if (next && !next->isFinished()) {
            m_current = next;
            next->begin();
        }
    }
}

void KeychainTokenStore::takeEnd(KeychainTask *task)
{
    if (!task->provider().isEmpty()) {
        m_provider = task->provider();
    }
    if (task->error().kind == Error::Kind::Keychain) {
        m_unavailable = true;
    } else if (!task->error() && std::exchange(m_unavailable, false)) {
        Q_EMIT available();
    }
    startNext();
    if (task->error().kind == Error::Kind::Keychain && !m_runner->isBusy()) {
        askWhetherAvailable();
    }
}

void KeychainTokenStore::askWhetherAvailable()
{
    if (!m_service || !m_unavailable || m_asking) {
        return;
    }
    m_asking = true;
    m_service->look(this, [this](const SecretService::Report &report) {
        m_asking = false;
        if (report.state == KeychainState::Ready && std::exchange(m_unavailable, false)) {
            Q_EMIT available();
        }
    });
}

} // namespace orgkeeper
