// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environmentpill.h"

#include "typescale.h"

#include <QPainter>

namespace orgkeeper {

EnvironmentPill::EnvironmentPill(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMark(EnvironmentMark::None);
}

void EnvironmentPill::setMark(EnvironmentMark mark)
{
    m_mark = mark;
    setAccessibleName(marks::environmentWord(mark));
    setVisible(mark != EnvironmentMark::None);
    updateGeometry();
    update();
}

QSize EnvironmentPill::sizeHint() const
{
    return marks::pillSize(QFontMetrics(typeFont(Type::Pill, font())),
                           marks::environmentIcon(m_mark), marks::environmentWord(m_mark));
}

void EnvironmentPill::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    if (m_mark == EnvironmentMark::None)
        return;
    QPainter painter(this);
    painter.setFont(typeFont(Type::Pill, font()));
    const Palette &palette = paletteOf(this);
    marks::paintPill(&painter, rect(), marks::environmentIcon(m_mark),
                     marks::environmentWord(m_mark), marks::environmentInk(m_mark, palette),
                     marks::environmentTint(m_mark, palette), layoutDirection());
}

} // namespace orgkeeper
