// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "emptystate.h"

#include "icons.h"
#include "metrics.h"
#include "textlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

namespace orgkeeper {
namespace {

void emptyLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        // Later: the click that led here may still be inside one of these buttons.
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_picture(new QLabel(this))
    , m_title(new TextLabel(QString(), Type::Section, Ink::Text, this))
    , m_sentences(new TextLabel(QString(), Type::Body, Ink::Muted, this))
    , m_extraPlace(new QVBoxLayout)
    , m_buttonPlace(new QHBoxLayout)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_picture->setAlignment(Qt::AlignCenter);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_sentences->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_sentences->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addLayout(m_buttonPlace);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(m_picture);
    layout->addSpacing(metrics::groupSpacing);
    layout->addWidget(m_title);
    layout->addWidget(m_sentences, 0, Qt::AlignHCenter);
    layout->addLayout(m_extraPlace);
    layout->addSpacing(metrics::groupSpacing);
    layout->addLayout(buttons);
    layout->addStretch(3);
}

void EmptyState::setContent(const QString &iconName, Ink ink, const QString &title,
                            const QString &sentences)
{
    m_iconName = iconName;
    m_ink = ink;
    m_title->setText(title);
    m_sentences->setText(sentences);
    m_sentences->setVisible(!sentences.isEmpty());
    fitSentences();
    emptyLayout(m_extraPlace);
    emptyLayout(m_buttonPlace);
    updateIcon();
}

QPushButton *EmptyState::addButton(const QString &text, const QString &iconName, ButtonTone tone)
{
    auto *button = new QPushButton(text, this);
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    setButtonTone(button, tone);
    button->setAutoDefault(false);
    m_buttonPlace->addWidget(button);
    return button;
}

void EmptyState::setExtra(QWidget *extra)
{
    emptyLayout(m_extraPlace);
    m_extraPlace->addWidget(extra, 0, Qt::AlignHCenter);
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        updateIcon();
    QWidget::changeEvent(event);
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitSentences();
}

// The layout asks how high the text is at its own width, which is wider than the text may be.
void EmptyState::fitSentences()
{
    const int scale = qMax(fontMetrics().height(), 18);
    const int widest = metrics::sentenceWidth * scale / 18;
    const int wanted = qMin(widest, qMax(80, width() - 2 * metrics::pageMargin));
    m_sentences->setMinimumHeight(0); // else it is at least as high as it was
    m_sentences->setFixedSize(wanted, m_sentences->heightForWidth(wanted));
}

void EmptyState::updateIcon()
{
    if (m_iconName.isEmpty())
        return;
    const int size = metrics::iconSize(fontMetrics(), IconPlace::Empty);
    m_picture->setPixmap(
        iconPixmap(m_iconName, inkColor(paletteOf(this), m_ink), size, devicePixelRatioF()));
}

} // namespace orgkeeper
