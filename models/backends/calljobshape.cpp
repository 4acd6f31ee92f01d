// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "calljobshape.h"

namespace orgkeeper {

namespace {

/// Organizations inside replies to these are the ones that the call has changed, as a whole.
bool answersWithRecord(const Call &call)
{
    switch (call.id) {
    case CallId::ReadOrganization:
    case CallId::CreateOrganization:
    case CallId::UpdateOrganization:
        return true;
    case CallId::AddMember:
    case CallId::SetAdmin:
    case CallId::RemoveMember:
        return call.members.has_value();
    default:
        return false;
    }
}

std::optional<EntityKind> listedBy(CallId id)
{
    switch (id) {
    case CallId::ListOrganizations:
        return EntityKind::Organization;
    case CallId::ListMembers:
        return EntityKind::Member;
    case CallId::ListProjects:
        return EntityKind::Project;
    default:
        return {};
    }
}

void addRows(CallShape &result, ReaderShape &shape, const Description &description,
             const Call &call, const Sinks &sinks)
{
    if (const auto listed = listedBy(call.id)) {
        result.rows = listed;
        shape.addRows(*listed, call.rows, description.entity(*listed));
    } else if (answersWithRecord(call)) {
        result.rows = EntityKind::Organization;
        shape.addRecord(EntityKind::Organization, call.record, description.organization);
        if (call.members && sinks.members)
            shape.addRows(EntityKind::Member, call.record + *call.members, description.member);
        if (call.projects && sinks.projects)
            shape.addRows(EntityKind::Project, call.record + *call.projects, description.project);
    }
}

int captureAt(ReaderShape &shape, const std::string &pointer)
{
    return pointer.empty() ? CallShape::Unwanted : shape.addCapture(pointer);
}

void addIdentity(CallShape &result, ReaderShape &shape, const Description &description,
                 const Call &call)
{
    if (call.id != CallId::WhoAmI)
        return;
    const auto at = [&](const char *name) {
        const auto found = description.me.find(name);
        return found == description.me.end() ? CallShape::Unwanted
                                             : shape.addCapture(call.record + found->second);
    };
    result.meId = at("id");
    result.meName = at("name");
    result.meEmail = at("email");
}

void addAsked(CallShape &result, ReaderShape &shape, const Description &description,
              const Call &call, const Values &values)
{
    const QString id = values.value(QStringLiteral("organization.id")).text;
    if (call.id != CallId::ReadOrganization || id.isEmpty())
        return;
    result.askedId = id.toStdString();
    result.recordId =
        shape.addCapture(call.record + description.organization.fields.first().pointers.front());
}

/// A refusal may come after the rows, when the body is no longer there to be looked at.
void addWords(CallShape &result, ReaderShape &shape, const Description &description)
{
    for (const QString &pointer : description.messagePointers)
        result.messages.push_back(shape.addCapture(pointer.toStdString()));
    for (const char *common : {"/error/message", "/message", "/detail", "/error"})
        result.messages.push_back(shape.addCapture(common));
    for (const QString &pointer : description.codePointers)
        result.codes.push_back(shape.addCapture(pointer.toStdString()));
}

} // namespace

CallShape shapeOf(const Description &description, const Call &call, const Values &values,
                  const Sinks &sinks)
{
    CallShape result;
    auto shape = std::make_shared<ReaderShape>();
    addRows(result, *shape, description, call, sinks);
    for (const QList<Proof> *proofs : {&description.proofs, &call.proofs}) {
        for (const Proof &proof : *proofs)
            result.proofs.emplace_back(proof, shape->addCapture(proof.pointer));
    }
    if (!result.proofs.empty())
        addWords(result, *shape, description);
    result.next = captureAt(*shape, call.paging.next);
    result.more = captureAt(*shape, call.paging.more);
    result.total = captureAt(*shape, call.paging.total);
    result.right = captureAt(*shape, call.result);
    result.created = captureAt(*shape, call.created);
    addIdentity(result, *shape, description, call);
    addAsked(result, *shape, description, call, values);
    shape->close();
    result.shape = shape;
    return result;
}

} // namespace orgkeeper
