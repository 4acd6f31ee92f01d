// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keycap.h"

#include "metrics.h"
#include "palette.h"
#include "styleparts.h"
#include "typescale.h"

#include <QPainter>

namespace orgkeeper {

KeyCap::KeyCap(const QKeySequence &keys, QWidget *parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setKeys(keys);
}

void KeyCap::setKeys(const QKeySequence &keys)
{
    m_text = keys.toString(QKeySequence::NativeText);
    setVisible(!m_text.isEmpty());
    updateGeometry();
    update();
}

QSize KeyCap::sizeHint() const
{
    const QFontMetrics metrics(typeFont(Type::Pill, font()));
    return QSize(metrics.horizontalAdvance(m_text) + 10, metrics.height() + 2);
}

void KeyCap::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const Palette &palette = paletteOf(this);
    styleparts::paintRounded(&painter, rect(), palette.window, palette.border, metrics::pillRadius);
    painter.setFont(typeFont(Type::Pill, font()));
    painter.setPen(palette.muted);
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace orgkeeper
