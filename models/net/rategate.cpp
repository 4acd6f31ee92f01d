// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rategate.h"

#include <QPointer>

#include <algorithm>

namespace orgkeeper {

RateGate::RateGate(int parallel, QObject *parent)
    : QObject(parent)
    , m_parallel(std::max(1, parallel))
{
    m_timer.setSingleShot(true);
    // A coarse timer may fire early, and early is inside the window.
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RateGate::letIn);
}

RateGate::~RateGate() = default;

void RateGate::enter(QObject *waiter, Priority priority, std::function<void()> go)
{
    Q_ASSERT(waiter && !m_places.contains(waiter));
    Place place;
    place.destroyed = connect(waiter, &QObject::destroyed, this, [this, waiter] { leave(waiter); });
    m_places.insert(waiter, place);
    m_queues[size_t(priority)].push_back({waiter, std::move(go)});
    if (!isHeld())
        m_timer.start(0);
}

void RateGate::leave(QObject *waiter)
{
    const auto it = m_places.constFind(waiter);
    if (it == m_places.cend())
        return;
    disconnect(it->destroyed);
    if (it->inside) {
        --m_inside;
    } else {
        for (auto &queue : m_queues)
            std::erase_if(queue, [waiter](const Waiter &w) { return w.who == waiter; });
    }
    m_places.erase(it);
    if (!isHeld())
        m_timer.start(0);
}

void RateGate::holdFor(std::chrono::milliseconds duration)
{
    const QDeadlineTimer hold(duration, Qt::PreciseTimer);
    if (duration.count() <= 0 || (isHeld() && hold <= m_hold))
        return;
    m_hold = hold;
    m_wasHeld = true;
    m_timer.start(std::chrono::milliseconds(std::max<qint64>(1, m_hold.remainingTime())));
    const QDateTime until = heldUntil();
    const auto report = [this, until] { Q_EMIT held(until); };
    QMetaObject::invokeMethod(this, report, Qt::QueuedConnection);
}

void RateGate::holdUntil(const QDateTime &time)
{
    holdFor(std::chrono::milliseconds(QDateTime::currentDateTimeUtc().msecsTo(time)));
}

bool RateGate::isHeld() const
{
    return !m_hold.hasExpired();
}

QDateTime RateGate::heldUntil() const
{
    return isHeld() ? QDateTime::currentDateTimeUtc().addMSecs(m_hold.remainingTime())
                    : QDateTime();
}

int RateGate::waiting() const
{
    return int(m_queues[0].size() + m_queues[1].size());
}

int RateGate::inside() const
{
    return m_inside;
}

void RateGate::letIn()
{
    const QPointer<RateGate> alive(this);
    if (!isHeld() && m_wasHeld) {
        m_wasHeld = false;
        Q_EMIT released();
    }
    while (alive && !isHeld() && m_inside < m_parallel) {
        auto &queue = m_queues[0].empty() ? m_queues[1] : m_queues[0];
        if (queue.empty())
            return;
        const Waiter next = std::move(queue.front());
        queue.pop_front();
        m_places[next.who].inside = true;
        ++m_inside;
        next.go();
    }
    if (alive && isHeld() && !m_timer.isActive())
        m_timer.start(std::chrono::milliseconds(std::max<qint64>(1, m_hold.remainingTime())));
}

} // namespace orgkeeper
