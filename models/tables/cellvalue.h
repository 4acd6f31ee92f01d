// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine.h"
#include "rowsink.h"

#include <QByteArray>

namespace orgkeeper {

/// A cell as templates take it, and back. A number stays a number, whatever its size.
[[nodiscard]] Value valueOf(const Cell &cell);
/// The cell's text lives in bytes.
[[nodiscard]] Cell cellOf(const Value &value, QByteArray &bytes);

} // namespace orgkeeper
