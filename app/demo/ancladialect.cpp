// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ancladialect.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

DemoResponse json(int status, QByteArray body)
{
    DemoResponse response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

QByteArray typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return "null";
    case QJsonValue::Bool:
        return "bool";
    case QJsonValue::Double:
        return "int";
    case QJsonValue::String:
        return "str";
    case QJsonValue::Array:
        return "array";
    case QJsonValue::Object:
        return "object";
    case QJsonValue::Undefined:
        break;
    }
    return "nothing";
}

// Lower-case letters, digits and single hyphens between them.
bool isSlug(const QString &text)
{
    static const QRegularExpression pattern(u"\\A[a-z0-9]+(?:-[a-z0-9]+)*\\z"_s);
    return text.size() <= 63 && pattern.match(text).hasMatch();
}

} // namespace

AnclaDialect::AnclaDialect(const DemoWorldPlan &plan)
    : DemoDialect(plan, "ancla_")
{
    using Arguments = QByteArrayList;
    const QByteArray base = basePath();
    m_router.add(
        "GET", base + "/auth/session",
        [this](const DemoRequest &request, const Arguments &) { return session(request); },
        DemoRouter::Access::Open);
    for (const QByteArray &collection : {base + "/organizations", base + "/workspaces"}) {
        m_router.add("GET", collection,
                     [this](const DemoRequest &, const Arguments &) { return list(); });
        m_router.add("GET", collection + "/{slug}",
                     [this](const DemoRequest &, const Arguments &at) { return read(at.at(0)); });
    }
    const QByteArray one = base + "/organizations/{slug}";
    m_router.add("POST", base + "/organizations",
                 [this](const DemoRequest &request, const Arguments &) { return create(request); });
    m_router.add("POST", one + "/members", [this](const DemoRequest &request, const Arguments &at) {
        return addMember(request, at.at(0));
    });
    m_router.add("POST", one + "/members/{user_id}/toggle-admin",
                 [this](const DemoRequest &, const Arguments &at) {
                     return toggleAdmin(at.at(0), at.at(1));
                 });
    m_router.add("DELETE", one + "/members/{user_id}",
                 [this](const DemoRequest &, const Arguments &at) {
                     return removeMember(at.at(0), at.at(1));
                 });
}

std::optional<DemoResponse> AnclaDialect::answerAhead(const DemoRequest &request)
{
    const QByteArray collection = request.segments.value(2);
    const QByteArray absent = switches.renamed ? "organizations" : "workspaces";
    if (collection == absent)
        return refusal(404);
    return std::nullopt;
}

bool AnclaDialect::hasGoodKey(const DemoRequest &request) const
{
    return request.headerCount("x-api-key") == 1 && request.header("x-api-key") == token();
}

std::optional<DemoResponse> AnclaDialect::refuseAccess(const DemoRequest &request)
{
    if (hasGoodKey(request))
        return std::nullopt;
    return error(401, request.headerCount("x-api-key") == 0 ? "No API key was given."
                                                            : "The API key is not known.");
}

DemoResponse AnclaDialect::refusal(int status) const
{
    return error(status, demoReasonPhrase(status));
}

DemoResponse AnclaDialect::error(int status, const QByteArray &detail) const
{
    DemoJson body;
    body.beginObject();
    if (switches.errors == AnclaSwitches::Errors::Detail)
        body.number("status_code", status).text("detail", detail);
    else
        body.number("status", status).text("message", detail);
    body.endObject();
    return json(status, body.take());
}

DemoResponse AnclaDialect::badInput(const DemoRequest &request, const InputErrors &errors) const
{
    if (switches.errors == AnclaSwitches::Errors::Message)
        return error(422, errors.front().key + ": " + errors.front().message);
    DemoJson body;
    body.beginObject().number("status_code", 400);
    body.text("detail", "Validation failed for " + request.method + ' ' + request.path);
    body.key("extra").beginArray();
    for (const InputError &wrong : errors)
        body.beginObject().text("message", wrong.message).text("key", wrong.key).endObject();
    body.endArray().endObject();
    return json(400, body.take());
}

DemoResponse AnclaDialect::session(const DemoRequest &request)
{
    DemoJson body;
    if (!hasGoodKey(request)) {
        if (switches.sessionIs401)
            return error(401, "The API key is not known.");
        body.beginObject().flag("authenticated", false).null("user").endObject();
        return json(200, body.take());
    }
    const DemoPerson &me = world().person(0);
    body.beginObject().flag("authenticated", true).key("user").beginObject();
    body.text("id", me.id).text("username", me.username).text("email", me.email);
    body.flag("admin", false).flag("active", true);
    body.text("registered_at", "2023-02-01T08:30:00Z").null("last_login_at");
    body.endObject().endObject();
    return json(200, body.take());
}

QByteArray AnclaDialect::summary(qsizetype organization)
{
    const DemoOrganization &shown = world().organization(organization);
    DemoJson row;
    row.beginObject().text("id", shown.id).text("name", shown.name).text("slug", shown.slug);
    if (!shown.countsMissing) {
        row.number("member_count", world().memberCount(organization));
        row.number("project_count", shown.projects);
    } else if (organization % 2 == 0) { // the other half of these rows lacks both
        row.number("project_count", shown.projects);
    }
    if (switches.renamed)
        row.number("service_count", shown.applications);
    row.endObject();
    return row.take();
}

const QByteArray &AnclaDialect::freshRow(qsizetype organization)
{
    const auto at = static_cast<std::size_t>(organization);
    if (m_rows.size() <= at)
        m_rows.resize(static_cast<std::size_t>(world().organizationCount()));
    Row &row = m_rows.at(at);
    const quint64 revision = world().organization(organization).revision;
    if (row.json.isEmpty() || row.revision != revision)
        row = {revision, summary(organization)};
    return row.json;
}

bool AnclaDialect::makeReady(const QDeadlineTimer &until)
{
    if (!DemoDialect::makeReady(until))
        return false;
    const qsizetype count = world().organizationCount();
    do {
        for (int i = 0; i < 64 && m_readyRows < count; ++i)
            freshRow(m_readyRows++);
    } while (m_readyRows < count && !until.hasExpired());
    return m_readyRows == count;
}

DemoResponse AnclaDialect::list()
{
    if (m_listRenamed != switches.renamed) {
        m_rows.clear();
        m_listRevision = 0;
        m_listRenamed = switches.renamed;
    }
    if (m_listRevision != world().revision()) {
        const qsizetype count = world().organizationCount();
        QByteArray body;
        body.reserve(count * 140);
        body.append('[');
        for (qsizetype i = 0; i < count; ++i) {
            if (i > 0)
                body.append(',');
            body.append(freshRow(i));
        }
        body.append(']');
        m_list = body;
        m_listRevision = world().revision();
    }
    return json(200, m_list);
}

void AnclaDialect::writeMember(DemoJson &json, const DemoMember &member, bool sparse)
{
    const DemoPerson &person = world().person(member.person);
    json.beginObject().text("user_id", person.id).text("username", person.username);
    switch (person.emailKind) {
    case DemoEmail::Text:
        json.text("email", person.email);
        break;
    case DemoEmail::Null:
        json.null("email");
        break;
    case DemoEmail::EmptyObject: // as the generated page of the documentation shows it
        json.raw("email", "{}");
        break;
    }
    if (member.admin || !sparse)
        json.flag("admin", member.admin);
    json.endObject();
}

DemoResponse AnclaDialect::detail(int status, qsizetype organization)
{
    const std::vector<DemoMember> &members = world().members(organization);
    const DemoOrganization &shown = world().organization(organization);
    const bool sparse = shown.countsMissing; // leaves out all that the specification lets go
    DemoJson body;
    body.reserve(256 + std::ssize(members) * 110);
    body.beginObject().text("id", shown.id).text("name", shown.name).text("slug", shown.slug);
    if (!members.empty() || !sparse) {
        body.key("members").beginArray();
        for (const DemoMember &member : members)
            writeMember(body, member, sparse);
        body.endArray();
    }
    if (!sparse) {
        body.number("project_count", shown.projects);
        body.number("application_count", shown.applications);
    }
    body.endObject();
    return json(status, body.take());
}

DemoResponse AnclaDialect::read(const QByteArray &slug)
{
    const auto organization = world().organizationBySlug(slug);
    if (!organization)
        return error(404, "No organization has the slug '" + slug + "'.");
    return detail(200, *organization);
}

DemoResponse AnclaDialect::create(const DemoRequest &request)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return error(400, "The body is not a JSON object.");
    InputErrors errors;
    const auto text = [&errors, object = document.object()](const QString &key) {
        const QJsonValue value = object.value(key);
        if (value.isUndefined())
            errors.push_back(
                {"Object missing required field `" + key.toUtf8() + '`', key.toUtf8()});
        else if (!value.isString())
            errors.push_back({"Expected `str`, got `" + typeName(value) + '`', key.toUtf8()});
        return value.toString();
    };
    const QString name = text(u"name"_s);
    const QString slug = text(u"slug"_s);
    if (errors.empty() && name.trimmed().isEmpty())
        errors.push_back({"Expected `str` of length >= 1", "name"});
    if (errors.empty() && !isSlug(slug))
        errors.push_back({"A slug has lower-case letters, digits and single hyphens", "slug"});
    if (!errors.empty())
        return badInput(request, errors);
    if (world().organizationBySlug(slug.toUtf8()))
        return error(409, "An organization with the slug '" + slug.toUtf8() + "' exists already.");
    DemoResponse response = detail(201, world().createOrganization(name.toUtf8(), slug.toUtf8()));
    response.wrote = true;
    return response;
}

std::optional<DemoResponse> AnclaDialect::refuseChange(qsizetype organization)
{
    const DemoMember *me = world().member(organization, 0);
    if (switches.adminsOnly && (me == nullptr || !me->admin))
        return error(403, "Only admins of this organization may change its members.");
    return std::nullopt;
}

DemoResponse AnclaDialect::addMember(const DemoRequest &request, const QByteArray &slug)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return error(400, "The body is not a JSON object.");
    const QJsonValue username = document.object().value(u"username"_s);
    const QJsonValue admin = document.object().value(u"admin"_s);
    InputErrors errors;
    if (username.isUndefined())
        errors.push_back({"Object missing required field `username`", "username"});
    else if (!username.isString())
        errors.push_back({"Expected `str`, got `" + typeName(username) + '`', "username"});
    if (!admin.isUndefined() && !admin.isBool())
        errors.push_back({"Expected `bool`, got `" + typeName(admin) + '`', "admin"});
    if (!errors.empty())
        return badInput(request, errors);
    const auto organization = world().organizationBySlug(slug);
    if (!organization)
        return error(404, "No organization has the slug '" + slug + "'.");
    if (auto refused = refuseChange(*organization))
        return *std::move(refused);
    const QByteArray wanted = username.toString().toUtf8();
    const auto person = world().personByUsername(wanted);
    if (!person)
        return error(404, "No user is called '" + wanted + "'.");
    if (!world().addMember(*organization, *person, admin.toBool(false)))
        return error(409, wanted + " is already a member.");
    DemoResponse response = detail(201, *organization);
    response.wrote = true;
    return response;
}

std::optional<DemoResponse> AnclaDialect::findMember(const QByteArray &slug,
                                                     const QByteArray &userId, Place &place)
{
    const auto organization = world().organizationBySlug(slug);
    if (!organization)
        return error(404, "No organization has the slug '" + slug + "'.");
    if (auto refused = refuseChange(*organization))
        return refused;
    const auto person = world().personById(userId);
    if (!person || world().member(*organization, *person) == nullptr)
        return error(404, "No member has the id '" + userId + "'.");
    place = {*organization, *person};
    return std::nullopt;
}

bool AnclaDialect::isLastAdmin(const Place &place)
{
    const DemoMember *member = world().member(place.organization, place.person);
    return member != nullptr && member->admin && world().adminCount(place.organization) == 1;
}

DemoResponse AnclaDialect::toggleAdmin(const QByteArray &slug, const QByteArray &userId)
{
    Place place;
    if (auto refused = findMember(slug, userId, place))
        return *std::move(refused);
    if (switches.keepsLastAdmin && isLastAdmin(place))
        return error(409, "An organization needs an admin.");
    const DemoMember *member = world().member(place.organization, place.person);
    const bool admin = member != nullptr && !member->admin;
    world().setAdmin(place.organization, place.person, admin);
    DemoJson body;
    body.beginObject();
    if (!switches.bareReplies)
        body.flag("ok", true).flag("admin", admin);
    body.endObject();
    DemoResponse response = json(201, body.take());
    response.wrote = true;
    return response;
}

DemoResponse AnclaDialect::removeMember(const QByteArray &slug, const QByteArray &userId)
{
    Place place;
    if (auto refused = findMember(slug, userId, place))
        return *std::move(refused);
    if (switches.keepsLastAdmin && isLastAdmin(place))
        return error(409, "An organization needs an admin.");
    world().removeMember(place.organization, place.person);
    DemoJson body;
    body.beginObject();
    if (!switches.bareReplies)
        body.flag("ok", true);
    body.endObject();
    DemoResponse response = json(200, body.take());
    response.wrote = true;
    return response;
}

} // namespace orgkeeper
