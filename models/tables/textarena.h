// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace orgkeeper {

/// The bytes of many texts, in blocks that never move: growing costs no copy, and a text stays
/// where it is until the arena goes. What is released is only counted; whoever owns the references
/// copies the living ones into a new arena when isWasteful().
class TextArena
{
public:
    using Ref = std::uint64_t; ///< block, offset and length in one word
    static constexpr std::size_t longestText = (std::size_t{1} << 24) - 1;

    /// Longer texts than longestText are cut at a character of UTF-8.
    [[nodiscard]] Ref add(std::string_view text);
    [[nodiscard]] std::string_view at(Ref ref) const;
    void release(Ref ref);
    /// More than half of what was added is not used any more.
    [[nodiscard]] bool isWasteful() const;
    [[nodiscard]] std::size_t bytes() const { return m_bytes; } ///< taken from the system
    void clear();

private:
    char *room(std::size_t length);

    struct Block
    {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    std::vector<Block> m_blocks;
    std::size_t m_filled = 0; ///< of the last block
    std::size_t m_bytes = 0;
    std::size_t m_used = 0; ///< added, released or not
    std::size_t m_waste = 0;
};

} // namespace orgkeeper
