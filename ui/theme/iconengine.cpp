// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "iconengine.h"

#include "icons.h"

#include <QGuiApplication>
#include <QPainter>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace orgkeeper {

IconEngine::IconEngine(QString name, Ink ink)
    : m_name(std::move(name))
    , m_ink(ink)
{
}

void IconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    Q_UNUSED(state)
    const int size = qMin(rect.width(), rect.height());
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QPixmap picture = iconPixmap(m_name, color(mode), size, ratio);
    painter->drawPixmap(
        QPointF(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2),
        picture);
}

QPixmap IconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    Q_UNUSED(state)
    // QIcon asks in device pixels and sets the ratio itself.
    return iconPixmap(m_name, color(mode), qMin(size.width(), size.height()), 1);
}

QString IconEngine::key() const
{
    return u"orgkeeper"_s;
}

QString IconEngine::iconName()
{
    return m_name;
}

bool IconEngine::isNull()
{
    return false;
}

QIconEngine *IconEngine::clone() const
{
    return new IconEngine(m_name, m_ink);
}

QColor IconEngine::color(QIcon::Mode mode) const
{
    const Palette &palette = paletteOf(QGuiApplication::palette());
    if (mode == QIcon::Disabled)
        return palette.disabled;
    // Selected rows keep their colours except in high contrast, where the row is inverted.
    if (mode == QIcon::Selected && isHighContrast(palette.scheme))
        return palette.selectText;
    return inkColor(palette, m_ink);
}

} // namespace orgkeeper
