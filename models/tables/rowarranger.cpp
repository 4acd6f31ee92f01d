// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rowarranger.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace orgkeeper {

namespace {

constexpr int rowsBetweenLooks = 32;
/// Each batch of new places costs a walk over all rows: not too many, and none too long.
constexpr std::size_t placesAtOnce = 4096;

std::size_t at(int row)
{
    return static_cast<std::size_t>(row);
}

std::set<int> renumbered(const std::set<int> &rows, const std::vector<int> &newRows)
{
    std::set<int> result;
    for (const int row : rows) {
        if (newRows[at(row)] >= 0) {
            result.insert(newRows[at(row)]);
        }
    }
    return result;
}

} // namespace

RowArranger::RowArranger(const RowStore &store)
    : m_store(store)
    , m_filter(store)
    , m_keys(store)
{
}

bool RowArranger::setWords(const QStringList &words)
{
    const std::vector<std::string> before = m_filter.words();
    m_filter.setWords(words);
    if (m_filter.words() == before) {
        return false;
    }
    unpin();
    restartFilter();
    return true;
}

bool RowArranger::setPredicate(RowFilter::Predicate predicate)
{
    if (!predicate && !m_filter.hasPredicate()) {
        return false;
    }
    m_filter.setPredicate(std::move(predicate));
    m_mayNarrow = false;
    unpin();
    restartFilter();
    return true;
}

bool RowArranger::setOrder(int field, Qt::SortOrder order)
{
    if (field == m_keys.field() && (field < 0 || order == m_keys.order())) {
        return false;
    }
    unpin();
    m_keys.begin(field, order);
    m_orderPending = true;
    m_sorting = false;
    return true;
}

void RowArranger::unpin()
{
    if (!m_stale.empty()) {
        m_mayNarrow = false; // they may pass now although they did not
        if (!m_filterPending) {
            restartFilter();
        }
        m_released.merge(m_stale);
        m_stale.clear();
    }
    m_pins.clear();
}

void RowArranger::restartFilter()
{
    m_filterPending = true;
    m_narrowing = m_mayNarrow && isNarrower(m_appliedWords, m_filter.words());
    m_nextPasses.clear();
}

bool RowArranger::step(const Slice &slice)
{
    if (m_filterPending && !stepFilter(slice)) {
        return false;
    }
    if (m_orderPending && !stepOrder(slice)) {
        return false;
    }
    const std::vector<int> released(m_released.begin(), m_released.end());
    m_released.clear();
    if (m_keys.field() >= 0) {
        std::for_each(released.begin(), released.end(), [this](int row) { m_keys.assign(row); });
        place(released);
    }
    return true;
}

bool RowArranger::stepFilter(const Slice &slice)
{
    m_nextPasses.reserve(m_passes.size());
    for (int count = 1; m_nextPasses.size() < m_passes.size(); ++count) {
        if (count % rowsBetweenLooks == 0 && slice.isOver()) {
            return false;
        }
        const std::size_t row = m_nextPasses.size();
        const bool hopeless = m_narrowing && m_passes[row] == 0;
        m_nextPasses.push_back(!hopeless && m_filter.passes(static_cast<int>(row)) ? 1 : 0);
    }
    m_passes = std::exchange(m_nextPasses, {});
    m_appliedWords = m_filter.words();
    m_mayNarrow = true;
    m_filterPending = false;
    return true;
}

bool RowArranger::stepOrder(const Slice &slice)
{
    if (m_keys.field() < 0) {
        m_order = {};
        m_orderPending = false;
        return true;
    }
    for (int count = 1; m_keys.size() < known(); ++count) {
        if (count % rowsBetweenLooks == 0 && slice.isOver()) {
            return false;
        }
        m_keys.append();
    }
    if (!std::exchange(m_sorting, true)) {
        for (const int row : std::exchange(m_released, {})) {
            m_keys.assign(row);
        }
        std::vector<int> all(m_passes.size());
        std::iota(all.begin(), all.end(), 0);
        m_sort.begin(std::move(all));
    }
    if (!m_sort.step(m_keys, slice)) {
        return false;
    }
    m_order = m_sort.take();
    m_orderPending = m_sorting = false;
    return true;
}

void RowArranger::admit(const Slice &slice)
{
    const bool plain = isPlain();
    std::vector<int> fresh;
    for (int count = 0; known() < m_store.size(); ++count) {
        if (count > 0 && count % rowsBetweenLooks == 0 && slice.isOver()) {
            break;
        }
        if (!plain && fresh.size() == placesAtOnce && !slice.isEndless()) {
            break;
        }
        const int row = known();
        m_passes.push_back(plain || m_filter.passes(row) ? 1 : 0);
        if (m_keys.field() >= 0) {
            m_keys.append();
            fresh.push_back(row);
        }
    }
    place(std::move(fresh));
}

std::size_t RowArranger::update(std::span<const int> rows, const Slice &slice)
{
    std::vector<int> moved;
    std::size_t count = 0;
    for (; count < rows.size(); ++count) {
        const bool enough = moved.size() == placesAtOnce && !slice.isEndless();
        if (count > 0 && (enough || (count % rowsBetweenLooks == 0 && slice.isOver()))) {
            break;
        }
        const int row = rows[count];
        m_filter.forget(row);
        m_prepared = 0;
        if (row >= known()) {
            continue; // is looked at when it is admitted
        }
        if (m_pins.contains(row)) {
            m_stale.insert(row);
            continue;
        }
        m_passes[at(row)] = m_filter.passes(row) ? 1 : 0;
        if (m_keys.field() >= 0) {
            m_keys.assign(row);
            moved.push_back(row);
        }
    }
    place(std::move(moved));
    return count;
}

void RowArranger::pin(int row)
{
    m_pins.insert(row);
}

bool RowArranger::prepare(const Slice &slice)
{
    for (int count = 1; m_prepared < known(); ++count) {
        if (count % rowsBetweenLooks == 0 && slice.isOver()) {
            return false;
        }
        m_filter.prepare(m_prepared++);
    }
    return true;
}

void RowArranger::place(std::vector<int> rows)
{
    if (rows.empty()) {
        return;
    }
    // By number: the order has no place for a row whose key is another one now.
    std::vector<bool> moves(m_passes.size(), false);
    for (const int row : rows) {
        moves[at(row)] = true;
    }
    std::erase_if(m_order, [&moves](int row) { return moves[at(row)]; });
    const auto before = [this](int left, int right) { return m_keys.isBefore(left, right); };
    std::sort(rows.begin(), rows.end(), before);
    std::vector<int> merged;
    merged.reserve(m_order.size() + rows.size());
    auto from = m_order.cbegin();
    for (const int row : rows) {
        const auto to = std::upper_bound(from, m_order.cend(), row, before);
        merged.insert(merged.end(), from, to);
        merged.push_back(row);
        from = to;
    }
    merged.insert(merged.end(), from, m_order.cend());
    m_order = std::move(merged);
}

std::vector<int> RowArranger::rows() const
{
    std::vector<int> shown;
    shown.reserve(m_passes.size());
    if (m_order.empty()) {
        for (int row = 0; row < known(); ++row) {
            if (m_passes[at(row)] != 0) {
                shown.push_back(row);
            }
        }
        return shown;
    }
    std::copy_if(m_order.begin(), m_order.end(), std::back_inserter(shown),
                 [this](int row) { return m_passes[at(row)] != 0; });
    return shown;
}

bool RowArranger::keepsOrder(const std::vector<int> &newRows)
{
    int last = -1;
    return std::all_of(newRows.begin(), newRows.end(), [&last](int row) {
        const bool ascending = row < 0 || row > last;
        last = std::max(last, row);
        return ascending;
    });
}

void RowArranger::renumber(const std::vector<int> &newRows)
{
    const bool sameOrder = keepsOrder(newRows);
    std::vector<int> oldRows(at(m_store.size()), 0);
    std::vector<char> passes;
    passes.reserve(m_passes.size());
    for (std::size_t row = 0; row < newRows.size(); ++row) {
        if (newRows[row] >= 0) {
            oldRows[at(newRows[row])] = static_cast<int>(row);
        }
    }
    for (const int old : oldRows) {
        if (at(old) < m_passes.size()) {
            passes.push_back(m_passes[at(old)]);
        }
    }
    m_passes = std::move(passes);
    for (int &row : m_order) {
        row = newRows[at(row)];
    }
    std::erase(m_order, -1);
    m_filter.rearrange(oldRows);
    m_keys.rearrange(oldRows);
    m_pins = renumbered(m_pins, newRows);
    m_stale = renumbered(m_stale, newRows);
    m_released = renumbered(m_released, newRows);
    m_nextPasses.clear();
    m_prepared = 0;
    m_sorting = false;
    // Among equals the service's order counts, and that is another one now.
    m_orderPending = m_orderPending || (!sameOrder && m_keys.field() >= 0);
}

std::size_t RowArranger::bytes() const
{
    return m_filter.bytes() + m_passes.capacity() + m_order.capacity() * sizeof(int);
}

} // namespace orgkeeper
