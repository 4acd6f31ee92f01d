// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace orgkeeper {

/// Finds a row by its id in constant time with eight to twenty bytes a row: open addressing over
/// row numbers, the ids themselves stay where they are. Hashes are seeded per run of the program,
/// so that a service cannot choose ids that collide.
class IdIndex
{
public:
    [[nodiscard]] static std::uint32_t hash(std::string_view id);
    /// equals(row) tells whether that row has the id; -1: no row does.
    template <typename Equals>
    [[nodiscard]] int find(std::uint32_t hash, Equals &&equals) const
    {
        if (m_slots.empty()) {
            return -1;
        }
        for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
            const std::uint32_t slot = m_slots[at];
            if (slot == 0) {
                return -1;
            }
            if (m_hashes[slot - 1] == hash && equals(static_cast<int>(slot - 1))) {
                return static_cast<int>(slot - 1);
            }
        }
    }
    /// The next row, whose id is not yet there.
    void append(std::uint32_t hash);
    /// Row i is what row oldRows[i] was.
    void rearrange(const std::vector<int> &oldRows);
    void clear();
    [[nodiscard]] std::size_t bytes() const;

private:
    [[nodiscard]] std::size_t mask() const { return m_slots.size() - 1; }
    void rebuild(std::size_t slots);
    void put(std::uint32_t row);

    std::vector<std::uint32_t> m_slots;  ///< row + 1; 0: empty; a power of two
    std::vector<std::uint32_t> m_hashes; ///< by row
};

} // namespace orgkeeper
