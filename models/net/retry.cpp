// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "retry.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace orgkeeper {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds longestSense = std::chrono::hours(24 * 365);

std::optional<milliseconds> fromNumber(const QByteArray &text, double msPerUnit)
{
    bool ok = false;
    const double value = text.trimmed().toDouble(&ok);
    if (!ok || !std::isfinite(value) || value < 0)
        return std::nullopt;
    // Rounded up: a millisecond too early is inside the window.
    const double ms = std::min(std::ceil(value * msPerUnit), double(longestSense.count()));
    return milliseconds(qint64(ms));
}

/// The three forms of RFC 9110, 5.6.7; all of them mean UTC.
QDateTime fromHttpDate(const QByteArray &bytes)
{
    // The day's name says nothing new, and would contradict a year that is read as 19xx.
    const QString text = QString::fromLatin1(bytes).simplified().section(u' ', 1);
    const QLocale c = QLocale::c();
    for (const auto &format : {u"dd MMM yyyy hh:mm:ss 'GMT'"_s, u"dd-MMM-yy hh:mm:ss 'GMT'"_s,
                               u"MMM d hh:mm:ss yyyy"_s}) {
        QDateTime date = c.toDateTime(text, format);
        if (!date.isValid())
            continue;
        date.setTimeSpec(Qt::UTC);
        return date.date().year() < 1970 ? date.addYears(100) : date;
    }
    return {};
}

std::optional<milliseconds> between(const QDateTime &now, const QDateTime &then)
{
    const qint64 ms = std::max<qint64>(0, now.msecsTo(then));
    return std::min(milliseconds(ms), longestSense);
}

std::optional<milliseconds> fromReset(const QByteArray &text, const QDateTime &now)
{
    bool ok = false;
    const double value = text.trimmed().toDouble(&ok);
    if (!ok || !std::isfinite(value) || value < 0)
        return std::nullopt;
    // No standard says which unit this is: a number this large is a time, not a wait.
    constexpr double epochSeconds = 1e9;
    constexpr double epochMs = 1e12;
    if (value < epochSeconds)
        return fromNumber(text, 1000);
    const double ms = std::min(value < epochMs ? value * 1000 : value, 1e15);
    return between(now, QDateTime::fromMSecsSinceEpoch(qint64(ms), Qt::UTC));
}

} // namespace

int attemptsFor(const Error &error, const RetryPolicy &policy)
{
    switch (error.kind) {
    case Error::Kind::ConnectionLost:
    case Error::Kind::RateLimited:
        return policy.attempts;
    case Error::Kind::Unreachable:
        // A name that is not known or a closed port seldom changes within seconds.
        return std::min(policy.attempts, 2);
    case Error::Kind::Server:
        return error.status >= 502 && error.status <= 504 ? policy.attempts : 1;
    default:
        return 1;
    }
}

milliseconds ownWait(const RetryPolicy &policy, int done, double random)
{
    const double doubled = double(policy.firstWait.count()) * std::exp2(std::max(0, done - 1));
    const double capped = std::min(doubled, double(policy.longestWait.count()));
    return milliseconds(qint64(capped * (1.0 - 0.25 * random)));
}

std::optional<milliseconds> pauseWish(int status, const HeaderValue &header, const QDateTime &now)
{
    if (auto wish = fromNumber(header("retry-after-ms"), 1))
        return wish;
    const QByteArray after = header("retry-after");
    if (auto wish = fromNumber(after, 1000))
        return wish;
    // The service's clock against itself: ours may be wrong.
    const QDateTime date = fromHttpDate(header("date"));
    const QDateTime serviceNow = date.isValid() ? date : now;
    if (const QDateTime then = fromHttpDate(after); then.isValid())
        return between(serviceNow, then);
    if (auto wish = fromNumber(header("x-retry-after"), 1000))
        return wish;
    return status == 429 ? fromReset(header("x-ratelimit-reset"), serviceNow) : std::nullopt;
}

} // namespace orgkeeper
