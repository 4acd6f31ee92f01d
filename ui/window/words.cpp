// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "words.h"

#include <QCoreApplication>
#include <QLocale>

namespace orgkeeper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("Words", text);
}

} // namespace

AccountShape shapeOf(AccountState state)
{
    switch (state) {
    case AccountState::Unopened:
    case AccountState::Offline:
        return AccountShape::Offline;
    case AccountState::Checking:
        return AccountShape::Checking;
    case AccountState::Ready:
        return AccountShape::Ready;
    case AccountState::NoToken:
    case AccountState::TokenRefused:
        return AccountShape::TokenRefused;
    case AccountState::NoPermission:
        return AccountShape::NoPermission;
    case AccountState::KeychainLocked:
        return AccountShape::KeychainLocked;
    case AccountState::NoKeychain:
        return AccountShape::NoKeychain;
    case AccountState::Withdrawn:
        return AccountShape::Withdrawn;
    case AccountState::Faulty:
        return AccountShape::Mistakes;
    }
    return AccountShape::Offline;
}

QString wordOf(AccountState state)
{
    switch (state) {
    case AccountState::Unopened:
        return say(QT_TRANSLATE_NOOP("Words", "Not opened yet"));
    case AccountState::Checking:
        return say(QT_TRANSLATE_NOOP("Words", "Checking..."));
    case AccountState::Ready:
        return say(QT_TRANSLATE_NOOP("Words", "Ready"));
    case AccountState::NoToken:
        return say(QT_TRANSLATE_NOOP("Words", "No token"));
    case AccountState::TokenRefused:
        return say(QT_TRANSLATE_NOOP("Words", "Token refused"));
    case AccountState::NoPermission:
        return say(QT_TRANSLATE_NOOP("Words", "No permission"));
    case AccountState::Offline:
        return say(QT_TRANSLATE_NOOP("Words", "Offline"));
    case AccountState::KeychainLocked:
        return say(QT_TRANSLATE_NOOP("Words", "Keychain locked"));
    case AccountState::NoKeychain:
        return say(QT_TRANSLATE_NOOP("Words", "No keychain"));
    case AccountState::Withdrawn:
        return say(QT_TRANSLATE_NOOP("Words", "Service withdrawn"));
    case AccountState::Faulty:
        return say(QT_TRANSLATE_NOOP("Words", "Description has mistakes"));
    }
    return {};
}

EnvironmentMark markOf(Environment environment)
{
    switch (environment) {
    case Environment::Normal:
        return EnvironmentMark::None;
    case Environment::Production:
        return EnvironmentMark::Production;
    case Environment::ReadOnly:
        return EnvironmentMark::ReadOnly;
    }
    return EnvironmentMark::None;
}

QString whenWords(const QDateTime &utc)
{
    if (!utc.isValid()) {
        return {};
    }
    const QDateTime local = utc.toLocalTime();
    const QLocale locale;
    if (local.date() == QDate::currentDate()) {
        return QCoreApplication::translate("Words", "%1 today")
            .arg(locale.toString(local.time(), QStringLiteral("HH:mm")));
    }
    return locale.toString(local.date(), QLocale::ShortFormat);
}

QString hostOf(const Account &account)
{
    const int port = account.baseUrl.port();
    // Encoded: a host in look-alike letters of another script shows itself.
    const QString host = account.baseUrl.host(QUrl::FullyEncoded);
    return port < 0 ? host : host + u':' + QString::number(port);
}

} // namespace orgkeeper
