// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "credentials.h"

#include <QNetworkRequest>

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

/// A header's words one by one: services echo "abc", not "Token abc". Shorter words are names of
/// schemes, and blotting them out would eat ordinary text.
QList<QByteArray> longWords(const QList<Credentials::Header> &headers)
{
    constexpr qsizetype shortest = 8;
    QList<QByteArray> words;
    for (const Credentials::Header &header : headers)
        words += header.second.split(' ');
    words.removeIf([](const QByteArray &word) { return word.size() < shortest; });
    return words;
}

} // namespace

struct Credentials::Secret
{
    QUrl origin;
    QList<Header> headers;
    Scrubber scrubber;
};

Credentials::Credentials(const QUrl &origin, QList<Header> headers,
                         const QList<QByteArray> &secrets)
{
    Scrubber scrubber(secrets + longWords(headers));
    m_secret =
        std::make_shared<const Secret>(Secret{origin, std::move(headers), std::move(scrubber)});
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

Scrubber Credentials::scrubber() const
{
    return m_secret ? m_secret->scrubber : Scrubber();
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
