// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "orderkeys.h"

#include <cmath>

namespace orgkeeper {

namespace {

bool isText(FieldType type)
{
    switch (type) {
    case FieldType::Number:
    case FieldType::Count:
    case FieldType::Time:
    case FieldType::Flag:
        return false;
    case FieldType::Id:
    case FieldType::Text:
    case FieldType::Email:
    case FieldType::Link:
    case FieldType::List:
        break;
    }
    return true;
}

/// The C locale would put all capitals first.
QLocale orderingLocale()
{
    const QLocale own = QLocale().collation();
    return own.language() == QLocale::C ? QLocale(QLocale::English) : own;
}

} // namespace

OrderKeys::OrderKeys(const RowStore &store)
    : m_store(store)
    , m_collator(orderingLocale())
{
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    m_collator.setNumericMode(true);
}

void OrderKeys::begin(int field, Qt::SortOrder order)
{
    m_order = order;
    if (field == m_field) {
        return;
    }
    m_field = field;
    m_byText = field >= 0 && isText(m_store.entity().fields.at(field).type);
    m_ranks = {};
    m_numbers = {};
    m_sortKeys = {};
}

void OrderKeys::append()
{
    const Key key = keyOf(size());
    m_ranks.push_back(key.rank);
    if (m_byText) {
        m_sortKeys.push_back(m_collator.sortKey(key.text));
    } else {
        m_numbers.push_back(key.number);
    }
}

void OrderKeys::assign(int row)
{
    const auto at = static_cast<std::size_t>(row);
    const Key key = keyOf(row);
    m_ranks[at] = key.rank;
    if (m_byText) {
        m_sortKeys[at] = m_collator.sortKey(key.text);
    } else {
        m_numbers[at] = key.number;
    }
}

void OrderKeys::rearrange(const std::vector<int> &oldRows)
{
    std::vector<Rank> ranks;
    std::vector<Number> numbers;
    std::vector<QCollatorSortKey> sortKeys;
    ranks.reserve(oldRows.size());
    for (const int old : oldRows) {
        const auto at = static_cast<std::size_t>(old);
        if (at >= m_ranks.size()) {
            break; // these have no keys yet
        }
        ranks.push_back(m_ranks[at]);
        if (m_byText) {
            sortKeys.push_back(m_sortKeys[at]);
        } else {
            numbers.push_back(m_numbers[at]);
        }
    }
    m_ranks = std::move(ranks);
    m_numbers = std::move(numbers);
    m_sortKeys = std::move(sortKeys);
}

bool OrderKeys::isBefore(int left, int right) const
{
    const auto one = static_cast<std::size_t>(left);
    const auto other = static_cast<std::size_t>(right);
    if (m_ranks[one] != m_ranks[other]) {
        return m_ranks[one] < m_ranks[other];
    }
    if (m_ranks[one] == Rank::Typed) {
        const int compared = compare(one, other);
        if (compared != 0) {
            return (compared < 0) == (m_order == Qt::AscendingOrder);
        }
    }
    return left < right;
}

int OrderKeys::compare(std::size_t left, std::size_t right) const
{
    if (m_byText) {
        return m_sortKeys[left].compare(m_sortKeys[right]);
    }
    const Number &one = m_numbers[left];
    const Number &other = m_numbers[right];
    if (one.value < other.value || one.value > other.value) {
        return one.value < other.value ? -1 : 1;
    }
    return one.exact < other.exact ? -1 : (one.exact > other.exact ? 1 : 0);
}

OrderKeys::Key OrderKeys::keyOf(int row)
{
    const Cell cell = m_store.cell(row, m_field);
    const bool missing = cell.kind == Cell::Kind::Absent || cell.kind == Cell::Kind::Null ||
                         (cell.kind == Cell::Kind::Text && cell.text.empty());
    if (missing) {
        return {};
    }
    const FieldType type = m_store.entity().fields.at(m_field).type;
    if (m_byText) {
        return {Rank::Typed, {}, m_texts.text(cell, type)};
    }
    if (type == FieldType::Flag) {
        return {Rank::Typed, {0, isSet(cell) ? 1 : 0}, {}};
    }
    if (type == FieldType::Time) {
        const auto time = timeOf(cell);
        return time ? Key{Rank::Typed, {0, time->ms}, {}} : Key{Rank::Other, {}, {}};
    }
    if (cell.kind == Cell::Kind::Integer || cell.kind == Cell::Kind::Flag) {
        return {Rank::Typed, {static_cast<double>(cell.number), cell.number}, {}};
    }
    bool ok = false;
    const double value = rawText(cell).toDouble(&ok);
    return ok && std::isfinite(value) ? Key{Rank::Typed, {value, 0}, {}} : Key{Rank::Other, {}, {}};
}

} // namespace orgkeeper
