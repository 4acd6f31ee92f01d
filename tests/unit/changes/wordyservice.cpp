// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "wordyservice.h"

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

Field field(const QString &key, FieldType type)
{
    Field field;
    field.key = key;
    field.type = type;
    return field;
}

} // namespace

FormField input(const QString &name, FieldType type, const QStringList &choices)
{
    FormField input;
    input.name = name;
    input.type = type;
    input.required = true;
    input.choices = choices;
    return input;
}

std::shared_ptr<const Description> wordy()
{
    auto made = std::make_shared<Description>();
    made->member.fields = {field(u"id"_s, FieldType::Id), field(u"name"_s, FieldType::Text),
                           field(u"email"_s, FieldType::Email), field(u"role"_s, FieldType::Text)};
    made->member.role = {RoleRule::Kind::Words, 3, {}, {u"Admin"_s}, u"Admin"_s, u"Viewer"_s};
    for (const CallId call :
         {CallId::ListMembers, CallId::AddMember, CallId::SetAdmin, CallId::RemoveMember})
        made->calls[call].id = call;
    Call &add = made->calls[CallId::AddMember];
    add.form = {input(u"email"_s, FieldType::Email, {}),
                input(u"role"_s, FieldType::Text, {u"Viewer"_s, u"Editor"_s})};
    made->calls[CallId::SetAdmin].verify = CallId::ListMembers;
    return made;
}

Change changeOf(ChangeKind kind)
{
    Change change = makeChange(kind, u"acme"_s);
    change.organizationId = u"17"_s;
    change.organizationName = u"Muster Bau"_s;
    change.memberId = u"5"_s;
    change.memberName = u"Elif Örnek"_s;
    change.values = {{u"member.id"_s, Value::ofNumber(u"5"_s)},
                     {u"member.name"_s, Value::ofText(u"Elif Örnek"_s)},
                     {u"member.email"_s, Value::ofText(u"elif@example.org"_s)}};
    return change;
}

Snapshot snapshotOf(const std::shared_ptr<const Description> &description,
                    const std::vector<Person> &people, bool complete)
{
    auto store = std::make_shared<RowStore>(&description->member);
    store->beginReading();
    store->beginPage(1, false);
    for (const Person &person : people) {
        const auto text = [](const std::string &words) { return Cell{Cell::Kind::Text, 0, words}; };
        const std::array cells{text(person.id), text(person.name), text(person.email),
                               text(person.role)};
        store->addRow(cells);
    }
    store->endReading(complete);
    return {description, EntityKind::Member, store, complete, 1};
}

GuardContext noGuards(const std::shared_ptr<const Description> &description)
{
    static const Account account;
    GuardContext context;
    context.account = [](const QString &) { return &account; };
    context.description = [description](const QString &) { return description.get(); };
    return context;
}

} // namespace orgkeeper
