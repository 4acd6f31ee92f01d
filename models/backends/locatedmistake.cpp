// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "locatedmistake.h"

#include <QCoreApplication>

#include <boost/json/error.hpp>

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::LocatedMistake)
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The last byte before the place that is no blank, and its line.
struct Before
{
    char byte = 0;
    int line = 1;
};

Before before(const MistakePlace &place)
{
    Before result{0, place.line};
    for (qsizetype i = place.offset - 1; i >= 0; --i) {
        const char c = place.json.at(i);
        if (!isBlank(c)) {
            result.byte = c;
            return result;
        }
        result.line -= c == '\n' ? 1 : 0;
    }
    return result;
}

bool endsValue(char c)
{
    return c == '"' || c == '}' || c == ']' || isDigit(c) || isLetter(c);
}

bool beginsValue(char c)
{
    return c == '"' || c == '{' || c == '[' || c == '-' || isDigit(c) || isLetter(c);
}

/// Mistakes that the byte itself gives away, whatever stands before it.
std::optional<LocatedMistake> mistakeOfByte(char c, int line)
{
    if (c == '\'') {
        return LocatedMistake{line, Words::tr("Text stands in single quotes."),
                              Words::tr("JSON has only double quotes: \"text\".")};
    }
    if (c == '/' || c == '#') {
        return LocatedMistake{line, Words::tr("JSON has no comments."),
                              Words::tr("Take the comment out.")};
    }
    if (c == '\n' || c == '\r') {
        return LocatedMistake{line, Words::tr("A text is not closed before the line ends."),
                              Words::tr("Write the closing \". A line break inside a text is "
                                        "written \\n.")};
    }
    if (c == '\t') {
        return LocatedMistake{line, Words::tr("A text holds a tab."),
                              Words::tr("Inside a text a tab is written \\t.")};
    }
    if (static_cast<unsigned char>(c) >= 0x80) {
        return LocatedMistake{line,
                              Words::tr("This line is not UTF-8, or has a character "
                                        "outside quotes that JSON does not know."),
                              Words::tr("Save the file as UTF-8, and use straight quotes (\").")};
    }
    if (static_cast<unsigned char>(c) < 0x20) {
        return LocatedMistake{line, Words::tr("This line holds a control character."),
                              Words::tr("Take it out.")};
    }
    return std::nullopt;
}

/// Mistakes that show in what stands before the byte.
std::optional<LocatedMistake> mistakeOfOrder(const MistakePlace &place, char c)
{
    const Before previous = before(place);
    const bool closes = c == '}' || c == ']';
    if (closes && previous.byte == ',') {
        return LocatedMistake{previous.line, Words::tr("A comma stands before a closing bracket."),
                              Words::tr("Take the comma out.")};
    }
    if (!place.afterName.isEmpty()) {
        if (previous.byte != ':') {
            return LocatedMistake{
                previous.line, Words::tr("A colon is missing after “%1”.").arg(place.afterName),
                Words::tr("Write \"%1\": and then the value.").arg(place.afterName)};
        }
        if (closes || c == ',') {
            return LocatedMistake{previous.line,
                                  Words::tr("“%1” has no value.").arg(place.afterName),
                                  Words::tr("Write one after the colon.")};
        }
    } else if (endsValue(previous.byte) && beginsValue(c)) {
        return LocatedMistake{previous.line, Words::tr("A comma is missing after a value."),
                              Words::tr("Write \",\" between two values.")};
    }
    return std::nullopt;
}

QString wordAt(const MistakePlace &place)
{
    qsizetype begin = place.offset;
    while (begin > 0 && isLetter(place.json.at(begin - 1))) {
        --begin;
    }
    qsizetype end = place.offset;
    while (end < place.json.size() && end - begin < 40 &&
           (isLetter(place.json.at(end)) || isDigit(place.json.at(end)))) {
        ++end;
    }
    return QString::fromLatin1(place.json.mid(begin, end - begin));
}

LocatedMistake syntaxMistake(const MistakePlace &place)
{
    const char c = place.offset < place.json.size() ? place.json.at(place.offset) : '\n';
    const QString word = wordAt(place);
    if (const auto byByte = mistakeOfByte(c, place.line)) {
        return *byByte;
    }
    const bool insideWord = place.offset > 0 && isLetter(place.json.at(place.offset - 1));
    if (!insideWord) {
        if (const auto byOrder = mistakeOfOrder(place, c)) {
            return *byOrder;
        }
    }
    if (!word.isEmpty() && isLetter(word.at(0).toLatin1())) {
        return {place.line, Words::tr("“%1” is not in quotes.").arg(word),
                Words::tr("Names and texts stand in double quotes; only true, false, null and "
                          "numbers do not.")};
    }
    return {place.line, Words::tr("“%1” is not expected here.").arg(QLatin1Char(c)),
            Words::tr("This is not JSON. Look at the quotes, commas and brackets of this line and "
                      "the one before it.")};
}

/// The parser may notice half of a pair only at what follows it.
bool isAfterEscape(const MistakePlace &place)
{
    constexpr qsizetype Escape = 6; // \uXXXX
    const qsizetype begin = std::max<qsizetype>(0, place.offset - Escape);
    return place.json.mid(begin, place.offset - begin).contains("\\u");
}

} // namespace

LocatedMistake mistakeAt(const MistakePlace &place, const boost::json::error_code &error)
{
    if (!error) {
        return {place.line, Words::tr("There is more text after the end of the description."),
                Words::tr("A file holds one object. Take out what follows its last \"}\", or a "
                          "bracket that closes too early.")};
    }
    if (error == boost::json::error::too_deep) {
        return {place.line, Words::tr("More than %1 brackets are open.").arg(64),
                Words::tr("A description needs no such depth.")};
    }
    if (isAfterEscape(place) || error == boost::json::error::illegal_leading_surrogate ||
        error == boost::json::error::illegal_trailing_surrogate ||
        error == boost::json::error::expected_hex_digit ||
        error == boost::json::error::expected_utf16_escape) {
        return {place.line, Words::tr("A \\u in this line does not stand for a character."),
                Words::tr("Write the character itself; the file is UTF-8.")};
    }
    if (error == boost::json::error::exponent_overflow) {
        return {place.line, Words::tr("A number in this line is too big."),
                Words::tr("Numbers of a description are small: sizes, statuses, counts.")};
    }
    if (error != boost::json::error::syntax) {
        return {place.line, Words::tr("A text or a list in this line is too long."),
                Words::tr("A description needs none so long.")};
    }
    return syntaxMistake(place);
}

LocatedMistake endMistake(const MistakePlace &place)
{
    if (place.openLine == 0) {
        return {place.line, Words::tr("The file ends too early."),
                Words::tr("A description is one object: { ... }.")};
    }
    return {place.line,
            Words::tr("The file ends before the \"%1\" of line %2 is closed.")
                .arg(place.openBracket)
                .arg(place.openLine),
            Words::tr("Write the closing bracket where it belongs.")};
}

LocatedMistake emptyMistake()
{
    return {1, Words::tr("The file is empty."), Words::tr("A description is one object: { ... }.")};
}

LocatedMistake repetition(const QString &name, int line)
{
    return {line, Words::tr("“%1” stands here a second time.").arg(name),
            Words::tr("Keep one of the two.")};
}

} // namespace orgkeeper
