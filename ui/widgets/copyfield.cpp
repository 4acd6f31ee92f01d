// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "copyfield.h"

#include "copybutton.h"
#include "elidedlabel.h"
#include "metrics.h"
#include "palette.h"
#include "plaintext.h"
#include "styleparts.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

namespace orgkeeper {

CopyField::CopyField(const QString &label, const QString &object, QWidget *parent)
    : QWidget(parent)
    , m_label(new TextLabel(label, Type::Body, Ink::Muted, this))
    , m_value(new ElidedLabel(QString(), Type::Body, Ink::Text, this))
    , m_button(new CopyButton(tr("Copy %1 of %2").arg(label, plaintext::isolated(object)),
                              QString(), this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::groupSpacing);
    layout->addWidget(m_label);
    layout->addWidget(m_value, 1);
    layout->addWidget(m_button);
    QSizePolicy keep = m_button->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    m_button->setSizePolicy(keep);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(label);
    setTabOrder(this, m_button);
    connect(qApp, &QApplication::focusChanged, this, &CopyField::updateButton);
    updateButton();
}

void CopyField::setValue(const QString &value, const QString &whenEmpty)
{
    m_text = value;
    m_value->setText(value.isEmpty() ? whenEmpty : value);
    m_value->setInk(value.isEmpty() ? Ink::Muted : Ink::Text);
    m_button->setText(value);
    // A QWidget has no text of its own that a screen reader could find.
    setAccessibleDescription(plaintext::oneLine(m_value->text()));
    updateButton();
}

QString CopyField::value() const
{
    return m_text;
}

void CopyField::setValueType(Type type)
{
    m_value->setType(type);
}

void CopyField::setLabelWidth(int width)
{
    m_label->setMinimumWidth(width);
}

CopyButton *CopyField::button() const
{
    return m_button;
}

void CopyField::enterEvent(QEnterEvent *event)
{
    m_isLit = true;
    updateButton();
    QWidget::enterEvent(event);
}

void CopyField::leaveEvent(QEvent *event)
{
    m_isLit = false;
    updateButton();
    QWidget::leaveEvent(event);
}

void CopyField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && !m_text.isEmpty())
        m_button->copy();
    else
        QWidget::keyPressEvent(event);
}

void CopyField::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    if (!m_button->isVisible())
        return;
    QPainter painter(this);
    const Palette &palette = paletteOf(this);
    const QRect from = m_value->geometry().united(m_button->geometry());
    const QRect fill(from.left() - metrics::groupSpacing, 0,
                     from.width() + 2 * metrics::groupSpacing, height());
    styleparts::paintRounded(&painter, fill.intersected(rect()), palette.hover, QColor(),
                             metrics::pillRadius);
    if (hasFocus())
        styleparts::paintFocusRing(&painter, fill.intersected(rect()), palette.focus,
                                   metrics::pillRadius);
}

void CopyField::updateButton()
{
    const QWidget *focus = QApplication::focusWidget();
    const bool isFocused = focus && (focus == this || isAncestorOf(focus));
    m_button->setVisible(!m_text.isEmpty() && (m_isLit || isFocused));
    update();
}

} // namespace orgkeeper
