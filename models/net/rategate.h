// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QDeadlineTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <array>
#include <chrono>
#include <deque>
#include <functional>

namespace orgkeeper {

/// What every request of one account passes: never more than parallel() inside, none let in while
/// the account is held, in the order they came, the background behind the foreground.
class RateGate : public QObject
{
    Q_OBJECT
public:
    enum class Priority { Foreground, Background };

    explicit RateGate(int parallel, QObject *parent = nullptr);
    ~RateGate() override;

    /// Calls go once, from the event loop and never from here, when it is the waiter's turn. A
    /// waiter has one place at a time. One that is destroyed gives up its place, waiting or inside.
    void enter(QObject *waiter, Priority priority, std::function<void()> go);
    /// Gives up the place, waiting or inside. Harmless without one.
    void leave(QObject *waiter);

    /// Lets nobody in for so long, or until then. A longer hold is never shortened.
    void holdFor(std::chrono::milliseconds duration);
    void holdUntil(const QDateTime &time);
    [[nodiscard]] bool isHeld() const;
    /// UTC, invalid when not held.
    [[nodiscard]] QDateTime heldUntil() const;

    [[nodiscard]] int parallel() const { return m_parallel; }
    [[nodiscard]] int waiting() const;
    [[nodiscard]] int inside() const;

Q_SIGNALS:
    /// Each time a hold begins or grows longer, from the event loop.
    void held(const QDateTime &until);
    /// Once at the end of a hold.
    void released();

private:
    struct Waiter
    {
        QObject *who;
        std::function<void()> go;
    };
    struct Place
    {
        QMetaObject::Connection destroyed;
        bool inside = false;
    };
    void letIn();

    const int m_parallel;
    int m_inside = 0;
    std::array<std::deque<Waiter>, 2> m_queues;
    QHash<QObject *, Place> m_places;
    QDeadlineTimer m_hold{0};
    bool m_wasHeld = false;
    QTimer m_timer;
};

} // namespace orgkeeper
