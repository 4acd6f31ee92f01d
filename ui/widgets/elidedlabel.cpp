// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "elidedlabel.h"

#include "plaintext.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace orgkeeper {

ElidedLabel::ElidedLabel(const QString &text, Type type, Ink ink, QWidget *parent)
    : TextLabel(text, type, ink, parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

bool ElidedLabel::isElided() const
{
    return fontMetrics().horizontalAdvance(plaintext::oneLine(text())) > contentsRect().width();
}

QSize ElidedLabel::sizeHint() const
{
    const QString line = plaintext::oneLine(text());
    return QSize(fontMetrics().horizontalAdvance(line) + 2, fontMetrics().height());
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int least = fontMetrics().horizontalAdvance(u"mmmm…"_s);
    return QSize(qMin(sizeHint().width(), least), fontMetrics().height());
}

void ElidedLabel::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QRect rect = contentsRect();
    painter.drawText(rect, int(alignment() | Qt::TextSingleLine),
                     fontMetrics().elidedText(plaintext::oneLine(text()), m_mode, rect.width()));
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !toolTip().isEmpty())
        return TextLabel::event(event);
    if (isElided()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), plaintext::toolTip(text()), this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

} // namespace orgkeeper
