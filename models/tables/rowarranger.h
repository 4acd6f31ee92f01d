// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "orderkeys.h"
#include "rowfilter.h"
#include "slice.h"
#include "slicedsort.h"

#include <set>
#include <span>
#include <vector>

namespace orgkeeper {

/// Which rows of a store show, and in which order. Rows count only once they were admitted. A new
/// filter or order is pending until step() has worked it out, a slice at a time; the newest demand
/// wins, and until then the arrangement is the old one. Pinned rows keep their place among the
/// others and stay (or stay away) whatever becomes of their cells, until the next demand.
class RowArranger
{
public:
    explicit RowArranger(const RowStore &store);

    // Demands. True: it is a new one.
    bool setWords(const QStringList &words);
    bool setPredicate(RowFilter::Predicate predicate);
    bool setOrder(int field, Qt::SortOrder order);
    /// As it was demanded last; field -1: the service's order.
    [[nodiscard]] std::pair<int, Qt::SortOrder> order() const
    {
        return {m_keys.field(), m_keys.order()};
    }

    [[nodiscard]] bool isPending() const { return m_filterPending || m_orderPending; }
    /// True: nothing is pending any more and the arrangement is the one demanded. Each step gets
    /// somewhere, however short the slice.
    bool step(const Slice &slice);

    /// Rows are neither filtered nor ordered: admitting them costs next to nothing.
    [[nodiscard]] bool isPlain() const { return m_filter.isEmpty() && m_keys.field() < 0; }
    [[nodiscard]] int known() const { return static_cast<int>(m_passes.size()); }
    /// Takes the next rows of the store while the slice lasts, at least one. Not while pending.
    void admit(const Slice &slice);
    /// The cells of some rows (ascending) have changed: takes as many from the front as the slice
    /// allows, at least one, and says how many. Not while pending.
    [[nodiscard]] std::size_t update(std::span<const int> rows, const Slice &slice);
    void pin(int row);
    /// Spare time: makes what the next filter will need. True: all is made.
    bool prepare(const Slice &slice);

    /// The rows that show, in order.
    [[nodiscard]] std::vector<int> rows() const;
    /// Whether all rows keep their order when the store's changes like this.
    [[nodiscard]] static bool keepsOrder(const std::vector<int> &newRows);
    /// The store's rows have new numbers. Where they changed their order, all must be known.
    void renumber(const std::vector<int> &newRows);
    [[nodiscard]] std::size_t bytes() const;

private:
    void unpin();
    void restartFilter();
    bool stepFilter(const Slice &slice);
    bool stepOrder(const Slice &slice);
    /// Puts rows (with their keys made) where they belong.
    void place(std::vector<int> rows);

    const RowStore &m_store;
    RowFilter m_filter;
    OrderKeys m_keys;
    SlicedSort m_sort;
    std::vector<char> m_passes; ///< by known row
    std::vector<int> m_order;   ///< all known rows; empty: the service's order
    std::set<int> m_pins;
    std::set<int> m_stale;    ///< pinned rows that have changed since
    std::set<int> m_released; ///< were stale when a demand let go the pins: get new keys

    bool m_filterPending = false;
    std::vector<char> m_nextPasses;
    std::vector<std::string> m_appliedWords;
    bool m_mayNarrow = false; ///< what does not pass now cannot pass a narrower filter
    bool m_narrowing = false;
    int m_prepared = 0; ///< rows up to here have been prepared since the last change
    bool m_orderPending = false;
    bool m_sorting = false;
};

} // namespace orgkeeper
