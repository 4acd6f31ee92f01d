// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "idindex.h"

#include <QHashFunctions>

namespace orgkeeper {

std::uint32_t IdIndex::hash(std::string_view id)
{
    const std::uint64_t whole = qHashBits(id.data(), id.size(), QHashSeed::globalSeed());
    return static_cast<std::uint32_t>(whole ^ (whole >> 32));
}

void IdIndex::append(std::uint32_t hash)
{
    m_hashes.push_back(hash);
    if (m_hashes.size() * 2 > m_slots.size()) {
        rebuild(m_slots.empty() ? 16 : m_slots.size() * 2);
        return;
    }
    put(static_cast<std::uint32_t>(m_hashes.size() - 1));
}

void IdIndex::rearrange(const std::vector<int> &oldRows)
{
    std::vector<std::uint32_t> hashes;
    hashes.reserve(oldRows.size());
    for (const int old : oldRows) {
        hashes.push_back(m_hashes[static_cast<std::size_t>(old)]);
    }
    m_hashes = std::move(hashes);
    rebuild(m_slots.size());
}

void IdIndex::clear()
{
    m_slots.clear();
    m_hashes.clear();
}

std::size_t IdIndex::bytes() const
{
    return (m_slots.capacity() + m_hashes.capacity()) * sizeof(std::uint32_t);
}

void IdIndex::rebuild(std::size_t slots)
{
    m_slots.assign(slots, 0);
    for (std::size_t row = 0; row < m_hashes.size(); ++row) {
        put(static_cast<std::uint32_t>(row));
    }
}

void IdIndex::put(std::uint32_t row)
{
    std::size_t at = m_hashes[row] & mask();
    while (m_slots[at] != 0) {
        at = (at + 1) & mask();
    }
    m_slots[at] = row + 1;
}

} // namespace orgkeeper
