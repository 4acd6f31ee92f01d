// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace orgkeeper {

/// Something that has bytes to hand on.
class Pumped
{
public:
    /// Hands bytes on until there are none or the budget is spent; enqueues itself again when there
    /// are more. May destroy anything, itself and the pump included.
    virtual void drain(std::chrono::milliseconds budget) = 0;

protected:
    ~Pumped() = default;
};

/// Shares the interface thread among the replies of one account: whatever their number, they get
/// one slice together, then the event loop has its turn. First come, first served.
class BodyPump : public QObject
{
    Q_OBJECT
public:
    explicit BodyPump(std::chrono::milliseconds slice, QObject *parent = nullptr);

    /// Will be drained from the event loop, never from here. Harmless when it already waits.
    void enqueue(Pumped *reader);
    /// To be called before the reader goes.
    void remove(Pumped *reader);

private:
    void turn();

    std::chrono::milliseconds m_slice;
    QList<Pumped *> m_queue;
    QTimer m_timer;
};

} // namespace orgkeeper
