// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demorouter.h"

#include <optional>

namespace orgkeeper {

namespace {

// An empty segment ("//", or a slash at the end) never stands for a brace.
std::optional<QByteArrayList> arguments(const QByteArrayList &parts, const QByteArrayList &segments)
{
    if (parts.size() != segments.size())
        return std::nullopt;
    QByteArrayList found;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (!parts.at(i).startsWith('{')) {
            if (parts.at(i) != segments.at(i))
                return std::nullopt;
        } else if (segments.at(i).isEmpty()) {
            return std::nullopt;
        } else {
            found.append(segments.at(i));
        }
    }
    return found;
}

} // namespace

void DemoRouter::add(const QByteArray &method, const QByteArray &pattern, Handler handler,
                     Access access)
{
    m_routes.push_back({method, pattern.mid(1).split('/'), std::move(handler), access});
}

DemoRouter::Match DemoRouter::find(const DemoRequest &request) const
{
    Match match;
    const QByteArray method = request.method == "HEAD" ? QByteArrayLiteral("GET") : request.method;
    for (const Route &route : m_routes) {
        const auto found = arguments(route.parts, request.segments);
        if (!found)
            continue;
        match.allowed.append(route.method);
        if (route.method == "GET")
            match.allowed.append("HEAD");
        if (route.method == method && match.handler == nullptr) {
            match.handler = &route.handler;
            match.access = route.access;
            match.arguments = *found;
        }
    }
    return match;
}

} // namespace orgkeeper
