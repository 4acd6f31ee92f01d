// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "celltime.h"

#include <QDateTime>

#include <chrono>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t msPerDay = 86'400'000;
constexpr std::int64_t msPerBlock = 8 * msPerDay;
constexpr std::int64_t largestSeconds = 95'617'584'000; // the year 5000

std::int32_t secondsAhead(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).offsetFromUtc();
}

/// Reads along a text; once something is missing, it stays failed.
class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] bool failed() const { return m_failed; }
    bool accept(char wanted)
    {
        if (atEnd() || m_text[m_at] != wanted) {
            return false;
        }
        ++m_at;
        return true;
    }
    void expect(char wanted) { m_failed = !accept(wanted) || m_failed; }
    int digits(int count)
    {
        int value = 0;
        for (; count > 0; --count) {
            if (atEnd() || m_text[m_at] < '0' || m_text[m_at] > '9') {
                m_failed = true;
                return 0;
            }
            value = value * 10 + (m_text[m_at++] - '0');
        }
        return value;
    }
    /// A fraction of any length as milliseconds.
    int fraction()
    {
        int ms = digits(1) * 100;
        for (int weight = 10; !atEnd() && m_text[m_at] >= '0' && m_text[m_at] <= '9';
             weight /= 10) {
            ms += (m_text[m_at++] - '0') * weight;
        }
        return ms;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_failed = false;
};

/// Days since the epoch; fails for a day that the calendar does not have.
std::optional<std::int64_t> readDate(Reader &reader)
{
    const int year = reader.digits(4);
    reader.expect('-');
    const int month = reader.digits(2);
    reader.expect('-');
    const int day = reader.digits(2);
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (reader.failed() || !date.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days{date}.time_since_epoch().count();
}

std::optional<std::int64_t> readTimeOfDay(Reader &reader)
{
    const int hour = reader.digits(2);
    reader.expect(':');
    const int minute = reader.digits(2);
    int second = 0;
    int ms = 0;
    if (reader.accept(':')) {
        second = reader.digits(2);
        if (reader.accept('.') || reader.accept(',')) {
            ms = reader.fraction();
        }
    }
    if (reader.failed() || hour > 24 || minute > 59 || second > 60) { // 60: a leap second
        return std::nullopt;
    }
    return ((hour * 60LL + minute) * 60 + second) * 1000 + ms;
}

/// How far the zone that was written is ahead of UTC.
std::optional<std::int64_t> readZone(Reader &reader)
{
    if (reader.atEnd() || reader.accept('Z') || reader.accept('z')) {
        return 0;
    }
    const bool ahead = reader.accept('+');
    if (!ahead) {
        reader.expect('-');
    }
    const int hours = reader.digits(2);
    int minutes = 0;
    if (reader.accept(':') || !reader.atEnd()) {
        minutes = reader.digits(2);
    }
    if (reader.failed() || hours > 18 || minutes > 59) {
        return std::nullopt;
    }
    const std::int64_t ms = (hours * 60LL + minutes) * 60'000;
    return ahead ? ms : -ms;
}

} // namespace

std::optional<CellTime> parseTime(std::string_view text)
{
    Reader reader(text);
    const auto days = readDate(reader);
    if (!days) {
        return std::nullopt;
    }
    if (reader.atEnd()) {
        return CellTime{*days * msPerDay, true};
    }
    if (!reader.accept('T') && !reader.accept('t')) {
        reader.expect(' ');
    }
    const auto time = readTimeOfDay(reader);
    const auto zone = time ? readZone(reader) : std::nullopt;
    if (!zone || !reader.atEnd()) {
        return std::nullopt;
    }
    return CellTime{*days * msPerDay + *time - *zone, false};
}

std::optional<CellTime> timeOf(const Cell &cell)
{
    if (cell.kind == Cell::Kind::Text) {
        return parseTime(cell.text);
    }
    constexpr std::int64_t largestMs = largestSeconds * 1000;
    if (cell.kind != Cell::Kind::Integer || cell.number < -largestMs || cell.number > largestMs) {
        return std::nullopt;
    }
    const bool seconds = cell.number >= -largestSeconds && cell.number <= largestSeconds;
    return CellTime{seconds ? cell.number * 1000 : cell.number, false};
}

TimeText::TimeText(const QLocale &locale)
    : m_locale(locale)
{
    if (locale.language() == QLocale::C) {
        m_format = u"yyyy-MM-dd HH:mm"_s; // its own short form spells the month and the seconds
    }
}

QString TimeText::text(const CellTime &time)
{
    const std::int64_t ms = time.dateOnly ? time.ms : localMs(time.ms);
    // As UTC, which it is not: Qt's own way to local time costs twice the rest.
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    if (time.dateOnly) {
        return m_format.isEmpty() ? m_locale.toString(local.date(), QLocale::ShortFormat)
                                  : local.date().toString(Qt::ISODate);
    }
    if (m_format.isEmpty()) {
        // The locale's short form may name the zone, which would be wrong here: date and time
        // apart.
        return m_locale.toString(local.date(), QLocale::ShortFormat) + u' ' +
               m_locale.toString(local.time(), QLocale::ShortFormat);
    }
    return m_locale.toString(local, m_format);
}

std::int64_t TimeText::localMs(std::int64_t ms)
{
    const auto number =
        static_cast<std::int32_t>(ms >= 0 ? ms / msPerBlock : (ms + 1) / msPerBlock - 1);
    Block &block = m_blocks[static_cast<std::uint32_t>(number) % m_blocks.size()];
    if (block.number != number) {
        const std::int32_t first = secondsAhead(number * msPerBlock);
        const std::int32_t last = secondsAhead((number + 1) * msPerBlock - 1);
        block = {number, first == last ? first : unknown};
    }
    const std::int32_t seconds = block.seconds == unknown ? secondsAhead(ms) : block.seconds;
    return ms + seconds * 1000LL;
}

} // namespace orgkeeper
