// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lane.h"

#include "changewords.h"
#include "connection.h"

#include <QDateTime>

#include <algorithm>

namespace orgkeeper {

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
    return m_queue.empty() && m_batch.empty();
}

void Lane::enqueue(std::unique_ptr<ChangeTask> task)
{
    m_queue.push_back(std::move(task));
    if (m_batch.empty())
        nextBatch();
}

void Lane::cancel()
{
    Error cancelled;
    cancelled.kind = Error::Kind::Cancelled;
    for (const auto &task : m_queue)
        task->endNotSent(cancelled, ChangeWords::cancelled());
    if (m_batch.empty())
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
    }
}

void Lane::nextBatch()
{
    if (m_starting)
        return;
    m_starting = true;
    QMetaObject::invokeMethod(this, &Lane::startBatch, Qt::QueuedConnection);
}

void Lane::takeBatch()
{
    // Creations are read one by one: each asks for its own short name.
    const bool single =
        !m_queue.empty() && m_queue.front()->change().kind == ChangeKind::CreateOrganization;
    const auto most = static_cast<std::size_t>(single ? 1 : m_settings.batch);
    while (!m_queue.empty() && m_batch.size() < most) {
        m_batch.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
    }
}

void Lane::startBatch()
{
    m_starting = false;
    m_told.clear();
    m_next = 0;
    m_stopSending = false;
    m_cancelled = false;
    m_snapshot = {};
    m_facts = {};
    takeBatch();
    if (m_batch.empty()) {
        Q_EMIT emptied();
        return;
    }
    const bool allEnded =
        std::ranges::all_of(m_batch, [](const auto &task) { return task->isEnded(); });
    Connection *open = connection();
    if (!open)
        endUnsent({}, ChangeWords::accountGone());
    if (!open || allEnded) {
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
        return ChangeWords::setAside(open->whyNoWrite(callOf(m_batch.front()->change().kind)));
    }
}

/// Ends what is certain not to be sent; the others are being checked.
void Lane::setAside()
{
    const QString whyNone = whyNoReading();
    for (const auto &task : m_batch) {
        if (task->isEnded())
            continue;
        const QString why = whyNone.isEmpty() ? task->objectionBefore(guards()) : whyNone;
        if (why.isEmpty())
            task->setState(ChangeState::Checking);
        else
            task->endNotSent(why);
    }
    for (const auto &task : m_batch) {
        if (!task->isEnded())
            Q_EMIT stepped(*task);
    }
    reportEnded();
}

void Lane::check()
{
    setAside();
    const auto first =
        std::ranges::find_if(m_batch, [](const auto &task) { return !task->isEnded(); });
    const std::shared_ptr<const Description> known = description();
    if (first == m_batch.end() || !known) {
        endBatch();
        return;
    }
    const std::optional<Reading> reading = readingBefore((*first)->change(), *known);
    if (reading) {
        read(*reading, StateReader::Patience::Once);
        connect(m_reader, &Job::finished, this, &Lane::checked);
    } else {
        m_readEndedMs = QDateTime::currentMSecsSinceEpoch();
        sendNext();
    }
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
    m_readEndedMs = QDateTime::currentMSecsSinceEpoch();
    m_snapshot = m_reader->snapshot();
    m_facts = m_snapshot.facts();
    const bool shown = announceReading();
    m_reader.clear();
    if (!shown && !m_cancelled)
        endUnsent(error, ChangeWords::notRead(sentence(error, service())));
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
    if (m_snapshot.isNull())
        return task.checkUnread(guards(), service());
    return task.check(m_snapshot, guards());
}

void Lane::sendNext()
{
    while (m_next < m_batch.size()) {
        ChangeTask &task = *m_batch[m_next];
        if (task.isEnded()) {
            ++m_next;
            continue;
        }
        const qint64 age = QDateTime::currentMSecsSinceEpoch() - m_readEndedMs;
        if (m_stopSending || age > m_settings.freshFor.count())
            break;
        ++m_next;
        if (decide(task) == ChangeTask::Next::Send) {
            send(task);
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
        reportEnded();
        QMetaObject::invokeMethod(this, &Lane::sendNext, Qt::QueuedConnection);
        return;
    }
    task.beginAttempt();
    Q_EMIT stepped(task);
    countAdmin(task.change(), false);
    m_call = engine->call(callOf(task.change().kind),
                          valuesFor(task.change(), engine->description()), {}, this);
    connect(m_call, &Job::finished, this, [this] { answered(*m_call); });
    // An engine that goes takes its transport along, and the call would never end.
    connect(engine, &QObject::destroyed, m_call, [this] {
        delete m_call;
        QMetaObject::invokeMethod(this, &Lane::loseEngine, Qt::QueuedConnection);
    });
}

void Lane::loseEngine()
{
    m_batch[m_next - 1]->loseAnswer();
    m_stopSending = true;
    verify();
}

void Lane::answered(const CallJob &call)
{
    ChangeTask &task = *m_batch[m_next - 1];
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
    const auto first =
        std::ranges::find_if(m_batch, [](const auto &task) { return task->isSent(); });
    if (first == m_batch.end()) {
        endBatch();
        return;
    }
    const std::shared_ptr<const Description> known = description();
    if (!known) {
        endUnread({}, ChangeWords::whyAccountGone());
        return;
    }
    const std::optional<Reading> reading = readingAfter((*first)->change(), *known);
    if (!reading) {
        for (const auto &task : m_batch) {
            if (task->isSent())
                task->endUnreadable(service());
        }
        endBatch();
        return;
    }
    bool mustSettle = false;
    for (const auto &task : m_batch) {
        if (!task->isSent())
            continue;
        mustSettle = mustSettle || !task->isRefused();
        task->setState(ChangeState::Rereading);
        Q_EMIT stepped(*task);
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
        endUnread(error, sentence(error, service()));
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
    for (const auto &task : m_batch) {
        if (task->isSent() && task->settle(snapshot, service()) == ChangeTask::Next::ReadLater)
            later = true;
    }
    reportEnded();
    return !later;
}

void Lane::endUnread(const Error &error, const QString &why)
{
    const Connection *open = connection();
    const Yourself you = open ? yourselfAt(*open) : Yourself{};
    for (const auto &task : m_batch) {
        if (task->isSent())
            task->endUnread(error, why, service(), you.is(task->change()));
    }
    endBatch();
}

void Lane::endUnsent(const Error &error, const QString &why)
{
    for (const auto &task : m_batch) {
        if (!task->isEnded())
            task->endNotSent(error, why);
    }
}

void Lane::reportEnded()
{
    for (const auto &task : m_batch) {
        if (!task->isEnded() || m_told.contains(task.get()))
            continue;
        m_told.insert(task.get());
        Q_EMIT stepped(*task);
    }
}

/// What was not sent waits for the next batch, in its old place.
void Lane::endBatch()
{
    reportEnded(); // a receiver may cancel
    if (m_cancelled) {
        Error cancelled;
        cancelled.kind = Error::Kind::Cancelled;
        endUnsent(cancelled, ChangeWords::cancelled());
        reportEnded();
    }
    for (auto task = m_batch.rbegin(); task != m_batch.rend(); ++task) {
        if ((*task)->isEnded())
            continue;
        (*task)->setState(ChangeState::Waiting);
        m_queue.push_front(std::move(*task));
    }
    m_batch.clear();
    nextBatch();
}

} // namespace orgkeeper
