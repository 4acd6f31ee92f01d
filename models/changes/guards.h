// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "account.h"
#include "change.h"

#include <functional>

namespace orgkeeper {

class Connection;

/// What the guards may know of one organization when a plan is inspected.
struct OrganizationFacts
{
    bool membersKnown = false;
    QStringList adminIds;
    int memberCount = 0;
};

/// Who the user is at an account.
struct Yourself
{
    enum class Known { ByService, ByAccount, No };
    Known known = Known::No;
    QString memberId; ///< ByService: as the service's member id where it has one
    QString name;     ///< user name or e-mail; ByAccount: the account's "I am"
    QString email;
    /// The change is about the user. Two known ids decide; else name or e-mail, without case.
    [[nodiscard]] bool is(const Change &change) const;
};
/// As far as the service has said, else the account's "I am".
[[nodiscard]] Yourself yourselfAt(const Connection &connection);

/// What one guard says of one change.
struct Verdict
{
    enum class Kind { Block, Ask, Inform, NothingToDo };
    using Guard = GuardId;
    Kind kind = Kind::Inform;
    Guard guard = Guard::LastAdmin;
    QString changeId;
    QString text; ///< who, what it means, what to do
    /// Block: typing this (overrideText()) lifts it. Ask: typing this answers it (the account's
    /// name). Empty: it cannot be lifted, or a plain yes answers.
    QString typed;
};

/// What the guards look at besides the plan.
struct GuardContext
{
    /// Must answer for every account and organization of the plan.
    std::function<const Account *(const QString &accountId)> account;
    std::function<const Description *(const QString &accountId)> description;
    std::function<Yourself(const QString &accountId)> yourself;
    std::function<OrganizationFacts(const QString &accountId, const QString &organizationId)> facts;
    int minimumAdmins = 1;
};

/// The one function that every plan passes, before it is offered and again before each send. By
/// change, in the plan's order; blocked changes and those with nothing to do count as not made.
///
/// Admins are counted after each change in turn, so that an organization is above the minimum at
/// every moment, also when the plan ends early, and whatever you answer about yourself. A plan of
/// one change on a production account is asked for with a plain yes, a longer one by typing the
/// account's name. A blocked change never blocks the others. A change that carries its override
/// (overrideText()) passes the last-admin block and is reported as Inform.
[[nodiscard]] QList<Verdict> inspect(const Plan &plan, const GuardContext &context);

/// What has to be typed to override the last-admin block: the organization's name, or its id where
/// the name cannot be typed (empty, over-long, with what is not seen). Empty: neither can be.
[[nodiscard]] QString overrideText(const Change &change);
/// The change carries that text, and so its override.
[[nodiscard]] bool isOverridden(const Change &change);

} // namespace orgkeeper
