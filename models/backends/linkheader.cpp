// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "linkheader.h"

#include <QByteArrayList>

namespace orgkeeper {

namespace {

/// Up to the separator outside of quotes and angle brackets; takes it and the separator away.
QByteArray takeUntil(QByteArray &rest, char separator)
{
    bool quoted = false;
    bool inTarget = false;
    qsizetype i = 0;
    for (; i < rest.size(); ++i) {
        const char c = rest.at(i);
        if (c == '"' && !inTarget)
            quoted = !quoted;
        else if (!quoted && (c == '<' || c == '>'))
            inTarget = c == '<';
        else if (c == separator && !quoted && !inTarget)
            break;
    }
    const QByteArray taken = rest.first(i).trimmed();
    rest = rest.sliced(std::min(i + 1, rest.size()));
    return taken;
}

bool isNext(QByteArray parameters)
{
    while (!parameters.isEmpty()) {
        const QByteArray parameter = takeUntil(parameters, ';');
        const qsizetype equals = parameter.indexOf('=');
        if (equals < 0 || parameter.first(equals).trimmed().toLower() != "rel")
            continue;
        QByteArray value = parameter.sliced(equals + 1).trimmed().toLower();
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.sliced(1, value.size() - 2);
        return value.simplified().split(' ').contains("next"); // only the first "rel" counts
    }
    return false;
}

} // namespace

QUrl nextLink(const QByteArray &header, const QUrl &asked)
{
    QByteArray rest = header;
    while (!rest.isEmpty()) {
        QByteArray link = takeUntil(rest, ',');
        const QByteArray target = takeUntil(link, ';');
        if (target.size() > 2 && target.startsWith('<') && target.endsWith('>') && isNext(link))
            return asked.resolved(QUrl::fromEncoded(target.sliced(1, target.size() - 2)));
    }
    return {};
}

} // namespace orgkeeper
