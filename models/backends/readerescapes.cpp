// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readerescapes.h"

#include <utility>

namespace orgkeeper {

namespace {

constexpr std::string_view Replacement = "\\ufffd";
constexpr std::size_t EscapeLength = 6; // of "\uXXXX"

/// What stands at the begin of a text that begins with a backslash.
struct Escape
{
    std::size_t length = 0; ///< 0: more bytes are needed to tell
    bool replaced = false;
};

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The code unit of "\uXXXX" at the begin; -1: something else; -2: cut off before that is clear.
int codeUnit(std::string_view text)
{
    int unit = 0;
    for (std::size_t i = 0; i < EscapeLength; ++i) {
        if (i == text.size())
            return -2;
        const int digit = i < 2 ? 0 : hexDigit(text[i]);
        if ((i == 0 && text[i] != '\\') || (i == 1 && text[i] != 'u') || digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

Escape escapeAt(std::string_view text)
{
    const int unit = codeUnit(text);
    if (unit == -2)
        return {};
    if (unit == -1) // "\n" and the like, or a mistake that is the parser's to find
        return {2, false};
    if (unit == 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
        return {EscapeLength, true};
    if (unit < 0xD800 || unit > 0xDFFF)
        return {EscapeLength, false};
    const int low = codeUnit(text.substr(EscapeLength));
    if (low == -2)
        return {};
    if (low >= 0xDC00 && low <= 0xDFFF)
        return {2 * EscapeLength, false};
    return {EscapeLength, true};
}

} // namespace

bool ReaderEscapes::pass(std::string_view bytes, const Output &output)
{
    if (!passHeld(bytes, output))
        return false;
    std::size_t begin = 0;
    std::size_t at = bytes.find('\\');
    while (at != std::string_view::npos) {
        const Escape escape = escapeAt(bytes.substr(at));
        if (escape.length == 0) {
            m_held.assign(bytes.substr(at));
            bytes = bytes.substr(0, at);
            break;
        }
        if (escape.replaced) {
            if ((at > begin && !output(bytes.substr(begin, at - begin))) || !output(Replacement))
                return false;
            begin = at + escape.length;
        }
        at = bytes.find('\\', at + escape.length);
    }
    return begin == bytes.size() || output(bytes.substr(begin));
}

bool ReaderEscapes::passHeld(std::string_view &bytes, const Output &output)
{
    // One byte after the other, because each may settle what is held.
    while (!m_held.empty() && !bytes.empty()) {
        m_held += bytes.front();
        bytes.remove_prefix(1);
        while (!m_held.empty() && m_held.front() == '\\') {
            const Escape escape = escapeAt(m_held);
            if (escape.length == 0)
                break;
            if (!output(escape.replaced ? Replacement
                                        : std::string_view(m_held).substr(0, escape.length)))
                return false;
            m_held.erase(0, escape.length);
        }
        if (!m_held.empty() && m_held.front() != '\\' && !flush(output))
            return false;
    }
    return true;
}

bool ReaderEscapes::flush(const Output &output)
{
    const std::string held = std::exchange(m_held, {});
    return held.empty() || output(held);
}

} // namespace orgkeeper
