// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "snapshot.h"

#include "celltext.h"
#include "template.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

bool showsMembers(const Description &description, CallId id)
{
    const Call *call = description.call(id);
    return call && (id == CallId::ListMembers || call->members.has_value());
}

std::optional<CallId> memberReading(const Change &change, const Description &description)
{
    const Call *write = description.call(callOf(change.kind));
    if (write && showsMembers(description, write->verify))
        return write->verify;
    for (const CallId id : {CallId::ListMembers, CallId::ReadOrganization}) {
        if (showsMembers(description, id))
            return id;
    }
    return std::nullopt;
}

/// The short name that was asked for; empty where the service has none.
QString slugOf(const Change &change)
{
    return change.values.value(u"slug"_s).text;
}

bool isReadBySlug(const Description &description)
{
    const Call *read = description.call(CallId::ReadOrganization);
    if (!read)
        return false;
    const QStringList names = variablesIn(read->path);
    return names.contains("organization.slug"_L1) && !names.contains("organization.id"_L1);
}

Reading organizationReading(const Values &values)
{
    return {CallId::ReadOrganization, values, EntityKind::Organization, true};
}

/// What somebody who is added was called in the form.
QStringList typedNames(const Change &change, const Description &description, bool emailsOnly)
{
    QStringList names;
    if (!emailsOnly)
        names.append(change.memberName);
    if (const Call *call = description.call(CallId::AddMember)) {
        for (const FormField &input : call->form) {
            const bool isEmail = input.type == FieldType::Email;
            const bool isName = input.type == FieldType::Text || input.type == FieldType::Id;
            if (isEmail || (isName && !emailsOnly && input.required && input.choices.isEmpty()))
                names.append(change.values.value(input.name).text);
        }
    }
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

QList<int> nameFields(const Entity &entity)
{
    QList<int> fields{0};
    for (int field = 1; field < entity.fields.size(); ++field) {
        const QString &key = entity.fields.at(field).key;
        if (key == "name"_L1 || key == "username"_L1 || key == "login"_L1 ||
            entity.fields.at(field).type == FieldType::Email)
            fields.append(field);
    }
    return fields;
}

} // namespace

std::optional<Reading> readingBefore(const Change &change, const Description &description)
{
    if (change.kind != ChangeKind::CreateOrganization) {
        const std::optional<CallId> call = memberReading(change, description);
        if (!call)
            return std::nullopt;
        return Reading{*call, valuesFor(change, description), EntityKind::Member, false};
    }
    if (isReadBySlug(description) && !slugOf(change).isEmpty()) {
        Values values = change.values;
        values.insert(u"organization.slug"_s, Value::ofText(slugOf(change)));
        return organizationReading(values);
    }
    if (description.can(CallId::ListOrganizations))
        return Reading{CallId::ListOrganizations, {}, EntityKind::Organization, false};
    return std::nullopt;
}

std::optional<Reading> readingAfter(const Change &change, const Description &description)
{
    const bool named =
        !change.organizationId.isEmpty() || change.values.contains(u"organization.slug"_s);
    if (change.kind != ChangeKind::CreateOrganization || !named ||
        !description.can(CallId::ReadOrganization))
        return readingBefore(change, description);
    Reading reading = organizationReading(valuesFor(change, description));
    if (!reading.values.contains(u"organization.slug"_s) && !slugOf(change).isEmpty())
        reading.values.insert(u"organization.slug"_s, Value::ofText(slugOf(change)));
    return reading;
}

Snapshot::Snapshot(std::shared_ptr<const Description> description, EntityKind rows,
                   std::shared_ptr<const RowStore> store, bool complete, qint64 sentMs)
    : m_description(std::move(description))
    , m_rows(rows)
    , m_store(std::move(store))
    , m_complete(complete)
    , m_sentMs(sentMs)
{
}

const Snapshot::Names &Snapshot::names() const
{
    if (!m_names) {
        const QList<int> fields = nameFields(m_description->entity(m_rows));
        Names names;
        for (int row = 0; row < m_store->size(); ++row) {
            for (const int field : fields) {
                QList<int> &rows = names[m_store->value(row, field).text.toCaseFolded()];
                if (rows.isEmpty() || rows.last() != row)
                    rows.append(row);
            }
        }
        m_names = std::make_shared<const Names>(std::move(names));
    }
    return *m_names;
}

bool Snapshot::shows(int row, const QStringList &texts) const
{
    const QList<int> fields = nameFields(m_description->entity(m_rows));
    return std::ranges::any_of(
        fields, [&](int field) { return texts.contains(m_store->value(row, field).text); });
}

bool Snapshot::hasOtherEmail(int row, const QStringList &emails) const
{
    const Entity &entity = m_description->entity(m_rows);
    for (int field = 0; field < entity.fields.size() && !emails.isEmpty(); ++field) {
        const QString shown = m_store->value(row, field).text;
        if (entity.fields.at(field).type == FieldType::Email && !shown.isEmpty() &&
            !emails.contains(shown, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

QList<int> Snapshot::memberRowsOf(const Change &change) const
{
    const QStringList typed = typedNames(change, *m_description, false);
    const QStringList emails = typedNames(change, *m_description, true);
    QList<int> folded;
    for (const QString &text : typed)
        folded += names().value(text.toCaseFolded());
    std::ranges::sort(folded);
    folded.erase(std::unique(folded.begin(), folded.end()), folded.end());
    folded.removeIf([&](int row) { return hasOtherEmail(row, emails); });
    QList<int> exact = folded;
    exact.removeIf([&](int row) { return !shows(row, typed); });
    if (!exact.isEmpty())
        return exact;
    return folded.size() == 1 ? folded : QList<int>();
}

QList<int> Snapshot::organizationRowsOf(const Change &change) const
{
    if (const int row = m_store->rowOf(change.organizationId);
        !change.organizationId.isEmpty() && row >= 0)
        return {row};
    const Entity &entity = m_description->organization;
    const bool bySlug = tellsApart(change);
    const int field = entity.indexOf(bySlug ? u"slug"_s : u"name"_s);
    const QString text = bySlug ? slugOf(change) : change.values.value(u"name"_s).text;
    QList<int> rows;
    for (int row = 0; field >= 0 && row < m_store->size(); ++row) {
        if (m_store->value(row, field).text == text)
            rows.append(row);
    }
    return rows;
}

QList<int> Snapshot::rowsOf(const Change &change) const
{
    if (!m_store)
        return {};
    if (m_rows == EntityKind::Organization)
        return organizationRowsOf(change);
    if (!change.memberId.isEmpty()) {
        const int row = m_store->rowOf(change.memberId);
        return row < 0 ? QList<int>() : QList<int>{row};
    }
    return memberRowsOf(change);
}

int Snapshot::rowOf(const Change &change) const
{
    const QList<int> rows = rowsOf(change);
    return rows.isEmpty() ? -1 : rows.first();
}

QStringList Snapshot::idsOf(const Change &change) const
{
    QStringList ids;
    for (const int row : rowsOf(change))
        ids.append(m_store->id(row));
    return ids;
}

bool Snapshot::tellsApart(const Change &change) const
{
    return m_description->organization.indexOf(u"slug") >= 0 && !slugOf(change).isEmpty();
}

bool Snapshot::knows(const Change &change) const
{
    return m_complete || rowOf(change) >= 0;
}

MemberState Snapshot::stateOf(int row) const
{
    if (row < 0)
        return {};
    const RoleRule &rule = m_description->entity(m_rows).role;
    if (rule.kind == RoleRule::Kind::None || rule.field < 0)
        return {true, false, {}};
    const QString word = m_store->value(row, rule.field).text;
    // A flag counts here as it does in the table: a service may say it with a number.
    const bool isWords = rule.kind == RoleRule::Kind::Words;
    const bool isAdmin = isWords ? rule.isAdmin(word) : isSet(m_store->cell(row, rule.field));
    return {true, isAdmin, isWords ? word : QString()};
}

Values Snapshot::valuesOf(const QString &id) const
{
    const int row = m_store ? m_store->rowOf(id) : -1;
    if (row < 0)
        return {};
    return m_store->values(row, m_rows == EntityKind::Member ? u"member"_s : u"organization"_s);
}

OrganizationFacts Snapshot::facts() const
{
    OrganizationFacts facts;
    if (!m_store || m_rows != EntityKind::Member)
        return facts;
    facts.membersKnown = m_complete;
    facts.memberCount = m_store->size();
    for (int row = 0; row < m_store->size(); ++row) {
        if (stateOf(row).admin)
            facts.adminIds.append(m_store->id(row));
    }
    return facts;
}

} // namespace orgkeeper
