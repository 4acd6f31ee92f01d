// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"
#include "guards.h"
#include "snapshot.h"

#include <QSet>

namespace orgkeeper {

/// One change on its way: what is decided from what was read and answered. Sends and reads nothing
/// itself; the lane does, and tells.
///
/// Waiting -> check() -> Send -> beginAttempt() -> answered() -> settle() -> Finished. A change
/// that ended (isEnded()) never changes again. After an attempt whose outcome is unknown, only
/// settle() and endUnsettled() go on.
class ChangeTask
{
public:
    /// What comes next.
    enum class Next {
        Ended,
        Send,
        Verify,    ///< answered: read what is true now
        VerifyNow, ///< the same, and nothing else is sent to this organization before
        ReadLater, ///< read once more after the settling pause
        WaitAgain, ///< a pause kept it from being done or sent: from the start again
    };

    /// mayStillArrive: an attempt for the same subject was lost before, so one reading that shows
    /// what is wanted is not enough.
    ChangeTask(Change change, QString planId, bool mayStillArrive);

    [[nodiscard]] const Change &change() const { return m_change; }
    [[nodiscard]] const QString &planId() const { return m_planId; }
    [[nodiscard]] bool isEnded() const { return m_change.state == ChangeState::Finished; }
    /// An attempt left and what it did is not settled.
    [[nodiscard]] bool isSent() const { return m_sent; }
    /// The attempt was answered with a clear no.
    [[nodiscard]] bool isRefused() const;
    /// No answer says what the attempt did.
    [[nodiscard]] bool isUnknown() const;
    /// When the reading left that settled it, ms since the epoch, UTC; 0: none did.
    [[nodiscard]] qint64 settledMs() const { return m_settledMs; }

    void setState(ChangeState state);
    /// What the guards say before anything was read; empty: nothing that a reading could not lift.
    [[nodiscard]] QString objectionBefore(const GuardContext &context) const;
    /// What stands before sending: the reading shows that it is needed, and the guards agree with
    /// what was just read. context speaks of this change's account and organization.
    [[nodiscard]] Next check(const Snapshot &snapshot, const GuardContext &context);
    /// The same where the service can show nothing (adding somebody only).
    [[nodiscard]] Next checkUnread(const GuardContext &context, const QString &service);
    /// The one place where an attempt begins: its intent is noted before the request exists.
    void beginAttempt();
    /// The attempt's answer. service: what to call it in a sentence.
    [[nodiscard]] Next answered(const Error &error, const CallJob::Result &result, const Call &call,
                                const QString &service, int limitedAttempts);
    /// The account was changed or removed while the attempt was on the wire.
    void loseAnswer();
    [[nodiscard]] Next settle(const Snapshot &snapshot, const QString &service);

    void endNotSent(const QString &why);
    void endNotSent(const Error &error, const QString &why);
    /// Nothing can be read that would settle it; error says why.
    void endUnread(const Error &error, const QString &why, const QString &service, bool isYou);
    /// The service has no reading at all that could show it.
    void endUnreadable(const QString &service);

private:
    [[nodiscard]] Next end(Outcome outcome, const QString &text, bool offerAgain = false);
    [[nodiscard]] Next decideAnew(const QString &why, int most);
    [[nodiscard]] Next answeredYes(const CallJob::Result &result, const Call &call,
                                   const QString &service);
    [[nodiscard]] QString objection(const GuardContext &context) const;
    [[nodiscard]] bool isWanted(const MemberState &found) const;
    [[nodiscard]] bool wasChangedBefore(const MemberState &found) const;
    void see(const Snapshot &snapshot);
    [[nodiscard]] Next settleAsWanted(const QString &service);
    [[nodiscard]] Next settleOtherwise(const QString &service);
    [[nodiscard]] const Attempt &last() const { return m_change.attempts.last(); }

    Change m_change;
    QString m_planId;
    bool m_sent = false;
    int m_tooLate = 0; ///< times that it never got its turn while its reading was fresh
    qint64 m_settledMs = 0;
    bool m_readTwice = false; ///< the settling pause is behind
    const bool m_mayStillArrive;
    MemberState m_checked;     ///< what the reading before the attempt showed
    QSet<QString> m_namesakes; ///< creating: organizations that fitted before
};

} // namespace orgkeeper
