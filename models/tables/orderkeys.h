// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "celltext.h"
#include "rowstore.h"

#include <QCollator>

#include <memory>
#include <vector>

namespace orgkeeper {

/// What rows are ordered by, made once for each: numbers, times and flags by value, all else by the
/// locale's collation, without case, numbers inside texts by value. What is not of the field's type
/// comes after what is; nothing comes last, whichever the direction; among equals the service's
/// order stays.
class OrderKeys
{
public:
    explicit OrderKeys(const RowStore &store);

    /// Forgets all keys unless the field stays the same. -1: none.
    void begin(int field, Qt::SortOrder order);
    [[nodiscard]] int field() const { return m_field; }
    [[nodiscard]] Qt::SortOrder order() const { return m_order; }
    [[nodiscard]] int size() const { return static_cast<int>(m_ranks.size()); }
    void append(); ///< the next row
    void assign(int row);
    /// Row i is what row oldRows[i] was. Rows that have no keys yet must come last in it.
    void rearrange(const std::vector<int> &oldRows);
    [[nodiscard]] bool isBefore(int left, int right) const;

private:
    enum class Rank : std::uint8_t { Typed, Other, Missing };
    struct Number
    {
        double value = 0;
        std::int64_t exact = 0; ///< tells apart what a double cannot; 0 for what is no integer
    };
    struct Key
    {
        Rank rank = Rank::Missing;
        Number number;
        QString text;
    };
    [[nodiscard]] Key keyOf(int row);
    [[nodiscard]] int compare(std::size_t left, std::size_t right) const;

    const RowStore &m_store;
    int m_field = -1;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_byText = false;
    CellText m_texts;
    QCollator m_collator;
    std::vector<Rank> m_ranks; ///< by row, as the two below, of which one is in use
    std::vector<Number> m_numbers;
    std::vector<QCollatorSortKey> m_sortKeys;
};

} // namespace orgkeeper
