// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"
#include "guards.h"
#include "overlay.h"

#include <memory>

namespace orgkeeper {

class Connection;

/// Carries plans out. The only caller of write calls. For each change: read what is true; already so
/// -> "already so", nothing sent; changed by somebody else since it was seen -> conflict; guards
/// again, with what was just read; the intent is noted; the write goes out once; its answer is
/// compared; a read verifies; an unknown outcome is settled by reading until the service answers,
/// and never by sending.
///
/// One change at a time per account + organization, different organizations side by side; a second
/// change for a member that is pending is refused (RowMark::takesNoClick()).
class ChangeRunner : public Overlay
{
    Q_OBJECT
public:
    /// connection(accountId) may return null (the account went): its changes end as not sent.
    explicit ChangeRunner(std::function<Connection *(const QString &accountId)> connection,
                          QObject *parent);
    ~ChangeRunner() override;

    /// Guards that ask or block must have been answered: answered holds the changes (ids) whose
    /// questions the user said yes to, overrides are in the changes. Others end as NotSent.
    void run(const Plan &plan, const QSet<QString> &answered = {});
    /// What was not sent yet ends as NotSent; requests on the wire end as they end.
    void cancelAll();

    [[nodiscard]] bool isBusy() const;
    /// Everything of this run of the program, newest last: the record that Undo and "Changes made
    /// here" read.
    [[nodiscard]] const QList<Change> &log() const;
    [[nodiscard]] const Change *find(const QString &changeId) const;

    [[nodiscard]] RowMark mark(const QString &accountId, const QString &organizationId,
                               const QString &memberId) const override;
    [[nodiscard]] qint64 changedMs(const QString &accountId, const QString &organizationId,
                                   const QString &memberId) const override;

Q_SIGNALS:
    /// At each step of a change, the last time with ChangeState::Finished.
    void changeUpdated(const orgkeeper::Change &change);
    /// An organization was read while changing it: tables show this newer truth. raw values as the
    /// member read gave them; sentMs as in RowSink.
    void membersRead(const QString &accountId, const QString &organizationId,
                     std::shared_ptr<const class RowStore> members, qint64 sentMs);
    /// Once for each run().
    void planFinished(const QString &planId);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace orgkeeper
