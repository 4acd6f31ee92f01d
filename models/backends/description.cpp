// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "description.h"

#include "template.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::Description)
};

struct CallName
{
    CallId id;
    QLatin1StringView name;
};

constexpr std::array callNames{
    CallName{CallId::WhoAmI, "whoAmI"_L1},
    CallName{CallId::ListOrganizations, "listOrganizations"_L1},
    CallName{CallId::ReadOrganization, "readOrganization"_L1},
    CallName{CallId::ListMembers, "listMembers"_L1},
    CallName{CallId::ListProjects, "listProjects"_L1},
    CallName{CallId::CreateOrganization, "createOrganization"_L1},
    CallName{CallId::UpdateOrganization, "updateOrganization"_L1},
    CallName{CallId::AddMember, "addMember"_L1},
    CallName{CallId::SetAdmin, "setAdmin"_L1},
    CallName{CallId::RemoveMember, "removeMember"_L1},
};

/// By what is known of the field alone. "name" is not among them: with most services it is what a
/// person likes to be called, and two may like the same.
bool tellsPeopleApart(const Field &field)
{
    constexpr std::array keys{"username"_L1, "login"_L1, "slug"_L1};
    return field.type == FieldType::Id || field.type == FieldType::Email ||
           std::find(keys.begin(), keys.end(), field.key) != keys.end();
}

QString generalReason(CallId id, const QString &name)
{
    switch (id) {
    case CallId::WhoAmI:
        return Words::tr("%1 cannot say who a token belongs to. Its description has no such call.")
            .arg(name);
    case CallId::ListOrganizations:
        return Words::tr("%1 cannot list organizations. Its description has no such call.")
            .arg(name);
    case CallId::ReadOrganization:
        return Words::tr("%1 shows no more of an organization than the list does. "
                         "Its description has no call that reads one.")
            .arg(name);
    case CallId::ListMembers:
        return Words::tr("%1 does not tell who the members are. "
                         "Its description has no call for members.")
            .arg(name);
    case CallId::ListProjects:
        return Words::tr("%1 does not list projects. Its description has no such call.").arg(name);
    case CallId::CreateOrganization:
        return Words::tr("%1 lets no program create organizations. "
                         "Its description has no such call.")
            .arg(name);
    case CallId::UpdateOrganization:
        return Words::tr("%1 lets no program edit organizations. "
                         "Its description has no such call.")
            .arg(name);
    case CallId::AddMember:
        return Words::tr("%1 lets no program add members. Its description has no such call.")
            .arg(name);
    case CallId::SetAdmin:
        return Words::tr("%1 lets no program change who is admin. "
                         "Its description has no such call.")
            .arg(name);
    case CallId::RemoveMember:
        return Words::tr("%1 lets no program remove members. Its description has no such call.")
            .arg(name);
    }
    return {};
}

} // namespace

QLatin1StringView nameOf(CallId call)
{
    for (const CallName &entry : callNames) {
        if (entry.id == call) {
            return entry.name;
        }
    }
    return {};
}

std::optional<CallId> callNamed(QStringView name)
{
    for (const CallName &entry : callNames) {
        if (entry.name == name) {
            return entry.id;
        }
    }
    return std::nullopt;
}

const QList<CallId> &allCalls()
{
    static const QList<CallId> calls = [] {
        QList<CallId> list;
        for (const CallName &entry : callNames) {
            list.append(entry.id);
        }
        return list;
    }();
    return calls;
}

bool RoleRule::isAdmin(const QString &word) const
{
    switch (kind) {
    case Kind::None:
        return false;
    case Kind::Flag:
        return word == "true"_L1;
    case Kind::Words:
        break;
    }
    QStringList words = word.split(QChar(0x1f));
    if (!separator.isEmpty()) {
        words = words.join(separator).split(separator);
    }
    return std::any_of(words.cbegin(), words.cend(), [this](const QString &each) {
        return adminWords.contains(each.trimmed(), Qt::CaseInsensitive);
    });
}

int Entity::indexOf(QStringView key) const
{
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (fields.at(i).key == key) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

const Call *Description::call(CallId callId) const
{
    const auto found = calls.find(callId);
    return found == calls.end() ? nullptr : &found->second;
}

QString Description::whyNot(CallId callId) const
{
    if (can(callId)) {
        return {};
    }
    const QString own = absent.value(nameOf(callId).toString());
    return own.isEmpty() ? generalReason(callId, name) : own;
}

QList<int> Description::memberFieldsOf(const FormField &input) const
{
    QList<int> fields;
    for (const QString &key : input.member) {
        fields.append(member.indexOf(key));
    }
    if (fields.isEmpty()) {
        int field = member.indexOf(input.name);
        if (field < 0 && input.type == FieldType::Email) {
            field = member.indexOf(u"email");
        }
        if (field >= 0 && tellsPeopleApart(member.fields.at(field))) {
            fields.append(field);
        }
    }
    fields.removeAll(-1);
    return fields;
}

const Entity &Description::entity(EntityKind kind) const
{
    switch (kind) {
    case EntityKind::Member:
        return member;
    case EntityKind::Project:
        return project;
    case EntityKind::Organization:
        break;
    }
    return organization;
}

bool Description::hasMembers() const
{
    const Call *read = call(CallId::ReadOrganization);
    return can(CallId::ListMembers) || (read && read->members);
}

bool Description::hasProjects() const
{
    const Call *read = call(CallId::ReadOrganization);
    return can(CallId::ListProjects) || (read && read->projects);
}

QList<QPair<QByteArray, QByteArray>> authHeaderValues(const Description &description,
                                                      const QHash<QString, QString> &secrets)
{
    const auto lookup = [&secrets](const QString &name) {
        if (name != "basic"_L1) {
            return secrets.value(name);
        }
        const QString pair = secrets.value(u"user"_s) + u':' + secrets.value(u"password"_s);
        return QString::fromLatin1(pair.toUtf8().toBase64());
    };
    QList<QPair<QByteArray, QByteArray>> headers;
    for (const auto &[name, value] : description.authHeaders) {
        headers.append({name, expand(value, lookup).toUtf8()});
    }
    return headers;
}

} // namespace orgkeeper
