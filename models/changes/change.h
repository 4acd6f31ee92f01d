// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace orgkeeper {

enum class ChangeKind { CreateOrganization, AddMember, GrantAdmin, WithdrawAdmin, RemoveMember };

/// How an attempt ended. Unknown stays only until a read settles it.
enum class Outcome { None, Done, AlreadySo, Refused, Conflict, NotSent, Unknown };

enum class ChangeState { Planned, Waiting, Checking, Sent, Rereading, Finished };

/// A member or the lack of one, as it was seen.
struct MemberState
{
    bool present = false;
    bool admin = false;
    QString role; ///< the service's own word where roles are words; restored by undo
    bool operator==(const MemberState &) const = default;
};

/// One wanted state. A value: it can be copied, compared, kept and inverted.
struct Change
{
    QString id;           ///< a UUID, made with the change
    ChangeKind kind = ChangeKind::GrantAdmin;
    QString accountId;
    QString organizationId;
    QString organizationName;
    QString memberId;     ///< empty when adding somebody whose id is not known yet
    QString memberName;
    Values values;        ///< for the call's templates: organization.*, member.*, form fields
    MemberState before;   ///< what the user saw
    MemberState wanted;
    QString override_;    ///< the organization's name as typed to override a block; recorded

    // what became of it
    ChangeState state = ChangeState::Planned;
    Outcome outcome = Outcome::None;
    QString outcomeText;  ///< a sentence: what happened, what it means
    Error error;
    MemberState found;    ///< what the last read showed
    QDateTime finished;   ///< UTC
    bool sentAgainAsked = false;
};

/// An ordered set of changes that is inspected, run and recorded as one.
struct Plan
{
    QString id;
    QList<Change> changes;
    QDateTime made; ///< UTC
};

[[nodiscard]] Change makeChange(ChangeKind kind, const QString &accountId);
[[nodiscard]] Plan makePlan(QList<Change> changes);
/// The call that carries a change out.
[[nodiscard]] CallId callOf(ChangeKind kind);
/// "Grant admin to Elif Örnek in Acme Berlin Freight"
[[nodiscard]] QString titleOf(const Change &change);
/// The change that puts back what was before; nothing where the service has no way (a created
/// organization).
[[nodiscard]] std::optional<Change> inverseOf(const Change &change, const Description &description);

} // namespace orgkeeper
