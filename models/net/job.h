// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

#include <QObject>

namespace orgkeeper {

/// The one asynchronous noun. Invariants:
/// - made running; a parent is mandatory and owns it;
/// - finished() fires exactly once and never before control has returned to the caller's event
/// loop;
///   the job then deletes itself with deleteLater();
/// - cancel() reports (finished() with Error::Kind::Cancelled), once; after the end it does
/// nothing;
/// - destroying the job or its parent abandons the work and says nothing.
class Job : public QObject
{
    Q_OBJECT
public:
    explicit Job(QObject *parent);
    ~Job() override;

    /// Ends the job as soon as it can. What a write has already put on the wire cannot be called
    /// back: its error then says mayHaveHappened.
    void cancel();

    [[nodiscard]] bool isFinished() const { return m_finished; }
    /// What went wrong; empty while running and after success.
    [[nodiscard]] const Error &error() const { return m_error; }

Q_SIGNALS:
    /// Zero or more times before finished(). The unit is the job's own (bytes, rows, pages);
    /// total is -1 where it is not known.
    void progressed(qint64 done, qint64 total);
    /// A read will be tried again after waitMs milliseconds because of what reason says.
    void retryScheduled(int waitMs, const orgkeeper::Error &reason);
    /// Exactly once. Read error() and the job's results in the slot; the job goes away after it.
    void finished(orgkeeper::Job *job);

protected:
    /// Ends the job with this error (empty: success). Emission is queued. Later calls are ignored.
    void finish(const Error &error = {});
    /// Stops the work; called by cancel() once, before the job finishes as cancelled. The returned
    /// error replaces the plain "cancelled" where more is to be said (mayHaveHappened).
    virtual Error abort() = 0;

private:
    bool m_finished = false;
    Error m_error;
};

} // namespace orgkeeper
