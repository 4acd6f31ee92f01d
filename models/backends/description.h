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
    std::string item;    ///< List: the pointer inside each item; empty: the item itself
    bool length = false; ///< Count: the number of items of the array there
    /// Not in any reply: worked out by the program. "admins": how many members are admin, known
    /// only after the members were read. Cells of such a field come as Absent from the engine.
    QString computed;
    bool shown = true; ///< as a column at first; every field is in the overview
    int priority = 0;  ///< columns with a lower one are dropped first in a narrow window
    int position = 0;  ///< where the column stands at first, from 0: the order of the file (the id
                       ///< is always field 0 but seldom the first column)
};

/// What the service calls admin, and how a right is written.
struct RoleRule
{
    enum class Kind { None, Flag, Words };
    Kind kind = Kind::None;
    int field = -1;         ///< index in Entity::fields
    QString separator;      ///< Words: several in one text ("owner,admin"); empty: one word
    QStringList adminWords; ///< Words: which of them are admin; compared without case
    QString granted;        ///< Words: the word to set when granting
    QString withdrawn;      ///< Words: the word to set when withdrawing

    /// Whether a cell's text makes its member an admin: "true" for a flag; for words, any of the
    /// words in it (a list's items are joined by U+001F).
    [[nodiscard]] bool isAdmin(const QString &word) const;
};

/// Organization, member or project as this backend has it. Field 0 is always the id.
struct Entity
{
    QString label; ///< plural, "Members"; what the tab is called
    QList<Field> fields;
    RoleRule role;                                    ///< members only
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
    QString parameter; ///< query (or body member) that carries cursor, page or offset
    bool inBody = false;
    QString sizeParameter; ///< empty: the service's own size
    int size = 0;
    int first = 0;     ///< Page: the number of the first page
    std::string next;  ///< Cursor, NextUrl: pointer to it
    std::string more;  ///< pointer to a flag that says whether there is more; may be empty
    std::string total; ///< pointer to the number of all rows; may be empty
    bool shortPageEnds = false;
    int cap = 10000; ///< pages; met: the list says "at least"
    // Of a whole list, all pages together; no description sets them. Met: the reading ends as
    // TooLarge, what was read stays. Bytes are unpacked ones, about what the rows then take in
    // memory.
    qint64 mostRows = 5'000'000;
    qint64 mostBytes = qint64(1024) * 1024 * 1024;
};

/// What a status or a service's own code means on one call or on all.
struct Meaning
{
    int status = 0; ///< 0: any
    QString code;   ///< empty: any; compared without case
    Error::Kind kind = Error::Kind::None;
    QString text; ///< said to the user with it; may be empty
};

/// A condition that a 2xx body must meet to be a success.
struct Proof
{
    std::string pointer; ///< from the root of the reply
    QJsonValue equals;   ///< absent member: not checked unless required; Undefined: any value
    bool required = false;
    Error::Kind otherwise = Error::Kind::Refused;
};

/// What an empty optional input stands for in a body.
enum class EmptyInput {
    Omitted, ///< Value::Kind::Absent: the member is left out
    Null,
    Text, ///< ""
};

struct FormField
{
    QString name; ///< the variable it fills in body and path templates
    QString label;
    FieldType type = FieldType::Text;
    bool required = false;
    QString pattern;     ///< a regular expression the whole text must match; empty: any
    QString patternHint; ///< what to say when it does not
    QString derivedFrom; ///< proposes a slug made from that field until edited
    QStringList choices;
    EmptyInput empty = EmptyInput::Omitted;
    QStringList errorNames; ///< names by which the service's field errors mean this one
    QStringList member; ///< AddMember: keys of the member's fields of which one equals this input
    QString hint;
};

/// What a write does to a member's right.
enum class WriteEffect { Set, Toggle };

struct Call
{
    CallId id = CallId::ListOrganizations;
    Effect effect = Effect::Read;
    QByteArray verb;
    Template path; ///< begins with one slash; checked at load
    QList<QueryParameter> query;
    /// Undefined: none. Strings in it are templates; one that is a single variable takes the
    /// value's own JSON type, and a member whose variable is absent is left out.
    QJsonValue body;
    std::string rows;                    ///< lists: pointer to the array ("" is the root)
    std::string record;                  ///< single objects: pointer to it
    std::optional<std::string> members;  ///< array of members, from the record
    std::optional<std::string> projects; ///< array of projects, from the record
    Paging paging;
    QList<Proof> proofs;
    QList<Meaning> meanings; ///< before the backend's general ones
    QList<FormField> form;
    bool onlyChanged = false; ///< UpdateOrganization: unchanged form fields are Absent
    bool invites = false;     ///< AddMember: done means invited; nobody is a member yet
    WriteEffect writeEffect = WriteEffect::Set;
    std::string result;  ///< SetAdmin: pointer to the right after the call; may be empty
    std::string created; ///< pointer to the new object's id where the reply lacks the object;
                         ///< empty: the reply is the object, at record
    CallId verify = CallId::ReadOrganization; ///< the read that shows what is true afterwards
};

struct CredentialField
{
    QString name;  ///< "token", "user", "password"
    QString label; ///< "API key"
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
    QString file;           ///< where it came from
    QUrl baseUrl;           ///< proposed; empty: the user must give one
    QString baseUrlExample; ///< what one looks like, for an empty input; may be empty
    QList<CredentialField> credentials;
    /// Variables: the names of the credential fields, and "basic", which is base64(user:password)
    /// of the fields of these names. See authHeaderValues().
    QList<QPair<QByteArray, Template>> authHeaders;
    QList<QPair<QByteArray, QByteArray>> headers; ///< fixed ones of every request, no secrets
    QStringList messagePointers;
    QStringList codePointers;
    struct FieldErrors
    {
        std::string pointer; ///< an object {field: [text]} or an array of objects
        std::string name;    ///< array: pointers inside an item
        std::string message;
    };
    QList<FieldErrors> fieldErrors;
    QList<Meaning> meanings;
    QList<Proof> proofs;                   ///< of every 2xx
    QString meId;                          ///< key of Member that whoAmI's id equals ("id")
    std::map<std::string, std::string> me; ///< WhoAmI: "id", "name", "email" -> pointer from record
    Entity organization;
    Entity member;
    Entity project;
    std::map<CallId, Call> calls;
    QHash<QString, QString> absent;  ///< call name -> why it is not there, in a sentence
    QHash<QString, QString> summary; ///< call name -> a word for the first page ("counts", "name")
    Template webPage; ///< of an organization (variables organization.*); may be empty

    [[nodiscard]] const Call *call(CallId callId) const;
    [[nodiscard]] bool can(CallId callId) const { return call(callId) != nullptr; }
    /// Why the backend lacks the call, in the description's words or in general ones.
    [[nodiscard]] QString whyNot(CallId callId) const;
    [[nodiscard]] const Entity &entity(EntityKind kind) const;
    /// The fields of a member of which one equals what is typed into this input of AddMember: those
    /// that it names, else the one of its own key where that tells people apart (id, username,
    /// login, slug, an e-mail). Never a name for display, which anybody may choose. Empty: none.
    [[nodiscard]] QList<int> memberFieldsOf(const FormField &input) const;
    /// Members come with a call of their own or inside the organization's.
    [[nodiscard]] bool hasMembers() const;
    [[nodiscard]] bool hasProjects() const;
};

/// One mistake in a description file, in words its author can act on.
struct Problem
{
    int line = 0; ///< from 1; 0: the whole file
    QString text; ///< "efect" is not a word of the format.
    QString cure; ///< Did you mean "effect"? ...
};

struct LoadedDescription
{
    std::shared_ptr<const Description> description; ///< null when there are problems
    QString id;                                     ///< as far as it could be read
    int idLine = 0;                                 ///< where it stands; 0: nowhere
    QString name;
    QString file;
    QList<Problem> problems; ///< by line; a text that is not JSON has just one
    QByteArray source;       ///< the text that was read, for showing the lines
};

/// Reads, checks and compiles one description. Never throws, never touches the network.
[[nodiscard]] LoadedDescription loadDescription(const QByteArray &json, const QString &file,
                                                bool shipped);

/// What `orgkeeper --check-backend` prints: one line a problem ("FILE:17: ... Write ..."), or what
/// the description can do. Ends with a line break.
[[nodiscard]] QString checkBackendReport(const LoadedDescription &loaded);

/// The finished auth headers. A value holds the secret: it goes into Credentials and nowhere else.
/// Secrets by credential field name; line breaks and blanks around them are the caller's to trim.
[[nodiscard]] QList<QPair<QByteArray, QByteArray>>
authHeaderValues(const Description &description, const QHash<QString, QString> &secrets);

} // namespace orgkeeper
