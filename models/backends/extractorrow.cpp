// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "extractorrow.h"

#include <algorithm>

namespace orgkeeper {

namespace {

constexpr char ItemSeparator = '\x1f';
constexpr unsigned MostAlternatives = 64;       ///< those beyond are taken for the last
constexpr unsigned NullRank = MostAlternatives; ///< behind every alternative that has a value

} // namespace

void ExtractorRow::reset(int fields)
{
    m_open = false;
    m_drafts.assign(std::size_t(fields), {});
    m_lists.assign(std::size_t(fields), {});
    m_cells.assign(std::size_t(fields), {});
}

void ExtractorRow::open()
{
    m_open = true;
    m_texts.clear();
    std::fill(m_drafts.begin(), m_drafts.end(), Draft());
}

bool ExtractorRow::set(int field, unsigned order, const Cell &cell)
{
    if (!m_open)
        return true;
    Draft &draft = m_drafts[std::size_t(field)];
    order = std::min(order, MostAlternatives - 1);
    const std::uint64_t bit = std::uint64_t(1) << order;
    if (draft.seen & bit)
        return true;
    draft.seen |= bit;
    const unsigned rank = order + (cell.kind == Cell::Kind::Null ? NullRank : 0);
    const bool hasBetter = draft.kind != Cell::Kind::Absent && rank >= draft.rank;
    if (cell.kind == Cell::Kind::Absent || hasBetter)
        return true;
    draft.kind = cell.kind;
    draft.rank = std::uint8_t(rank);
    draft.number = cell.number;
    draft.begin = m_texts.size();
    draft.length = 0;
    if (cell.kind != Cell::Kind::Text && cell.kind != Cell::Kind::Real)
        return true;
    draft.length = cell.text.size();
    if (m_texts.size() + cell.text.size() > Most)
        return false;
    m_texts += cell.text;
    return true;
}

void ExtractorRow::beginList(int field)
{
    m_lists[std::size_t(field)].clear();
}

bool ExtractorRow::addItem(int field, std::string_view item)
{
    std::string &list = m_lists[std::size_t(field)];
    if (list.size() + item.size() >= Most)
        return false;
    if (!list.empty())
        list += ItemSeparator;
    list += item;
    return true;
}

bool ExtractorRow::endList(int field, unsigned order)
{
    return set(field, order, {Cell::Kind::Text, 0, m_lists[std::size_t(field)]});
}

std::span<const Cell> ExtractorRow::close()
{
    m_open = false;
    const std::string_view texts = m_texts;
    for (std::size_t f = 0; f < m_drafts.size(); ++f) {
        const Draft &draft = m_drafts[f];
        m_cells[f] = {draft.kind, draft.number, texts.substr(draft.begin, draft.length)};
    }
    return m_cells;
}

} // namespace orgkeeper
