// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sendrules.h"

#include "transport.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>
#include <array>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct SendRules
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::SendRules)
};

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

bool hasControlCharacter(const QByteArray &text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return uchar(c) < 0x20 || uchar(c) == 0x7f; });
}

/// Headers that frame the message are the transport's alone: with them a description could make
/// one request look like two.
bool isFraming(const QByteArray &name)
{
    static constexpr std::array framing{
        QByteArrayView("host"),    QByteArrayView("content-length"),
        QByteArrayView("upgrade"), QByteArrayView("transfer-encoding"),
        QByteArrayView("expect"),  QByteArrayView("connection"),
        QByteArrayView("te"),      QByteArrayView("trailer"),
    };
    return std::find(framing.begin(), framing.end(), name.trimmed().toLower()) != framing.end();
}

bool isWellFormed(const Request &request)
{
    const auto isLetter = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (request.verb.isEmpty() ||
        !std::all_of(request.verb.begin(), request.verb.end(), isLetter) ||
        hasControlCharacter(request.contentType))
        return false;
    return std::none_of(request.headers.begin(), request.headers.end(), [](const auto &header) {
        return header.first.isEmpty() || header.first.contains(':') || header.first.contains(' ') ||
               hasControlCharacter(header.first) || hasControlCharacter(header.second) ||
               isFraming(header.first);
    });
}

} // namespace

QString originText(const QUrl &url)
{
    // Encoded: a host in look-alike letters of another script shows itself.
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery |
                        QUrl::RemoveFragment | QUrl::FullyEncoded);
}

QString whyNotSent(const Request &request, const TransportSettings &settings,
                   const Credentials &credentials)
{
    const QUrl &url = request.url;
    if (request.effect == Effect::Write && settings.readOnly)
        return SendRules::tr("This account is read-only.");
    // A description may call anything a read; what only GET can promise is not left to its word.
    if (settings.readOnly && request.verb != "GET" && request.verb != "HEAD")
        return SendRules::tr("This account is read-only, and the description reads with %1.")
            .arg(QString::fromLatin1(request.verb));
    if (!url.isValid() || url.host().isEmpty() ||
        (url.scheme() != "https"_L1 && url.scheme() != "http"_L1))
        return SendRules::tr("The address is no web address.");
    if (!url.userInfo().isEmpty())
        return SendRules::tr("The address contains a user name or password.");
    if (url.scheme() == "http"_L1 && !isLoopback(url))
        return SendRules::tr("%1 would be asked without encryption.").arg(originText(url));
    if (!sameOrigin(url, settings.baseUrl))
        return SendRules::tr("%1 is not the address of this account.").arg(originText(url));
    if (!isWellFormed(request))
        return SendRules::tr("The description makes a request that cannot be sent.");
    if (!credentials.isEmpty() && !credentials.belongsTo(url))
        return SendRules::tr("The token belongs to another address than %1.").arg(originText(url));
    if (!credentials.isSendable())
        return SendRules::tr("The token contains a line break or another control character.");
    return {};
}

QUrl redirectTarget(const Request &request, const QUrl &from, const ReplyHead &head)
{
    const bool keepsVerb = head.status == 307 || head.status == 308;
    const bool becomesGet = head.status >= 301 && head.status <= 303;
    if (request.effect != Effect::Read || head.location.isEmpty())
        return {};
    // A read by POST that went on as a GET would ask something else.
    if (!keepsVerb && !(becomesGet && (request.verb == "GET" || request.verb == "HEAD")))
        return {};
    return sameOrigin(from, head.location) ? head.location : QUrl();
}

} // namespace orgkeeper
