// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connection.h"

#include "opening.h"
#include "probe.h"

#include <QPointer>

#include <utility>

namespace orgkeeper {

class Connection::Private
{
public:
    Private(Connection *connection, Account ofAccount, std::shared_ptr<const Description> of,
            Opening::Stores from, TransportSettings with);

    void build(RequestLog *requestLog);
    Opening *begin();
    void abandon();
    void takeOpening(const Opening &ended);
    void set(AccountState to, const Error &why);
    void askAgain();
    void takeSecondAnswer(const Probe &probe);
    void noteSuccess(CallId call);

    Connection *q;
    Account account;
    std::shared_ptr<const Description> description;
    Opening::Stores stores;
    TransportSettings limits;
    RequestLog *log = nullptr;
    Transport *transport = nullptr;
    Engine *engine = nullptr;
    Credentials credentials;
    AccountState state = AccountState::Unopened;
    Error reason;
    std::optional<CallJob::Identity> me;
    bool meUnanswered = false;  ///< a trouble that passes kept the service from saying
    QPointer<Opening> opening;  ///< the running attempt
    QPointer<Probe> secondLook; ///< after a refusal, or for me()
    QPointer<SecretsJob> unlocking;
};

Connection::Private::Private(Connection *connection, Account ofAccount,
                             std::shared_ptr<const Description> of, Opening::Stores from,
                             TransportSettings with)
    : q(connection)
    , account(std::move(ofAccount))
    , description(std::move(of))
    , stores(from)
    , limits(std::move(with))
{
}

// Jobs of others may still run on a former transport and engine, so those stay until the
// connection goes.
void Connection::Private::build(RequestLog *requestLog)
{
    log = requestLog;
    limits.baseUrl = account.baseUrl;
    limits.readOnly = account.environment == Environment::ReadOnly;
    limits.label = account.label;
    transport = new Transport(limits, log, q);
    transport->setCredentials(credentials);
    engine = new Engine(description, transport, q);
}

Opening *Connection::Private::begin()
{
    abandon();
    opening = new Opening(account, engine, stores, q);
    connect(opening, &Job::finished, q, [this, mine = opening.data()] {
        // An abandoned attempt may still end before it is deleted.
        if (opening == mine) {
            opening.clear();
            takeOpening(*mine);
        }
    });
    return opening;
}

void Connection::Private::abandon()
{
    if (secondLook) {
        secondLook->deleteLater();
        secondLook.clear();
    }
    if (opening) {
        opening->deleteLater();
        opening.clear();
    }
}

void Connection::Private::takeOpening(const Opening &ended)
{
    const Opening::Result &result = ended.result();
    credentials = result.credentials;
    meUnanswered = result.meUnanswered;
    if (result.me || result.state == AccountState::TokenRefused) {
        me = result.me;
    }
    set(result.state, result.reason);
    Q_EMIT q->opened();
}

void Connection::Private::set(AccountState to, const Error &why)
{
    state = to;
    reason = why;
    Q_EMIT q->stateChanged();
}

void Connection::Private::askAgain()
{
    if (secondLook) {
        return;
    }
    secondLook = new Probe(engine, q);
    connect(secondLook, &Job::finished, q, [this, mine = secondLook.data()] {
        if (secondLook == mine) {
            secondLook.clear();
            takeSecondAnswer(*mine);
        }
    });
}

void Connection::Private::takeSecondAnswer(const Probe &probe)
{
    meUnanswered = !probe.isByList() && mayPass(probe.error().kind);
    if (!probe.error()) {
        if (probe.identity()) {
            me = probe.identity();
        }
        set(AccountState::Ready, {});
        return;
    }
    const AccountState after = stateAfter(probe.error(), probe.isByList());
    if (after != AccountState::Ready) {
        set(after, probe.error());
    }
}

void Connection::Private::noteSuccess(CallId call)
{
    const bool isList = call == CallId::ListOrganizations;
    const bool recovers =
        state == AccountState::Offline || state == AccountState::TokenRefused ||
        (isList && (state == AccountState::NoPermission || state == AccountState::Withdrawn));
    if (recovers) {
        set(AccountState::Ready, {});
    }
    if (meUnanswered && state == AccountState::Ready) {
        meUnanswered = false; // asked once for each read that succeeds
        askAgain();
    }
}

Connection::Connection(Account account, std::shared_ptr<const Description> description,
                       TokenStore *keychain, TokenStore *forThisRun, RequestLog *log,
                       QObject *parent, TransportSettings limits)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(account), std::move(description),
                                  Opening::Stores{keychain, forThisRun}, std::move(limits)))
{
    if (!d->description) {
        d->state = AccountState::Faulty;
        d->reason = because(whyNoChange(d->state, d->account.label));
        return;
    }
    d->build(log);
    connect(keychain, &TokenStore::available, this, [this] {
        if (d->state == AccountState::KeychainLocked || d->state == AccountState::NoKeychain) {
            open();
        }
    });
}

Connection::~Connection() = default;

const Account &Connection::account() const
{
    return d->account;
}

std::shared_ptr<const Description> Connection::description() const
{
    return d->description;
}

AccountState Connection::state() const
{
    return d->state;
}

const Error &Connection::reason() const
{
    return d->reason;
}

Engine *Connection::engine() const
{
    return d->engine;
}

std::optional<CallJob::Identity> Connection::me() const
{
    return d->me;
}

QString Connection::whyNoWrite(CallId call) const
{
    if (d->description && !d->description->can(call)) {
        return d->description->whyNot(call);
    }
    if (d->account.environment == Environment::ReadOnly) {
        return tr("This account is read-only: only reads are ever sent.");
    }
    return whyNoChange(d->state, d->account.label);
}

void Connection::open()
{
    if (d->state == AccountState::Faulty || d->state == AccountState::Ready) {
        QMetaObject::invokeMethod(this, &Connection::opened, Qt::QueuedConnection);
        return;
    }
    if (d->opening) {
        return;
    }
    Opening *const opening = d->begin();
    // A refused token is looked up again: it may have been replaced meanwhile.
    if (d->state != AccountState::TokenRefused) {
        opening->again(d->credentials);
    }
    d->set(AccountState::Checking, {});
}

void Connection::whenOpen(QObject *context, std::function<void()> then)
{
    connect(this, &Connection::opened, context, std::move(then), Qt::SingleShotConnection);
    open();
}

void Connection::useToken(const Secrets &secrets, bool forThisRunOnly)
{
    if (d->state == AccountState::Faulty) {
        open();
        return;
    }
    d->me.reset();
    d->credentials = {};
    d->transport->setCredentials({});
    d->begin()->with(secrets, forThisRunOnly);
    d->set(AccountState::Checking, {});
}

void Connection::unlock()
{
    if (d->state != AccountState::KeychainLocked || d->unlocking) {
        return;
    }
    d->unlocking = d->stores.keychain->unlock(this);
    connect(d->unlocking, &Job::finished, this, [this, job = d->unlocking.data()] {
        d->unlocking.clear();
        if (d->state != AccountState::KeychainLocked) {
            return; // the store itself has told that it is available
        }
        if (job->error()) {
            d->set(stateFor(job->keychain()), job->error());
        } else {
            open();
        }
    });
}

void Connection::noteOutcome(const Error &error, CallId call)
{
    if (d->state == AccountState::Faulty || d->opening) {
        return; // the attempt that is running will say
    }
    if (!error) {
        d->noteSuccess(call);
    } else if (error.kind == Error::Kind::TokenRefused) {
        if (d->state == AccountState::Ready) {
            d->askAgain();
        }
    } else if (error.kind == Error::Kind::Forbidden && call == CallId::ListOrganizations) {
        d->set(AccountState::NoPermission, error);
    } else if (error.kind == Error::Kind::Withdrawn) {
        d->set(AccountState::Withdrawn, error);
    } else if (isNoAnswer(error.kind) && d->state == AccountState::Ready) {
        d->set(AccountState::Offline, error);
    }
}

void Connection::update(const Account &account)
{
    Q_ASSERT(account.id == d->account.id && account.backend == d->account.backend);
    const Account before = std::exchange(d->account, account);
    if (d->state == AccountState::Faulty) {
        Q_EMIT stateChanged();
        return;
    }
    const bool newUrl = before.baseUrl != account.baseUrl;
    const bool newOrigin = !sameOrigin(before.baseUrl, account.baseUrl);
    const bool newReadOnly = (before.environment == Environment::ReadOnly) !=
                             (account.environment == Environment::ReadOnly);
    const bool wasOpening = d->opening;
    if (newOrigin || newReadOnly) {
        // What still waits on the old transport must not leave with the token.
        d->transport->setCredentials({});
    }
    if (newOrigin) {
        d->credentials = {};
        d->stores.forThisRun->remove(account.id, this);
    }
    if (newUrl || newReadOnly || before.label != account.label) {
        d->abandon();
        d->build(d->log);
    }
    if (newUrl) {
        d->me.reset();
    }
    if (newUrl || (wasOpening && !d->opening)) {
        d->set(AccountState::Unopened, {});
    } else {
        Q_EMIT stateChanged();
    }
    if (wasOpening) {
        open();
    }
}

} // namespace orgkeeper
