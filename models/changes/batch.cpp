// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "batch.h"

namespace orgkeeper {

void Batch::take(Queue &queue, std::size_t most)
{
    while (!queue.empty() && m_tasks.size() < most) {
        m_tasks.push_back(std::move(queue.front()));
        queue.pop_front();
    }
}

void Batch::putBack(Queue &queue)
{
    for (auto task = m_tasks.rbegin(); task != m_tasks.rend(); ++task) {
        if ((*task)->isEnded())
            continue;
        Q_ASSERT(!(*task)->isSent()); // it could be sent a second time
        (*task)->setState(ChangeState::Waiting);
        queue.push_front(std::move(*task));
    }
    m_tasks.clear();
    m_taken.clear();
}

QList<ChangeTask *> Batch::open() const
{
    QList<ChangeTask *> some;
    for (const auto &task : m_tasks) {
        if (!task->isEnded())
            some.append(task.get());
    }
    return some;
}

QList<ChangeTask *> Batch::sent() const
{
    QList<ChangeTask *> some;
    for (const auto &task : m_tasks) {
        if (task->isSent())
            some.append(task.get());
    }
    return some;
}

ChangeTask *Batch::nextUnsent() const
{
    for (const auto &task : m_tasks) {
        if (!task->isEnded() && !task->isSent())
            return task.get();
    }
    return nullptr;
}

QList<ChangeTask *> Batch::takeEnded()
{
    QList<ChangeTask *> some;
    for (const auto &task : m_tasks) {
        if (task->isEnded() && !m_taken.contains(task.get())) {
            m_taken.insert(task.get());
            some.append(task.get());
        }
    }
    return some;
}

} // namespace orgkeeper
