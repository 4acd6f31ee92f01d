// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "celltext.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar listSeparator(0x1f);

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::CellText)
};

QString plain(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Only these are asked of a locale again: services write "12.5", never a grouped number.
bool isDecimal(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    });
}

bool isControl(char16_t unit)
{
    return unit < 0x20 || (unit >= 0x7f && unit < 0xa0) || unit == 0x2028 || unit == 0x2029;
}

/// Embeddings, overrides and isolates: what changes the direction of all that follows.
bool turnsDirection(char16_t unit)
{
    return (unit >= 0x202a && unit <= 0x202e) || (unit >= 0x2066 && unit <= 0x2069);
}

QChar symbolOf(char16_t unit)
{
    if (unit < 0x20) {
        return QChar(static_cast<char16_t>(0x2400 + unit)); // the control pictures
    }
    return unit == 0x7f ? QChar(0x2421) : QChar(QChar::ReplacementCharacter);
}

} // namespace

CellText::CellText(const QLocale &locale)
    : m_locale(locale)
    , m_times(locale)
    , m_yes(Words::tr("yes", "a flag in a table"))
    , m_no(Words::tr("no", "a flag in a table"))
{
}

QString CellText::text(const Cell &cell, FieldType type)
{
    if (cell.kind == Cell::Kind::Absent || cell.kind == Cell::Kind::Null) {
        return {};
    }
    if (cell.kind == Cell::Kind::Flag) {
        return cell.number != 0 ? m_yes : m_no;
    }
    switch (type) {
    case FieldType::Number:
    case FieldType::Count:
        return number(cell);
    case FieldType::Time:
        if (const auto time = timeOf(cell)) {
            return m_times.text(*time);
        }
        break;
    case FieldType::Flag:
        if (cell.kind == Cell::Kind::Integer || cell.text == "true" || cell.text == "false") {
            return isSet(cell) ? m_yes : m_no;
        }
        break;
    case FieldType::List:
        return rawText(cell).replace(listSeparator, u", "_s);
    case FieldType::Id:
    case FieldType::Text:
    case FieldType::Email:
    case FieldType::Link:
        break;
    }
    return rawText(cell);
}

QString CellText::number(const Cell &cell) const
{
    if (cell.kind == Cell::Kind::Integer) {
        return m_locale.toString(static_cast<qlonglong>(cell.number));
    }
    if (cell.kind == Cell::Kind::Real && isDecimal(cell.text)) {
        bool ok = false;
        const double value = plain(cell.text).toDouble(&ok);
        if (ok) {
            return m_locale.toString(value, 'g', QLocale::FloatingPointShortest);
        }
    }
    return rawText(cell); // digits beyond 64 bits, or no number at all
}

QString rawText(const Cell &cell)
{
    switch (cell.kind) {
    case Cell::Kind::Absent:
    case Cell::Kind::Null:
        return {};
    case Cell::Kind::Flag:
        return cell.number != 0 ? u"true"_s : u"false"_s;
    case Cell::Kind::Integer:
        return QString::number(cell.number);
    case Cell::Kind::Real:
    case Cell::Kind::Text:
        break;
    }
    return plain(cell.text);
}

std::string_view idOf(const Cell &cell, IdBuffer &buffer)
{
    switch (cell.kind) {
    case Cell::Kind::Absent:
    case Cell::Kind::Null:
        return {};
    case Cell::Kind::Flag:
        return cell.number != 0 ? "true" : "false";
    case Cell::Kind::Integer: {
        const auto end =
            std::to_chars(std::begin(buffer.bytes), std::end(buffer.bytes), cell.number);
        return {buffer.bytes, static_cast<std::size_t>(end.ptr - buffer.bytes)};
    }
    case Cell::Kind::Real:
    case Cell::Kind::Text:
        break;
    }
    return cell.text;
}

bool isSet(const Cell &cell)
{
    switch (cell.kind) {
    case Cell::Kind::Flag:
    case Cell::Kind::Integer:
        return cell.number != 0;
    case Cell::Kind::Text:
        return cell.text == "true";
    case Cell::Kind::Absent:
    case Cell::Kind::Null:
    case Cell::Kind::Real:
        break;
    }
    return false;
}

QString oneLine(const QString &text)
{
    const auto special = [](QChar c) {
        return isControl(c.unicode()) || turnsDirection(c.unicode());
    };
    if (std::none_of(text.cbegin(), text.cend(), special)) {
        return text;
    }
    QString line;
    QString closers; // what the text opened and did not close, innermost last
    bool turned = false;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        const bool closesEmbedding = unit == 0x202c;
        if (closesEmbedding || unit == 0x2069) {
            // An isolate takes with it what was opened inside; an embedding ends only by its own.
            const qsizetype opened = closers.lastIndexOf(c);
            if (opened < 0 || (closesEmbedding && opened + 1 != closers.size())) {
                continue; // it would close something around the text
            }
            closers.truncate(opened);
        } else if (turnsDirection(unit)) {
            closers += unit >= 0x2066 ? QChar(0x2069) : QChar(0x202c);
            turned = true;
        }
        line += isControl(unit) ? symbolOf(unit) : c;
    }
    while (!closers.isEmpty()) {
        line += closers.back();
        closers.chop(1);
    }
    return turned ? QChar(0x2068) + line + QChar(0x2069) : line;
}

} // namespace orgkeeper
