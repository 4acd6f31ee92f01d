// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guardwords.h"

#include "changewords.h"
#include "foreigntext.h"
#include "guards.h"

namespace orgkeeper {

QString GuardWords::noAccount()
{
    return tr("The account is not there any more, or its description has mistakes.");
}

QString GuardWords::readOnly(const QString &account)
{
    return tr("%1 is a read-only account: nothing is changed there. Edit the account to allow it.")
        .arg(account);
}

QString GuardWords::readFirst(const Change &change)
{
    return tr("The members of %1 are not known yet. They are read before this is sent; if nobody "
              "else is admin, it is not sent.")
        .arg(ChangeWords::where(change));
}

QString GuardWords::lastAdmin(const Change &change, qsizetype left)
{
    const QString where = ChangeWords::where(change);
    const QString who = ChangeWords::who(change);
    const QString what = left == 0 ? tr("%1 would have no admin without %2.").arg(where, who)
                                   : tr("%1 would have only %n admin(s) without %2.", nullptr,
                                        static_cast<int>(left))
                                         .arg(where, who);
    const QString id = overrideText(change);
    QString cure;
    if (id.isEmpty())
        cure = tr("Give somebody else the right first.");
    else if (canBeTyped(change.organizationName))
        cure = tr("Give somebody else the right first, or type the organization's name to do it "
                  "all the same; that is recorded.");
    else
        cure = tr("Give somebody else the right first, or type the organization's ID to do it all "
                  "the same, because its name cannot be typed: %1. That is recorded.")
                   .arg(id);
    return what + u' ' + cure;
}

QString GuardWords::overridden(const Change &change, qsizetype left)
{
    const QString where = ChangeWords::where(change);
    const QString what =
        left == 0
            ? tr("%1 will have no admin.").arg(where)
            : tr("%1 will have only %n admin(s).", nullptr, static_cast<int>(left)).arg(where);
    const QString why = canBeTyped(change.organizationName)
                            ? tr("You typed its name to allow that; it is recorded.")
                            : tr("You typed its ID to allow that; it is recorded.");
    return what + u' ' + why;
}

QString GuardWords::cannotKnowYou(const Change &change, const QString &account)
{
    return tr("The service does not say who you are, so it is not known whether %1 is you. Fill in "
              "“I am” in the account %2 to be asked before you take a right from yourself.")
        .arg(ChangeWords::who(change), account);
}

QString GuardWords::yourself(const Change &change)
{
    const QString who = ChangeWords::who(change);
    const QString where = ChangeWords::where(change);
    if (change.kind == ChangeKind::RemoveMember)
        return tr("%1 is you. You would leave %2, and only an admin there could add you again.")
            .arg(who, where);
    return tr("%1 is you. You would no longer be admin of %2, and only another admin could give "
              "the right back.")
        .arg(who, where);
}

QString GuardWords::production(const Change &change, const QString &account, bool single)
{
    if (single)
        //: %2 is a change: Grant admin to Elif Örnek in Acme Berlin Freight
        return tr("%1 is a production account. %2?").arg(account, ChangeWords::title(change));
    return tr("%1 is a production account. Type its name to change it.").arg(account);
}

} // namespace orgkeeper
