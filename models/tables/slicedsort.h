// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "orderkeys.h"
#include "slice.h"

#include <vector>

namespace orgkeeper {

/// Orders rows by their keys, a slice at a time: runs of a thousand are sorted, then merged in
/// pairs.
class SlicedSort
{
public:
    void begin(std::vector<int> rows);
    /// True: done; take() the result. The keys must not change until then.
    bool step(const OrderKeys &keys, const Slice &slice);
    [[nodiscard]] std::vector<int> take();

private:
    bool sortRuns(const OrderKeys &keys, const Slice &slice);
    bool mergePass(const OrderKeys &keys, const Slice &slice);

    std::vector<int> m_rows;
    std::vector<int> m_merged;
    std::size_t m_sorted = 0; ///< runs end here
    std::size_t m_width = 0;  ///< of the runs that are merged
    std::size_t m_left = 0;   ///< next in the left run,
    std::size_t m_right = 0;  ///< in the right one
    std::size_t m_pair = 0;   ///< where the pair begins
};

} // namespace orgkeeper
