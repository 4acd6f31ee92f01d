// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>

#include <utility>

namespace orgkeeper {

/// A value for a template. Ids keep the JSON type they came with: a number stays a number.
struct Value
{
    enum class Kind { Absent, Null, Flag, Number, Text };
    Kind kind = Kind::Absent;
    QString text; ///< Flag: "true" or "false"; Number: its digits

    [[nodiscard]] static Value ofText(QString text) { return {Kind::Text, std::move(text)}; }
    [[nodiscard]] static Value ofNumber(QString digits)
    {
        return {Kind::Number, std::move(digits)};
    }
    [[nodiscard]] static Value ofFlag(bool flag);
    [[nodiscard]] static Value null() { return {Kind::Null, {}}; }
    bool operator==(const Value &) const = default;
};
/// "organization.id", "organization.slug", "member.id", "name", "slug", "admin", "role", ...
using Values = QHash<QString, Value>;

} // namespace orgkeeper
