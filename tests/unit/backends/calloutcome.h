// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "value.h"

#include <QJsonObject>

namespace orgkeeper {

class Engine;

/// Values for a call's templates from what a fixture says: flags, whole numbers and texts.
[[nodiscard]] Values valuesOf(const QJsonObject &object);

/// "POST /path {body}", the body in compact JSON with its members in order of their names.
[[nodiscard]] QString shownRequest(const QByteArray &verb, const QByteArray &target,
                                   const QByteArray &body);

/// Runs a call to its end and says what came of it, in the words of an expected.json: "error",
/// "total", "admin", "created", "identity" and rows by entity, each only where there is one. What
/// is absent from a row is left out of it. An "ended" of false: it did not end in time.
[[nodiscard]] QJsonObject outcomeOf(Engine &engine, CallId id, const Values &values);

} // namespace orgkeeper
