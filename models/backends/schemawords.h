// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "located.h"

#include <QString>
#include <QStringList>

namespace orgkeeper {

/// "a whole number" for "integer": a JSON Schema type as a sentence says it.
[[nodiscard]] QString wordForType(const QString &type);
/// What stands where something else should: a number itself, else its kind.
[[nodiscard]] QString wordForValue(const Located &value);
/// "a", "b" or "c", each in quotes.
[[nodiscard]] QString quotedList(const QStringList &list);
/// A foreign text short enough for a sentence.
[[nodiscard]] QString clipped(const QString &text);

/// The entry of known that was probably meant by word; empty: none is near.
[[nodiscard]] QString nearest(const QString &word, const QStringList &known);

} // namespace orgkeeper
