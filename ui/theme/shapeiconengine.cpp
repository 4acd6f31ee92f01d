// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shapeiconengine.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPalette>

namespace orgkeeper {

ShapeIconEngine::ShapeIconEngine(AccountShape shape)
    : m_shape(shape)
{
}

void ShapeIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode,
                            QIcon::State state)
{
    Q_UNUSED(state)
    Q_UNUSED(mode)
    // 12 in 16: the shapes stand smaller beside text than the icons do.
    const qreal size = qMin(rect.width(), rect.height()) * 0.75;
    QRectF place(0, 0, size, size);
    place.moveCenter(QRectF(rect).center());
    marks::paintShape(painter, place, m_shape, paletteOf(QGuiApplication::palette()));
}

QPixmap ShapeIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
}

bool ShapeIconEngine::isNull()
{
    return false;
}

QIconEngine *ShapeIconEngine::clone() const
{
    return new ShapeIconEngine(m_shape);
}

} // namespace orgkeeper
