// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rowmarks.h"

#include "changewords.h"

#include <algorithm>

namespace orgkeeper {

namespace {

RowMark::Kind kindUnderWay(const Change &change)
{
    if (change.state == ChangeState::Waiting)
        return RowMark::Kind::Waiting;
    const bool lost = !change.attempts.isEmpty() && change.attempts.last().unknown;
    if (change.state == ChangeState::Rereading && lost)
        return RowMark::Kind::Rereading;
    switch (change.kind) {
    case ChangeKind::CreateOrganization:
        break;
    case ChangeKind::AddMember:
        return RowMark::Kind::Adding;
    case ChangeKind::GrantAdmin:
        return RowMark::Kind::Granting;
    case ChangeKind::WithdrawAdmin:
        return RowMark::Kind::Withdrawing;
    case ChangeKind::RemoveMember:
        return RowMark::Kind::Removing;
    }
    return RowMark::Kind::None;
}

RowMark::Kind kindEnded(const Change &change)
{
    switch (change.outcome) {
    case Outcome::Refused:
        return RowMark::Kind::Refused;
    case Outcome::NotSent:
        // The user's own wish needs no reminder in the row.
        return change.error.kind == Error::Kind::Cancelled ? RowMark::Kind::None
                                                           : RowMark::Kind::Refused;
    case Outcome::Conflict:
        return RowMark::Kind::Conflict;
    case Outcome::Unknown:
        return RowMark::Kind::Unknown;
    case Outcome::None:
    case Outcome::Done:
    case Outcome::AlreadySo:
        break;
    }
    return RowMark::Kind::None;
}

RowMark markOf(const Change &change)
{
    if (change.state != ChangeState::Finished)
        return {kindUnderWay(change), ChangeWords::underWay(change), ChangeWords::title(change)};
    const RowMark::Kind kind = kindEnded(change);
    if (kind == RowMark::Kind::None)
        return {};
    return {kind, ChangeWords::ended(change), change.outcomeText};
}

} // namespace

void Marks::follow(const Change &change, qint64 settledMs)
{
    if (change.memberId.isEmpty() || change.kind == ChangeKind::CreateOrganization)
        return;
    Member &member = m_organizations[{change.accountId, change.organizationId}][change.memberId];
    member.mark = markOf(change);
    // From the moment it leaves until its answer is there, any reading may show either state: those
    // sent before the answer came count as older. The last word is the reading that settled it.
    qint64 changed = 0;
    if (change.state == ChangeState::Sent || change.state == ChangeState::Rereading)
        changed = QDateTime::currentMSecsSinceEpoch();
    else if (change.state == ChangeState::Finished && !change.attempts.isEmpty())
        changed = settledMs;
    member.changedMs = std::max(member.changedMs, changed);
    const bool ended = change.state == ChangeState::Finished;
    member.endedMs = ended ? change.finished.toMSecsSinceEpoch() : 0;
}

bool Marks::clearUnknown(const QString &accountId, const QString &organizationId, qint64 endedMs)
{
    const auto organization = m_organizations.find({accountId, organizationId});
    if (organization == m_organizations.end())
        return false;
    bool any = false;
    for (Member &member : *organization) {
        if (member.mark.kind != RowMark::Kind::Unknown || member.endedMs > endedMs)
            continue;
        member.mark = {};
        any = true;
    }
    return any;
}

const Marks::Member *Marks::find(const QString &accountId, const QString &organizationId,
                                 const QString &memberId) const
{
    const auto organization = m_organizations.constFind({accountId, organizationId});
    if (organization == m_organizations.constEnd())
        return nullptr;
    const auto member = organization->constFind(memberId);
    return member == organization->constEnd() ? nullptr : &*member;
}

RowMark Marks::mark(const QString &accountId, const QString &organizationId,
                    const QString &memberId) const
{
    const Member *member = find(accountId, organizationId, memberId);
    return member ? member->mark : RowMark{};
}

qint64 Marks::changedMs(const QString &accountId, const QString &organizationId,
                        const QString &memberId) const
{
    const Member *member = find(accountId, organizationId, memberId);
    return member ? member->changedMs : 0;
}

} // namespace orgkeeper
