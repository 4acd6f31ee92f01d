// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tile.h"

#include "marks.h"
#include "metrics.h"

#include <QPainter>

namespace orgkeeper {

Tile::Tile(const QString &letters, QWidget *parent)
    : QWidget(parent)
    , m_letters(letters)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Tile::setLetters(const QString &letters, bool isDashed)
{
    m_letters = letters;
    m_isDashed = isDashed;
    update();
}

QSize Tile::sizeHint() const
{
    const int size = metrics::controlHeight(fontMetrics());
    return QSize(size, size);
}

void Tile::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    marks::paintTile(&painter, rect(), m_letters, paletteOf(this), m_isDashed);
}

} // namespace orgkeeper
