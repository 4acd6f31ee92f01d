// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "descriptionentities.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::DescriptionEntities)
};

struct TypeName
{
    QLatin1StringView name;
    FieldType type;
};

constexpr std::array typeNames{
    TypeName{"id"_L1, FieldType::Id},         TypeName{"text"_L1, FieldType::Text},
    TypeName{"number"_L1, FieldType::Number}, TypeName{"count"_L1, FieldType::Count},
    TypeName{"time"_L1, FieldType::Time},     TypeName{"flag"_L1, FieldType::Flag},
    TypeName{"email"_L1, FieldType::Email},   TypeName{"link"_L1, FieldType::Link},
    TypeName{"list"_L1, FieldType::List},
};

/// What a well-known key stands for where the description does not say more.
struct WellKnown
{
    QLatin1StringView key;
    FieldType type;
    const char *label;
};

constexpr const char *Context = "orgkeeper::DescriptionEntities";

constexpr std::array wellKnownFields{
    WellKnown{"name"_L1, FieldType::Text,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "Name")},
    WellKnown{"slug"_L1, FieldType::Text,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "Slug")},
    WellKnown{"email"_L1, FieldType::Email,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "E-mail")},
    WellKnown{"created"_L1, FieldType::Time,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "Created")},
    WellKnown{"updated"_L1, FieldType::Time,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "Updated")},
    WellKnown{"description"_L1, FieldType::Text,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "Description")},
    WellKnown{"members"_L1, FieldType::Count,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "Members")},
    WellKnown{"admins"_L1, FieldType::Count,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "Admins")},
    WellKnown{"projects"_L1, FieldType::Count,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "Projects")},
    WellKnown{"admin"_L1, FieldType::Flag,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "Admin")},
    WellKnown{"role"_L1, FieldType::Text,
              QT_TRANSLATE_NOOP("orgkeeper::DescriptionEntities", "Role")},
};

QString labelOfId(EntityKind kind)
{
    switch (kind) {
    case EntityKind::Member:
        return Words::tr("User ID");
    case EntityKind::Project:
        return Words::tr("Project ID");
    case EntityKind::Organization:
        break;
    }
    return Words::tr("Organization ID");
}

/// Heading and type of a field before the description has its say.
void applyWellKnown(Field &field, EntityKind kind)
{
    field.label = field.key;
    if (field.key == "id"_L1) {
        field.label = labelOfId(kind);
        field.type = FieldType::Id;
    }
    for (const WellKnown &known : wellKnownFields) {
        if (known.key == field.key) {
            field.label = QCoreApplication::translate(Context, known.label);
            field.type = known.type;
        }
    }
}

QString labelOf(EntityKind kind)
{
    switch (kind) {
    case EntityKind::Member:
        return Words::tr("Members");
    case EntityKind::Project:
        return Words::tr("Projects");
    case EntityKind::Organization:
        break;
    }
    return Words::tr("Organizations");
}

QLatin1StringView nameOfKind(EntityKind kind)
{
    switch (kind) {
    case EntityKind::Member:
        return "member"_L1;
    case EntityKind::Project:
        return "project"_L1;
    case EntityKind::Organization:
        break;
    }
    return "organization"_L1;
}

/// Rules that hold between the words of one field.
void checkField(const Located &value, const Field &field, EntityKind kind,
                DescriptionProblems &problems)
{
    const bool computed = !field.computed.isEmpty();
    if (computed && value.find(u"value")) {
        problems.add(value.line,
                     Words::tr("“%1” is both computed and read from the reply.").arg(field.key),
                     Words::tr("Keep \"computed\" or \"value\"."));
    }
    if (!computed && field.pointers.empty()) {
        problems.add(value.line, Words::tr("“%1” does not say where it stands.").arg(field.key),
                     Words::tr("Write \"value\": \"/%1\", or where else in a row it stands.")
                         .arg(field.key));
    }
    if (computed && kind != EntityKind::Organization) {
        problems.add(value.line,
                     Words::tr("“%1” can be computed for organizations only.").arg(field.key),
                     Words::tr("Take \"computed\" out."));
    }
    const QString type = value.textOf(u"type");
    const bool typeKnown = type.isEmpty() || std::any_of(typeNames.begin(), typeNames.end(),
                                                         [&type](const TypeName &entry) {
                                                             return entry.name == type;
                                                         });
    if (typeKnown && value.find(u"item") && field.type != FieldType::List) {
        problems.add(value.line, Words::tr("“%1” has an \"item\" but is no list.").arg(field.key),
                     Words::tr("Write \"type\": \"list\", or take \"item\" out."));
    }
    if (typeKnown && field.length && field.type != FieldType::Count) {
        problems.add(value.line, Words::tr("“%1” has a \"length\" but is no count.").arg(field.key),
                     Words::tr("Write \"type\": \"count\", or take \"length\" out."));
    }
}

Field readField(const Located &value, int position, EntityKind kind, DescriptionProblems &problems)
{
    Field field;
    field.key = value.textOf(u"key");
    applyWellKnown(field, kind);
    if (const QString label = value.textOf(u"label"); !label.isEmpty()) {
        field.label = label;
    }
    for (const TypeName &entry : typeNames) {
        if (entry.name == value.textOf(u"type")) {
            field.type = entry.type;
        }
    }
    field.pointers = readPointers(value.find(u"value"));
    field.item = readPointer(value, u"item");
    field.computed = value.textOf(u"computed");
    const Located *length = value.find(u"length");
    field.length = length && length->flag;
    const Located *shown = value.find(u"shown");
    field.shown = !shown || shown->flag;
    field.position = position;
    const Located *priority = value.find(u"priority");
    // The name never gives way; the others do from the last column on.
    field.priority = field.key == "name"_L1             ? 100
                     : priority && priority->isNumber() ? static_cast<int>(priority->number)
                                                        : std::max(5, 90 - 10 * position);
    if (!field.key.isEmpty()) {
        checkField(value, field, kind, problems);
    }
    return field;
}

QStringList readWords(const Located *list)
{
    QStringList words;
    if (list && list->isList()) {
        for (const Located &item : list->children) {
            words.append(item.text);
        }
    }
    return words;
}

void checkWords(const Located &value, const RoleRule &rule, DescriptionProblems &problems)
{
    const auto wrong = [&](QStringView name, const QString &text, const QString &cure) {
        const Located *word = value.find(name);
        problems.add(word ? word->line : value.line, text, cure);
    };
    if (!rule.granted.isEmpty() && !rule.isAdmin(rule.granted)) {
        wrong(
            u"granted",
            Words::tr("“granted” is “%1”, which \"words\" does not call admin.").arg(rule.granted),
            Words::tr("Choose one of %1, or add it there.").arg(rule.adminWords.join(u", "_s)));
    }
    if (!rule.withdrawn.isEmpty() && rule.isAdmin(rule.withdrawn)) {
        wrong(u"withdrawn",
              Words::tr("“withdrawn” is “%1”, which \"words\" calls admin.").arg(rule.withdrawn),
              Words::tr("Choose the word of a member without the right."));
    }
}

RoleRule readRole(const Located &value, const Entity &entity, DescriptionProblems &problems)
{
    RoleRule rule;
    const QString key = value.textOf(u"field");
    rule.field = entity.indexOf(key);
    rule.kind = value.find(u"words") ? RoleRule::Kind::Words : RoleRule::Kind::Flag;
    if (rule.field < 0 && !key.isEmpty()) {
        problems.add(value.line,
                     Words::tr("“member.admin” names the field “%1”, which a member "
                               "does not have.")
                         .arg(key),
                     Words::tr("Name one of its fields: the one that holds the right."));
    }
    rule.separator = value.textOf(u"separator");
    rule.adminWords = readWords(value.find(u"words"));
    rule.granted = value.textOf(u"granted");
    rule.withdrawn = value.textOf(u"withdrawn");
    if (rule.kind == RoleRule::Kind::Words) {
        checkWords(value, rule, problems);
    } else if (!rule.granted.isEmpty() || !rule.withdrawn.isEmpty() || !rule.separator.isEmpty()) {
        problems.add(value.line, Words::tr("“member.admin” has words to set but is a flag."),
                     Words::tr("Say which words mean admin: \"words\": [ \"owner\" ]."));
    }
    if (rule.field > 0 && rule.kind == RoleRule::Kind::Flag &&
        entity.fields.at(rule.field).type != FieldType::Flag) {
        problems.add(value.line,
                     Words::tr("“member.admin” takes “%1” as a flag, but it is none.").arg(key),
                     Words::tr("Give that field \"type\": \"flag\", or say which words mean "
                               "admin: \"words\": [ \"owner\" ]."));
    }
    return rule;
}

/// The id becomes field 0, whatever place its column has.
void bringIdFirst(Entity &entity, const Located &value, EntityKind kind,
                  DescriptionProblems &problems)
{
    const int id = entity.indexOf(u"id");
    if (id < 0) {
        problems.add(value.line, Words::tr("“%1” has no field \"id\".").arg(nameOfKind(kind)),
                     Words::tr("Write one: { \"key\": \"id\", \"value\": \"/id\" }."));
        return;
    }
    entity.fields.move(id, 0);
    if (kind == EntityKind::Organization && entity.indexOf(u"name") < 0) {
        problems.add(value.line, Words::tr("“organization” has no field \"name\"."),
                     Words::tr("Write one: { \"key\": \"name\", \"value\": \"/name\" }."));
    }
}

} // namespace

Entity readEntity(const Located *value, EntityKind kind, DescriptionProblems &problems)
{
    Entity entity;
    entity.label = value ? value->textOf(u"label") : QString();
    if (entity.label.isEmpty()) {
        entity.label = labelOf(kind);
    }
    const Located *fields = value ? value->find(u"fields") : nullptr;
    if (!fields || !fields->isList()) {
        return entity;
    }
    for (const Located &item : fields->children) {
        if (!item.isObject()) {
            continue;
        }
        Field field = readField(item, static_cast<int>(entity.fields.size()), kind, problems);
        if (entity.indexOf(field.key) >= 0) {
            problems.add(item.line, Words::tr("There are two fields “%1”.").arg(field.key),
                         Words::tr("Give one of them another key."));
        }
        entity.fields.append(std::move(field));
    }
    bringIdFirst(entity, *value, kind, problems);
    if (const Located *admin = value->find(u"admin"); admin && admin->isObject()) {
        entity.role = readRole(*admin, entity, problems);
    }
    return entity;
}

std::vector<std::string> readPointers(const Located *value)
{
    std::vector<std::string> pointers;
    if (value && value->isText()) {
        pointers.push_back(value->text.toStdString());
    } else if (value && value->isList()) {
        for (const Located &item : value->children) {
            pointers.push_back(item.text.toStdString());
        }
    }
    return pointers;
}

std::string readPointer(const Located &object, QStringView name)
{
    return object.textOf(name).toStdString();
}

QStringList variablesOf(const Entity &entity, QStringView prefix)
{
    QStringList names;
    for (const Field &field : entity.fields) {
        if (field.computed.isEmpty() && field.type != FieldType::List) {
            names.append(prefix.toString() + u'.' + field.key);
        }
    }
    return names;
}

Error::Kind errorKind(const QString &word)
{
    static const QHash<QString, Error::Kind> kinds{
        {u"tokenRefused"_s, Error::Kind::TokenRefused},
        {u"forbidden"_s, Error::Kind::Forbidden},
        {u"notFound"_s, Error::Kind::NotFound},
        {u"conflict"_s, Error::Kind::Conflict},
        {u"rejected"_s, Error::Kind::Rejected},
        {u"rateLimited"_s, Error::Kind::RateLimited},
        {u"server"_s, Error::Kind::Server},
        {u"withdrawn"_s, Error::Kind::Withdrawn},
        {u"malformed"_s, Error::Kind::Malformed},
    };
    return kinds.value(word, Error::Kind::Refused);
}

} // namespace orgkeeper
