// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"
#include "request.h"

#include <QHash>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace orgkeeper {

/// What a backend may be able to do. A call that is not described is a capability it lacks.
enum class CallId {
    WhoAmI,
    ListOrganizations,
    ReadOrganization,
    ListMembers,
    ListProjects,
    CreateOrganization,
    UpdateOrganization,
    AddMember,
    SetAdmin,
    RemoveMember,
};
/// The name of a call in a description file ("listOrganizations"), and back.
[[nodiscard]] QLatin1StringView nameOf(CallId call);
[[nodiscard]] std::optional<CallId> callNamed(QStringView name);
[[nodiscard]] const QList<CallId> &allCalls();

enum class EntityKind { Organization, Member, Project };

enum class FieldType { Id, Text, Number, Count, Time, Flag, Email, Link, List };

/// One column of an entity and where a reply holds it.
struct Field
{
    QString key;   ///< stable, used by settings and templates: "id", "name", "slug", "created", ...
    QString label; ///< for the header and the form
    FieldType type = FieldType::Text;
    std::vector<std::string> pointers; ///< JSON pointers from the row, tried in order
    std::string item;      ///< List: the pointer inside each item; empty: the item itself
    bool length = false;   ///< Count: the number of items of the array there
    bool shown = true;     ///< as a column at first; every field is in the overview
    int priority = 0;      ///< columns with a lower one are dropped first in a narrow window
};

/// What the service calls admin, and how a right is written.
struct RoleRule
{
    enum class Kind { None, Flag, Words };
    Kind kind = Kind::None;
    int field = -1;          ///< index in Entity::fields
    QStringList adminWords;  ///< Words: which of them are admin
    QString granted;         ///< Words: the word to set when granting
    QString withdrawn;       ///< Words: the word to set when withdrawing

    [[nodiscard]] bool isAdmin(const QString &word) const;
};

/// Organization, member or project as this backend has it. Field 0 is always the id.
struct Entity
{
    QString label;          ///< plural, "Members"; what the tab is called
    QList<Field> fields;
    RoleRule role;          ///< members only
    [[nodiscard]] int indexOf(QStringView key) const; ///< -1: this backend has no such field
};

/// Text with {variables}: pieces alternate literal, variable, literal ... (always an odd count).
struct Template
{
    QStringList pieces;
    [[nodiscard]] bool isEmpty() const { return pieces.isEmpty(); }
};

struct QueryParameter
{
    QString name;
    Template value;
    bool omitEmpty = false;
};

/// How a list goes on after its first page.
struct Paging
{
    enum class Kind { None, Cursor, Page, Offset, Link, NextUrl };
    Kind kind = Kind::None;
    QString parameter;       ///< query (or body member) that carries cursor, page or offset
    bool inBody = false;
    QString sizeParameter;   ///< empty: the service's own size
    int size = 0;
    int first = 0;           ///< Page: the number of the first page
    std::string next;        ///< Cursor, NextUrl: pointer to it
    std::string more;        ///< pointer to a flag that says whether there is more; may be empty
    std::string total;       ///< pointer to the number of all rows; may be empty
    bool shortPageEnds = false;
    int cap = 10000;         ///< pages; met: the list says "at least"
};

/// What a status or a service's own code means on one call or on all.
struct Meaning
{
    int status = 0;          ///< 0: any
    QString code;            ///< empty: any; compared without case
    Error::Kind kind = Error::Kind::None;
    QString text;            ///< said to the user with it; may be empty
};

/// A condition that a 2xx body must meet to be a success.
struct Proof
{
    std::string pointer;
    QJsonValue equals;       ///< absent member: not checked unless required
    bool required = false;
    Error::Kind otherwise = Error::Kind::Refused;
};

struct FormField
{
    QString name;            ///< the variable it fills in body and path templates
    QString label;
    FieldType type = FieldType::Text;
    bool required = false;
    QString pattern;         ///< a regular expression the whole text must match; empty: any
    QString patternHint;     ///< what to say when it does not
    QString derivedFrom;     ///< proposes a slug made from that field until edited
    QStringList choices;
    QStringList errorNames;  ///< names by which the service's field errors mean this one
    QString hint;
};

/// What a write does to a member's right.
enum class WriteEffect { Set, Toggle };

struct Call
{
    CallId id = CallId::ListOrganizations;
    Effect effect = Effect::Read;
    QByteArray verb;
    Template path;           ///< begins with one slash; checked at load
    QList<QueryParameter> query;
    QJsonValue body;         ///< Undefined: none; strings in it are templates
    std::string rows;        ///< lists: pointer to the array ("" is the root)
    std::string record;      ///< single objects: pointer to it
    std::optional<std::string> members;  ///< array of members inside the record
    std::optional<std::string> projects;
    Paging paging;
    QList<Proof> proofs;
    QList<Meaning> meanings; ///< before the backend's general ones
    QList<FormField> form;
    WriteEffect writeEffect = WriteEffect::Set;
    std::string result;      ///< SetAdmin: pointer to the right after the call; may be empty
    std::string created;     ///< pointer to the new object's id where the reply lacks the object
    CallId verify = CallId::ReadOrganization; ///< the read that shows what is true afterwards
};

struct CredentialField
{
    QString name;   ///< "token", "user", "password"
    QString label;  ///< "API key"
    bool secret = true;
    QString prefix; ///< a right one begins so; empty: not known
};

/// Everything that differs between services, loaded and checked. Immutable once made.
struct Description
{
    QString id;
    QString name;            ///< "Ancla"
    QString mark;            ///< two letters for the tile
    QString credentialLabel; ///< "API key", "server admin, Basic"
    bool shipped = false;
    QString file;            ///< where it came from
    QUrl baseUrl;            ///< proposed; empty: the user must give one
    QList<CredentialField> credentials;
    QList<QPair<QByteArray, Template>> authHeaders;
    QStringList messagePointers;
    QStringList codePointers;
    struct FieldErrors
    {
        std::string pointer;  ///< an object {field: [text]} or an array of objects
        std::string name;     ///< array: pointers inside an item
        std::string message;
    };
    QList<FieldErrors> fieldErrors;
    QList<Meaning> meanings;
    QList<Proof> proofs;     ///< of every 2xx
    QString meId;            ///< key of Member that whoAmI's id equals ("id")
    std::map<std::string, std::string> me; ///< WhoAmI: "id", "name", "email" -> pointer
    Entity organization;
    Entity member;
    Entity project;
    std::map<CallId, Call> calls;
    QHash<QString, QString> absent; ///< call name -> why it is not there, in a sentence
    QHash<QString, QString> summary; ///< call name -> a word for the first page ("counts", "name")
    QString webPage;         ///< template of an organization's web page; may be empty

    [[nodiscard]] const Call *call(CallId id) const;
    [[nodiscard]] bool can(CallId id) const { return call(id) != nullptr; }
    /// Why the backend lacks the call, in the description's words or in general ones.
    [[nodiscard]] QString whyNot(CallId id) const;
    [[nodiscard]] const Entity &entity(EntityKind kind) const;
    /// Members come with a call of their own or inside the organization's.
    [[nodiscard]] bool hasMembers() const;
    [[nodiscard]] bool hasProjects() const;
};

/// One mistake in a description file, in words its author can act on.
struct Problem
{
    int line = 0;    ///< from 1; 0: the whole file
    QString text;    ///< "efect" is not a word of the format.
    QString cure;    ///< Did you mean "effect"? ...
};

struct LoadedDescription
{
    std::shared_ptr<const Description> description; ///< null when there are problems
    QString id;               ///< as far as it could be read
    QString name;
    QString file;
    QList<Problem> problems;  ///< by line
};

/// Reads, checks and compiles one description. Never throws, never touches the network.
[[nodiscard]] LoadedDescription loadDescription(const QByteArray &json, const QString &file,
                                                bool shipped);

} // namespace orgkeeper
