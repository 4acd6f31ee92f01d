// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "metrics.h"

#include <QFontMetrics>

#include <array>
#include <cstdlib>

namespace orgkeeper::metrics {

int rowHeight(const QFontMetrics &font, Density density)
{
    switch (density) {
    case Density::Compact:
        return font.height() + 6;
    case Density::Normal:
        return font.height() + 10;
    case Density::Comfortable:
        return font.height() + 14;
    }
    return font.height() + 10;
}

int controlHeight(const QFontMetrics &font)
{
    return font.height() + 10;
}

int accountRowHeight(const QFontMetrics &font)
{
    return 2 * font.height() + 12;
}

int headerHeight(const QFontMetrics &font)
{
    return font.height() + 10;
}

int tabHeight(const QFontMetrics &font)
{
    return font.height() + 18;
}

int stripHeight(const QFontMetrics &font)
{
    return font.height() + 18;
}

int bulkBarHeight(const QFontMetrics &font)
{
    return font.height() + 26;
}

int statusBarHeight(const QFontMetrics &font)
{
    return font.height() + 8;
}

int iconSize(const QFontMetrics &font, IconPlace place)
{
    const int drawn = place == IconPlace::Text ? 16 : place == IconPlace::Card ? 24 : 32;
    const int wanted = drawn * font.height() / 18; // the boards are drawn with a height of 18
    int best = 16;
    for (const int size : std::array{16, 20, 24, 32, 48, 64}) {
        if (std::abs(size - wanted) < std::abs(best - wanted))
            best = size;
    }
    return best;
}

} // namespace orgkeeper::metrics
