// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tableheader.h"

#include <QStyleOptionHeader>

namespace orgkeeper {

TableHeader::TableHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    setHighlightSections(false);
    setSectionsClickable(true);
    setSectionsMovable(true);
    setSortIndicatorClearable(true);
    setSortIndicator(-1, Qt::AscendingOrder);
    setSectionResizeMode(QHeaderView::Interactive);
    // A double click on a divider measures the rows in view, not all of them.
    setResizeContentsPrecision(0);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

void TableHeader::setTrailing(int column, bool isTrailing)
{
    if (isTrailing)
        m_trailing.insert(column);
    else
        m_trailing.remove(column);
    viewport()->update();
}

bool TableHeader::isTrailing(int column) const
{
    return m_trailing.contains(column);
}

void TableHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int column) const
{
    QHeaderView::initStyleOptionForIndex(option, column);
    if (m_trailing.contains(column))
        option->textAlignment = Qt::AlignTrailing | Qt::AlignVCenter;
}

} // namespace orgkeeper
