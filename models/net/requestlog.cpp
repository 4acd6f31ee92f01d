// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "requestlog.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace orgkeeper {

using namespace Qt::StringLiterals;

RequestLog::RequestLog(QObject *parent)
    : QObject(parent)
{
}

void RequestLog::add(const LoggedRequest &entry)
{
    if (m_entries.size() == capacity)
        m_entries.removeFirst();
    m_entries.append(entry);
    Q_EMIT logged(entry);
}

void RequestLog::clear()
{
    m_entries.clear();
    Q_EMIT cleared();
}

QString pathForLog(const QUrl &url)
{
    QString path = url.path(QUrl::FullyEncoded);
    QChar separator = u'?';
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyEncoded);
    for (const auto &[name, value] : items) {
        path += separator + name;
        separator = u'&';
    }
    return path;
}

QByteArray printHeaders(const QList<QPair<QByteArray, QByteArray>> &headers)
{
    static constexpr std::array shown{
        QByteArrayView("accept"),
        QByteArrayView("cache-control"),
        QByteArrayView("connection"),
        QByteArrayView("content-encoding"),
        QByteArrayView("content-length"),
        QByteArrayView("content-type"),
        QByteArrayView("date"),
        QByteArrayView("retry-after"),
        QByteArrayView("retry-after-ms"),
        QByteArrayView("server"),
        QByteArrayView("transfer-encoding"),
        QByteArrayView("user-agent"),
        QByteArrayView("x-ratelimit-limit"),
        QByteArrayView("x-ratelimit-remaining"),
        QByteArrayView("x-ratelimit-reset"),
        QByteArrayView("x-retry-after"),
    };
    QByteArray text;
    for (const auto &[name, value] : headers) {
        const QByteArray folded = name.toLower();
        const bool harmless = std::find(shown.begin(), shown.end(), folded) != shown.end();
        text += name + ": " + (harmless ? value : QByteArrayLiteral("(not shown)")) + '\n';
    }
    return text;
}

} // namespace orgkeeper
