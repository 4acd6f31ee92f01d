// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "textarena.h"

#include <algorithm>
#include <cstring>

namespace orgkeeper {

namespace {

constexpr int lengthBits = 24;
constexpr int offsetBits = 20;
constexpr std::size_t smallestBlock = std::size_t{1} << 12;
constexpr std::size_t largestBlock = std::size_t{1} << offsetBits;

std::string_view cut(std::string_view text)
{
    if (text.size() <= TextArena::longestText) {
        return text;
    }
    std::size_t end = TextArena::longestText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
        --end; // not in the middle of a character
    }
    return text.substr(0, end);
}

} // namespace

TextArena::Ref TextArena::add(std::string_view text)
{
    text = cut(text);
    if (text.empty()) {
        return 0; // length 0: never looked up in a block
    }
    char *to = room(text.size());
    std::memcpy(to, text.data(), text.size());
    const auto offset = static_cast<Ref>(to - m_blocks.back().bytes.get());
    m_used += text.size();
    return (static_cast<Ref>(m_blocks.size() - 1) << (offsetBits + lengthBits)) |
           (offset << lengthBits) | static_cast<Ref>(text.size());
}

char *TextArena::room(std::size_t length)
{
    if (m_blocks.empty() || m_filled + length > m_blocks.back().size) {
        const std::size_t next = m_blocks.empty() ? smallestBlock : m_blocks.back().size * 2;
        const std::size_t size = std::max(std::min(next, largestBlock), length);
        m_blocks.push_back({std::make_unique_for_overwrite<char[]>(size), size});
        m_bytes += size;
        m_filled = 0;
    }
    char *to = m_blocks.back().bytes.get() + m_filled;
    m_filled += length;
    return to;
}

std::string_view TextArena::at(Ref ref) const
{
    const std::size_t length = ref & longestText;
    if (length == 0) {
        return {};
    }
    const std::size_t offset = (ref >> lengthBits) & (largestBlock - 1);
    return {m_blocks[ref >> (offsetBits + lengthBits)].bytes.get() + offset, length};
}

void TextArena::release(Ref ref)
{
    m_waste += ref & longestText;
}

bool TextArena::isWasteful() const
{
    return m_waste > smallestBlock && m_waste * 2 > m_used;
}

void TextArena::clear()
{
    *this = TextArena();
}

} // namespace orgkeeper
