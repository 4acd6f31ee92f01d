// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "strip.h"

#include "iconbutton.h"
#include "metrics.h"
#include "textlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace orgkeeper {

void Strip::ask(const StripQuestion &question)
{
    if (isQuestion())
        return; // one strip asks one thing
    m_mustType = question.mustType.trimmed().normalized(QString::NormalizationForm_C);
    m_accept = addButton(question.acceptText, {}, question.tone);
    if (!m_mustType.isEmpty())
        addField(question);
    if (!question.tick.isEmpty()) {
        m_tick = new QCheckBox(question.tick, this);
        m_column->addWidget(m_tick);
        connect(m_tick, &QCheckBox::toggled, this, &Strip::updateAccept);
    }
    QPushButton *cancel = addButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &Strip::dismiss);
    connect(m_accept, &QPushButton::clicked, this, [this] { end(true); });
    m_close->hide();
    m_settle.setSingleShot(true);
    m_settle.start(questionSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &Strip::updateAccept);
    m_cancel = cancel;
    updateAccept();
}

void Strip::addField(const StripQuestion &question)
{
    auto *label = new TextLabel(question.typedLabel, Type::Second, Ink::Muted, this);
    label->setWordWrap(true);
    m_field = new QLineEdit(this);
    label->setBuddy(m_field);
    m_field->setAccessibleName(question.typedLabel);
    m_column->addWidget(label);
    // As wide as what is to be typed needs, and no maximum that would hold the column back.
    m_field->setMinimumWidth(30 * fontMetrics().averageCharWidth());
    auto *row = new QHBoxLayout;
    row->addWidget(m_field);
    row->addStretch(1);
    m_column->addLayout(row);
    connect(m_field, &QLineEdit::textChanged, this, &Strip::updateAccept);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        if (m_accept->isEnabled())
            m_accept->setFocus(Qt::TabFocusReason);
    });
}

void Strip::updateAccept()
{
    const bool isTyped = !m_field || m_field->text().trimmed().normalized(
                                         QString::NormalizationForm_C) == m_mustType;
    const bool isTicked = !m_tick || m_tick->isChecked();
    // Who has typed or ticked means it.
    const bool isTooSoon = !m_field && !m_tick && m_settle.isActive();
    m_accept->setEnabled(isTyped && isTicked && !m_isOver && !isTooSoon);
}

void Strip::takeFocus()
{
    if (m_field)
        m_field->setFocus(Qt::OtherFocusReason);
    else if (m_tick)
        m_tick->setFocus(Qt::OtherFocusReason);
    else if (m_cancel)
        m_cancel->setFocus(Qt::OtherFocusReason); // yes takes a step of its own
    else if (const auto buttons = m_buttonRow->findChildren<QPushButton *>(); !buttons.isEmpty())
        buttons.constFirst()->setFocus(Qt::OtherFocusReason);
    else
        m_close->setFocus(Qt::OtherFocusReason);
}

void Strip::dismiss()
{
    end(false);
}

void Strip::end(bool isAccepted)
{
    if (m_isOver)
        return;
    m_isOver = true;
    if (isAccepted) {
        m_accept->setEnabled(false);
        Q_EMIT accepted();
        return;
    }
    hide();
    Q_EMIT dismissed();
}

} // namespace orgkeeper
