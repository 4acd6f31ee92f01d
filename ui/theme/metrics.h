// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QFontMetrics;

namespace orgkeeper {

/// How high a table row is; the user's choice in Settings.
enum class Density { Compact, Normal, Comfortable };
/// Where an icon stands.
enum class IconPlace { Text, Card, Empty };

/// Sizes in logical pixels. Every height follows from the font, so that a window stays usable with
/// a font of twenty points.
namespace metrics {

inline constexpr int pageMargin = 16;
inline constexpr int spacing = 8;
inline constexpr int groupSpacing = 4;
inline constexpr int cardSpacing = 12;
inline constexpr int controlRadius = 4;
inline constexpr int pillRadius = 3;
inline constexpr int cardRadius = 6;
inline constexpr int focusRing = 2;
inline constexpr int currentRowBar = 3;
inline constexpr int environmentBand = 4;
inline constexpr int progressLine = 3;
inline constexpr int scrollBar = 12;
inline constexpr int cellInset = 8; ///< leading edge shared by header text, cell text and boxes
inline constexpr int firstInset = pageMargin; ///< the same in the leading column of a table
inline constexpr int sentenceWidth = 420;     ///< at most, of the sentences of an empty state

[[nodiscard]] int rowHeight(const QFontMetrics &font, Density density = Density::Normal);
[[nodiscard]] int controlHeight(const QFontMetrics &font);
[[nodiscard]] int accountRowHeight(const QFontMetrics &font);
[[nodiscard]] int headerHeight(const QFontMetrics &font);
[[nodiscard]] int tabHeight(const QFontMetrics &font);
[[nodiscard]] int stripHeight(const QFontMetrics &font); ///< at least
[[nodiscard]] int bulkBarHeight(const QFontMetrics &font);
[[nodiscard]] int statusBarHeight(const QFontMetrics &font);
/// One of 16, 20, 24, 32, 48, 64: sizes at which a drawing on a grid of 24 stays crisp.
[[nodiscard]] int iconSize(const QFontMetrics &font, IconPlace place = IconPlace::Text);

} // namespace metrics
} // namespace orgkeeper
