// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "filterbox.h"

#include "metrics.h"
#include "searchedit.h"
#include "textlabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QToolButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace orgkeeper {
namespace {

constexpr auto announceAfter = 500ms;
constexpr char chipText[] = "orgkeeperChip";

} // namespace

FilterBox::FilterBox(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_field(new SearchEdit(name, QKeySequence(QKeySequence::Find), this))
    , m_matching(new TextLabel(QString(), Type::Section, Ink::Text, this))
    , m_total(new TextLabel(QString(), Type::Body, Ink::Muted, this))
    , m_chips(new QHBoxLayout)
    , m_trailing(new QHBoxLayout)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::spacing, metrics::spacing,
                               metrics::spacing);
    layout->addWidget(m_field, 3);
    auto *count = new QHBoxLayout;
    count->setSpacing(metrics::groupSpacing);
    count->addWidget(m_matching);
    count->addWidget(m_total);
    layout->addLayout(count);
    layout->addLayout(m_chips);
    layout->addStretch(2);
    layout->addLayout(m_trailing);
    m_field->setMaximumWidth(30 * fontMetrics().averageCharWidth() + 120);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &FilterBox::filterChanged);
    m_announce.setSingleShot(true);
    m_announce.setInterval(announceAfter);
    connect(&m_announce, &QTimer::timeout, this, [this] {
        QAccessibleEvent event(m_total, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    });
    setCount(0, -1);
}

QString FilterBox::text() const
{
    return m_field->text();
}

void FilterBox::setText(const QString &text)
{
    m_field->setText(text);
}

void FilterBox::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

void FilterBox::setCount(qint64 matching, qint64 total)
{
    const bool isKnown = total >= 0;
    m_matching->setVisible(isKnown);
    m_total->setVisible(isKnown);
    if (!isKnown)
        return;
    const QLocale locale;
    m_matching->setText(locale.toString(matching));
    m_total->setText(tr("of %1", "118 of 20,000: the second part").arg(locale.toString(total)));
    m_announce.start();
}

QString FilterBox::countText() const
{
    return m_total->isHidden() ? QString() : m_matching->text() + u' ' + m_total->text();
}

QToolButton *FilterBox::addChip(const QString &text)
{
    auto *chip = new QToolButton(this);
    chip->setToolButtonStyle(Qt::ToolButtonTextOnly);
    chip->setCheckable(true);
    chip->setAutoExclusive(true);
    chip->setFocusPolicy(Qt::StrongFocus);
    chip->setText(text);
    chip->setProperty(chipText, text);
    const int index = int(m_chipButtons.size());
    chip->setChecked(index == 0);
    m_chipButtons.append(chip);
    m_chips->addWidget(chip);
    connect(chip, &QToolButton::clicked, this, [this, index] { Q_EMIT chipChosen(index); });
    return chip;
}

void FilterBox::setChipCount(QToolButton *chip, qint64 count)
{
    const QString text = chip->property(chipText).toString();
    chip->setText(count < 0 ? text : text + u"  "_s + QLocale().toString(count));
}

void FilterBox::addTrailing(QWidget *widget)
{
    m_trailing->addWidget(widget);
}

SearchEdit *FilterBox::field() const
{
    return m_field;
}

bool FilterBox::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress &&
        takeKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    // Else a window-wide Esc would close the pane instead of clearing the filter.
    if (watched == m_field && event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool FilterBox::takeKey(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        if (m_field->text().isEmpty())
            Q_EMIT left();
        else
            m_field->clear();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT wentDown();
        return true;
    default:
        return false;
    }
}

} // namespace orgkeeper
