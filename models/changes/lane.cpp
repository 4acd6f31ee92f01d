// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lane.h"

#include "changewords.h"
#include "connection.h"

namespace orgkeeper {

namespace {

Error cancelledError()
{
    Error error;
    error.kind = Error::Kind::Cancelled;
    return error;
}

} // namespace

Lane::Lane(QString accountId, std::function<Connection *(const QString &)> connection,
           const RunnerSettings &settings, QObject *parent)
    : QObject(parent)
    , m_accountId(std::move(accountId))
    , m_connectionOf(std::move(connection))
    , m_settings(settings)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &Lane::verify);
}

Connection *Lane::connection() const
{
    return m_connectionOf(m_accountId);
}

std::shared_ptr<const Description> Lane::description() const
{
    const Connection *open = connection();
    return open ? open->description() : nullptr;
}

QString Lane::service() const
{
    const Connection *open = connection();
    return open ? open->account().label : QString();
}

bool Lane::isIdle() const
{
    return m_queue.empty() && m_batch.isEmpty();
}

void Lane::enqueue(std::unique_ptr<ChangeTask> task)
{
    m_queue.push_back(std::move(task));
    if (m_batch.isEmpty())
        nextBatch();
}

void Lane::cancel()
{
    for (const auto &task : m_queue)
        task->endNotSent(cancelledError(), ChangeWords::cancelled());
    if (m_batch.isEmpty())
        return;
    m_cancelled = true;
    m_stopSending = true;
    if (m_opening) {
        m_opening = 0;
        QMetaObject::invokeMethod(this, &Lane::endBatch, Qt::QueuedConnection);
    } else if (m_pause.isActive()) {
        m_pause.stop();
        QMetaObject::invokeMethod(
            this, [this] { endUnread({}, ChangeWords::whyCancelled()); }, Qt::QueuedConnection);
    } else if (m_reader) {
        m_reader->hurry();
    } else if (m_call && !m_call->hasLeft()) {
        m_call->cancel(); // still waits for its turn; ends as not sent
    }
}

void Lane::nextBatch()
{
    if (m_starting)
        return;
    m_starting = true;
    QMetaObject::invokeMethod(this, &Lane::startBatch, Qt::QueuedConnection);
}

void Lane::startBatch()
{
    m_starting = false;
    m_stopSending = false;
    m_cancelled = false;
    m_snapshot = {};
    m_facts = {};
    if (m_queue.empty()) {
        Q_EMIT emptied();
        return;
    }
    // Creations are read one by one: each asks for its own short name.
    const bool single = m_queue.front()->change().kind == ChangeKind::CreateOrganization;
    m_batch.take(m_queue, static_cast<std::size_t>(single ? 1 : m_settings.batch));
    Connection *open = connection();
    if (!open)
        endUnsent({}, ChangeWords::accountGone());
    if (m_batch.open().isEmpty()) {
        endBatch();
        return;
    }
    m_opening = ++m_openings;
    open->whenOpen(this, [this, opening = m_opening] {
        if (m_opening != opening)
            return; // cancelled meanwhile
        m_opening = 0;
        check();
    });
}

void Lane::endBatch()
{
    reportEnded(); // a receiver may cancel
    if (m_cancelled) {
        endUnsent(cancelledError(), ChangeWords::cancelled());
        reportEnded();
    }
    m_batch.putBack(m_queue);
    nextBatch();
}

void Lane::endUnsent(const Error &error, const QString &why)
{
    const QList<ChangeTask *> open = m_batch.open();
    for (ChangeTask *task : open)
        task->endNotSent(error, why);
}

void Lane::reportEnded()
{
    const QList<ChangeTask *> ended = m_batch.takeEnded();
    for (const ChangeTask *task : ended)
        Q_EMIT stepped(*task);
}

/// Why not even a reading is worth while. An account that did not answer last is asked again.
QString Lane::whyNoReading() const
{
    const Connection *open = connection();
    if (!open || !open->engine() || !open->description())
        return ChangeWords::accountGone();
    switch (open->state()) {
    case AccountState::Unopened:
    case AccountState::Checking:
    case AccountState::Ready:
    case AccountState::NoPermission:
    case AccountState::Offline:
        return {};
    default:
        return ChangeWords::setAside(
            open->whyNoWrite(callOf(m_batch.open().first()->change().kind)));
    }
}

/// Ends what is certain not to be sent; the others are being checked.
void Lane::setAside()
{
    const QString whyNone = whyNoReading();
    const QList<ChangeTask *> open = m_batch.open();
    for (ChangeTask *task : open) {
        const QString why = whyNone.isEmpty() ? task->objectionBefore(guards()) : whyNone;
        if (!why.isEmpty()) {
            task->endNotSent(why);
            continue;
        }
        task->setState(ChangeState::Checking);
        Q_EMIT stepped(*task);
    }
    reportEnded();
}

void Lane::check()
{
    setAside();
    const QList<ChangeTask *> open = m_batch.open();
    const std::shared_ptr<const Description> known = description();
    if (open.isEmpty() || !known) {
        endUnsent({}, ChangeWords::accountGone());
        endBatch();
        return;
    }
    if (const std::optional<Reading> reading = readingBefore(open.first()->change(), *known)) {
        read(*reading, StateReader::Patience::Once);
        connect(m_reader, &Job::finished, this, &Lane::checked);
        return;
    }
    m_fresh.begin(m_settings.freshFor);
    sendNext();
}

void Lane::read(const Reading &reading, StateReader::Patience patience)
{
    m_reader =
        new StateReader([this] { return connection(); }, reading, patience, m_settings, this);
}

/// False when the reader ended without showing anything.
bool Lane::announceReading()
{
    if (m_reader->error())
        return false;
    const Snapshot &snapshot = m_reader->snapshot();
    // One that a cap ended must not take rows away from tables.
    if (snapshot.isOfMembers() && snapshot.isComplete())
        Q_EMIT membersRead(snapshot.store(), snapshot.sentMs());
    return true;
}

void Lane::checked()
{
    const Error error = m_reader->error();
    m_fresh.begin(m_settings.freshFor);
    m_snapshot = m_reader->snapshot();
    m_facts = m_snapshot.facts();
    const bool shown = announceReading();
    m_reader.clear();
    if (!shown && !m_cancelled)
        endUnsent(error, ChangeWords::notRead(sentence(error, service())));
    reportEnded();
    sendNext();
}

GuardContext Lane::guards() const
{
    GuardContext context;
    context.account = [this](const QString &) {
        const Connection *open = connection();
        return open ? &open->account() : nullptr;
    };
    context.description = [this](const QString &) { return description().get(); };
    context.yourself = [this](const QString &) {
        const Connection *open = connection();
        return open ? yourselfAt(*open) : Yourself{};
    };
    context.facts = [this](const QString &, const QString &) { return m_facts; };
    context.minimumAdmins = m_settings.minimumAdmins;
    return context;
}

ChangeTask::Next Lane::decide(ChangeTask &task) const
{
    return m_snapshot.isNull() ? task.checkUnread(guards(), service())
                               : task.check(m_snapshot, guards());
}

void Lane::sendNext()
{
    while (ChangeTask *task = m_batch.nextUnsent()) {
        if (m_stopSending || m_fresh.isOver())
            break;
        if (decide(*task) == ChangeTask::Next::Send) {
            send(*task);
            return;
        }
        reportEnded();
    }
    verify();
}

void Lane::send(ChangeTask &task)
{
    Connection *open = connection();
    Engine *engine = open ? open->engine() : nullptr;
    if (!engine) {
        task.endNotSent(ChangeWords::accountGone());
        QMetaObject::invokeMethod(this, &Lane::sendNext, Qt::QueuedConnection);
        return;
    }
    m_onWire = &task;
    task.beginAttempt();
    countAdmin(task.change(), false);
    Q_EMIT stepped(task);
    m_call =
        engine->call(callOf(task.change().kind), valuesFor(task.change(), engine->description()),
                     {}, this, m_fresh.until());
    connect(m_call, &Job::finished, this, [this] { answered(*m_call); });
    // An engine that goes takes its transport along, and the call might never end.
    connect(engine, &QObject::destroyed, m_call, [this] {
        delete m_call;
        QMetaObject::invokeMethod(this, &Lane::loseEngine, Qt::QueuedConnection);
    });
}

void Lane::loseEngine()
{
    std::exchange(m_onWire, nullptr)->loseAnswer();
    m_stopSending = true;
    verify();
}

void Lane::answered(const CallJob &call)
{
    ChangeTask &task = *std::exchange(m_onWire, nullptr);
    const std::shared_ptr<const Description> known = description();
    const Call *described = known ? known->call(callOf(task.change().kind)) : nullptr;
    const ChangeTask::Next next =
        task.answered(call.error(), call.result(), described ? *described : Call(), service(),
                      m_settings.limitedAttempts);
    countAdmin(task.change(), !call.error());
    // After a 429 the account's gate holds the next reading until the service's pause is over.
    if (next == ChangeTask::Next::VerifyNow || next == ChangeTask::Next::WaitAgain)
        m_stopSending = true;
    reportEnded();
    sendNext();
}

/// Pessimistic between two readings: a right taken away counts at once, one given counts when the
/// service has said yes.
void Lane::countAdmin(const Change &change, bool answeredYes)
{
    if (change.kind == ChangeKind::WithdrawAdmin || change.kind == ChangeKind::RemoveMember)
        m_facts.adminIds.removeAll(change.memberId);
    else if (change.kind == ChangeKind::GrantAdmin && answeredYes &&
             change.attempts.last().answer.value_or(true) &&
             !m_facts.adminIds.contains(change.memberId))
        m_facts.adminIds.append(change.memberId);
}

/// Reads what is true for all that was sent, or ends the batch where nothing was.
void Lane::verify()
{
    const QList<ChangeTask *> sent = m_batch.sent();
    const std::shared_ptr<const Description> known = description();
    if (sent.isEmpty()) {
        endBatch();
        return;
    }
    if (!known) {
        endUnread({}, ChangeWords::whyAccountGone());
        return;
    }
    const std::optional<Reading> reading = readingAfter(sent.first()->change(), *known);
    bool mustSettle = false;
    for (ChangeTask *task : sent) {
        mustSettle = mustSettle || !task->isRefused();
        if (!reading) {
            task->endUnreadable(service());
            continue;
        }
        task->setState(ChangeState::Rereading);
        Q_EMIT stepped(*task);
    }
    if (!reading) {
        endBatch();
        return;
    }
    read(*reading, mustSettle && !m_cancelled ? StateReader::Patience::UntilAnswered
                                              : StateReader::Patience::Once);
    connect(m_reader, &Job::finished, this, &Lane::verified);
}

void Lane::verified()
{
    const Error error = m_reader->error();
    const Snapshot snapshot = m_reader->snapshot();
    const bool shown = announceReading();
    m_reader.clear();
    if (!shown)
        endUnread(error, ChangeWords::whyNotRead(error, service()));
    else if (settleAll(snapshot))
        endBatch();
    else if (m_cancelled)
        endUnread({}, ChangeWords::whyCancelled());
    else
        m_pause.start(m_settings.settlePause);
}

/// False while a change is to be read once more.
bool Lane::settleAll(const Snapshot &snapshot)
{
    bool later = false;
    const QList<ChangeTask *> sent = m_batch.sent();
    for (ChangeTask *task : sent)
        later = task->settle(snapshot, service()) == ChangeTask::Next::ReadLater || later;
    reportEnded();
    return !later;
}

void Lane::endUnread(const Error &error, const QString &why)
{
    const Connection *open = connection();
    const Yourself you = open ? yourselfAt(*open) : Yourself{};
    const QList<ChangeTask *> sent = m_batch.sent();
    for (ChangeTask *task : sent)
        task->endUnread(error, why, service(), you.is(task->change()));
    endBatch();
}

} // namespace orgkeeper
