// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowsink.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace orgkeeper {

/// The row that is just being read: its cells so far, with their texts in one piece of memory that
/// serves the next row as well. While it is not open, everything is ignored.
class ExtractorRow
{
public:
    static constexpr std::size_t Most = 4 * 1024 * 1024; ///< bytes of the texts together

    /// Closed and without cells.
    void reset(int fields);
    void open();
    /// Gives a field its value. Of alternatives the one with the lowest order that is not null
    /// wins; of the same alternative met twice, the first. False: the row is too large.
    bool set(int field, unsigned order, const Cell &cell);

    void beginList(int field);
    bool addItem(int field, std::string_view item); ///< false: the row is too large
    /// The items become the field's value.
    bool endList(int field, unsigned order);

    /// The cells, valid until the next row is opened.
    [[nodiscard]] std::span<const Cell> close();

private:
    struct Draft
    {
        Cell::Kind kind = Cell::Kind::Absent;
        std::uint8_t rank = 0;
        std::uint64_t seen = 0; ///< a bit for each alternative that was met
        std::int64_t number = 0;
        std::size_t begin = 0;
        std::size_t length = 0;
    };

    bool m_open = false;
    std::string m_texts;
    std::vector<Draft> m_drafts;
    std::vector<std::string> m_lists; ///< being gathered, by field
    std::vector<Cell> m_cells;        ///< finished
};

} // namespace orgkeeper
