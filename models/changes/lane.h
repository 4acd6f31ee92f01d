// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "batch.h"
#include "freshness.h"
#include "runner.h"
#include "statereader.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace orgkeeper {

/// The queue of one organization of one account (or of all creations of an account): the only road
/// to the network for its changes.
///
/// A batch is what stands at the front: one reading checks it, its changes are sent one after the
/// other, one reading verifies them. Sending stops before its time when an outcome is unknown,
/// somebody else is at work, the reading has become old or the user cancelled; what is left waits
/// for the next batch and its own reading. Nothing here happens inside the caller's call.
class Lane final : public QObject
{
    Q_OBJECT
public:
    Lane(QString accountId, std::function<Connection *(const QString &accountId)> connection,
         const RunnerSettings &settings, QObject *parent);

    void enqueue(std::unique_ptr<ChangeTask> task);
    /// See ChangeRunner::cancelAll().
    void cancel();
    [[nodiscard]] bool isIdle() const;

Q_SIGNALS:
    /// At each step; the last time with ChangeState::Finished.
    void stepped(const orgkeeper::ChangeTask &task);
    /// Members were read whole, before the changes that this settles are reported.
    void membersRead(const std::shared_ptr<const orgkeeper::RowStore> &members, qint64 sentMs);
    /// Nothing is left to do.
    void emptied();

private:
    [[nodiscard]] Connection *connection() const;
    [[nodiscard]] std::shared_ptr<const Description> description() const;
    [[nodiscard]] QString service() const;
    [[nodiscard]] GuardContext guards() const;

    void nextBatch();
    void startBatch();
    void endBatch();
    void endUnsent(const Error &error, const QString &why);
    void reportEnded();

    void check();
    void setAside();
    [[nodiscard]] QString whyNoReading() const;
    void read(const Reading &reading, StateReader::Patience patience);
    [[nodiscard]] bool announceReading();
    void checked();

    void sendNext();
    [[nodiscard]] ChangeTask::Next decide(ChangeTask &task) const;
    void send(ChangeTask &task);
    void answered(const CallJob &call);
    void countAdmin(const Change &change, bool answeredYes);
    void loseEngine();

    void verify();
    void verified();
    [[nodiscard]] bool settleAll(const Snapshot &snapshot);
    void endUnread(const Error &error, const QString &why);

    QString m_accountId;
    std::function<Connection *(const QString &)> m_connectionOf;
    RunnerSettings m_settings;
    Batch::Queue m_queue;
    Batch m_batch;
    bool m_starting = false; ///< the next batch, from the event loop
    int m_opening = 0;       ///< of the account, that is waited for; 0: none
    int m_openings = 0;
    bool m_cancelled = false;   ///< what is left of the batch
    bool m_stopSending = false; ///< verify first
    Snapshot m_snapshot;        ///< what the batch is checked with
    Freshness m_fresh;          ///< the snapshot: what was decided from it leaves no later
    OrganizationFacts m_facts;  ///< of the snapshot, with what was sent since counted in
    QPointer<StateReader> m_reader;
    QPointer<CallJob> m_call;
    ChangeTask *m_onWire = nullptr; ///< of the batch
    QTimer m_pause;                 ///< before what was not there is read once more
};

} // namespace orgkeeper
