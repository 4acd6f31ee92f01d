// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pageframe.h"

#include "progressline.h"
#include "stripstack.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace orgkeeper {

PageFrame::PageFrame(const QString &name, QWidget *parent)
    : QFrame(parent)
    , m_layout(new QVBoxLayout(this))
    , m_strips(new StripStack(this))
    , m_progress(new ProgressLine(tr("Reading"), this))
{
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_strips);
    m_layout->addWidget(m_progress);
    m_progress->hide();
    updateMargins();
}

void PageFrame::setEnvironment(EnvironmentMark mark)
{
    m_mark = mark;
    updateMargins();
    update();
}

EnvironmentMark PageFrame::environment() const
{
    return m_mark;
}

void PageFrame::setHeader(QWidget *header)
{
    put(m_header, header, m_strips);
}

void PageFrame::setFilterRow(QWidget *row)
{
    put(m_filterRow, row, m_progress);
    m_progress->setVisible(row != nullptr);
}

void PageFrame::setContent(QWidget *content)
{
    put(m_content, content, m_foot);
    if (content)
        m_layout->setStretchFactor(content, 1);
}

void PageFrame::setFoot(QWidget *foot)
{
    put(m_foot, foot, nullptr);
}

StripStack *PageFrame::strips() const
{
    return m_strips;
}

ProgressLine *PageFrame::progress() const
{
    return m_progress;
}

void PageFrame::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    marks::paintFrame(&painter, rect(), m_mark, paletteOf(this));
}

void PageFrame::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        updateMargins();
    QFrame::changeEvent(event);
}

void PageFrame::put(QWidget *&slot, QWidget *widget, const QWidget *before)
{
    if (slot) {
        m_layout->removeWidget(slot);
        slot->hide();
        slot->deleteLater(); // it may be the one whose signal asked for another
    }
    slot = widget;
    if (widget)
        m_layout->insertWidget(before ? m_layout->indexOf(before) : -1, widget);
}

void PageFrame::updateMargins()
{
    const int width = m_mark == EnvironmentMark::None ? 0 : paletteOf(this).frameWidth;
    m_layout->setContentsMargins(width, width, width, width);
}

} // namespace orgkeeper
