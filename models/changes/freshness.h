// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QDeadlineTimer>

#include <chrono>

namespace orgkeeper {

/// How long one may decide from a reading, and send what was decided. Looks at two clocks: the one
/// that nobody can set stands still while the computer sleeps.
class Freshness
{
public:
    /// A reading has just ended.
    void begin(std::chrono::milliseconds duration)
    {
        m_until = QDeadlineTimer(duration, Qt::PreciseTimer);
        m_untilMs = QDateTime::currentMSecsSinceEpoch() + duration.count();
    }
    [[nodiscard]] bool isOver() const
    {
        return m_until.hasExpired() || QDateTime::currentMSecsSinceEpoch() > m_untilMs;
    }
    [[nodiscard]] QDeadlineTimer until() const { return m_until; }

private:
    QDeadlineTimer m_until;
    qint64 m_untilMs = 0;
};

} // namespace orgkeeper
