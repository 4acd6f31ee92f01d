// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requestbuilder.h"

#include "credentials.h"
#include "valuejson.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RequestBuilder)
};

bool isEmpty(const Value &value)
{
    return value.kind == Value::Kind::Absent || value.kind == Value::Kind::Null ||
           value.text.isEmpty();
}

QString missingText(const QString &variable)
{
    return Words::tr("The value “%1” is not known.").arg(variable);
}

/// What one dot segment would do to the path is up to whoever reads the URL next; some decode it
/// before they split it, so encoded slashes count.
bool hasDotSegment(const QByteArray &encodedPath)
{
    const QByteArray plain = QByteArray::fromPercentEncoding(encodedPath).replace('\\', '/');
    const QList<QByteArray> segments = plain.split('/');
    return segments.contains(".") || segments.contains("..");
}

/// What a description may write literally in a path and in a query.
constexpr QByteArrayView KeptInPath = "/:@!$&'()*,;=+";
constexpr QByteArrayView KeptInQuery = "/:@!$'()*,;";

/// Literal pieces with what is kept, values encoded whole. Sets missing to a variable without
/// value.
QByteArray encoded(const Template &text, QByteArrayView kept, const Values &values,
                   QString &missing)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.pieces.size(); ++i) {
        const QString &piece = text.pieces.at(i);
        if (i % 2 == 0) {
            result += QUrl::toPercentEncoding(piece, kept.toByteArray());
            continue;
        }
        const Value value = values.value(piece);
        if (isEmpty(value))
            missing = piece;
        result += QUrl::toPercentEncoding(value.text);
    }
    return result;
}

void appendParameter(QByteArray &url, const QString &name, const QByteArray &value)
{
    url += url.contains('?') ? '&' : '?';
    url += QUrl::toPercentEncoding(name);
    url += '=';
    url += value;
}

} // namespace

RequestBuilder::RequestBuilder(const Description &description, const Call &call,
                               const Values &values)
    : m_description(description)
    , m_call(call)
    , m_values(values)
{
}

BuiltRequest RequestBuilder::build(const QUrl &base, const Values &place) const
{
    BuiltRequest built;
    QByteArray url =
        base.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
    if (url.endsWith('/'))
        url.chop(1); // the root alone keeps its slash above
    built.problem = missingInput();
    if (built.problem.isEmpty())
        built.problem = appendPath(url);
    if (built.problem.isEmpty())
        built.problem = appendQuery(url, place);
    if (built.problem.isEmpty())
        built.problem = fillBody(built.request, place);
    if (!built.problem.isEmpty())
        return built;
    built.request.url = QUrl::fromEncoded(url, QUrl::StrictMode);
    if (!built.request.url.isValid() || !sameOrigin(base, built.request.url) ||
        hasDotSegment(built.request.url.path(QUrl::FullyEncoded).toLatin1()))
        built.problem = Words::tr("A value would lead outside the service.");
    complete(built.request);
    return built;
}

BuiltRequest RequestBuilder::buildAt(const QUrl &base, const QUrl &address) const
{
    BuiltRequest built;
    built.problem = fillBody(built.request, {});
    if (!address.isValid() || !sameOrigin(base, address))
        built.problem = Words::tr("The service gives an address on another server for the next "
                                  "page (%1), and that is not asked. Is the base URL right?")
                            .arg(address.toString(QUrl::RemoveUserInfo | QUrl::RemovePath |
                                                  QUrl::RemoveQuery | QUrl::RemoveFragment));
    built.request.url = address.adjusted(QUrl::RemoveFragment);
    complete(built.request);
    return built;
}

void RequestBuilder::complete(Request &request) const
{
    request.effect = m_call.effect;
    request.verb = m_call.verb;
    request.logPath = request.url.path(QUrl::FullyEncoded);
    request.headers = m_description.headers;
    const auto isAccept = [](const auto &header) {
        return header.first.compare("Accept", Qt::CaseInsensitive) == 0;
    };
    if (std::none_of(request.headers.cbegin(), request.headers.cend(), isAccept))
        request.headers.emplaceBack("Accept", "application/json");
}

QString RequestBuilder::missingInput() const
{
    for (const FormField &field : m_call.form) {
        if (field.required && isEmpty(m_values.value(field.name)))
            return Words::tr("“%1” is needed.").arg(field.label);
    }
    return {};
}

QString RequestBuilder::appendPath(QByteArray &url) const
{
    QString missing;
    const QByteArray path = encoded(m_call.path, KeptInPath, m_values, missing);
    if (!missing.isEmpty())
        return missingText(missing);
    if (hasDotSegment(path))
        return Words::tr("A value would lead outside the service.");
    url += path;
    return {};
}

QString RequestBuilder::appendQuery(QByteArray &url, const Values &place) const
{
    for (const QueryParameter &parameter : m_call.query) {
        if (!m_call.paging.inBody && place.contains(parameter.name))
            continue;
        QString missing;
        const QByteArray value = encoded(parameter.value, KeptInQuery, m_values, missing);
        if (parameter.omitEmpty && (!missing.isEmpty() || value.isEmpty()))
            continue;
        if (!missing.isEmpty())
            return missingText(missing);
        appendParameter(url, parameter.name, value);
    }
    if (m_call.paging.inBody)
        return {};
    QStringList names = place.keys();
    names.sort(); // a hash has no order of its own, and the same call is to be the same request
    for (const QString &name : std::as_const(names))
        appendParameter(url, name, QUrl::toPercentEncoding(place.value(name).text));
    return {};
}

QString RequestBuilder::fillBody(Request &request, const Values &place) const
{
    const bool paged = m_call.paging.inBody && !place.isEmpty();
    const bool described = !m_call.body.isUndefined() && !m_call.body.isNull();
    if (!described && !paged)
        return {};
    ValueJson writer(m_values, m_call.paging.inBody ? place : Values());
    request.body = writer.write(described ? m_call.body : QJsonValue(QJsonObject()));
    request.contentType = "application/json"_ba;
    return writer.missing().isEmpty() ? QString() : missingText(writer.missing());
}

} // namespace orgkeeper
