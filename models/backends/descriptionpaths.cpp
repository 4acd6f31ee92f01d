// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "descriptionpaths.h"

#include "template.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::DescriptionPaths)
};

struct Fault
{
    QString text;
    QString cure;
};

/// A character that must not stand in the literal part of a path.
std::optional<Fault> faultOfCharacter(QChar c)
{
    switch (c.unicode()) {
    case u'@':
    case u'\\':
        return Fault{Words::tr("has a \"%1\" in its path.").arg(c),
                     Words::tr("A path cannot lead to another host. Take it out.")};
    case u'%':
        return Fault{Words::tr("has a \"%\" in its path."),
                     Words::tr("Write the character itself. Values of variables are encoded "
                               "by Orgkeeper.")};
    case u'?':
        return Fault{Words::tr("has a query in its path."),
                     Words::tr("Write it as \"query\": { \"name\": \"value\" }.")};
    case u'#':
        return Fault{Words::tr("has a \"#\" in its path."), Words::tr("Take it out.")};
    default:
        break;
    }
    if (c.isSpace() || c.unicode() < 0x21 || c.unicode() > 0x7e) {
        return Fault{Words::tr("has a blank, a control character or a letter outside ASCII in its "
                               "path."),
                     Words::tr("A request is a verb, one blank and a path: "
                               "\"GET /organizations\".")};
    }
    return std::nullopt;
}

std::optional<Fault> faultOfPath(const Template &path)
{
    for (qsizetype i = 0; i < path.pieces.size(); i += 2) {
        for (const QChar c : path.pieces.at(i)) {
            if (const auto fault = faultOfCharacter(c)) {
                return fault;
            }
        }
    }
    // A variable stands for a letter here: what its value may be is the engine's to check.
    const QString shape = expand(path, [](const QString &) { return u"x"_s; });
    if (!shape.startsWith(u'/')) {
        return Fault{Words::tr("has a path that does not begin with \"/\"."),
                     Words::tr("Write \"/\" first: \"GET /organizations\".")};
    }
    if (shape.contains("//"_L1)) {
        return Fault{Words::tr("has two slashes side by side in its path."),
                     Words::tr("Write one.")};
    }
    for (const QString &segment : shape.split(u'/')) {
        if (segment == "."_L1 || segment == ".."_L1) {
            return Fault{Words::tr("has \"%1\" in its path.").arg(segment),
                         Words::tr("Write the path as it is, from the base URL on.")};
        }
    }
    return std::nullopt;
}

bool hasDotSegment(const QString &path)
{
    const QStringList segments = path.split(u'/');
    return segments.contains(u"."_s) || segments.contains(u".."_s);
}

} // namespace

void checkPath(const Template &path, int line, const QString &name, DescriptionProblems &problems)
{
    if (const auto fault = faultOfPath(path)) {
        problems.add(line, u'“' + name + u"” "_s + fault->text, fault->cure);
    }
}

bool isLoopback(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 ||
           QHostAddress(host).isLoopback();
}

QUrl readBaseUrl(const Located &value, DescriptionProblems &problems)
{
    const QUrl url(value.text, QUrl::StrictMode);
    const auto refuse = [&](const QString &text, const QString &cure) {
        problems.add(value.line, text, cure);
        return QUrl();
    };
    const QString example = Words::tr("Write one such as \"https://wiki.example/api\".");
    if (!url.isValid() || url.host().isEmpty()) {
        return refuse(Words::tr("“baseUrl” is no address of a server."), example);
    }
    const bool local = url.scheme() == "http"_L1 && isLoopback(url.host());
    if (url.scheme() != "https"_L1 && !local) {
        return refuse(Words::tr("“baseUrl” must begin with https."),
                      Words::tr("http is allowed only for this computer itself (127.0.0.1, "
                                "localhost)."));
    }
    if (!url.userInfo().isEmpty() || value.text.contains(u'@')) {
        return refuse(Words::tr("“baseUrl” holds a user or a password."),
                      Words::tr("Secrets belong to \"auth\", and a user enters them himself."));
    }
    if (url.hasQuery() || url.hasFragment()) {
        return refuse(Words::tr("“baseUrl” holds a query or a fragment."),
                      Words::tr("End it after the path."));
    }
    if (hasDotSegment(url.path(QUrl::FullyDecoded)) || value.text.contains(u'\\') ||
        url.path().contains("//"_L1) || value.text.contains(u'%')) {
        return refuse(Words::tr("“baseUrl” has a path that is not written plainly."), example);
    }
    return url;
}

Template readWebPage(const Located &value, const QStringList &variables,
                     DescriptionProblems &problems)
{
    const ParsedTemplate parsed = parseTemplate(value.text);
    if (!parsed.problem.isEmpty()) {
        problems.add(value.line, u"“webPage” "_s + parsed.problem, parsed.cure);
        return {};
    }
    for (const QString &name : variablesIn(parsed.value)) {
        if (!variables.contains(name)) {
            problems.add(value.line,
                         Words::tr("“webPage” uses {%1}, which is not known.").arg(name),
                         Words::tr("Known are %1.").arg(variables.join(u", "_s)));
        }
    }
    const QUrl url(expand(parsed.value, [](const QString &) { return u"x"_s; }), QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != "https"_L1 || !url.userInfo().isEmpty()) {
        problems.add(value.line, Words::tr("“webPage” is no address of a web page."),
                     Words::tr("Write one such as "
                               "\"https://wiki.example/groups/{organization.id}\"."));
    }
    return parsed.value;
}

} // namespace orgkeeper
