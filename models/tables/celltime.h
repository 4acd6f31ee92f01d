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

/// Writes times as the user's locale does in short, in local time. Asking for a zone's offset is
/// most of that, so it is asked once for eight days, unless it changes within them. Not for several
/// threads.
class TimeText
{
public:
    explicit TimeText(const QLocale &locale = QLocale());
    [[nodiscard]] QString text(const CellTime &time);

private:
    static constexpr std::int32_t unknown = INT32_MIN;
    struct Block
    {
        std::int32_t number = unknown; ///< of eight days, from the epoch
        std::int32_t seconds = 0;      ///< ahead of UTC; unknown: it changes within the block
    };
    [[nodiscard]] std::int64_t localMs(std::int64_t ms);

    QLocale m_locale;
    QString m_format; ///< empty: the locale's short one
    std::array<Block, 512> m_blocks;
};

} // namespace orgkeeper
