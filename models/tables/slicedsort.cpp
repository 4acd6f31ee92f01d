// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "slicedsort.h"

#include <algorithm>
#include <utility>

namespace orgkeeper {

namespace {

constexpr std::size_t run = 1024;
constexpr int mergesBetweenLooks = 512;

} // namespace

void SlicedSort::begin(std::vector<int> rows)
{
    m_rows = std::move(rows);
    m_merged.clear();
    m_merged.reserve(m_rows.size());
    m_sorted = 0;
    m_width = run;
    m_pair = m_left = 0;
    m_right = std::min(run, m_rows.size());
}

bool SlicedSort::step(const OrderKeys &keys, const Slice &slice)
{
    if (!sortRuns(keys, slice)) {
        return false;
    }
    while (m_width < m_rows.size()) {
        if (!mergePass(keys, slice)) {
            return false;
        }
        std::swap(m_rows, m_merged);
        m_merged.clear();
        m_width *= 2;
        m_pair = m_left = 0;
        m_right = std::min(m_width, m_rows.size());
    }
    return true;
}

std::vector<int> SlicedSort::take()
{
    m_merged = {};
    return std::exchange(m_rows, {});
}

bool SlicedSort::sortRuns(const OrderKeys &keys, const Slice &slice)
{
    for (int runs = 0; m_sorted < m_rows.size(); ++runs) {
        if (runs > 0 && slice.isOver()) {
            return false;
        }
        const std::size_t end = std::min(m_sorted + run, m_rows.size());
        std::sort(m_rows.begin() + static_cast<std::ptrdiff_t>(m_sorted),
                  m_rows.begin() + static_cast<std::ptrdiff_t>(end),
                  [&keys](int left, int right) { return keys.isBefore(left, right); });
        m_sorted = end;
    }
    return true;
}

bool SlicedSort::mergePass(const OrderKeys &keys, const Slice &slice)
{
    for (int merges = 1; m_merged.size() < m_rows.size(); ++merges) {
        if (merges % mergesBetweenLooks == 0 && slice.isOver()) {
            return false;
        }
        const std::size_t middle = std::min(m_pair + m_width, m_rows.size());
        const std::size_t end = std::min(m_pair + 2 * m_width, m_rows.size());
        const bool fromRight =
            m_left == middle || (m_right < end && keys.isBefore(m_rows[m_right], m_rows[m_left]));
        m_merged.push_back(fromRight ? m_rows[m_right++] : m_rows[m_left++]);
        if (m_left == middle && m_right == end) {
            m_pair = end;
            m_left = end;
            m_right = std::min(end + m_width, m_rows.size());
        }
    }
    return true;
}

} // namespace orgkeeper
