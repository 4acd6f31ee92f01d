// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QElapsedTimer>

#include <cstdint>

namespace orgkeeper {

/// How long work may hold the interface thread before it must give way.
class Slice
{
public:
    /// A slice of so many microseconds that begins now; without one it never ends.
    explicit Slice(std::int64_t microseconds = -1)
        : m_nanoseconds(microseconds * 1000)
    {
        m_clock.start();
    }
    [[nodiscard]] bool isOver() const
    {
        return m_nanoseconds >= 0 && m_clock.nsecsElapsed() >= m_nanoseconds;
    }
    [[nodiscard]] bool isEndless() const { return m_nanoseconds < 0; }

private:
    QElapsedTimer m_clock;
    std::int64_t m_nanoseconds;
};

} // namespace orgkeeper
