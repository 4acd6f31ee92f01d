// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFont>

namespace orgkeeper {

/// The steps of the type scale: two weights, two families, all from the system's fonts.
enum class Type { Number, PageTitle, PaneTitle, Body, Section, Second, Pill, Fixed };

/// The font of one step, from the font that stands for body text.
[[nodiscard]] QFont typeFont(Type type, const QFont &body);

} // namespace orgkeeper
