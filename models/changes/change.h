// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace orgkeeper {

enum class ChangeKind { CreateOrganization, AddMember, GrantAdmin, WithdrawAdmin, RemoveMember };

/// What looks at a plan before it is offered and again before each send; see Verdict.
enum class GuardId { LastAdmin, Yourself, NothingToDo, ReadOnly, Production, Capability };

/// What became of a change. Unknown is only met while a read is still to settle it, and at the end
/// where nothing can be read any more (cancelled, not permitted, the account went); outcomeText
/// then says what was sent and that its end is not known.
enum class Outcome {
    None,
    Done,      ///< a read showed what was wanted (outcomeText names the exceptions)
    AlreadySo, ///< it was as wanted; nothing was sent, or what was sent was refused
    Refused,   ///< the service said no, in error; a read found it not as wanted
    Conflict,  ///< somebody else changed it, before or in between
    NotSent,   ///< nothing was changed so far: set aside, or two reads do not show it
    Unknown,
};

enum class ChangeState { Planned, Waiting, Checking, Sent, Rereading, Finished };

/// A member or the lack of one, as it was seen.
struct MemberState
{
    bool present = false;
    bool admin = false;
    QString role; ///< the service's own word where roles are words; restored by undo
    bool operator==(const MemberState &) const = default;
};

/// One time that a change was put on the wire. The list of them is the change's history: a
/// service's 429 is answered by a new attempt, an unknown outcome never is.
struct Attempt
{
    QDateTime sent;             ///< UTC; noted before the request leaves
    QDateTime ended;            ///< UTC; null while on the wire
    Error error;                ///< none: the service said yes
    std::optional<bool> answer; ///< SetAdmin: the right that the answer showed
    bool unknown = false;       ///< no answer says whether it took effect
};

/// One wanted state. A value: it can be copied, compared, kept and inverted.
struct Change
{
    QString id; ///< a UUID, made with the change
    ChangeKind kind = ChangeKind::GrantAdmin;
    QString accountId;
    QString organizationId;
    QString organizationName;
    QString memberId; ///< empty when adding somebody whose id is not known yet
    QString memberName;
    Values values;      ///< for the call's templates: organization.*, member.*, form fields
    MemberState before; ///< what the user saw
    MemberState wanted;
    QString override_; ///< overrideText() as typed to override a block; recorded
    QList<GuardId>
        answered; ///< guards that asked and were answered with yes; no other's question is

    // what became of it
    ChangeState state = ChangeState::Planned;
    Outcome outcome = Outcome::None;
    QString outcomeText; ///< a sentence: what happened, what it means
    Error error;
    MemberState found;  ///< what the last read showed
    QDateTime finished; ///< UTC
    QList<Attempt> attempts;
    QString againOf;             ///< the change that this one sends again
    QString undoOf;              ///< the change that this one takes back
    bool sentAgainAsked = false; ///< ChangeRunner::sendAgain() makes sense: offer it
};

/// An ordered set of changes that is inspected, run and recorded as one.
struct Plan
{
    QString id;
    QList<Change> changes;
    QDateTime made; ///< UTC
};

/// With the states of its kind: granting goes from a member to an admin, removing from a member
/// without the right to nobody, and so on. The caller says in before what the user saw (admin when
/// removing one, role where roles are words) and in wanted.admin whether to add as admin.
[[nodiscard]] Change makeChange(ChangeKind kind, const QString &accountId);
/// The same for somebody or something that another change was about: account, organization, member
/// and the values for the templates are taken over.
[[nodiscard]] Change makeChange(ChangeKind kind, const Change &subject);
[[nodiscard]] Plan makePlan(QList<Change> changes);
/// The change with what was typed into its form (AddMember, CreateOrganization): who or what it is
/// about and what is wanted, as the description understands the inputs.
[[nodiscard]] Change filledIn(const Change &change, const Values &typed,
                              const Description &description);
/// What the calls' templates need: the change's values, with organization.id, member.id, admin and
/// role filled in from the change where they are missing.
[[nodiscard]] Values valuesFor(const Change &change, const Description &description);
/// The call that carries a change out.
[[nodiscard]] CallId callOf(ChangeKind kind);
/// "Grant admin to Elif Örnek in Acme Berlin Freight"
[[nodiscard]] QString titleOf(const Change &change);
/// The change that puts back what was before, with the service's own role word; nothing where the
/// service has no way (a created organization, no call, a form that asks for more than is known).
/// Its before is what this change wanted.
[[nodiscard]] std::optional<Change> inverseOf(const Change &change, const Description &description);

} // namespace orgkeeper
