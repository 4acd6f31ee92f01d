// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bodypump.h"

#include <QDeadlineTimer>
#include <QPointer>

namespace orgkeeper {

BodyPump::BodyPump(std::chrono::milliseconds slice, QObject *parent)
    : QObject(parent)
    , m_slice(slice)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &BodyPump::turn);
}

void BodyPump::enqueue(Pumped *reader)
{
    if (!m_queue.contains(reader))
        m_queue.append(reader);
    if (!m_timer.isActive())
        m_timer.start();
}

void BodyPump::remove(Pumped *reader)
{
    m_queue.removeOne(reader);
}

void BodyPump::turn()
{
    const QDeadlineTimer end(m_slice);
    const QPointer<BodyPump> alive(this);
    while (alive && !m_queue.isEmpty() && !end.hasExpired()) {
        const std::chrono::milliseconds left(std::max<qint64>(1, end.remainingTime()));
        m_queue.takeFirst()->drain(left);
    }
    if (alive && !m_queue.isEmpty() && !m_timer.isActive())
        m_timer.start();
}

} // namespace orgkeeper
