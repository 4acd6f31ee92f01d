// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "palette.h"

#include <QIcon>
#include <QPixmap>

namespace orgkeeper {

/// The state of one row of a plan, a run or the activity.
enum class RowGlyph {
    Waiting,
    InFlight,
    Done,
    AlreadySo,
    Refused,
    Unknown,
    Conflict,
    NotSent,
    SetAside,
};

/// What one row of a plan is about to do.
enum class VerbGlyph { Add, Grant, Withdraw, Remove, Asks, Undo };

/// One of the pictures of resources/icons, by its file's base name ("user-plus"). It takes its
/// colour from the palette at the moment it is painted, is drawn from its SVG at the device's own
/// resolution and, where it points somewhere, is mirrored right to left. A name that does not exist
/// gives a null icon and a warning in the log.
[[nodiscard]] QIcon icon(const QString &name, Ink ink = Ink::Text);
[[nodiscard]] QIcon icon(RowGlyph glyph);
[[nodiscard]] QIcon icon(VerbGlyph glyph);

/// The same as a picture in one given colour, size x size logical pixels. Kept in QPixmapCache
/// under name, colour, size and ratio: a new palette asks for other keys, so nothing stale is ever
/// shown.
[[nodiscard]] QPixmap iconPixmap(const QString &name, const QColor &color, int size,
                                 qreal devicePixelRatio);

[[nodiscard]] bool hasIcon(const QString &name);
[[nodiscard]] QString iconName(RowGlyph glyph);
[[nodiscard]] Ink iconInk(RowGlyph glyph);

} // namespace orgkeeper
