// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cellcolumn.h"

#include <bit>
#include <functional>

namespace orgkeeper {

namespace {

constexpr std::size_t shortText = 32;
constexpr std::uint32_t trial = 512; ///< texts after which sharing must have proved itself

} // namespace

Cell CellColumn::at(std::size_t row, const TextArena &arena) const
{
    const std::uint64_t bits = m_words[row];
    switch (m_kinds[row]) {
    case Stored::Absent:
        break;
    case Stored::Null:
        return {Cell::Kind::Null, 0, {}};
    case Stored::Flag:
        return {Cell::Kind::Flag, std::bit_cast<std::int64_t>(bits), {}};
    case Stored::Integer:
        return {Cell::Kind::Integer, std::bit_cast<std::int64_t>(bits), {}};
    case Stored::Real:
        return {Cell::Kind::Real, 0, arena.at(bits)};
    case Stored::Text:
    case Stored::SharedText:
        return {Cell::Kind::Text, 0, arena.at(bits)};
    }
    return {};
}

bool CellColumn::equals(std::size_t row, const Cell &cell, const TextArena &arena) const
{
    const Cell stored = at(row, arena);
    if (stored.kind != cell.kind) {
        return false;
    }
    switch (cell.kind) {
    case Cell::Kind::Absent:
    case Cell::Kind::Null:
        return true;
    case Cell::Kind::Flag:
    case Cell::Kind::Integer:
        return stored.number == cell.number;
    case Cell::Kind::Real:
    case Cell::Kind::Text:
        break;
    }
    return stored.text == cell.text;
}

void CellColumn::append(const Cell &cell, TextArena &arena)
{
    const Word word = store(cell, arena);
    m_kinds.push_back(word.kind);
    m_words.push_back(word.bits);
}

void CellColumn::assign(std::size_t row, const Cell &cell, TextArena &arena)
{
    if (ownsText(row)) {
        arena.release(m_words[row]);
    }
    const Word word = store(cell, arena);
    m_kinds[row] = word.kind;
    m_words[row] = word.bits;
}

CellColumn::Word CellColumn::store(const Cell &cell, TextArena &arena)
{
    switch (cell.kind) {
    case Cell::Kind::Absent:
        break;
    case Cell::Kind::Null:
        return {Stored::Null, 0};
    case Cell::Kind::Flag:
        return {Stored::Flag, cell.number != 0 ? 1U : 0U};
    case Cell::Kind::Integer:
        return {Stored::Integer, std::bit_cast<std::uint64_t>(cell.number)};
    case Cell::Kind::Real:
        return {Stored::Real, arena.add(cell.text)};
    case Cell::Kind::Text:
        return storeText(cell.text, arena);
    }
    return {};
}

CellColumn::Word CellColumn::storeText(std::string_view text, TextArena &arena)
{
    const bool worthwhile = m_asked < trial || m_met * 2 > m_asked;
    if (text.size() > shortText || !worthwhile) {
        return {Stored::Text, arena.add(text)};
    }
    ++m_asked;
    TextArena::Ref &place = m_recent[std::hash<std::string_view>{}(text) % m_recent.size()];
    if (place != 0 && arena.at(place) == text) {
        ++m_met;
        return {Stored::SharedText, place};
    }
    place = arena.add(text);
    return {Stored::SharedText, place};
}

bool CellColumn::ownsText(std::size_t row) const
{
    return m_kinds[row] == Stored::Text || m_kinds[row] == Stored::Real;
}

void CellColumn::rearrange(const std::vector<int> &oldRows, TextArena &arena)
{
    std::vector<Stored> kinds;
    std::vector<std::uint64_t> words;
    kinds.reserve(oldRows.size());
    words.reserve(oldRows.size());
    for (const int old : oldRows) {
        const auto row = static_cast<std::size_t>(old);
        kinds.push_back(m_kinds[row]);
        words.push_back(m_words[row]);
        m_kinds[row] = Stored::Absent; // what is kept must not be released below
    }
    for (std::size_t row = 0; row < m_kinds.size(); ++row) {
        if (ownsText(row)) {
            arena.release(m_words[row]);
        }
    }
    m_kinds = std::move(kinds);
    m_words = std::move(words);
}

void CellColumn::moveTexts(const TextArena &from, TextArena &to)
{
    m_recent.fill(0);
    for (std::size_t row = 0; row < m_kinds.size(); ++row) {
        if (ownsText(row)) {
            m_words[row] = to.add(from.at(m_words[row]));
        } else if (m_kinds[row] == Stored::SharedText) {
            const Word word = storeText(from.at(m_words[row]), to);
            m_kinds[row] = word.kind;
            m_words[row] = word.bits;
        }
    }
}

void CellColumn::clear()
{
    *this = CellColumn();
}

std::size_t CellColumn::bytes() const
{
    return m_kinds.capacity() + m_words.capacity() * sizeof(std::uint64_t);
}

} // namespace orgkeeper
