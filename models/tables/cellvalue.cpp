// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cellvalue.h"

#include "celltext.h"

namespace orgkeeper {

Value valueOf(const Cell &cell)
{
    switch (cell.kind) {
    case Cell::Kind::Absent:
        break;
    case Cell::Kind::Null:
        return Value::null();
    case Cell::Kind::Flag:
        return Value::ofFlag(cell.number != 0);
    case Cell::Kind::Integer:
    case Cell::Kind::Real:
        return Value::ofNumber(rawText(cell));
    case Cell::Kind::Text:
        return Value::ofText(rawText(cell));
    }
    return {};
}

Cell cellOf(const Value &value, QByteArray &bytes)
{
    bytes = value.text.toUtf8();
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    switch (value.kind) {
    case Value::Kind::Absent:
        break;
    case Value::Kind::Null:
        return {Cell::Kind::Null, 0, {}};
    case Value::Kind::Flag:
        return {Cell::Kind::Flag, text == "true" ? 1 : 0, {}};
    case Value::Kind::Number: {
        bool ok = false;
        const qlonglong number = value.text.toLongLong(&ok);
        return ok ? Cell{Cell::Kind::Integer, number, {}} : Cell{Cell::Kind::Real, 0, text};
    }
    case Value::Kind::Text:
        return {Cell::Kind::Text, 0, text};
    }
    return {};
}

} // namespace orgkeeper
