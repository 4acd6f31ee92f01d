// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "marks.h"

#include <QPainter>
#include <QPainterPath>

namespace orgkeeper::marks {
namespace {

constexpr qreal grid = 12; // the shapes are drawn on a grid of 12

QPen stroke(const QColor &color, qreal width = 1.5)
{
    return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void paintDisc(QPainter *painter, const QColor &color)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawEllipse(QPointF(6, 6), 5, 5);
}

void paintChecking(QPainter *painter, const Palette &palette)
{
    painter->setPen(stroke(palette.track));
    painter->drawEllipse(QPointF(6, 6), 4.5, 4.5);
    painter->setPen(stroke(palette.accent));
    painter->drawArc(QRectF(1.5, 1.5, 9, 9), 90 * 16, -130 * 16); // a third of the way, still
}

void paintDiamond(QPainter *painter, const QColor &color)
{
    painter->setPen(stroke(color, 1));
    painter->setBrush(color);
    painter->drawPolygon(QPolygonF{{6, 1}, {11, 6}, {6, 11}, {1, 6}});
}

void paintRing(QPainter *painter, const QColor &color, bool withBar)
{
    painter->setPen(stroke(color));
    painter->drawEllipse(QPointF(6, 6), 4.5, 4.5);
    if (withBar)
        painter->drawLine(QPointF(3.4, 8.6), QPointF(8.6, 3.4));
}

void paintPadlock(QPainter *painter, const QColor &color, bool isOpen)
{
    painter->setPen(stroke(color, 1.3));
    if (!isOpen)
        painter->setBrush(color);
    painter->drawRoundedRect(QRectF(2, 5.6, 8, 5.4), 1, 1);
    painter->setBrush(Qt::NoBrush);
    QPainterPath shackle;
    shackle.moveTo(3.6, 5.6);
    shackle.lineTo(3.6, 3.6);
    shackle.arcTo(QRectF(3.6, 1.2, 4.8, 4.8), 180, isOpen ? -140 : -180);
    if (!isOpen)
        shackle.lineTo(8.4, 5.6);
    painter->drawPath(shackle);
}

void paintCrossedBox(QPainter *painter, const QColor &color)
{
    painter->setPen(stroke(color, 1.3));
    painter->drawRoundedRect(QRectF(1.5, 1.5, 9, 9), 1, 1);
    painter->drawLine(QPointF(4.2, 4.2), QPointF(7.8, 7.8));
    painter->drawLine(QPointF(7.8, 4.2), QPointF(4.2, 7.8));
}

void paintSheet(QPainter *painter, const QColor &color)
{
    painter->setPen(stroke(color, 1.3));
    painter->drawPolygon(QPolygonF{{2.5, 1.2}, {7, 1.2}, {9.8, 4}, {9.8, 10.8}, {2.5, 10.8}});
    painter->drawPolyline(QPolygonF{{7, 1.2}, {7, 4}, {9.8, 4}});
}

} // namespace

void paintShape(QPainter *painter, const QRectF &rect, AccountShape shape, const Palette &palette)
{
    painter->save();
    const qreal size = qMin(rect.width(), rect.height());
    painter->translate(rect.center() - QPointF(size / 2, size / 2));
    painter->scale(size / grid, size / grid);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    switch (shape) {
    case AccountShape::Ready:
        paintDisc(painter, palette.ok);
        break;
    case AccountShape::Checking:
        paintChecking(painter, palette);
        break;
    case AccountShape::TokenRefused:
        paintDiamond(painter, palette.error);
        break;
    case AccountShape::NoPermission:
        paintRing(painter, palette.warn, true);
        break;
    case AccountShape::Offline:
        paintRing(painter, palette.ro, false);
        break;
    case AccountShape::KeychainLocked:
        paintPadlock(painter, palette.warn, false);
        break;
    case AccountShape::NoKeychain:
        paintPadlock(painter, palette.warn, true);
        break;
    case AccountShape::Withdrawn:
        paintCrossedBox(painter, palette.error);
        break;
    case AccountShape::Mistakes:
        paintSheet(painter, palette.error);
        break;
    }
    painter->restore();
}

} // namespace orgkeeper::marks
