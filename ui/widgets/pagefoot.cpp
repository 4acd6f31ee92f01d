// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pagefoot.h"

#include "icons.h"
#include "marks.h"
#include "metrics.h"
#include "textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace orgkeeper {

PageFoot::PageFoot(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_text(new TextLabel(QString(), Type::Second, Ink::Muted, this))
    , m_asOf(new TextLabel(QString(), Type::Second, Ink::Muted, this))
{
    m_layout->setContentsMargins(metrics::pageMargin, 1, metrics::pageMargin, 1);
    m_layout->addWidget(m_text);
    m_layout->addStretch(1);
    m_layout->addWidget(m_asOf);
    m_stop = addButton(tr("Stop"), u"x"_s);
    m_stop->hide();
    connect(m_stop, &QToolButton::clicked, this, &PageFoot::stopWished);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PageFoot::setText(const QString &text)
{
    m_text->setText(text);
}

void PageFoot::setAsOf(const QString &text)
{
    m_asOf->setText(text);
    m_asOf->setVisible(!text.isEmpty());
    update();
}

void PageFoot::setStopName(const QString &name)
{
    m_stop->setAccessibleName(name);
}

void PageFoot::setStoppable(bool isStoppable)
{
    m_stop->setVisible(isStoppable);
}

QToolButton *PageFoot::addButton(const QString &text, const QString &iconName)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setIcon(icon(iconName, Ink::Accent));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setForegroundRole(QPalette::Link);
    button->setFocusPolicy(Qt::StrongFocus);
    // Before the stretch, which stands before the reading's time.
    m_layout->insertWidget(m_layout->count() - 2, button);
    return button;
}

void PageFoot::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    const Palette &palette = paletteOf(this);
    marks::paintHairline(&painter, rect().topLeft(), rect().topRight(), palette.border);
    if (m_asOf->isHidden())
        return;
    const int size = metrics::iconSize(fontMetrics());
    QRect place(0, 0, size, size);
    place.moveCenter(m_asOf->geometry().center());
    if (layoutDirection() == Qt::RightToLeft)
        place.moveLeft(m_asOf->geometry().right() + 1 + metrics::groupSpacing);
    else
        place.moveRight(m_asOf->geometry().left() - 1 - metrics::groupSpacing);
    painter.drawPixmap(place.topLeft(),
                       iconPixmap(u"clock"_s, palette.muted, size, devicePixelRatioF()));
}

} // namespace orgkeeper
