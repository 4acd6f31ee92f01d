// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guardworld.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

QString nameOfOrganization(const QString &id)
{
    return u"Muster "_s + id;
}

} // namespace

GuardWorld::GuardWorld()
{
    account.id = u"a1"_s;
    account.label = u"Acme Ancla"_s;
    description.name = u"Ancla"_s;
    for (const CallId call : {CallId::ReadOrganization, CallId::CreateOrganization,
                              CallId::AddMember, CallId::SetAdmin, CallId::RemoveMember})
        description.calls[call].id = call;
    organizations[u"o1"_s] = {{u"elif"_s, true}, {u"hana"_s, false}, {u"kata"_s, false}};
}

GuardWorld GuardWorld::random(QRandomGenerator &dice)
{
    GuardWorld world;
    world.organizations.clear();
    world.minimumAdmins = static_cast<int>(dice.bounded(4));
    world.account.environment = static_cast<Environment>(dice.bounded(3));
    for (const CallId call : {CallId::AddMember, CallId::SetAdmin, CallId::RemoveMember}) {
        if (dice.bounded(8) == 0)
            world.description.calls.erase(call);
    }
    world.you.known = static_cast<Yourself::Known>(dice.bounded(3));
    if (world.you.known != Yourself::Known::No) {
        world.you.name = u"M%1"_s.arg(dice.bounded(6)); // names are compared without case
        if (dice.bounded(2) == 0)
            world.you.memberId = world.you.name.toLower();
    }
    for (int organization = 0; organization < 3; ++organization) {
        const QString id = u"o%1"_s.arg(organization);
        if (dice.bounded(5) == 0)
            world.unread.insert(id);
        for (int member = 0; member < 6; ++member) {
            if (dice.bounded(4) != 0)
                world.organizations[id][u"m%1"_s.arg(member)] = dice.bounded(3) == 0;
        }
    }
    return world;
}

GuardContext GuardWorld::context() const
{
    GuardContext context;
    context.account = [this](const QString &) { return &account; };
    context.description = [this](const QString &) { return &description; };
    context.yourself = [this](const QString &) { return you; };
    context.minimumAdmins = minimumAdmins;
    context.facts = [this](const QString &, const QString &organization) {
        OrganizationFacts facts;
        const auto known = organizations.find(organization);
        if (unread.contains(organization) || known == organizations.end())
            return facts;
        facts.membersKnown = true;
        facts.memberCount = static_cast<int>(known->second.size());
        for (const auto &[id, admin] : known->second) {
            if (admin)
                facts.adminIds.append(id);
        }
        return facts;
    };
    return context;
}

Change GuardWorld::change(ChangeKind kind, const QString &organization, const QString &member) const
{
    Change change = makeChange(kind, account.id);
    change.organizationId = organization;
    change.organizationName = nameOfOrganization(organization);
    change.memberId = member;
    change.memberName = member;
    // What a table would show of the member.
    const auto members = organizations.find(organization);
    if (members != organizations.end() && kind != ChangeKind::AddMember) {
        const auto one = members->second.find(member);
        change.before.present = one != members->second.end();
        if (kind == ChangeKind::RemoveMember)
            change.before.admin = change.before.present && one->second;
    }
    return change;
}

Change GuardWorld::randomChange(QRandomGenerator &dice) const
{
    static constexpr ChangeKind kinds[] = {
        ChangeKind::GrantAdmin,   ChangeKind::WithdrawAdmin, ChangeKind::WithdrawAdmin,
        ChangeKind::RemoveMember, ChangeKind::AddMember,
    };
    const ChangeKind kind = kinds[dice.bounded(5)];
    const QString organization = u"o%1"_s.arg(dice.bounded(3));
    if (!organizations.contains(organization))
        return change(ChangeKind::AddMember, organization, u"m9"_s);
    Change made = change(kind, organization, u"m%1"_s.arg(dice.bounded(6)));
    if (kind == ChangeKind::AddMember) {
        made.wanted.admin = dice.bounded(2) == 0;
        if (dice.bounded(2) == 0)
            made.memberId.clear();
    }
    if (dice.bounded(5) == 0)
        made.override_ = u' ' + made.organizationName + u' ';
    else if (dice.bounded(8) == 0)
        made.override_ = made.organizationName.toUpper();
    return made;
}

int GuardWorld::admins(const QString &organization) const
{
    const auto known = organizations.find(organization);
    if (known == organizations.end())
        return 0;
    return static_cast<int>(
        std::ranges::count_if(known->second, [](const auto &member) { return member.second; }));
}

void GuardWorld::apply(const Change &change)
{
    Members &members = organizations[change.organizationId];
    // A service that knows the person under another name gains nobody: the worst case for a count.
    if (change.kind == ChangeKind::AddMember)
        return;
    if (change.kind == ChangeKind::RemoveMember)
        members.erase(change.memberId);
    else if (members.contains(change.memberId))
        members[change.memberId] = change.wanted.admin;
}

} // namespace orgkeeper
