// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"

#include <functional>

namespace orgkeeper {

/// A template and what is wrong with its text, if anything.
struct ParsedTemplate
{
    Template value;  ///< usable when problem is empty
    QString problem; ///< a sentence; empty: well-formed
    QString cure;
};

/// Reads "literal {variable} literal". A doubled brace is a brace: "{{" and "}}". Variable names
/// are words joined by dots: "organization.id". The empty text gives one empty literal.
[[nodiscard]] ParsedTemplate parseTemplate(const QString &text);

/// The names in it, each once, in order.
[[nodiscard]] QStringList variablesIn(const Template &value);
/// Those of every string inside a body, at any depth. Malformed ones count as having none.
[[nodiscard]] QStringList variablesIn(const QJsonValue &body);

/// True when it is one variable and nothing else: it then takes the value's own JSON type.
[[nodiscard]] bool isSingleVariable(const Template &value);

/// The text with every variable replaced by what lookup says of it.
[[nodiscard]] QString expand(const Template &value,
                             const std::function<QString(const QString &)> &lookup);

} // namespace orgkeeper
