// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>
#include <QStringList>

namespace orgkeeper {

/// A good description of an invented service that uses every part of the format.
inline QByteArray wikiText()
{
    QFile file(QStringLiteral(ORGKEEPER_FIXTURES "/descriptions/example-wiki.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The names of all descriptions that are shipped, once they are registered; they lie in
/// ":/backends/".
inline QStringList shippedFiles()
{
    QStringList names = QDir(QStringLiteral(":/backends")).entryList({QStringLiteral("*.json")});
    names.removeAll(QStringLiteral("schema.json"));
    return names;
}

/// A mistake to put into it, and what is to be said about it.
struct Mistake
{
    enum class Finder {
        Json,   ///< the text is not JSON
        Schema, ///< any validator that knows the schema finds it too
        Own,    ///< beyond what JSON Schema can say
    };
    const char *name;
    Finder finder;
    const char *from; ///< stands once in the text
    const char *to;
    const char *problems; ///< "line: text" for each, by line breaks
};

inline const QList<Mistake> &mistakes()
{
    using enum Mistake::Finder;
    static const QList<Mistake> all{
        // clang-format off
        // The text is not JSON: one line alone.
        {"trailing comma", Json, R"("by ID" })", R"("by ID", })", "42: A comma stands before a closing bracket."},
        {"trailing comma of another line", Json, "\"by ID\" }\n", "\"by ID\" },\n", "42: A comma stands before a closing bracket."},
        {"missing comma", Json, R"("example-wiki",)", R"("example-wiki")", "3: A comma is missing after a value."},
        {"missing comma after a bracket", Json, "  },\n  \"errors\"", "  }\n  \"errors\"", "9: A comma is missing after a value."},
        {"missing colon", Json, R"("name": "Example Wiki")", R"("name" "Example Wiki")", "4: A colon is missing after “name”."},
        {"missing value", Json, R"("name": "Example Wiki")", R"("name": )", "4: “name” has no value."},
        {"single quotes", Json, R"("example-wiki")", "'example-wiki'", "3: Text stands in single quotes."},
        {"comment", Json, R"("schema": 1,)", R"("schema": 1, // one)", "2: JSON has no comments."},
        {"unquoted word", Json, R"("required": true)", R"("required": yes)", "31: “yes” is not in quotes."},
        {"unquoted word that begins as null", Json, R"("required": true)", R"("required": nil)", "31: “nil” is not in quotes."},
        {"unquoted name", Json, R"("schema": 1)", R"(schema: 1)", "2: “schema” is not in quotes."},
        {"open text", Json, R"("example-wiki",)", R"("example-wiki,)", "3: A text is not closed before the line ends."},
        {"curly quotes", Json, R"("example-wiki")", "“example-wiki”", "3: This line is not UTF-8, or has a character outside quotes that JSON does not know."},
        {"latin-1", Json, "Example Wiki\"", "Example Wik\xec\"", "4: This line is not UTF-8, or has a character outside quotes that JSON does not know."},
        {"half a pair", Json, "Example Wiki\"", "\\ud83d\"", "4: A \\u in this line does not stand for a character."},
        {"open bracket", Json, R"("by ID" })" "\n}", R"("by ID" })", "42: The file ends before the \"{\" of line 1 is closed."},
        {"text after the end", Json, R"("by ID" })" "\n}", R"("by ID" })" "\n}}", "43: There is more text after the end of the description."},
        {"closed too early", Json, R"("schema": 1,)", R"("schema": 1},)", "2: There is more text after the end of the description."},

        // Words of the format.
        {"unknown word", Schema, R"("effect": "set")", R"("efect": "set")", "38: “efect” is not a word of the format."},
        {"unknown call", Schema, R"("removeMember")", R"("deleteMember")", "39: “deleteMember” is not a word of the format."},
        {"word of another call", Schema, R"("query": { "state")", R"("effect": "set", "query": { "state")", "28: “effect” is not a word of the format."},
        {"unknown effect", Schema, R"("effect": "set")", R"("effect": "switch")", "38: “setAdmin.effect” is “switch”, which is not known."},
        {"unknown kind of paging", Schema, R"("kind": "page")", R"("kind": "pages")", "29: “paging.kind” is “pages”, which is not known."},
        {"unknown type", Schema, R"("type": "list")", R"("type": "set")", "14: “fields.type” is “set”, which is not known."},
        {"missing id", Schema, R"("id": "example-wiki",)", "", "1: “id” is missing."},
        {"missing headers", Schema, R"("headers": { "Authorization": "Bearer {token}" })", R"("label": "x")", "6: “auth.headers” is missing."},
        {"missing list", Schema, R"("listOrganizations": { "read": "POST /groups/search", "rows")", R"("listProjects": { "read": "GET /p/{organization.id}", "rows")",
         "21: “calls.listOrganizations” is missing.\n24: “listProjects” is a GET with a body.\n24: “listProjects” pages in a body that is no object.\n41: “listProjects” is called absent but is described."},
        {"wrong version", Schema, R"("schema": 1)", R"("schema": 2)", "2: “schema” is 2, which this version does not know."},
        {"a text for a number", Schema, R"("size": 50)", R"("size": "50")", "29: “paging.size” must be a whole number, not a text."},
        {"half a row", Schema, R"("size": 50)", R"("size": 0.5)", "29: “paging.size” must be a whole number, not 0.5."},
        {"a list for an object", Schema, R"("summary": { "listMembers": "by ID" })", R"("summary": [ "by ID" ])", "42: “summary” must be an object, not a list."},
        {"a number for a pointer", Schema, R"("value": "/role")", R"("value": 7)", "18: “fields.value” must be a text or a list, not 7.\n18: “role” does not say where it stands."},
        {"size out of range", Schema, R"("size": 50)", R"("size": 1000000)", "29: “paging.size” is 1000000, which is out of range."},
        {"empty name", Schema, R"("name": "Example Wiki")", R"("name": "")", "4: “name” is empty."},
        {"long summary", Schema, R"("by ID")", R"("a summary that goes on and on")", "42: “summary.listMembers” is longer than 24 character(s)."},
        {"no fields", Schema, R"([ { "key": "id", "value": "/id" } ] },
  "calls")", R"([ ] },
  "calls")", "20: “project.fields” is empty.\n20: “project” has no field \"id\"."},
        {"id with blanks", Schema, R"("example-wiki")", R"("Example Wiki!")", "3: “id”: “Example Wiki!” is no id."},
        {"pointer without a slash", Schema, R"("rows": "/items")", R"("rows": "items")", "24: “listOrganizations.rows”: “items” is no pointer."},
        {"pointer with a bare tilde", Schema, R"("rows": "/items")", R"("rows": "/it~ems")", "24: “listOrganizations.rows”: “/it~ems” is no pointer."},
        {"name of a query parameter", Schema, R"("state": "active")", R"("a&b": "active")", "28: “listMembers.query”: “a&b” is no name of a query parameter."},
        {"name of a header", Schema, R"("Authorization": "Bearer)", R"("My Header": "Bearer)", "8: “auth.headers”: “My Header” is no name of a header."},
        {"base URL without https", Schema, "https://wiki.example/api", "http://wiki.example/api", "5: “baseUrl” must begin with https."},
        {"base URL that only looks local", Schema, "https://wiki.example/api", "http://localhost.wiki.example", "5: “baseUrl” must begin with https."},
        {"read that deletes", Schema, R"("GET /me")", R"("DELETE /me")", "22: “whoAmI.read”: “DELETE /me” is no reading request."},
        {"write by GET", Schema, R"("DELETE /groups)", R"("GET /groups)", "39: “removeMember.write”: “GET /groups/{organization.id}/members/{member.id}” is no writing request."},
        {"two blanks", Schema, R"("GET /me")", R"("GET  /me")", "22: “whoAmI.read”: “GET  /me” is no reading request.\n22: “whoAmI” has a blank, a control character or a letter outside ASCII in its path."},
        {"path without a slash", Schema, R"("GET /me")", R"("GET me")", "22: “whoAmI.read”: “GET me” is no reading request.\n22: “whoAmI” has a path that does not begin with \"/\"."},
        {"path with a host", Schema, R"("GET /me")", R"("GET https://other.example/me")",
         "22: “whoAmI.read”: “GET https://other.example/me” is no reading request.\n22: “whoAmI” has a path that does not begin with \"/\"."},
        {"write that is called read", Schema, R"("write": "POST /groups",)", R"("read": "POST /groups",)",
         "30: “createOrganization.write” is missing.\n30: “read” is not a word of the format.\n30: “createOrganization” changes something, so it is never sent twice."},

        // Where a token could go.
        {"dot segments", Own, "/groups/search", "/groups/../search", "24: “listOrganizations” has \"..\" in its path."},
        {"one dot", Own, "/groups/search", "/./search", "24: “listOrganizations” has \".\" in its path."},
        {"two slashes", Own, "/groups/search", "//other.example/search", "24: “listOrganizations” has two slashes side by side in its path."},
        {"two slashes later", Own, "/groups/search", "/groups//search", "24: “listOrganizations” has two slashes side by side in its path."},
        {"at sign", Own, "/groups/search", "/@other.example/search", "24: “listOrganizations” has a \"@\" in its path."},
        {"backslash", Own, "/groups/search", R"(/\\other.example/search)", "24: “listOrganizations” has a \"\\\" in its path."},
        {"encoded dots", Own, "/groups/search", "/%2e%2e/search", "24: “listOrganizations” has a \"%\" in its path."},
        {"encoded slash", Own, "/groups/search", "/groups%2Fsearch", "24: “listOrganizations” has a \"%\" in its path."},
        {"control character", Own, "/groups/search", "/groups\\r\\nHost: x", "24: “listOrganizations” has a blank, a control character or a letter outside ASCII in its path."},
        {"zero byte", Own, "/groups/search", "/groups\\u0000", "24: “listOrganizations” has a blank, a control character or a letter outside ASCII in its path."},
        {"query in the path", Own, "/groups/search", "/groups?x=1", "24: “listOrganizations” has a query in its path."},
        {"fragment", Own, "/groups/search", "/groups#x", "24: “listOrganizations” has a \"#\" in its path."},
        {"letter outside ASCII", Own, "/groups/search", "/grüppen", "24: “listOrganizations” has a blank, a control character or a letter outside ASCII in its path."},
        {"user in the base URL", Own, "https://wiki.example/api", "https://ada@wiki.example/api", "5: “baseUrl” holds a user or a password."},
        {"query in the base URL", Own, "https://wiki.example/api", "https://wiki.example/api?x=1", "5: “baseUrl” holds a query or a fragment."},
        {"dots in the base URL", Own, "https://wiki.example/api", "https://wiki.example/api/../x", "5: “baseUrl” has a path that is not written plainly."},
        {"base URL without a host", Own, "https://wiki.example/api", "https:///api", "5: “baseUrl” is no address of a server."},
        {"token in a path", Own, "GET /me", "GET /me/{token}", "22: “whoAmI” sends the secret {token}."},
        {"token in a query", Own, R"("state": "active")", R"("state": "{token}")", "27: “listMembers” sends the secret {token}."},
        {"token in a body", Own, R"({ "all": true })", R"({ "all": [ "{token}" ] })", "24: “listOrganizations” sends the secret {token}."},
        {"token nowhere", Own, "Bearer {token}", "Bearer", "8: “auth.headers” does not send {token}."},
        {"unknown secret", Own, "Bearer {token}", "Bearer {token}{key}", "8: “Authorization” uses {key}, which is no secret of this description."},
        {"basic without its fields", Own, "Bearer {token}", "Basic {basic}{token}", "8: “Authorization” uses {basic}, which is no secret of this description."},
        {"header of the connection", Own, R"("Authorization": "Bearer)", R"("Host": "Bearer)", "8: “Host” is set by Orgkeeper itself."},
        {"line break in a header", Own, "Bearer {token}", R"(Bearer {token}\r\nX: y)", "8: “Authorization” holds a control character or a letter outside ASCII."},
        {"input named like a secret", Own, R"({ "name": "email", "label": "E-mail" } ],
      "body": { "email": "{email}")", R"({ "name": "token", "label": "E-mail" } ],
      "body": { "email": "{token}")", "35: The input “token” is named like a secret."},

        // What a call must say.
        {"no organization", Own, "GET /groups/{organization.id}/members", "GET /groups/members", "27: “listMembers” has no path variable for the organization."},
        {"no member", Own, "DELETE /groups/{organization.id}/members/{member.id}", "DELETE /groups/{organization.id}/members", "39: “removeMember” has no path variable for the member."},
        {"unknown variable", Own, "GET /groups/{organization.id}/members", "GET /groups/{organization.slug}/members", "27: “listMembers” uses {organization.slug}, which is not known there."},
        {"a list as a variable", Own, "GET /groups/{organization.id}/members", "GET /groups/{organization.tags}/members", "27: “listMembers” uses {organization.tags}, which is not known there."},
        {"variable where there is none", Own, "GET /me", "GET /me/{organization.id}", "22: “whoAmI” uses {organization.id}, which is not known there."},
        {"open brace", Own, "GET /groups/{organization.id}/members", "GET /groups/{organization.id/members", "27: “listMembers” has a \"{\" that is never closed."},
        {"no name of a variable", Own, "GET /groups/{organization.id}/members", "GET /groups/{organization id}/members", "27: “listMembers” has {organization id}, which is not a variable's name."},
        {"open brace in a body", Own, R"("{name}")", R"("{name")", "30: “createOrganization” asks for “name” but does not send it.\n33: “body” has a \"{\" that is never closed."},
        {"input that is not sent", Own, R"(, "slug": "{slug}" })", " }", "30: “createOrganization” asks for “slug” but does not send it."},
        {"right that is not sent", Own, R"("role": "{role}")", R"("role": "owner")", "37: “setAdmin” does not say what is wanted."},
        {"toggle that says what is wanted", Own, R"("effect": "set")", R"("effect": "toggle")", "37: “setAdmin” is a toggle but says what is wanted."},
        {"no words to set", Own, R"(, "granted": "owner", "withdrawn": "member")", "", "37: “setAdmin” does not know the words for granting and withdrawing."},
        {"no meaning of admin", Own, R"(, "admin": { "field": "role", "words": [ "owner" ], "granted": "owner", "withdrawn": "member" })", "",
         "37: “setAdmin” uses {role}, which is not known there.\n37: “setAdmin” is described, but not what admin means."},
        {"granted word that is no admin", Own, R"("granted": "owner")", R"("granted": "chief")", "19: “granted” is “chief”, which \"words\" does not call admin."},
        {"withdrawn word that is admin", Own, R"("withdrawn": "member")", R"("withdrawn": "Owner")", "19: “withdrawn” is “Owner”, which \"words\" calls admin."},
        {"right in an unknown field", Own, R"("field": "role")", R"("field": "rights")", "19: “member.admin” names the field “rights”, which a member does not have."},
        {"text as a flag", Own, R"("field": "role", "words": [ "owner" ], "granted": "owner", "withdrawn": "member")", R"("field": "role")",
         "19: “member.admin” takes “role” as a flag, but it is none.\n37: “setAdmin” uses {role}, which is not known there.\n37: “setAdmin” does not say what is wanted."},
        {"creation is then shown by the list", Own, R"("readOrganization": { "read": "GET /groups/{organization.id}" },
    "listMembers")", R"("listMembers")", ""},
        {"an organization among members", Own, R"("slug": "{slug}" } },)", R"("slug": "{slug}" }, "verify": "listMembers" },)", "33: “createOrganization” is not shown by a list of members."},
        {"nothing shows the members", Own, R"("effect": "set")", R"("verify": "readOrganization")", "38: “setAdmin” cannot be verified: no call shows the members."},
        {"body of a GET", Own, R"("GET /me")", R"("GET /me", "body": {})", "22: “whoAmI” is a GET with a body."},
        {"paging in the body of a GET", Own, R"("parameter": "page")", R"("parameter": "page", "in": "body")", "27: “listMembers” pages in a body that is no object."},
        {"cursor from nowhere", Own, R"(, "next": "/next")", "", "25: “paging.next” is missing for paging by \"cursor\"."},
        {"page without a parameter", Own, R"("parameter": "page", )", "", "29: “paging.parameter” is missing for paging by \"page\"."},
        {"size without a parameter", Own, R"("sizeParameter": "limit", )", "", "29: “paging.sizeParameter” is missing for paging by \"page\"."},
        {"parameter twice", Own, R"("state": "active")", R"("limit": "10")", "29: The parameter “limit” stands in \"query\" and in \"paging\"."},
        {"parameter of a link", Own, R"("kind": "page")", R"("kind": "link")", "29: “paging.parameter” has no meaning for paging by \"link\"."},
        {"broken pattern", Own, "[a-z]+", "[a-z", "32: “pattern” is no regular expression: missing terminating ] for character class."},
        {"pattern without its hint", Own, R"(, "patternHint": "Small letters.")", "", "32: The input “slug” needs both \"pattern\" and \"patternHint\", or neither."},
        {"derived from nothing", Own, R"("derivedFrom": "name")", R"("derivedFrom": "title")", "32: “derivedFrom” names “title”, which is no input before this one."},
        {"two inputs", Own, R"({ "name": "slug", "label": "Slug")", R"({ "name": "name", "label": "Slug")",
         "30: “createOrganization” uses {slug}, which is not known there.\n32: There are two inputs “name”."},

        // What is known of a row.
        {"no id", Own, R"({ "key": "id", "value": "/user/id" },)", "",
         "16: “member” has no field \"id\".\n23: “identity.member” names the field “id”, which a member does not have.\n"
         "37: “setAdmin” uses {member.id}, which is not known there.\n39: “removeMember” uses {member.id}, which is not known there."},
        {"no name", Own, R"({ "key": "name", "value": "/name" },)", "", "11: “organization” has no field \"name\"."},
        {"two of a key", Own, R"("key": "tags")", R"("key": "name")", "14: There are two fields “name”."},
        {"item of no list", Own, R"("type": "list", "value")", R"("value")", "14: “tags” has an \"item\" but is no list."},
        {"length of no count", Own, R"("item": "/name")", R"("length": true)", "14: “tags” has a \"length\" but is no count."},
        {"field from nowhere", Own, R"({ "key": "role", "value": "/role" })", R"({ "key": "role" })", "18: “role” does not say where it stands."},
        {"computed and read", Own, R"({ "key": "name", "value": "/name" })", R"({ "key": "name", "value": "/name", "computed": "admins" })", "13: “name” is both computed and read from the reply."},
        {"computed of a member", Own, R"({ "key": "role", "value": "/role" })", R"({ "key": "role", "computed": "admins" })", "18: “role” can be computed for organizations only."},
        {"me in an unknown field", Own, R"("member": "id" })", R"("member": "login" })", "23: “identity.member” names the field “login”, which a member does not have."},
        {"input that is an unknown field", Own, R"("label": "E-mail" })", R"("label": "E-mail", "member": [ "id", "login" ] })", "34: “email” names the field “login”, which a member does not have."},
        {"input that is a field of nobody", Own, R"("label": "Name", )", R"("label": "Name", "member": "id", )", "30: “createOrganization” says that “name” is a field of a member."},
        {"input that is no text", Schema, R"("label": "E-mail" })", R"("label": "E-mail", "member": [] })", "35: “form.member” is empty."},
        {"projects inside, described", Own, R"("GET /groups/{organization.id}" })", R"("GET /groups/{organization.id}", "projects": "/p" })", ""},
        {"projects that are not described", Own, R"("project": { "fields": [ { "key": "id", "value": "/id" } ] },
  "calls": {)", R"("calls": {
    "listProjects": { "read": "GET /groups/{organization.id}/projects" },)", "21: “listProjects” deals with projects, but \"project\" is not described.\n41: “listProjects” is called absent but is described."},
        {"verified by what is not described", Own, R"("readOrganization": { "read": "GET /groups/{organization.id}" },
    "listMembers": { "read": "GET /groups/{organization.id}/members",)", R"("listProjects": { "read": "GET /groups/{organization.id}/members",)",
         "33: “addMember” cannot be verified: no call shows the members.\n36: “setAdmin” cannot be verified: no call shows the members.\n"
         "38: “removeMember” cannot be verified: no call shows the members.\n40: “listProjects” is called absent but is described."},
        {"absent and described", Own, R"("absent": { "listProjects")", R"("absent": { "listMembers")", "41: “listMembers” is called absent but is described."},
        {"meaning of everything", Own, R"("message": "/message", )", R"("message": "/message", "meanings": [ { "kind": "server" } ], )", "10: This meaning fits every error."},
        {"meaning of a success", Own, R"("message": "/message", )", R"("message": "/message", "meanings": [ { "status": 200, "kind": "server" } ], )", "10: Status 200 is a success and has no meaning here."},
        {"proof of nothing", Own, R"("message": "/message", )", R"("message": "/message", "proofs": [ { "value": "/ok" } ], )", "10: This proof asks for nothing."},
        {"half of a field error", Own, R"("at": "/errors")", R"("at": "/errors", "name": "/n")", "10: “errors.fields” needs both \"name\" and \"message\", or neither."},
        {"the same word twice", Own, R"("schema": 1,)", R"("schema": 1, "schema": 1,)", "2: “schema” stands here a second time."},
        {"variable in a fixed header", Own, R"("errors": {)", R"("headers": { "X-Kind": "{token}" }, "errors": {)", "10: “X-Kind” holds a variable, but \"headers\" are fixed."},
        {"web page with an unknown variable", Own, R"("errors": {)", R"("webPage": "https://wiki.example/{organization.page}", "errors": {)", "10: “webPage” uses {organization.page}, which is not known."},
        {"web page on a host of the reply", Schema, R"("errors": {)", R"("webPage": "https://{organization.name}/", "errors": {)", "10: “webPage” must begin with https and a host."},
        // clang-format on
    };
    return all;
}

} // namespace orgkeeper
