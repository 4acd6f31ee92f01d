// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "opening.h"

#include "authorization.h"
#include "probe.h"
#include "transport.h"

#include <utility>

namespace orgkeeper {

Error because(const QString &detail)
{
    Error error;
    error.kind = Error::Kind::NotAvailable;
    error.detail = detail;
    error.time = QDateTime::currentDateTimeUtc();
    return error;
}

Opening::Opening(Account account, Engine *engine, Stores stores, QObject *parent)
    : Job(parent)
    , m_account(std::move(account))
    , m_engine(engine)
    , m_stores(stores)
{
    // Later: the maker may still say again() or with().
    QMetaObject::invokeMethod(this, &Opening::start, Qt::QueuedConnection);
}

void Opening::again(const Credentials &credentials)
{
    m_result.credentials = credentials;
}

void Opening::with(const Secrets &typed, bool forThisRunOnly)
{
    m_typed = typed;
    m_keeper = forThisRunOnly || m_account.demo ? m_stores.forThisRun : m_stores.keychain;
}

void Opening::start()
{
    if (isFinished()) {
        return;
    }
    if (m_keeper) {
        keep();
    } else if (!m_result.credentials.isEmpty()) {
        m_engine->transport().setCredentials(m_result.credentials);
        probe();
    } else {
        SecretsJob *const job = m_stores.forThisRun->read(m_account.id, this);
        connect(job, &Job::finished, this, [this, job] { takeRunToken(*job); });
    }
}

void Opening::takeRunToken(const SecretsJob &job)
{
    if (!job.secrets().isEmpty()) {
        accept(job.secrets(), m_stores.forThisRun);
    } else if (m_account.demo) {
        end(AccountState::NoToken, because(tr("The demo has ended; its token went with it.")));
    } else {
        SecretsJob *const next = m_stores.keychain->read(m_account.id, this);
        connect(next, &Job::finished, this, [this, next] { takeKeychainToken(*next); });
    }
}

void Opening::takeKeychainToken(const SecretsJob &job)
{
    if (job.error()) {
        end(stateFor(job.keychain()), job.error());
    } else if (job.secrets().isEmpty()) {
        end(AccountState::NoToken,
            because(tr("The keychain has no token for this account. Enter it again.")));
    } else {
        accept(job.secrets(), m_stores.keychain);
    }
}

void Opening::accept(const Secrets &secrets, TokenStore *from)
{
    if (!isBound(secrets)) {
        // Put there by somebody else, and used for the first time: from now on for this server
        // alone. Where that cannot be written down it is tried again next time.
        SecretsJob *const job =
            from->write(m_account.id, boundTo(m_account.baseUrl, secrets), this);
        connect(job, &Job::finished, this, [this, secrets] { use(secrets); });
        return;
    }
    if (const std::optional<Secrets> own = unboundFrom(m_account.baseUrl, secrets)) {
        use(*own);
        return;
    }
    end(AccountState::NoToken, because(tr("The token was entered for another server than %1. "
                                          "Enter the token of this one.")
                                           .arg(m_account.baseUrl.host())));
}

void Opening::keep()
{
    if (const QString problem = problemOfSecrets(m_engine->description(), m_typed);
        !problem.isEmpty()) {
        end(AccountState::NoToken, because(problem));
        return;
    }
    SecretsJob *const job =
        m_keeper->write(m_account.id, boundTo(m_account.baseUrl, m_typed), this);
    connect(job, &Job::finished, this, [this, job] {
        if (job->error()) {
            end(stateFor(job->keychain()), job->error());
            return;
        }
        if (m_keeper != m_stores.forThisRun) {
            m_stores.forThisRun->remove(m_account.id, this); // it would be asked first
        }
        use(m_typed);
    });
}

void Opening::use(const Secrets &secrets)
{
    const Description &description = m_engine->description();
    if (const QString problem = problemOfSecrets(description, secrets); !problem.isEmpty()) {
        end(AccountState::NoToken, because(problem));
        return;
    }
    m_result.credentials = makeCredentials(description, m_account.baseUrl, secrets);
    m_engine->transport().setCredentials(m_result.credentials);
    if (description.can(CallId::WhoAmI)) {
        probe();
    } else {
        end(AccountState::Ready); // the first list decides
    }
}

void Opening::probe()
{
    auto *const asked = new Probe(m_engine, this);
    connect(asked, &Job::finished, this, [this, asked] { takeProbe(*asked); });
}

void Opening::takeProbe(const Probe &probe)
{
    m_result.meUnanswered = !probe.isByList() && mayPass(probe.error().kind);
    m_result.me = probe.identity();
    const AccountState state = stateAfter(probe.error(), probe.isByList());
    end(state, state == AccountState::Ready ? Error() : probe.error());
}

void Opening::end(AccountState state, const Error &reason)
{
    m_typed.clear();
    m_result.state = state;
    m_result.reason = reason;
    finish();
}

} // namespace orgkeeper
