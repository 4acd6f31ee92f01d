// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <optional>
#include <vector>

namespace orgkeeper {

/// A JSON value that knows on which line it stands, so that a mistake in a file can be pointed at.
/// Members keep their order. A scalar never spans lines; a list or an object has the line of its
/// opening bracket.
struct Located
{
    enum class Kind { Null, Flag, Number, Text, List, Object };
    Kind kind = Kind::Null;
    int line = 1; ///< from 1
    QString key;  ///< members of an object only
    int keyLine = 1;
    bool flag = false;
    QString text; ///< Text; Number: a number as QJsonValue would write it
    double number = 0;
    std::vector<Located> children; ///< items or members

    [[nodiscard]] bool isText() const { return kind == Kind::Text; }
    [[nodiscard]] bool isNumber() const { return kind == Kind::Number; }
    [[nodiscard]] bool isFlag() const { return kind == Kind::Flag; }
    [[nodiscard]] bool isList() const { return kind == Kind::List; }
    [[nodiscard]] bool isObject() const { return kind == Kind::Object; }
    /// A member of this name, or null; also null where this is no object.
    [[nodiscard]] const Located *find(QStringView name) const;
    /// The member's text, or an empty one where there is no such member or it is no text.
    [[nodiscard]] QString textOf(QStringView name) const;
    [[nodiscard]] QJsonValue toJson() const;
};

/// A place in a text and what is wrong there.
struct LocatedMistake
{
    int line = 1;
    QString text;
    QString cure;
};

struct LocatedDocument
{
    Located root;
    std::optional<LocatedMistake> mistake; ///< the text is not JSON; root is then as far as it came
    std::vector<LocatedMistake> repetitions; ///< a name that an object has twice; the first counts
};

/// Reads JSON (RFC 8259, UTF-8, a byte order mark is skipped) of at most 64 levels.
[[nodiscard]] LocatedDocument parseLocated(const QByteArray &json);

} // namespace orgkeeper
