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

/// What was typed into one input of the form, and the fields of a member of which one equals it.
struct Typed
{
    QString text;
    QList<int> fields;
};

/// What says who is to be added. Names for display are no part of it: anybody may call himself as
/// somebody else is called.
QList<Typed> typedOf(const Change &change, const Description &description)
{
    QList<Typed> all;
    const Call *call = description.call(CallId::AddMember);
    for (const FormField &input : call ? call->form : QList<FormField>()) {
        const Typed typed{change.values.value(input.name).text.trimmed(),
                          description.memberFieldsOf(input)};
        if (!typed.text.isEmpty() && !typed.fields.isEmpty())
            all.append(typed);
    }
    return all;
}

QList<int> typedFields(const Description &description)
{
    QList<int> fields;
    const Call *call = description.call(CallId::AddMember);
    for (const FormField &input : call ? call->form : QList<FormField>())
        fields += description.memberFieldsOf(input);
    std::ranges::sort(fields);
    fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
    return fields;
}

enum class Fit { Exact, Folded, Silent, Other };

/// How a row stands to one input: Silent where it shows none of the fields.
Fit fitOf(const RowStore &store, int row, const Typed &typed)
{
    Fit fit = Fit::Silent;
    for (const int field : typed.fields) {
        const QString shown = store.value(row, field).text;
        if (shown == typed.text)
            return Fit::Exact;
        if (shown.compare(typed.text, Qt::CaseInsensitive) == 0)
            fit = Fit::Folded;
        else if (!shown.isEmpty() && fit == Fit::Silent)
            fit = Fit::Other;
    }
    return fit;
}

/// How a row stands to all: one that is somebody else's in any is Other.
Fit fitOf(const RowStore &store, int row, const QList<Typed> &all)
{
    Fit best = Fit::Silent;
    for (const Typed &typed : all) {
        const Fit fit = fitOf(store, row, typed);
        if (fit == Fit::Other)
            return fit;
        best = std::min(best, fit);
    }
    return best;
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
        const QList<int> fields = typedFields(*m_description);
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

bool Snapshot::canShow(const Change &change) const
{
    return m_rows != EntityKind::Member || !change.memberId.isEmpty() ||
           !typedOf(change, *m_description).isEmpty();
}

QList<int> Snapshot::memberRowsOf(const Change &change) const
{
    const QList<Typed> typed = typedOf(change, *m_description);
    QList<int> likely;
    for (const Typed &one : typed)
        likely += names().value(one.text.toCaseFolded());
    std::ranges::sort(likely);
    likely.erase(std::unique(likely.begin(), likely.end()), likely.end());
    QList<int> exact;
    QList<int> folded;
    for (const int row : std::as_const(likely)) {
        const Fit fit = fitOf(*m_store, row, typed);
        if (fit == Fit::Exact)
            exact.append(row);
        else if (fit == Fit::Folded)
            folded.append(row);
    }
    return exact.isEmpty() ? folded : exact;
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
    // Of two organizations that fit the first is as good as the other; of two people it is not.
    return rows.isEmpty() || (isOfMembers() && rows.size() > 1) ? -1 : rows.first();
}

bool Snapshot::severalFit(const Change &change) const
{
    return isOfMembers() && rowsOf(change).size() > 1;
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
