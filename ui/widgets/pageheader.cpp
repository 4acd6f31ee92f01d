// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pageheader.h"

#include "elidedlabel.h"
#include "environmentpill.h"
#include "iconbutton.h"
#include "metrics.h"
#include "styleparts.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace orgkeeper {

PageHeader::PageHeader(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_secondRow(new QHBoxLayout)
    , m_title(new ElidedLabel(QString(), Type::PageTitle, Ink::Text, this))
    , m_second(new ElidedLabel(QString(), Type::Second, Ink::Muted, this))
    , m_pill(new EnvironmentPill(this))
    , m_more(new IconButton(u"ellipsis"_s, tr("More commands"), this))
    , m_menu(new QMenu(this))
{
    auto *titleRow = new QHBoxLayout;
    titleRow->setSpacing(metrics::spacing);
    titleRow->addWidget(m_title);
    titleRow->addWidget(m_pill);
    titleRow->addStretch(1);
    m_secondRow->setSpacing(metrics::spacing);
    m_secondRow->addWidget(m_second);
    m_secondRow->addStretch(1);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    column->addLayout(titleRow);
    column->addLayout(m_secondRow);
    m_layout->setContentsMargins(metrics::pageMargin, metrics::cardSpacing, metrics::pageMargin,
                                 metrics::cardSpacing);
    m_layout->setSpacing(metrics::cardSpacing);
    m_layout->addLayout(column, 1);
    m_layout->addWidget(m_more);
    m_second->hide();
    m_more->setAutoRaise(false);
    m_more->setMenu(m_menu);
    m_more->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
    m_more->setName(tr("More commands for %1").arg(title));
}

void PageHeader::setSecondLine(const QString &text)
{
    m_second->setText(text);
    m_second->setVisible(!text.isEmpty());
}

void PageHeader::setEnvironment(EnvironmentMark mark)
{
    m_pill->setMark(mark);
}

void PageHeader::setPicture(QWidget *picture)
{
    m_layout->insertWidget(0, picture);
}

void PageHeader::addToSecondLine(QWidget *widget)
{
    m_secondRow->insertWidget(m_secondRow->count() - 1, widget);
}

void PageHeader::addCommand(QAction *action, bool isPrimary)
{
    auto *button = new QPushButton(this);
    button->setAutoDefault(false);
    if (isPrimary)
        setButtonTone(button, ButtonTone::Primary);
    m_layout->insertWidget(m_layout->indexOf(m_more), button);
    m_commands.append({action, button, isPrimary});
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [this, action, button] { follow(action, button); });
    // A command that goes takes its button along; no dangling pointer is left in the list.
    connect(action, &QObject::destroyed, this, [this, button] {
        m_commands.removeIf([button](const Command &command) { return command.button == button; });
        button->deleteLater();
    });
    follow(action, button);
    fold();
}

void PageHeader::addToMenu(QAction *action)
{
    m_menuOnly.append(action);
    connect(action, &QObject::destroyed, this, [this, action] { m_menuOnly.removeAll(action); });
    fold();
}

void PageHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

void PageHeader::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    QPainter painter(this);
    marks::paintHairline(&painter, rect().bottomLeft(), rect().bottomRight(),
                         paletteOf(this).border);
}

bool PageHeader::event(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutRequest)
        fold();
    return QWidget::event(event);
}

void PageHeader::follow(QAction *action, QPushButton *button) const
{
    // Mnemonics belong to the menu: a letter twice in a window would only move the focus.
    button->setText(action->text().remove(u'&'));
    button->setIcon(action->icon());
    button->setToolTip(action->toolTip());
    button->setStatusTip(action->statusTip());
    button->setEnabled(action->isEnabled());
}

void PageHeader::fold()
{
    // Half of the width belongs to the title.
    int room = width() / 2 - (m_menuOnly.isEmpty() ? 0 : m_more->sizeHint().width());
    QList<QAction *> folded;
    const auto fit = [&](const Command &command) {
        room -= command.button->sizeHint().width() + m_layout->spacing();
        const bool fits = room >= 0;
        command.button->setVisible(fits && command.action->isVisible());
        if (!fits)
            folded.append(command.action);
    };
    for (const Command &command : std::as_const(m_commands)) {
        if (command.isPrimary)
            fit(command);
    }
    for (const Command &command : std::as_const(m_commands)) {
        if (!command.isPrimary)
            fit(command);
    }
    m_menu->clear();
    m_menu->addActions(folded);
    m_menu->addActions(m_menuOnly);
    m_more->setVisible(!m_menu->isEmpty());
}

} // namespace orgkeeper
