// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "searchedit.h"

#include "icons.h"
#include "keycap.h"

#include <QAction>
#include <QEvent>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace orgkeeper {

SearchEdit::SearchEdit(const QString &name, const QKeySequence &shortcut, QWidget *parent)
    : QLineEdit(parent)
    , m_clear(new QAction(icon(u"x"_s), tr("Clear the filter"), this))
    , m_hint(new KeyCap(shortcut, this))
{
    setPlaceholderText(name);
    setAccessibleName(name);
    addAction(icon(u"search"_s, Ink::Muted), QLineEdit::LeadingPosition)->setText(name);
    // Not setClearButtonEnabled(): its picture does not follow the palette.
    connect(m_clear, &QAction::triggered, this, [this] {
        clear();
        Q_EMIT textEdited(QString());
    });
    connect(this, &QLineEdit::textChanged, this, &SearchEdit::updateEnds);
    updateEnds();
}

void SearchEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    updateEnds();
}

void SearchEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LayoutDirectionChange)
        updateEnds();
}

void SearchEdit::updateEnds()
{
    const bool isEmpty = text().isEmpty();
    const bool hasClear = actions().contains(m_clear);
    if (isEmpty && hasClear)
        removeAction(m_clear);
    else if (!isEmpty && !hasClear)
        addAction(m_clear, QLineEdit::TrailingPosition);
    const QSize size = m_hint->sizeHint();
    const QRect place(width() - size.width() - 8, (height() - size.height()) / 2, size.width(),
                      size.height());
    m_hint->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
    const int needed = fontMetrics().horizontalAdvance(placeholderText()) + size.width() + 60;
    const bool isShown = isEmpty && width() >= needed;
    m_hint->setVisible(isShown);
    // The placeholder ends before the hint, on whichever side that is.
    const int taken = isShown ? size.width() + 4 : 0;
    const bool isRtl = layoutDirection() == Qt::RightToLeft;
    setTextMargins(isRtl ? taken : 0, 0, isRtl ? 0 : taken, 0);
}

} // namespace orgkeeper
