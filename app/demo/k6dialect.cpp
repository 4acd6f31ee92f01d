// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "k6dialect.h"

#include "demojson.h"

#include <QDateTime>
#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

// Error codes of this API.
enum Code : int {
    General = 1,
    Validation = 2,
    NotFound = 3,
    NotAllowed = 4,
    NotAuthenticated = 5,
    AuthenticationRefused = 6,
    MethodNotAllowed = 7,
};

// Purposes of DemoWorld::pick, apart from those the world uses itself.
enum Purpose : quint64 { Owner = 100, ProjectName, Micros };

// Some organizations are odd in ways that the documentation leaves open.
constexpr qsizetype WithNulls = 5;
constexpr qsizetype WithIdAndNameOnly = 6;
constexpr qsizetype WideId = 7; // two neighbours that are one and the same as doubles
constexpr qsizetype NextWideId = 8;
constexpr qsizetype ProjectsNotAllowed = 11;
constexpr qsizetype WithoutProjects = 12;

DemoResponse json(int status, QByteArray body)
{
    DemoResponse response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

DemoResponse error(int status, Code code, const QByteArray &message)
{
    DemoJson body;
    body.beginObject().key("error").beginObject();
    body.text("message", message).number("code", code);
    if (code == NotAllowed || code == Validation) // the message may come a second time in here
        body.key("errors").beginArray().text(message).endArray();
    body.endObject().endObject();
    return json(status, body.take());
}

// The API has shown all of these over the years; no zone means UTC.
QByteArray timeText(qint64 seconds, quint64 micros, qsizetype style)
{
    const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    const QByteArray plain = time.toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1();
    const QByteArray fraction = '.' + QByteArray::number(micros % 1'000'000).rightJustified(6, '0');
    switch (style % 4) {
    case 0:
        return plain + 'Z';
    case 1:
        return plain + fraction;
    case 2:
        return plain + fraction + 'Z';
    default:
        break;
    }
    const QDateTime local = time.toOffsetFromUtc(2 * 3600);
    return local.toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1() + "+02:00";
}

} // namespace

K6Dialect::K6Dialect(const DemoWorldPlan &plan)
    : DemoDialect(plan, {})
{
    using Arguments = QByteArrayList;
    const QByteArray all = basePath() + "/organizations";
    m_router.add("GET", basePath() + "/account/me",
                 [this](const DemoRequest &, const Arguments &) { return me(); });
    m_router.add("GET", all,
                 [this](const DemoRequest &request, const Arguments &) { return list(request); });
    m_router.add("GET", all + "/{id}",
                 [this](const DemoRequest &, const Arguments &at) { return read(at.at(0)); });
    m_router.add("GET", all + "/{id}/projects",
                 [this](const DemoRequest &, const Arguments &at) { return projects(at.at(0)); });
}

std::optional<DemoResponse> K6Dialect::answerAhead(const DemoRequest &request)
{
    makeWideIds();
    switch (switches.withdrawn) {
    case K6Switches::Withdrawn::No:
        break;
    case K6Switches::Withdrawn::Gone:
        return error(410, General, "This API has been withdrawn.");
    case K6Switches::Withdrawn::NotFound:
        if (request.segments.value(1) == "organizations")
            return refusal(404);
        break;
    }
    return std::nullopt;
}

void K6Dialect::makeWideIds()
{
    if (m_wideIdsMade || world().organizationCount() <= NextWideId)
        return;
    m_wideIdsMade = true;
    world().setNumber(WideId, 9'007'199'254'740'993);
    world().setNumber(NextWideId, 9'007'199'254'740'992);
}

std::optional<DemoResponse> K6Dialect::refuseAccess(const DemoRequest &request)
{
    const QByteArray credentials = request.header("authorization");
    const qsizetype space = credentials.indexOf(' ');
    if (space < 0 || credentials.left(space).toLower() != "token")
        return error(401, NotAuthenticated, "Authentication credentials were not provided.");
    if (request.headerCount("authorization") != 1 ||
        credentials.mid(space + 1).trimmed() != token())
        return error(401, AuthenticationRefused, "Authentication failed: unknown token.");
    return std::nullopt;
}

DemoResponse K6Dialect::refusal(int status) const
{
    switch (status) {
    case 400:
        return error(400, Validation, "Bad request.");
    case 401:
        return error(401, NotAuthenticated, "Not authenticated.");
    case 403:
        return error(403, NotAllowed, "You do not have permission to do this.");
    case 404:
        return error(404, NotFound, "Not found.");
    case 405:
        return error(405, MethodNotAllowed, "Method not allowed.");
    default:
        return error(status, General, demoReasonPhrase(status) + '.');
    }
}

DemoResponse K6Dialect::me()
{
    DemoJson body;
    body.beginObject().key("organizations").beginArray();
    for (qsizetype i = 0; i < listedCount(); ++i) {
        const DemoOrganization &shown = world().organization(i);
        body.beginObject().number("id", shown.number);
        body.text("grafana_stack_name", i % 3 == 0 ? QByteArray() : shown.slug);
        if (i % 3 != 1)
            body.number("grafana_stack_id", i % 3 == 0 ? 0 : 40'000 + i);
        body.endObject();
    }
    body.endArray().endObject();
    return json(200, body.take());
}

void K6Dialect::writeOrganization(DemoJson &json, qsizetype organization)
{
    const DemoOrganization &shown = world().organization(organization);
    json.beginObject().number("id", shown.number).text("name", shown.name);
    if (organization == WithIdAndNameOnly) {
        json.endObject();
        return;
    }
    const bool nulls = organization == WithNulls;
    const bool billed = organization % 3 != 0;
    const auto textOrNull = [&json, nulls](QByteArrayView key, QByteArrayView text) {
        if (nulls)
            json.null(key);
        else
            json.text(key, text);
    };
    const auto key = static_cast<quint64>(organization);
    const quint64 micros = world().pick(key, Micros);
    json.number("owner_id", 512'000 + static_cast<qint64>(world().pick(key, Owner) % 9));
    textOrNull("description", organization % 4 == 1 ? "" : "Load tests of " + shown.name);
    textOrNull("billing_address", billed ? "1 Example Street, 00000 Sample" : "");
    textOrNull("billing_country", billed ? "SE" : "");
    textOrNull("billing_email", billed ? "billing@" + shown.slug + ".example" : QByteArray());
    textOrNull("vat_number", organization % 5 == 2 ? "XX000000000001" : "");
    textOrNull("created", timeText(shown.created, micros, organization));
    textOrNull("updated", timeText(shown.updated, micros >> 20, organization));
    json.flag("is_default", organization == 0).endObject();
}

DemoResponse K6Dialect::list(const DemoRequest &request)
{
    const qsizetype count = listedCount();
    const qsizetype size = switches.pageSize > 0 ? switches.pageSize : count;
    const qsizetype page = std::max(1, request.queryValue("page").toInt());
    const qsizetype first = std::min(count, (page - 1) * size);
    const qsizetype end = std::min(count, first + size);
    DemoJson body;
    body.beginObject().key("organizations").beginArray();
    for (qsizetype i = first; i < end; ++i)
        writeOrganization(body, i);
    body.endArray();
    if (switches.meta || switches.pageSize > 0) {
        const auto url = [&request](qsizetype number) {
            return "http://" + request.header("host") + request.path +
                   "?page=" + QByteArray::number(number);
        };
        body.key("meta").beginObject();
        if (end < count)
            body.text("next", url(page + 1));
        else
            body.null("next");
        if (page > 1)
            body.text("prev", url(page - 1));
        else
            body.null("prev");
        body.number("count", count).endObject();
    }
    body.endObject();
    return json(200, body.take());
}

std::optional<DemoResponse> K6Dialect::find(const QByteArray &id, qsizetype &organization)
{
    bool isNumber = false;
    const qint64 number = id.toLongLong(&isNumber);
    const auto found = isNumber ? world().organizationByNumber(number) : std::nullopt;
    if (!found)
        return refusal(404);
    if (*found >= listedCount())
        return refusal(403);
    organization = *found;
    return std::nullopt;
}

DemoResponse K6Dialect::read(const QByteArray &id)
{
    qsizetype organization = 0;
    if (auto refused = find(id, organization))
        return *std::move(refused);
    DemoJson body;
    body.beginObject().key("organization");
    writeOrganization(body, organization);
    body.endObject();
    return json(200, body.take());
}

DemoResponse K6Dialect::projects(const QByteArray &id)
{
    qsizetype organization = 0;
    if (auto refused = find(id, organization))
        return *std::move(refused);
    if (organization == ProjectsNotAllowed)
        return refusal(403);
    const DemoOrganization &shown = world().organization(organization);
    const qsizetype count = organization == WithoutProjects ? 0 : 1 + shown.projects % 9;
    const auto key = static_cast<quint64>(organization);
    DemoJson body;
    body.beginObject().key("projects").beginArray();
    for (qsizetype i = 0; i < count; ++i) {
        const quint64 name = world().pick(key, ProjectName) + static_cast<quint64>(i);
        const qint64 created = shown.created + i * 86'400;
        body.beginObject().number("id", shown.number * 100 + i);
        body.text("name", demoProjectName(name));
        body.text("description", i % 2 == 0 ? "Load tests of a page that does not exist" : "");
        body.number("organization_id", shown.number);
        body.text("created", timeText(created, world().pick(key, Micros), i));
        body.text("updated", timeText(created + 3'600, world().pick(key, Micros) >> 20, i));
        body.flag("is_default", i == 0).endObject();
    }
    body.endArray().endObject();
    return json(200, body.take());
}

} // namespace orgkeeper
