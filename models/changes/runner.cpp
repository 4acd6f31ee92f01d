// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner.h"

#include "changewords.h"
#include "connection.h"
#include "lane.h"
#include "rowmarks.h"

#include <QHash>
#include <QSet>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

using LaneKey = std::pair<QString, QString>;

/// Creations of an account queue together: none of them belongs to an organization yet.
LaneKey laneOf(const Change &change)
{
    return {change.accountId,
            change.kind == ChangeKind::CreateOrganization ? QString() : change.organizationId};
}

/// All that the member (or the organization being created) may be known by, the surest first: who
/// is added has a name first and an id later.
QList<QStringList> keysOf(const Change &change)
{
    if (change.kind == ChangeKind::CreateOrganization) {
        const QString slug = change.values.value(u"slug"_s).text;
        return {{change.accountId, u"create"_s, slug.isEmpty() ? change.organizationName : slug}};
    }
    QList<QStringList> keys;
    if (!change.memberId.isEmpty())
        keys.append({change.accountId, change.organizationId, u"id"_s, change.memberId});
    if (keys.isEmpty() || !change.memberName.isEmpty())
        keys.append(
            {change.accountId, change.organizationId, u"name"_s, change.memberName.toCaseFolded()});
    return keys;
}

/// What two changes must not be about at the same time: a member, or an organization being created.
QStringList subjectOf(const Change &change)
{
    return keysOf(change).first();
}

bool wasLost(const Change &change)
{
    return std::ranges::any_of(change.attempts,
                               [](const Attempt &attempt) { return attempt.unknown; });
}

} // namespace

class ChangeRunner::Private
{
public:
    explicit Private(ChangeRunner *runner)
        : q(runner)
    {
    }

    void start(const Plan &plan);
    void startChange(Change change, const QString &planId);
    void step(const ChangeTask &task);
    void finish(const ChangeTask &task);
    void refuse(std::unique_ptr<ChangeTask> task);
    [[nodiscard]] bool isUnknown(const Change &change) const;
    [[nodiscard]] Lane *lane(const Change &change);
    void removeLane(const LaneKey &key);
    void record(const Change &change);
    void noteLate(const ChangeTask &task);
    [[nodiscard]] bool isLate(const Change &change) const;

    ChangeRunner *q;
    std::function<Connection *(const QString &)> connectionOf;
    RunnerSettings settings;
    QList<Change> log;
    QHash<QString, qsizetype> indexOf;    ///< change id -> place in the log
    QSet<QStringList> late;               ///< subjects for which a lost attempt may still arrive
    QHash<QString, qsizetype> unfinished; ///< plan id -> changes
    QHash<QString, QStringList> subjects; ///< of unfinished changes, by change id
    QSet<QStringList> busy;
    QHash<LaneKey, Lane *> lanes; ///< children of the runner
    Marks marks;
};

ChangeRunner::ChangeRunner(std::function<Connection *(const QString &)> connection, QObject *parent)
    : Overlay(parent)
    , d(std::make_unique<Private>(this))
{
    d->connectionOf = std::move(connection);
}

ChangeRunner::~ChangeRunner()
{
    // Lanes go first and silently: they speak to what d holds.
    const QList<Lane *> lanes = d->lanes.values();
    for (Lane *lane : lanes) {
        lane->disconnect(this);
        delete lane;
    }
}

void ChangeRunner::setSettings(const RunnerSettings &settings)
{
    d->settings = settings;
}

void ChangeRunner::run(const Plan &plan)
{
    d->start(plan);
}

void ChangeRunner::Private::start(const Plan &plan)
{
    unfinished.insert(plan.id, plan.changes.size());
    if (plan.changes.isEmpty()) {
        unfinished.remove(plan.id);
        QMetaObject::invokeMethod(
            q, [this, id = plan.id] { Q_EMIT q->planFinished(id); }, Qt::QueuedConnection);
    }
    for (const Change &change : plan.changes)
        startChange(change, plan.id);
}

void ChangeRunner::Private::startChange(Change change, const QString &planId)
{
    // A plan that is run a second time makes new entries; the record of the first run stays.
    if (change.id.isEmpty() || indexOf.contains(change.id))
        change.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const bool mayStillArrive = isLate(change);
    auto task = std::make_unique<ChangeTask>(std::move(change), planId, mayStillArrive);
    record(task->change());
    const QStringList subject = subjectOf(task->change());
    if (busy.contains(subject)) {
        task->endNotSent(ChangeWords::pending(task->change()));
        refuse(std::move(task));
        return;
    }
    if (isUnknown(task->change())) {
        task->endNotSent({}, ChangeWords::notKnownYet(task->change()));
        refuse(std::move(task));
        return;
    }
    busy.insert(subject);
    subjects.insert(task->change().id, subject);
    // The row is busy before this returns, so that a second click finds it so.
    step(*task);
    Lane *const queue = lane(task->change());
    queue->enqueue(std::move(task));
}

/// The outcome of the last change for this member waits for a reading.
bool ChangeRunner::Private::isUnknown(const Change &change) const
{
    const RowMark mark = marks.mark(change.accountId, change.organizationId, change.memberId);
    return mark.kind == RowMark::Kind::Unknown;
}

/// Its row goes on showing the change that is under way, or what is not known.
void ChangeRunner::Private::refuse(std::unique_ptr<ChangeTask> task)
{
    QMetaObject::invokeMethod(
        q, [this, late = std::shared_ptr<ChangeTask>(std::move(task))] { finish(*late); },
        Qt::QueuedConnection);
}

Lane *ChangeRunner::Private::lane(const Change &change)
{
    const LaneKey key = laneOf(change);
    if (Lane *known = lanes.value(key))
        return known;
    auto *made = new Lane(change.accountId, connectionOf, settings, q);
    lanes.insert(key, made);
    QObject::connect(made, &Lane::stepped, q, [this](const ChangeTask &task) { step(task); });
    QObject::connect(made, &Lane::membersRead, q,
                     [this, key](const std::shared_ptr<const RowStore> &members, qint64 sentMs) {
                         q->noteRead(key.first, key.second, sentMs);
                         Q_EMIT q->membersRead(key.first, key.second, members, sentMs);
                     });
    QObject::connect(made, &Lane::emptied, q, [this, key] { removeLane(key); });
    return made;
}

void ChangeRunner::Private::removeLane(const LaneKey &key)
{
    if (Lane *lane = lanes.value(key); lane && lane->isIdle()) {
        lanes.remove(key);
        lane->disconnect(q);
        lane->deleteLater();
    }
}

void ChangeRunner::Private::record(const Change &change)
{
    const auto known = indexOf.constFind(change.id);
    if (known != indexOf.constEnd()) {
        log[*known] = change;
        return;
    }
    indexOf.insert(change.id, log.size());
    log.append(change);
}

void ChangeRunner::Private::step(const ChangeTask &task)
{
    const Change &change = task.change();
    marks.follow(change, task.settledMs());
    if (task.isEnded()) {
        busy.remove(subjects.take(change.id));
        noteLate(task);
    }
    Q_EMIT q->marksChanged(change.accountId, change.organizationId);
    if (task.isEnded()) {
        finish(task);
        return;
    }
    record(change);
    Q_EMIT q->changeUpdated(change);
}

/// Whatever is asked for the same subject next, by whichever way, is read twice.
void ChangeRunner::Private::noteLate(const ChangeTask &task)
{
    const Change &change = task.change();
    const bool settled = change.outcome == Outcome::Done && task.settledMs() > 0;
    const QList<QStringList> keys = keysOf(change);
    for (const QStringList &key : keys) {
        if (settled)
            late.remove(key);
        else if (wasLost(change))
            late.insert(key);
    }
}

bool ChangeRunner::Private::isLate(const Change &change) const
{
    return std::ranges::any_of(keysOf(change),
                               [this](const QStringList &key) { return late.contains(key); });
}

void ChangeRunner::Private::finish(const ChangeTask &task)
{
    // A copy of the plan's id: a receiver may start what replaces the task.
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization)
    const QString planId = task.planId();
    record(task.change());
    Q_EMIT q->changeUpdated(task.change());
    qsizetype &left = unfinished[planId];
    if (--left > 0)
        return;
    unfinished.remove(planId);
    Q_EMIT q->planFinished(planId);
}

void ChangeRunner::cancelAll()
{
    const QList<Lane *> lanes = d->lanes.values();
    for (Lane *lane : lanes)
        lane->cancel();
}

QString ChangeRunner::sendAgain(const QString &changeId)
{
    const auto place = d->indexOf.constFind(changeId);
    if (place == d->indexOf.constEnd() || !d->log.at(*place).sentAgainAsked)
        return {};
    Change &earlier = d->log[*place];
    earlier.sentAgainAsked = false;

    Change again = makeChange(earlier.kind, earlier);
    if (earlier.kind == ChangeKind::CreateOrganization)
        again.organizationId.clear();
    again.wanted = earlier.wanted;
    again.override_ = earlier.override_;
    again.answered = earlier.answered;
    again.againOf = earlier.id;
    again.undoOf = earlier.undoOf;
    // What was read last is what the user has seen; a change that never came that far keeps its
    // own.
    const bool wasRead = !earlier.attempts.isEmpty() || earlier.outcome == Outcome::Conflict;
    again.before = wasRead ? earlier.found : earlier.before;
    const Plan plan = makePlan({again});
    run(plan);
    return plan.id;
}

void ChangeRunner::noteRead(const QString &accountId, const QString &organizationId, qint64 sentMs)
{
    // A request that nobody answered may still be carried out after a reading that left at once.
    const qint64 settledMs = sentMs - d->settings.settlePause.count();
    if (d->marks.clearUnknown(accountId, organizationId, settledMs))
        Q_EMIT marksChanged(accountId, organizationId);
}

bool ChangeRunner::isBusy() const
{
    return !d->unfinished.isEmpty();
}

const QList<Change> &ChangeRunner::log() const
{
    return d->log;
}

const Change *ChangeRunner::find(const QString &changeId) const
{
    const auto place = d->indexOf.constFind(changeId);
    return place == d->indexOf.constEnd() ? nullptr : &d->log.at(*place);
}

RowMark ChangeRunner::mark(const QString &accountId, const QString &organizationId,
                           const QString &memberId) const
{
    return d->marks.mark(accountId, organizationId, memberId);
}

qint64 ChangeRunner::changedMs(const QString &accountId, const QString &organizationId,
                               const QString &memberId) const
{
    return d->marks.changedMs(accountId, organizationId, memberId);
}

} // namespace orgkeeper
