// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace orgkeeper {

enum class Environment { Normal, Production, ReadOnly };

/// One connection to one backend, as it is kept in the settings. Never holds a token.
struct Account
{
    QString id;      ///< a UUID without braces; also the token's key in the keychain
    QString label;   ///< unique among the accounts
    QString backend; ///< id of its description
    QUrl baseUrl;
    Environment environment = Environment::Normal;
    QString iAm;       ///< the user's own name, e-mail or id there, for services that cannot say
    bool demo = false; ///< belongs to this run's demo service; never saved

    bool operator==(const Account &) const = default;
};

[[nodiscard]] QString nameOf(Environment environment); ///< as stored: "normal", "production", ...
/// Nothing for an unknown word: a production account must never become a normal one by a typing
/// error.
[[nodiscard]] std::optional<Environment> environmentNamed(const QString &name);

/// Checks what a form holds; the first problem in a sentence, empty when all is well. taken: the
/// labels of the other accounts.
[[nodiscard]] QString problemOf(const Account &account, const QStringList &taken);
/// https, or http to this computer itself; a host; no user info, query or fragment. Empty: fine.
[[nodiscard]] QString problemOfBaseUrl(const QUrl &url);

} // namespace orgkeeper
