// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changewords.h"

#include "foreigntext.h"

namespace orgkeeper {

QString ChangeWords::firstThatShows(const QString &name, const QString &id)
{
    for (const QString &text : {inSentence(name), inSentence(id)}) {
        if (!text.isEmpty())
            return text;
    }
    return tr("(no name)");
}

QString ChangeWords::who(const Change &change)
{
    return firstThatShows(change.memberName, change.memberId);
}

QString ChangeWords::where(const Change &change)
{
    return firstThatShows(change.organizationName, change.organizationId);
}

QString ChangeWords::title(const Change &change)
{
    const QString member = who(change);
    const QString organization = where(change);
    switch (change.kind) {
    case ChangeKind::CreateOrganization:
        return tr("Create organization %1").arg(organization);
    case ChangeKind::AddMember:
        return (change.wanted.admin ? tr("Add %1 to %2 as admin") : tr("Add %1 to %2"))
            .arg(member, organization);
    case ChangeKind::GrantAdmin:
        return tr("Grant admin to %1 in %2").arg(member, organization);
    case ChangeKind::WithdrawAdmin:
        return tr("Withdraw admin from %1 in %2").arg(member, organization);
    case ChangeKind::RemoveMember:
        return tr("Remove %1 from %2").arg(member, organization);
    }
    return {};
}

QString ChangeWords::found(const Change &change)
{
    const QString member = who(change);
    const QString organization = where(change);
    if (change.kind == ChangeKind::CreateOrganization)
        return (change.found.present ? tr("%1 is there.") : tr("%1 is not there."))
            .arg(organization);
    if (!change.found.present)
        return tr("%1 is not a member of %2.").arg(member, organization);
    if (change.found.admin)
        return tr("%1 is admin of %2.").arg(member, organization);
    if (!change.found.role.isEmpty())
        //: %3 is the service's own word for a right, such as Editor
        return tr("%1 is a member of %2, as %3.")
            .arg(member, organization, inSentence(change.found.role));
    return tr("%1 is a member of %2, not admin.").arg(member, organization);
}

QString ChangeWords::done(const Change &change)
{
    const QString member = who(change);
    const QString organization = where(change);
    switch (change.kind) {
    case ChangeKind::CreateOrganization:
        return tr("%1 was created.").arg(organization);
    case ChangeKind::AddMember:
        return (change.found.admin ? tr("%1 was added to %2, as admin.")
                                   : tr("%1 was added to %2."))
            .arg(member, organization);
    case ChangeKind::GrantAdmin:
        return tr("%1 is now admin of %2.").arg(member, organization);
    case ChangeKind::WithdrawAdmin:
        return tr("%1 is no longer admin of %2.").arg(member, organization);
    case ChangeKind::RemoveMember:
        return tr("%1 was removed from %2.").arg(member, organization);
    }
    return {};
}

QString ChangeWords::invited(const Change &change, const QString &service)
{
    return tr("%1 was invited to %2, says %3.").arg(who(change), where(change), service);
}

QString ChangeWords::arrived(const Change &change)
{
    //: %1 is a sentence: Hana Příklad is admin of Acme Lisbon Freight.
    return tr("It arrived: %1").arg(found(change));
}

QString ChangeWords::notReadBack(const Change &change, const QString &service)
{
    return tr("%1 said yes to “%2”. It has no way to read that back.").arg(service, title(change));
}

QString ChangeWords::closedBehind(const Change &change, const QString &service)
{
    return tr("%1 said yes to “%2”, and no longer shows %3 to this account.")
        .arg(service, title(change), where(change));
}

QString ChangeWords::alreadySo(const Change &change)
{
    const QString member = who(change);
    const QString organization = where(change);
    switch (change.kind) {
    case ChangeKind::CreateOrganization:
        return tr("An organization with this short name is already there: %1. Nothing was sent.")
            .arg(organization);
    case ChangeKind::AddMember:
        if (change.wanted.admin && !change.found.admin)
            return tr("%1 is already a member of %2, but not admin. Nothing was sent.")
                .arg(member, organization);
        if (change.found.admin && !change.wanted.admin)
            return tr("%1 is already a member of %2, and admin there. Nothing was sent.")
                .arg(member, organization);
        return tr("%1 is already a member of %2. Nothing was sent.").arg(member, organization);
    case ChangeKind::GrantAdmin:
        return tr("%1 is already admin of %2. Nothing was sent.").arg(member, organization);
    case ChangeKind::WithdrawAdmin:
        return tr("%1 is already without admin in %2. Nothing was sent.").arg(member, organization);
    case ChangeKind::RemoveMember:
        return tr("%1 is already gone from %2. Nothing was sent.").arg(member, organization);
    }
    return {};
}

QString ChangeWords::alreadySoAfter(const Change &change, const QString &reason)
{
    //: both are sentences
    return tr("%1 It is already so: %2").arg(reason, found(change));
}

QString ChangeWords::readAgain(const Change &change, const QString &reason)
{
    //: both are sentences
    return tr("%1 Read again: %2").arg(reason, found(change));
}

QString ChangeWords::limited(int attempts, const QString &reason)
{
    //: %1 is a sentence
    return tr("%1 Sent %n time(s), refused each time.", nullptr, attempts).arg(reason);
}

QString ChangeWords::changedBefore(const Change &change)
{
    const QString member = who(change);
    const QString organization = where(change);
    if (!change.found.present)
        return tr("%1 left %2 after this was reviewed. Nothing was sent.")
            .arg(member, organization);
    if (change.found.admin != change.before.admin)
        return (change.found.admin
                    ? tr("%1 became admin of %2 after this was reviewed. Nothing was sent.")
                    : tr("%1 lost admin in %2 after this was reviewed. Nothing was sent."))
            .arg(member, organization);
    return tr("%1 became %3 in %2 after this was reviewed. Nothing was sent.")
        .arg(member, organization, inSentence(change.found.role));
}

QString ChangeWords::changedBetween(const Change &change)
{
    return tr("Somebody else changed this at the same time. Read again: %1").arg(found(change));
}

QString ChangeWords::saidYesButIsNot(const Change &change, const QString &service)
{
    return tr("%1 said yes to “%2”, but reading again showed something else: %3")
        .arg(service, title(change), found(change));
}

QString ChangeWords::accountGone()
{
    return tr("The account is no longer in Orgkeeper. Nothing was sent.");
}

QString ChangeWords::cancelled()
{
    return tr("Cancelled before it was sent. Nothing was changed.");
}

QString ChangeWords::pending(const Change &change)
{
    if (change.kind == ChangeKind::CreateOrganization)
        return tr("%1 is already being created. Nothing was sent.").arg(where(change));
    return tr("Another change for %1 in %2 is under way. Nothing was sent.")
        .arg(who(change), where(change));
}

QString ChangeWords::notKnownYet(const Change &change)
{
    return tr("It is not known yet whether the last change for %1 in %2 took effect. Nothing was "
              "sent. Read %2 again after a few seconds, then try once more.")
        .arg(who(change), where(change));
}

QString ChangeWords::unanswered(const QString &question)
{
    return tr("Not answered: %1 Nothing was sent.").arg(question);
}

QString ChangeWords::setAside(const QString &reason)
{
    return tr("%1 Nothing was sent.").arg(reason);
}

QString ChangeWords::notRead(const QString &reason)
{
    return tr("%1 A change is sent only after reading what is true.").arg(reason);
}

QString ChangeWords::notReadWhole(const Change &change)
{
    return tr("The members of %1 could not be read whole, so it is not known whether %2 is one of "
              "them. Nothing was sent.")
        .arg(where(change), who(change));
}

QString ChangeWords::severalFit(const Change &change)
{
    return tr("More than one member of %1 is shown as %2 already, so it could not be told "
              "afterwards "
              "who was added. Nothing was sent.")
        .arg(where(change), who(change));
}

QString ChangeWords::adminsNotRead(const Change &change)
{
    return tr("The members of %1 could not be read whole, so it is not known whether anybody but "
              "%2 is admin. Nothing was sent.")
        .arg(where(change), who(change));
}

QString ChangeWords::noReading(const QString &service)
{
    return tr("%1 does not show who the members are, so this change cannot be checked. Nothing was "
              "sent.")
        .arg(service);
}

QString ChangeWords::notArrived(const Change &change, const QString &reason)
{
    // Somebody else may have undone it between two reads, and it may arrive yet: only what was read
    // is certain.
    //: both are sentences
    return tr("%1 Read twice: %2 It has not taken effect so far.").arg(reason, found(change));
}

QString ChangeWords::unsettled(const Change &change, const QString &why)
{
    return tr("“%1” was sent, and it is not known whether it took effect. %2 Read %3 again to see "
              "what is true.")
        .arg(title(change), why, where(change));
}

QString ChangeWords::saidYesUnread(const Change &change, const QString &service, const QString &why)
{
    return tr("%1 said yes to “%2”, but it was not read back. %3 Read %4 again to see what is "
              "true.")
        .arg(service, title(change), why, where(change));
}

QString ChangeWords::whyCancelled()
{
    return tr("Reading again was cancelled.");
}

QString ChangeWords::whyAccountGone()
{
    return tr("The account was changed or removed meanwhile.");
}

/// Not sentence(): that says that nothing was changed, which is so of the reading alone.
QString ChangeWords::whyNotRead(const Error &error, const QString &service)
{
    constexpr qsizetype longest = 200;
    const QString words = inSentence(error.message, longest);
    if (error.status == 0)
        return tr("%1 did not answer the reading.").arg(service);
    if (words.isEmpty())
        //: %2 is a number: 403
        return tr("%1 answered the reading with %2.").arg(service, QString::number(error.status));
    return tr("%1 answered the reading with “%2” (%3).")
        .arg(service, words, QString::number(error.status));
}

QString ChangeWords::whyNotWhole()
{
    return tr("The members could not be read whole.");
}

QString ChangeWords::whySeveralFit(const Change &change)
{
    return tr("More than one member is shown as %1, so it cannot be told who of them was added.")
        .arg(who(change));
}

QString ChangeWords::whyNoReading(const QString &service)
{
    return tr("%1 has no way to read it back.").arg(service);
}

QString ChangeWords::underWay(const Change &change)
{
    const bool lost = !change.attempts.isEmpty() && change.attempts.last().unknown;
    if (change.state == ChangeState::Rereading && lost)
        return tr("reading again...");
    if (change.state == ChangeState::Waiting)
        return tr("waiting...");
    switch (change.kind) {
    case ChangeKind::CreateOrganization:
        return tr("creating...");
    case ChangeKind::AddMember:
        return tr("adding...");
    case ChangeKind::GrantAdmin:
        return tr("granting...");
    case ChangeKind::WithdrawAdmin:
        return tr("withdrawing...");
    case ChangeKind::RemoveMember:
        return tr("removing...");
    }
    return {};
}

QString ChangeWords::ended(const Change &change)
{
    switch (change.outcome) {
    case Outcome::Refused:
        return change.error.message.isEmpty()
                   ? tr("Refused")
                   : tr("Refused: %1").arg(inSentence(change.error.message));
    case Outcome::Conflict:
        return tr("Changed by somebody else");
    case Outcome::NotSent:
        return !change.attempts.isEmpty() && change.attempts.last().unknown ? tr("No effect so far")
                                                                            : tr("Not sent");
    case Outcome::Unknown:
        return tr("Unknown");
    case Outcome::None:
    case Outcome::Done:
    case Outcome::AlreadySo:
        break;
    }
    return {};
}

} // namespace orgkeeper
