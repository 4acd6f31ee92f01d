// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"
#include "guards.h"
#include "overlay.h"
#include "rowstore.h"

#include <chrono>
#include <functional>
#include <memory>

namespace orgkeeper {

class Connection;

/// The runner's patience.
struct RunnerSettings
{
    using Milliseconds = std::chrono::milliseconds;
    /// After a lost answer the service may still be at work: a change that a read does not show is
    /// read once more after this pause before it counts as not arrived. A service that carries a
    /// lost request out even later cannot be told from somebody else's change.
    Milliseconds settlePause{5000};
    /// Between two reads of a service that does not answer; doubles up to the longest.
    Milliseconds firstPause{1000};
    Milliseconds longestPause{30000};
    /// Changes decide from a read that ended at most so long ago, and leave no later than that:
    /// one that had to wait longer for its turn is read and decided anew.
    Milliseconds freshFor{5000};
    int batch = 50; ///< changes that one read may serve
    /// Attempts of a change that the service answers with 429; also how often one that had to wait
    /// too long is decided anew.
    int limitedAttempts = 3;
    int minimumAdmins = 1;
};

/// Carries plans out. The only caller of write calls. For each change:
/// - read what is true: already as wanted ends as "already so", changed by somebody else since it
///   was seen as a conflict, both without sending;
/// - guards again, with what was just read;
/// - the intent is noted (Change::attempts), the write goes out once, its answer is compared;
/// - a read verifies. An unknown outcome is settled by reading until the service answers, never by
///   sending. A 429 is a refusal that is answered by a few new attempts, each noted.
///
/// What can be known after a lost answer: if a read shows what was wanted, it arrived (or somebody
/// else did the same: that cannot be told apart). If two reads, a pause between them, do not show
/// it, it counts as not arrived and may be sent again, on request, after a fresh read. Since it may
/// arrive even then, whatever is asked for the same subject next is verified by two such reads.
///
/// One read serves the changes of an organization that stand at the front of its queue, and one
/// more verifies them. One change at a time per account + organization, different organizations
/// side by side; a second change for a member that is pending, or whose last change ended as
/// Unknown and was not read since, is refused (RowMark::takesNoClick()).
class ChangeRunner : public Overlay
{
    Q_OBJECT
public:
    /// connection(accountId) may return null (the account went): its changes end as not sent.
    explicit ChangeRunner(std::function<Connection *(const QString &accountId)> connection,
                          QObject *parent);
    ~ChangeRunner() override;

    /// Before the first run().
    void setSettings(const RunnerSettings &settings);

    /// Guards that ask or block must have been answered: each by itself in Change::answered, blocks
    /// by the override. A change of which a guard asks anything else by then ends as NotSent.
    void run(const Plan &plan);
    /// What was not sent yet ends as NotSent, also where it waits for its turn at the account's
    /// gate; requests on the wire end as they end. They are verified by one read; a change whose
    /// outcome that cannot settle ends as Unknown.
    void cancelAll();
    /// Asks once more for what a finished change wanted, as a new change of a new plan, through the
    /// same reads and guards; an answer and an override given before still count. The new plan's
    /// id, empty where there is nothing to send again.
    QString sendAgain(const QString &changeId);

    /// Members were read whole by somebody else: a change of theirs that ended as Unknown a
    /// settling pause before that reading left no longer marks its row, which shows what is true
    /// now.
    void noteRead(const QString &accountId, const QString &organizationId, qint64 sentMs);

    [[nodiscard]] bool isBusy() const;
    /// Everything of this run of the program, newest last, overrides included: the record that Undo
    /// and "Changes made here" read.
    [[nodiscard]] const QList<Change> &log() const;
    /// Null: not of this run. Valid until control is back in the event loop.
    [[nodiscard]] const Change *find(const QString &changeId) const;

    [[nodiscard]] RowMark mark(const QString &accountId, const QString &organizationId,
                               const QString &memberId) const override;
    [[nodiscard]] qint64 changedMs(const QString &accountId, const QString &organizationId,
                                   const QString &memberId) const override;

Q_SIGNALS:
    /// At each step of a change, the last time with ChangeState::Finished.
    void changeUpdated(const orgkeeper::Change &change);
    /// An organization was read, whole, while changing it: tables show this newer truth. raw values
    /// as the member read gave them; sentMs as in RowSink.
    void membersRead(const QString &accountId, const QString &organizationId,
                     std::shared_ptr<const orgkeeper::RowStore> members, qint64 sentMs);
    /// Once for each run().
    void planFinished(const QString &planId);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace orgkeeper
