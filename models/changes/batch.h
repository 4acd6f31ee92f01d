// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "changetask.h"

#include <QList>
#include <QSet>

#include <deque>
#include <memory>
#include <vector>

namespace orgkeeper {

/// The changes at the front of a lane's queue that one reading serves, in their order. Tasks stay
/// where they are from take() to putBack(), so pointers to them hold meanwhile.
class Batch
{
public:
    using Queue = std::deque<std::unique_ptr<ChangeTask>>;

    void take(Queue &queue, std::size_t most);
    /// What did not end goes back to the front of the queue, waiting; the rest goes.
    void putBack(Queue &queue);

    [[nodiscard]] bool isEmpty() const { return m_tasks.empty(); }
    /// Not ended.
    [[nodiscard]] QList<ChangeTask *> open() const;
    /// Sent and not settled.
    [[nodiscard]] QList<ChangeTask *> sent() const;
    /// The first that is open and not sent; null: none.
    [[nodiscard]] ChangeTask *nextUnsent() const;
    /// Those that ended since the last call: each is handed out once.
    [[nodiscard]] QList<ChangeTask *> takeEnded();

private:
    std::vector<std::unique_ptr<ChangeTask>> m_tasks;
    QSet<const ChangeTask *> m_taken;
};

} // namespace orgkeeper
