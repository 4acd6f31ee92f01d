// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guards.h"

#include "changewords.h"
#include "connection.h"
#include "foreigntext.h"
#include "guardwords.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

/// An organization as the plan would have left it so far. Whether a change that takes a right from
/// yourself is made depends on your answer, so both ends are kept. (The question about a production
/// account is answered for all changes alike.)
struct Running
{
    bool membersKnown = false;
    QSet<QString> surelyAdmins;
    QSet<QString> maybeAdmins; ///< the former and more
    QSet<QString> decided;     ///< members whose right the plan has settled, known or not
    QSet<QString> surelyGone;
    QSet<QString> maybeGone;
};

struct Look
{
    const Change &change;
    const Account *account;
    const Description *description;
    const GuardContext &context;
    const Running &now;
    qsizetype changes; ///< in the plan
};

using Answer = std::optional<Verdict>;

Verdict verdict(Verdict::Kind kind, Verdict::Guard guard, const Look &look, QString text,
                QString typed = {})
{
    return {kind, guard, look.change.id, std::move(text), std::move(typed)};
}

bool takesAway(const Change &change)
{
    return change.kind == ChangeKind::WithdrawAdmin || change.kind == ChangeKind::RemoveMember;
}

Answer capability(const Look &look)
{
    using enum Verdict::Kind;
    if (!look.account || !look.description)
        return verdict(Block, Verdict::Guard::Capability, look, GuardWords::noAccount());
    const CallId call = callOf(look.change.kind);
    if (look.description->can(call))
        return {};
    return verdict(Block, Verdict::Guard::Capability, look, look.description->whyNot(call));
}

Answer readOnly(const Look &look)
{
    if (!look.account || look.account->environment != Environment::ReadOnly)
        return {};
    return verdict(Verdict::Kind::Block, Verdict::Guard::ReadOnly, look,
                   GuardWords::readOnly(look.account->label));
}

Answer nothingToDo(const Look &look)
{
    const Change &change = look.change;
    const bool decided = look.now.membersKnown || look.now.decided.contains(change.memberId);
    bool nothing = false;
    if (change.kind == ChangeKind::GrantAdmin)
        nothing = decided && look.now.surelyAdmins.contains(change.memberId);
    else if (change.kind == ChangeKind::WithdrawAdmin)
        nothing = decided && !look.now.maybeAdmins.contains(change.memberId) &&
                  change.wanted.role.isEmpty();
    else if (change.kind == ChangeKind::RemoveMember)
        nothing = !change.before.present || look.now.surelyGone.contains(change.memberId);
    else
        nothing = change.before.present;
    if (!nothing)
        return {};
    Change seen = change;
    seen.found = change.wanted;
    return verdict(Verdict::Kind::NothingToDo, Verdict::Guard::NothingToDo, look,
                   ChangeWords::alreadySo(seen));
}

Answer lastAdmin(const Look &look)
{
    const Change &change = look.change;
    if (!takesAway(change) || look.context.minimumAdmins <= 0)
        return {};
    if (!look.now.membersKnown) {
        if (change.kind == ChangeKind::RemoveMember && !change.before.admin)
            return {};
        return verdict(Verdict::Kind::Inform, Verdict::Guard::LastAdmin, look,
                       GuardWords::readFirst(change));
    }
    const bool counted = look.now.surelyAdmins.contains(change.memberId);
    const auto left = look.now.surelyAdmins.size() - (counted ? 1 : 0);
    if (!look.now.maybeAdmins.contains(change.memberId) || left >= look.context.minimumAdmins)
        return {};
    if (isOverridden(change))
        return verdict(Verdict::Kind::Inform, Verdict::Guard::LastAdmin, look,
                       GuardWords::overridden(change, left));
    return verdict(Verdict::Kind::Block, Verdict::Guard::LastAdmin, look,
                   GuardWords::lastAdmin(change, left), overrideText(change));
}

Answer yourself(const Look &look)
{
    if (!takesAway(look.change))
        return {};
    const Yourself you =
        look.context.yourself ? look.context.yourself(look.change.accountId) : Yourself{};
    if (you.known == Yourself::Known::No)
        return verdict(Verdict::Kind::Inform, Verdict::Guard::Yourself, look,
                       GuardWords::cannotKnowYou(look.change, look.account->label));
    if (!you.is(look.change))
        return {};
    return verdict(Verdict::Kind::Ask, Verdict::Guard::Yourself, look,
                   GuardWords::yourself(look.change));
}

Answer production(const Look &look)
{
    if (look.account->environment != Environment::Production)
        return {};
    const bool single = look.changes == 1;
    return verdict(Verdict::Kind::Ask, Verdict::Guard::Production, look,
                   GuardWords::production(look.change, look.account->label, single),
                   single ? QString() : look.account->label);
}

/// In the order in which they speak. A block or "nothing to do" is the last word on a change.
constexpr std::array guards{capability, readOnly, nothingToDo, lastAdmin, yourself, production};

/// Who is only being added does not count as an admin yet: the service may invite, or know the
/// person already.
void make(const Change &change, bool isSure, Running &now)
{
    if (change.kind == ChangeKind::CreateOrganization || change.kind == ChangeKind::AddMember)
        return;
    const QString &member = change.memberId;
    if (change.kind == ChangeKind::RemoveMember) {
        now.maybeGone.insert(member);
        if (isSure)
            now.surelyGone.insert(member);
    }
    if (isSure)
        now.decided.insert(member);
    if (!change.wanted.admin) {
        now.surelyAdmins.remove(member);
        if (isSure)
            now.maybeAdmins.remove(member);
        return;
    }
    now.maybeAdmins.insert(member);
    if (isSure && change.before.present && !now.maybeGone.contains(member))
        now.surelyAdmins.insert(member);
}

Running runningOf(const Change &change, const GuardContext &context)
{
    if (!context.facts)
        return {};
    const OrganizationFacts facts = context.facts(change.accountId, change.organizationId);
    const QSet<QString> admins(facts.adminIds.begin(), facts.adminIds.end());
    return {facts.membersKnown, admins, admins, {}, {}, {}};
}

enum class Fate { NotMade, Asked, Made };

/// What becomes of the change as far as the guards are concerned.
Fate look(const Look &what, QList<Verdict> &verdicts)
{
    Fate fate = Fate::Made;
    for (const auto guard : guards) {
        const Answer answer = guard(what);
        if (!answer)
            continue;
        verdicts.append(*answer);
        if (answer->kind == Verdict::Kind::Block || answer->kind == Verdict::Kind::NothingToDo)
            return Fate::NotMade;
        if (answer->kind == Verdict::Kind::Ask && answer->guard == Verdict::Guard::Yourself)
            fate = Fate::Asked;
    }
    return fate;
}

} // namespace

QString overrideText(const Change &change)
{
    for (const QString &text : {change.organizationName, change.organizationId}) {
        if (canBeTyped(text))
            return text.trimmed();
    }
    return {};
}

bool isOverridden(const Change &change)
{
    const QString text = overrideText(change);
    return !text.isEmpty() && change.override_.trimmed() == text;
}

bool Yourself::is(const Change &change) const
{
    if (known == Known::No)
        return false;
    if (!memberId.isEmpty() && !change.memberId.isEmpty())
        return memberId == change.memberId;
    const QStringList theirs{change.memberId, change.memberName,
                             change.values.value(u"member.name"_s).text,
                             change.values.value(u"member.email"_s).text};
    return std::ranges::any_of(theirs, [this](const QString &text) {
        const auto equals = [&text](const QString &mine) {
            return !mine.isEmpty() && mine.compare(text.trimmed(), Qt::CaseInsensitive) == 0;
        };
        return equals(name.trimmed()) || equals(email.trimmed());
    });
}

Yourself yourselfAt(const Connection &connection)
{
    Yourself you;
    const std::shared_ptr<const Description> description = connection.description();
    if (const std::optional<CallJob::Identity> me = connection.me(); me && description) {
        you.known = Yourself::Known::ByService;
        you.name = me->name;
        you.email = me->email;
        if (description->meId == "id"_L1)
            you.memberId = me->id.text;
        else if (description->meId == "email"_L1)
            you.email = me->id.text;
        else if (description->meId == "name"_L1)
            you.name = me->id.text;
        if (!you.memberId.isEmpty() || !you.name.isEmpty() || !you.email.isEmpty())
            return you;
    }
    you = {};
    if (const QString iAm = connection.account().iAm.trimmed(); !iAm.isEmpty()) {
        you.known = Yourself::Known::ByAccount;
        you.name = iAm;
    }
    return you;
}

QList<Verdict> inspect(const Plan &plan, const GuardContext &context)
{
    QList<Verdict> verdicts;
    QHash<std::pair<QString, QString>, Running> organizations;
    for (const Change &change : plan.changes) {
        const std::pair key(change.accountId, change.organizationId);
        if (!organizations.contains(key))
            organizations.insert(key, runningOf(change, context));
        const Account *account = context.account ? context.account(change.accountId) : nullptr;
        const Description *description =
            context.description ? context.description(change.accountId) : nullptr;
        Running &now = organizations[key];
        const Fate fate =
            look({change, account, description, context, now, plan.changes.size()}, verdicts);
        if (fate != Fate::NotMade)
            make(change, fate == Fate::Made, now);
    }
    return verdicts;
}

} // namespace orgkeeper
