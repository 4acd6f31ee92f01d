// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "account.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Account", text);
}

bool isThisComputer(const QString &host)
{
    // QUrl keeps the brackets of an IPv6 address out of host().
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 ||
           QHostAddress(host).isLoopback();
}

bool hasDotSegment(const QUrl &url)
{
    const QStringList segments = url.path(QUrl::FullyDecoded).split(u'/');
    return segments.contains("."_L1) || segments.contains(".."_L1);
}

QString problemOfScheme(const QUrl &url)
{
    if (url.scheme() == "https"_L1) {
        return {};
    }
    if (url.scheme() != "http"_L1) {
        return tr("The base URL must begin with https://.");
    }
    if (isThisComputer(url.host())) {
        return {};
    }
    return tr("Plain http would show the token to the network. Use https; http is allowed only for "
              "this computer itself (127.0.0.1, localhost).");
}

} // namespace

QString nameOf(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return u"production"_s;
    case Environment::ReadOnly:
        return u"read-only"_s;
    case Environment::Normal:
        break;
    }
    return u"normal"_s;
}

std::optional<Environment> environmentNamed(const QString &name)
{
    for (const Environment environment :
         {Environment::Normal, Environment::Production, Environment::ReadOnly}) {
        if (nameOf(environment) == name) {
            return environment;
        }
    }
    return std::nullopt;
}

QString problemOf(const Account &account, const QStringList &taken)
{
    const QString label = account.label.trimmed();
    if (label.isEmpty()) {
        return tr("Give the account a label.");
    }
    const bool isTaken = std::any_of(taken.begin(), taken.end(), [&label](const QString &other) {
        return other.trimmed().compare(label, Qt::CaseInsensitive) == 0;
    });
    if (isTaken) {
        return tr("Another account is called “%1”. Choose a different label.").arg(label);
    }
    if (account.backend.isEmpty()) {
        return tr("Choose a service.");
    }
    return problemOfBaseUrl(account.baseUrl);
}

QString problemOfBaseUrl(const QUrl &url)
{
    if (url.isEmpty()) {
        return tr("Enter the base URL of the service.");
    }
    if (url.isRelative() || (url.isValid() && !url.scheme().isEmpty() && url.host().isEmpty()) ||
        !url.isValid()) {
        return tr("This is not a whole address. One looks like https://ancla.example/api/v1.");
    }
    if (const QString problem = problemOfScheme(url); !problem.isEmpty()) {
        return problem;
    }
    // The sentence leaves the address out: what stands before the @ may be a password.
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@')) {
        return tr("The base URL holds a user name or password. Remove what stands before the @.");
    }
    if (url.hasQuery() || url.hasFragment()) {
        return tr("The base URL must end before the first ? or #.");
    }
    if (hasDotSegment(url) || url.path(QUrl::FullyDecoded).contains(u'\\')) {
        return tr("The path of the base URL holds “.”, “..” or a backslash. Write it out.");
    }
    return {};
}

} // namespace orgkeeper
