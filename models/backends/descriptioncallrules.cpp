// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "descriptioncallrules.h"

#include <QCoreApplication>

namespace orgkeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::DescriptionCalls)
};

bool changesMembers(CallId id)
{
    return id == CallId::AddMember || isAboutMember(id);
}

} // namespace

bool isWrite(CallId id)
{
    switch (id) {
    case CallId::CreateOrganization:
    case CallId::UpdateOrganization:
    case CallId::AddMember:
    case CallId::SetAdmin:
    case CallId::RemoveMember:
        return true;
    case CallId::WhoAmI:
    case CallId::ListOrganizations:
    case CallId::ReadOrganization:
    case CallId::ListMembers:
    case CallId::ListProjects:
        break;
    }
    return false;
}

bool isAboutOrganization(CallId id)
{
    return id != CallId::WhoAmI && id != CallId::ListOrganizations &&
           id != CallId::CreateOrganization;
}

bool isAboutMember(CallId id)
{
    return id == CallId::SetAdmin || id == CallId::RemoveMember;
}

CallId usualVerify(const Call &call, const Description &description)
{
    if (changesMembers(call.id)) {
        return description.can(CallId::ListMembers) ? CallId::ListMembers
                                                    : CallId::ReadOrganization;
    }
    return description.can(CallId::ReadOrganization) ? CallId::ReadOrganization
                                                     : CallId::ListOrganizations;
}

void checkVerify(const Located &value, const Call &call, const Description &description,
                 DescriptionProblems &problems)
{
    const Located *word = value.find(u"verify");
    const int line = word ? word->line : value.line;
    if (changesMembers(call.id)) {
        if (call.invites) {
            return; // nobody is a member yet: there is nothing a list of members could show
        }
        const Call *read = description.call(call.verify);
        const bool shows = read && (call.verify == CallId::ListMembers || read->members);
        if (!shows) {
            problems.add(
                line,
                Words::tr("“%1” cannot be verified: no call shows the members.").arg(value.key),
                Words::tr("Describe \"listMembers\", or \"members\" in "
                          "\"readOrganization\", and name it as \"verify\"."));
        }
    } else if (!description.can(call.verify)) {
        problems.add(line,
                     Words::tr("“%1” is verified by \"%2\", which is not described.")
                         .arg(value.key, nameOf(call.verify)),
                     Words::tr("Describe that call, or name another as \"verify\"."));
    } else if (call.verify == CallId::ListMembers) {
        problems.add(line, Words::tr("“%1” is not shown by a list of members.").arg(value.key),
                     Words::tr("Write \"verify\": \"readOrganization\"."));
    }
}

void checkEntities(const Located &value, const Call &call, const Description &description,
                   DescriptionProblems &problems)
{
    const bool members = call.members || call.id == CallId::ListMembers || changesMembers(call.id);
    if (members && !call.invites && description.member.fields.isEmpty()) {
        problems.add(
            value.line,
            Words::tr("“%1” deals with members, but \"member\" is not described.").arg(value.key),
            Words::tr("Write \"member\": { \"fields\": [ { \"key\": \"id\", \"value\": "
                      "\"/id\" } ] }."));
    }
    const bool projects = call.projects || call.id == CallId::ListProjects;
    if (projects && description.project.fields.isEmpty()) {
        problems.add(
            value.line,
            Words::tr("“%1” deals with projects, but \"project\" is not described.").arg(value.key),
            Words::tr("Write \"project\": { \"fields\": [ { \"key\": \"id\", \"value\": "
                      "\"/id\" } ] }."));
    }
}

} // namespace orgkeeper
