// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QColor>

#include <array>

class QPalette;
class QWidget;

namespace orgkeeper {

enum class Scheme { Light, Dark, LightContrast, DarkContrast };

/// Every colour of one scheme, under the names of the drawing board. Code names a role, never a
/// literal. Text colours keep 4.5:1 and outlines 3:1 on every ground they are used on.
struct Palette
{
    QColor window, base, alt, button;
    QColor text, muted, disabled;
    QColor line;    ///< hairlines between rows
    QColor border;  ///< panes and headers
    QColor control; ///< outline of inputs, buttons and boxes
    QColor highlight, onHighlight;
    QColor focus, accent;
    QColor select, selectIdle, hover; ///< fills of rows
    QColor selectText;                ///< text on select and selectIdle
    QColor match;                     ///< behind what the filter found; text on it stays `text`
    QColor ok, okTint, warn, warnTint, error, errorTint, infoTint;
    QColor prod, prodTint, prodLine, prodFill;
    QColor ro, roTint;
    QColor track;
    QColor tip, tipText;
    std::array<QColor, 6> chart;
    int frameWidth = 3; ///< of the environment frame, logical pixels
    Scheme scheme = Scheme::Light;
};

/// What an icon or a piece of text means; its colour follows the scheme.
enum class Ink {
    Text,
    Muted,
    Accent,
    Ok,
    Warn,
    Error,
    Production,
    ReadOnly,
    OnHighlight,
    Disabled
};

[[nodiscard]] const Palette &paletteFor(Scheme scheme);

/// The palette behind a QPalette made by toQPalette(); for one made by somebody else the nearer of
/// light and dark. So everything that is painted needs no more than the palette it is handed.
[[nodiscard]] const Palette &paletteOf(const QPalette &palette);
[[nodiscard]] const Palette &paletteOf(const QWidget *widget);

[[nodiscard]] QPalette toQPalette(const Palette &palette);
[[nodiscard]] QColor inkColor(const Palette &palette, Ink ink);
[[nodiscard]] bool isDark(Scheme scheme);
[[nodiscard]] bool isHighContrast(Scheme scheme);

/// over laid on ground with the given share (0 to 1), as one opaque colour.
[[nodiscard]] QColor blended(const QColor &over, const QColor &ground, qreal share);

} // namespace orgkeeper
