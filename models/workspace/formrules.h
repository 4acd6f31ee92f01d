// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine.h"

#include <QHash>

namespace orgkeeper {

/// What a user typed, by the field's name. Flags are "true" or "false".
using FormTexts = QHash<QString, QString>;

/// Lower-case letters a to z, digits and single hyphens made from a name: "Café Müller" gives
/// "cafe-muller". Empty where nothing of it can be said so.
[[nodiscard]] QString slugFrom(const QString &name);

/// Why this text cannot be sent for that field, in a sentence; empty when it can.
[[nodiscard]] QString problemOf(const FormField &field, const QString &text);

/// Typed values for the call's templates. A field left empty is absent.
[[nodiscard]] Values valuesOf(const QList<FormField> &form, const FormTexts &texts);

/// The field that the service's name means, or null.
[[nodiscard]] const FormField *fieldMeant(const QList<FormField> &form, const QString &name);

} // namespace orgkeeper
