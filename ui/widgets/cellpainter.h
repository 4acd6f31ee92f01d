// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "celllook.h"

#include <QFont>
#include <QRect>
#include <QStringList>

class QPainter;

namespace orgkeeper {

/// Lays the parts of one cell out from its leading edge and paints them. Made for one cell and
/// thrown away; the painter's state is the caller's to save.
class CellPainter
{
public:
    /// isFirst: the leading column shown, which stands in line with the page's margin.
    CellPainter(QPainter *painter, const Palette &palette, const QRect &cell,
                Qt::LayoutDirection direction, bool isFirst);

    bool isSelected = false;
    bool isEnabled = true;
    QStringList matchWords; ///< folded

    void paint(const CellLook &look, const QRect &box);
    /// How wide the parts of a cell want to be together, insets included.
    [[nodiscard]] static int widthOf(const CellLook &look, const QFont &font, bool isFirst);

private:
    void paintAvatar(const CellLook &look);
    void paintIcon(const QString &name, const QColor &color);
    void paintTick(const CellLook &look, const QRect &box);
    void paintNumber(const CellLook &look);
    void paintText(const QString &text, const QColor &color, bool isLtr);
    void paintMarked(const QString &text, const QRect &place, const QColor &color, bool isLtr);
    [[nodiscard]] QRect take(int width, int height);
    [[nodiscard]] QColor ink(const QColor &normal) const;

    QPainter *m_painter;
    const Palette &m_palette;
    QRect m_cell;
    Qt::LayoutDirection m_direction;
    int m_x;   ///< next free place, as if left to right
    int m_end; ///< first place that is not ours
};

} // namespace orgkeeper
