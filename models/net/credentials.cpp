// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "credentials.h"

#include <QNetworkRequest>
#include <QString>

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

int effectivePort(const QUrl &url)
{
    if (url.scheme() == "https"_L1)
        return url.port(443);
    return url.scheme() == "http"_L1 ? url.port(80) : url.port();
}

bool isSendableName(const QByteArray &name)
{
    const auto inToken = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), inToken);
}

bool isSendableValue(const QByteArray &value)
{
    return std::none_of(value.begin(), value.end(), [](char c) {
        const auto byte = uchar(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
}

} // namespace

struct Credentials::Secret
{
    QUrl origin;
    QList<Header> headers;
};

Credentials::Credentials(const QUrl &origin, QList<Header> headers)
    : m_secret(std::make_shared<const Secret>(Secret{origin, std::move(headers)}))
{
}

bool Credentials::belongsTo(const QUrl &url) const
{
    return m_secret && sameOrigin(m_secret->origin, url);
}

bool Credentials::isSendable() const
{
    return !m_secret ||
           std::all_of(m_secret->headers.begin(), m_secret->headers.end(), [](const Header &h) {
               return isSendableName(h.first) && isSendableValue(h.second);
           });
}

void Credentials::applyTo(QNetworkRequest &request) const
{
    if (!belongsTo(request.url()) || !isSendable())
        return;
    for (const Header &header : m_secret->headers)
        request.setRawHeader(header.first, header.second);
}

QString Credentials::scrubbed(QString text) const
{
    if (!m_secret)
        return text;
    // A header's words one by one: services echo "abc", not "Token abc". Shorter words are names of
    // schemes, and blotting them out would eat ordinary text.
    constexpr qsizetype shortestSecret = 8;
    for (const Header &header : m_secret->headers) {
        for (const QByteArray &word : header.second.split(' ')) {
            if (word.size() >= shortestSecret)
                text.replace(QString::fromUtf8(word), u"•••"_s);
        }
    }
    return text;
}

bool sameOrigin(const QUrl &left, const QUrl &right)
{
    return left.isValid() && right.isValid() && left.userInfo().isEmpty() &&
           right.userInfo().isEmpty() && !left.host().isEmpty() &&
           left.scheme() == right.scheme() &&
           left.host(QUrl::FullyEncoded) == right.host(QUrl::FullyEncoded) &&
           effectivePort(left) == effectivePort(right);
}

} // namespace orgkeeper
