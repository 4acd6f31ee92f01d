// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "seentext.h"

#include "foreigntext.h"

#include <QChar>

#include <algorithm>

namespace orgkeeper {

namespace {

constexpr char32_t noText = QChar::ReplacementCharacter;
constexpr qsizetype numberedSize = 6; // \u0000

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Of "\u0041" and what follows; -1: it is no such escape.
int numberIn(QByteArrayView rest)
{
    const bool is = rest.size() >= numberedSize && rest.startsWith("\\u") &&
                    std::all_of(rest.begin() + 2, rest.begin() + numberedSize, isHex);
    return is ? rest.sliced(2, 4).toByteArray().toInt(nullptr, 16) : -1;
}

} // namespace

SeenText::SeenText(const QByteArray &source)
{
    m_text.reserve(source.size());
    m_begins.reserve(source.size());
    m_ends.reserve(source.size());
    for (qsizetype at = 0; at < source.size();) {
        const Unit unit = unitAt(QByteArrayView(source).sliced(at));
        add(unit.c, at, at + unit.size);
        at += unit.size;
    }
    if (!m_ends.isEmpty())
        m_ends.back() = source.size(); // what is not seen behind it goes with it
}

void SeenText::add(char32_t c, qsizetype begin, qsizetype end)
{
    const bool isBlank = QChar::isSpace(c);
    if (isBlank && m_text.endsWith(' ')) {
        m_ends.back() = end;
        return;
    }
    if (!isBlank && isUnseen(c))
        return;
    if (isBlank || c < 0x80)
        m_text += isBlank ? ' ' : char(c);
    else
        m_text += QString::fromUcs4(&c, 1).toUtf8();
    m_begins.resize(m_text.size(), begin);
    m_ends.resize(m_text.size(), end);
}

SeenText::Unit SeenText::unitAt(QByteArrayView rest)
{
    const auto first = static_cast<unsigned char>(rest.front());
    if (first == '\\')
        return escapeAt(rest);
    return first < 0x80 ? Unit{first, 1} : letterAt(rest);
}

SeenText::Unit SeenText::escapeAt(QByteArrayView rest)
{
    if (rest.size() == 1)
        return {0, 1}; // cut off
    switch (const char kind = rest.at(1)) {
    case '"':
    case '\\':
    case '/':
        return {char32_t(kind), 2};
    case 'n':
    case 'r':
    case 't':
        return {U' ', 2};
    case 'b':
    case 'f':
        return {0, 2};
    case 'u':
        return numberedAt(rest);
    default:
        return {U'\\', 1};
    }
}

SeenText::Unit SeenText::numberedAt(QByteArrayView rest)
{
    const int number = numberIn(rest);
    if (number < 0) {
        const bool isCut =
            rest.size() < numberedSize && std::all_of(rest.begin() + 2, rest.end(), isHex);
        return isCut ? Unit{0, rest.size()} : Unit{U'\\', 1};
    }
    if (!QChar::isSurrogate(char32_t(number)))
        return {char32_t(number), numberedSize};
    const int low = numberIn(rest.sliced(numberedSize));
    if (low < 0 || !QChar::isHighSurrogate(char32_t(number)) ||
        !QChar::isLowSurrogate(char32_t(low)))
        return {noText, numberedSize};
    return {QChar::surrogateToUcs4(char16_t(number), char16_t(low)), 2 * numberedSize};
}

SeenText::Unit SeenText::letterAt(QByteArrayView rest)
{
    const auto first = static_cast<unsigned char>(rest.front());
    const qsizetype size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    char32_t c = first & (0xff >> (size + 1));
    for (qsizetype i = 1; i < size; ++i) {
        if (i == rest.size())
            return {0, i}; // cut off
        const auto next = static_cast<unsigned char>(rest.at(i));
        if ((next & 0xc0) != 0x80)
            return {noText, i};
        c = (c << 6) | (next & 0x3f);
    }
    const bool isText = size > 1 && c <= QChar::LastValidCodePoint && !QChar::isSurrogate(c);
    return {isText ? c : noText, size};
}

} // namespace orgkeeper
