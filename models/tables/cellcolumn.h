// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowsink.h"
#include "textarena.h"

#include <array>
#include <cstdint>
#include <vector>

namespace orgkeeper {

/// The cells of one field of all rows: a kind and one word each, texts in an arena that the columns
/// of a store share. Short texts that repeat (role words, plans) are stored once.
class CellColumn
{
public:
    [[nodiscard]] Cell at(std::size_t row, const TextArena &arena) const;
    [[nodiscard]] bool equals(std::size_t row, const Cell &cell, const TextArena &arena) const;
    void append(const Cell &cell, TextArena &arena);
    void assign(std::size_t row, const Cell &cell, TextArena &arena);
    /// Row i becomes what row oldRows[i] was; the texts of all others are released.
    void rearrange(const std::vector<int> &oldRows, TextArena &arena);
    void moveTexts(const TextArena &from, TextArena &to);
    void clear();
    [[nodiscard]] std::size_t bytes() const;

private:
    enum class Stored : std::uint8_t { Absent, Null, Flag, Integer, Real, Text, SharedText };
    struct Word
    {
        Stored kind = Stored::Absent;
        std::uint64_t bits = 0;
    };

    [[nodiscard]] Word store(const Cell &cell, TextArena &arena);
    [[nodiscard]] Word storeText(std::string_view text, TextArena &arena);
    [[nodiscard]] bool ownsText(std::size_t row) const;

    std::vector<Stored> m_kinds;
    std::vector<std::uint64_t> m_words;
    std::array<TextArena::Ref, 64> m_recent{}; ///< shared texts by hash
    std::uint32_t m_asked = 0;                 ///< how often a short text came,
    std::uint32_t m_met = 0;                   ///< and was there already
};

} // namespace orgkeeper
