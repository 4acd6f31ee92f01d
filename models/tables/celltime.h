// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowsink.h"

#include <QLocale>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace orgkeeper {

/// A moment as a service wrote it.
struct CellTime
{
    std::int64_t ms = 0;   ///< since the epoch, UTC
    bool dateOnly = false; ///< no time of day was given: not shifted into another zone

    bool operator==(const CellTime &) const = default;
};

/// ISO 8601 in the forms that services use: a date; or date, T or blank, hours and minutes, seconds
/// and a fraction or not, Z or an offset or nothing, which means UTC. Nothing: it is something
/// else.
[[nodiscard]] std::optional<CellTime> parseTime(std::string_view text);

/// The same of a cell; a number is seconds, or milliseconds where seconds would be after year 5000.
[[nodiscard]] std::optional<CellTime> timeOf(const Cell &cell);

/// Writes times as the user's locale does in short, in local time. Remembers the zone's offsets by
/// the quarter of an hour, which makes a hundred thousand of them cheap. Not for several threads.
class TimeText
{
public:
    explicit TimeText(const QLocale &locale = QLocale());
    [[nodiscard]] QString text(const CellTime &time);

private:
    [[nodiscard]] std::int64_t localMs(std::int64_t ms);

    struct Offset
    {
        std::int64_t quarter = INT64_MIN;
        std::int64_t ms = 0;
    };
    QLocale m_locale;
    QString m_format; ///< empty: the locale's short one
    std::array<Offset, 1024> m_offsets;
};

} // namespace orgkeeper
