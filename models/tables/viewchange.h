// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <vector>

namespace orgkeeper {

/// How one list of rows becomes another, in the words of an item model: the least that says it, but
/// a few ranges at the most; else it is a new layout.
struct ViewChange
{
    enum class Kind { None, Insert, Remove, Layout };
    struct Range
    {
        int first = 0;
        int last = 0; ///< inclusive
        bool operator==(const Range &) const = default;
    };
    Kind kind = Kind::None;
    std::vector<Range> ranges; ///< ascending; Insert: in the new list, Remove: in the old one
};

[[nodiscard]] ViewChange viewChange(const std::vector<int> &from, const std::vector<int> &to);

/// Ascending numbers as ranges.
[[nodiscard]] std::vector<ViewChange::Range> rangesOf(const std::vector<int> &ascending);

} // namespace orgkeeper
