// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "viewchange.h"

namespace orgkeeper {

namespace {

/// Each one moves the rest of the view's rows: beyond these, a new layout is cheaper.
constexpr std::size_t mostRanges = 8;

/// Where the longer list has what the shorter has not. False: it is not the shorter plus some, or
/// there are too many ranges.
bool surplus(const std::vector<int> &shorter, const std::vector<int> &longer,
             std::vector<ViewChange::Range> &ranges)
{
    std::size_t next = 0;
    for (std::size_t at = 0; at < longer.size(); ++at) {
        if (next < shorter.size() && shorter[next] == longer[at]) {
            ++next;
            continue;
        }
        const int place = static_cast<int>(at);
        if (!ranges.empty() && ranges.back().last == place - 1) {
            ranges.back().last = place;
        } else if (ranges.size() == mostRanges) {
            return false;
        } else {
            ranges.push_back({place, place});
        }
    }
    return next == shorter.size();
}

} // namespace

ViewChange viewChange(const std::vector<int> &from, const std::vector<int> &to)
{
    if (from == to) {
        return {};
    }
    ViewChange change;
    if (to.size() > from.size() && surplus(from, to, change.ranges)) {
        change.kind = ViewChange::Kind::Insert;
    } else if (to.size() < from.size() && surplus(to, from, change.ranges)) {
        change.kind = ViewChange::Kind::Remove;
    } else {
        change.kind = ViewChange::Kind::Layout;
        change.ranges.clear();
    }
    return change;
}

std::vector<ViewChange::Range> rangesOf(const std::vector<int> &ascending)
{
    std::vector<ViewChange::Range> ranges;
    for (const int number : ascending) {
        if (!ranges.empty() && ranges.back().last == number - 1) {
            ranges.back().last = number;
        } else {
            ranges.push_back({number, number});
        }
    }
    return ranges;
}

} // namespace orgkeeper
