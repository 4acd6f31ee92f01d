// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demodialect.h"

#include <QRandomGenerator>
#include <array>

namespace orgkeeper {

namespace {

QByteArray randomToken(const QByteArray &prefix)
{
    std::array<quint32, 5> words{};
    QRandomGenerator::system()->fillRange(words.data(), std::ssize(words));
    QByteArray token = prefix;
    for (const quint32 word : words)
        token += QByteArray::number(word, 16).rightJustified(8, '0');
    return token;
}

} // namespace

DemoDialect::DemoDialect(const DemoWorldPlan &plan, const QByteArray &tokenPrefix)
    : m_world(plan)
    , m_token(randomToken(tokenPrefix))
{
}

std::optional<DemoResponse> DemoDialect::answerAhead(const DemoRequest &)
{
    return std::nullopt;
}

bool DemoDialect::makeReady(const QDeadlineTimer &until)
{
    return m_world.makeSome(until);
}

DemoResponse DemoDialect::answer(const DemoRequest &request)
{
    if (auto ahead = answerAhead(request))
        return *std::move(ahead);
    const DemoRouter::Match match = m_router.find(request);
    if (match.allowed.isEmpty())
        return refusal(404);
    if (match.handler == nullptr) {
        DemoResponse response = refusal(405);
        response.headers.append({"Allow", match.allowed.join(", ")});
        return response;
    }
    if (match.access == DemoRouter::Access::NeedsCredentials) {
        if (auto refused = refuseAccess(request))
            return *std::move(refused);
    }
    return (*match.handler)(request, match.arguments);
}

QByteArray demoReasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 204:
        return "No Content";
    case 301:
        return "Moved Permanently";
    case 302:
        return "Found";
    case 303:
        return "See Other";
    case 307:
        return "Temporary Redirect";
    case 308:
        return "Permanent Redirect";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 413:
        return "Content Too Large";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return {};
    }
}

} // namespace orgkeeper
