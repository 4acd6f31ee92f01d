// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace orgkeeper {

/// One decoded value. Text is UTF-8 without lone surrogates or NUL (replaced by U+FFFD on the way
/// in) and lives only as long as the call that hands it over.
struct Cell
{
    enum class Kind : std::uint8_t {
        Absent, ///< the reply has no such member
        Null,
        Flag,    ///< number is 0 or 1
        Integer, ///< number; 64 bits, never through a double
        Real,    ///< text holds the digits as they came
        Text,    ///< also: a list, its items joined by U+001F; an unsigned beyond int64, as digits
    };
    Kind kind = Kind::Absent;
    std::int64_t number = 0;
    std::string_view text;
};

/// Takes rows as they are decoded, in the service's order. The engine declares it, tables implement
/// it. Cells are those of the entity in the description, index for index.
class RowSink
{
public:
    virtual ~RowSink() = default;
    /// A page (or the only reply) begins; sentMs is when its request left (ms since the epoch,
    /// UTC). again: the same page is read once more after a broken attempt, so that its rows are no
    /// duplicates of those seen before.
    virtual void beginPage(std::int64_t sentMs, bool again) = 0;
    /// One row. Rows are provisional until the reading is complete.
    virtual void addRow(std::span<const Cell> cells) = 0;
};

} // namespace orgkeeper
