// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readerutf8.h"

#include <cstdint>
#include <cstring>

namespace orgkeeper {

namespace {

constexpr std::string_view Replacement = "\xEF\xBF\xBD";

unsigned byteAt(std::string_view text, std::size_t at)
{
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

bool isContinuation(unsigned byte)
{
    return (byte & 0xC0) == 0x80;
}

/// Bytes of the well-formed sequence at that place (Unicode 15, table 3-7); 0: there is none.
std::size_t sequenceAt(std::string_view text, std::size_t at)
{
    const unsigned lead = byteAt(text, at);
    const unsigned second = byteAt(text, at + 1);
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4 || !isContinuation(second))
        return 0;
    if (lead < 0xE0)
        return 2;
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    if (overlong || outside || !isContinuation(byteAt(text, at + 2)))
        return 0;
    if (lead < 0xF0)
        return 3;
    return isContinuation(byteAt(text, at + 3)) ? 4 : 0;
}

std::size_t asciiLength(std::string_view text)
{
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if (eight & 0x8080808080808080U)
            break;
    }
    while (at < text.size() && byteAt(text, at) < 0x80)
        ++at;
    return at;
}

} // namespace

std::string_view repairedUtf8(std::string_view text, std::string &buffer)
{
    std::size_t at = asciiLength(text);
    while (at < text.size()) {
        const std::size_t length = sequenceAt(text, at);
        if (length == 0)
            break;
        at += length;
    }
    if (at == text.size())
        return text;
    buffer.assign(text.substr(0, at));
    while (at < text.size()) {
        const std::size_t length = sequenceAt(text, at);
        buffer += length ? text.substr(at, length) : Replacement;
        at += length ? length : 1;
    }
    return buffer;
}

} // namespace orgkeeper
