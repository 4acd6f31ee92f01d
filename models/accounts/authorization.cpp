// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "authorization.h"

#include <QCoreApplication>

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

// No credential field can be called so: names are words.
constexpr auto OriginKey = "@origin"_L1;

QString tr(const char *text)
{
    return QCoreApplication::translate("Authorization", text);
}

// Scheme, host and port, the usual port written out: the same origin is the same text.
QString markOf(const QUrl &url)
{
    const int usual = url.scheme() == "http"_L1 ? 80 : 443;
    return u"%1://%2:%3"_s.arg(url.scheme(), url.host(), QString::number(url.port(usual)));
}

bool isPrintable(QChar c)
{
    return c.unicode() >= 0x20 && c.unicode() != 0x7f;
}

bool isAscii(const QByteArray &text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

QString problemOfField(const CredentialField &field, const QString &value)
{
    if (value.isEmpty()) {
        return tr("“%1” is empty.").arg(field.label);
    }
    if (!std::all_of(value.begin(), value.end(), isPrintable)) {
        return tr("“%1” contains a line break or another control character.").arg(field.label);
    }
    // RFC 7617, section 2: the first colon ends the user's name.
    if (field.name == "user"_L1 && value.contains(u':')) {
        return tr("“%1” must not contain a colon.").arg(field.label);
    }
    return {};
}

} // namespace

QString problemOfSecrets(const Description &description, const Secrets &secrets)
{
    for (const CredentialField &field : description.credentials) {
        const QString problem = problemOfField(field, secrets.value(field.name));
        if (!problem.isEmpty()) {
            return problem;
        }
    }
    const auto headers = authHeaderValues(description, secrets);
    if (headers.isEmpty()) {
        return tr("The description names no header that carries the token.");
    }
    const bool sendable = std::all_of(headers.begin(), headers.end(),
                                      [](const auto &header) { return isAscii(header.second); });
    return sendable ? QString()
                    : tr("The token contains a letter that no header can carry. Copy it again.");
}

Credentials makeCredentials(const Description &description, const QUrl &origin,
                            const Secrets &secrets)
{
    if (!problemOfSecrets(description, secrets).isEmpty()) {
        return {};
    }
    QList<QByteArray> secret;
    for (const CredentialField &field : description.credentials) {
        if (field.secret) {
            secret.append(secrets.value(field.name).toUtf8());
        }
    }
    return Credentials(origin, authHeaderValues(description, secrets), secret);
}

Secrets boundTo(const QUrl &origin, Secrets secrets)
{
    secrets.insert(OriginKey, markOf(origin));
    return secrets;
}

bool isBound(const Secrets &secrets)
{
    return secrets.contains(OriginKey);
}

std::optional<Secrets> unboundFrom(const QUrl &origin, Secrets secrets)
{
    if (secrets.take(OriginKey) != markOf(origin)) {
        return std::nullopt;
    }
    return secrets;
}

} // namespace orgkeeper
