// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "change.h"

#include "changewords.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

void fill(Values &values, const QString &name, const Value &value)
{
    if (values.value(name).kind == Value::Kind::Absent)
        values.insert(name, value);
}

/// The word that stands for a right: what is asked for by name, else what the description says.
QString roleWord(const MemberState &state, const RoleRule &rule)
{
    if (!state.role.isEmpty())
        return state.role;
    return state.admin ? rule.granted : rule.withdrawn;
}

bool isEmpty(const Value &value)
{
    return value.kind == Value::Kind::Absent || value.kind == Value::Kind::Null ||
           value.text.isEmpty();
}

/// What an input of the "add member" form would have held for somebody who was a member before.
Value formValue(const FormField &input, const Change &change, const Description &description)
{
    const auto known = [&change](const QString &name) { return change.values.value(name); };
    if (input.name == "admin"_L1)
        return Value::ofFlag(change.before.admin);
    if (input.name == "role"_L1)
        return Value::ofText(roleWord(change.before, description.member.role));
    for (const int field : description.memberFieldsOf(input)) {
        const Value value = known(u"member."_s + description.member.fields.at(field).key);
        if (!isEmpty(value))
            return value;
    }
    // Never the name instead of what tells people apart: it may be somebody else's, too.
    return known(u"member."_s + input.name);
}

/// Nothing where the form asks for something that is not known of the member.
std::optional<Values> addingForm(const Change &change, const Description &description)
{
    Values values = change.values;
    for (const FormField &input : description.call(CallId::AddMember)->form) {
        const Value value = formValue(input, change, description);
        if (!isEmpty(value))
            values.insert(input.name, value);
        else if (input.required)
            return std::nullopt;
    }
    return values;
}

/// Who is to be added, for sentences: the first input that means a field of the member, else the
/// first that holds free text.
QString nameTyped(const Values &typed, const Description &description)
{
    const Call *call = description.call(CallId::AddMember);
    QString other;
    for (const FormField &input : call ? call->form : QList<FormField>()) {
        const QString text = typed.value(input.name).text.trimmed();
        if (text.isEmpty() || input.name == "admin"_L1 || input.name == "role"_L1)
            continue;
        if (!description.memberFieldsOf(input).isEmpty())
            return text;
        const bool isFree = input.type != FieldType::Flag && input.choices.isEmpty();
        if (isFree && other.isEmpty())
            other = text;
    }
    return other;
}

/// A role that was chosen says whether it makes an admin; a tick beside it that says more wins.
MemberState wantedState(const Values &typed, const RoleRule &rule)
{
    const bool ticked = typed.value(u"admin"_s).text == "true"_L1;
    const QString word = typed.value(u"role"_s).text;
    if (rule.kind != RoleRule::Kind::Words || word.isEmpty() || (ticked && !rule.isAdmin(word)))
        return {true, ticked, {}};
    return {true, rule.isAdmin(word), word};
}

ChangeKind inverseKind(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::AddMember:
        return ChangeKind::RemoveMember;
    case ChangeKind::GrantAdmin:
        return ChangeKind::WithdrawAdmin;
    case ChangeKind::WithdrawAdmin:
        return ChangeKind::GrantAdmin;
    case ChangeKind::RemoveMember:
        return ChangeKind::AddMember;
    case ChangeKind::CreateOrganization:
        break;
    }
    return kind;
}

} // namespace

Change makeChange(ChangeKind kind, const QString &accountId)
{
    Change change;
    change.id = newId();
    change.kind = kind;
    change.accountId = accountId;
    switch (kind) {
    case ChangeKind::CreateOrganization:
    case ChangeKind::AddMember:
        change.wanted.present = true;
        break;
    case ChangeKind::GrantAdmin:
        change.before.present = true;
        change.wanted = {true, true, {}};
        break;
    case ChangeKind::WithdrawAdmin:
        change.before = {true, true, {}};
        change.wanted.present = true;
        break;
    case ChangeKind::RemoveMember:
        change.before.present = true;
        break;
    }
    return change;
}

Change makeChange(ChangeKind kind, const Change &subject)
{
    Change change = makeChange(kind, subject.accountId);
    change.organizationId = subject.organizationId;
    change.organizationName = subject.organizationName;
    change.memberId = subject.memberId;
    change.memberName = subject.memberName;
    change.values = subject.values;
    return change;
}

Plan makePlan(QList<Change> changes)
{
    return {newId(), std::move(changes), QDateTime::currentDateTimeUtc()};
}

Change filledIn(const Change &change, const Values &typed, const Description &description)
{
    Change filled = change;
    filled.values.insert(typed);
    if (change.kind == ChangeKind::CreateOrganization) {
        filled.organizationName = typed.value(u"name"_s).text;
        return filled;
    }
    filled.wanted = wantedState(typed, description.member.role);
    filled.memberName = nameTyped(typed, description);
    return filled;
}

Values valuesFor(const Change &change, const Description &description)
{
    Values values = change.values;
    if (!change.organizationId.isEmpty())
        fill(values, u"organization.id"_s, Value::ofText(change.organizationId));
    if (!change.memberId.isEmpty())
        fill(values, u"member.id"_s, Value::ofText(change.memberId));
    const bool right = change.kind == ChangeKind::GrantAdmin ||
                       change.kind == ChangeKind::WithdrawAdmin ||
                       change.kind == ChangeKind::AddMember;
    if (!right)
        return values;
    // What is wanted is the one truth; a form's own tick must not say anything else.
    values.insert(u"admin"_s, Value::ofFlag(change.wanted.admin));
    const RoleRule &rule = description.member.role;
    const Value chosen = values.value(u"role"_s);
    const bool keepsChoice = change.wanted.role.isEmpty() && !isEmpty(chosen) &&
                             rule.isAdmin(chosen.text) == change.wanted.admin;
    const QString word = roleWord(change.wanted, rule);
    if (rule.kind == RoleRule::Kind::Words && !keepsChoice && !word.isEmpty() &&
        chosen.text != word)
        values.insert(u"role"_s, Value::ofText(word));
    return values;
}

CallId callOf(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::CreateOrganization:
        return CallId::CreateOrganization;
    case ChangeKind::AddMember:
        return CallId::AddMember;
    case ChangeKind::GrantAdmin:
    case ChangeKind::WithdrawAdmin:
        return CallId::SetAdmin;
    case ChangeKind::RemoveMember:
        return CallId::RemoveMember;
    }
    return CallId::SetAdmin;
}

QString titleOf(const Change &change)
{
    return ChangeWords::title(change);
}

std::optional<Change> inverseOf(const Change &change, const Description &description)
{
    const ChangeKind kind = inverseKind(change.kind);
    if (kind == change.kind || !description.can(callOf(kind)))
        return std::nullopt;
    if (kind == ChangeKind::RemoveMember && change.memberId.isEmpty())
        return std::nullopt;

    Change inverse = makeChange(kind, change);
    inverse.before = change.wanted;
    inverse.wanted = change.before;
    if (kind == ChangeKind::AddMember) {
        const std::optional<Values> form = addingForm(change, description);
        if (!form)
            return std::nullopt;
        inverse.values = *form;
    }
    return inverse;
}

} // namespace orgkeeper
