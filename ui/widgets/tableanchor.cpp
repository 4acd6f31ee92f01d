// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tableview.h"

#include <QScrollBar>

namespace orgkeeper {

void TableView::setRowFinder(std::function<int(const QString &)> finder)
{
    m_finder = std::move(finder);
}

void TableView::showFromTop()
{
    m_isFromTop = true;
    m_isCurrentKept =
        currentIndex().isValid() && viewport()->rect().intersects(visualRect(currentIndex()));
}

void TableView::connectAnchor(QAbstractItemModel *model)
{
    using Model = QAbstractItemModel;
    // After QTableView's own connections, so that its headers already know the new rows.
    m_modelConnections = {
        connect(model, &Model::rowsAboutToBeInserted, this, [this] { takeAnchor(); }),
        connect(model, &Model::rowsInserted, this, [this] { restoreAnchor(false); }),
        connect(model, &Model::rowsAboutToBeRemoved, this,
                [this](const QModelIndex &, int first, int last) { takeAnchor(first, last); }),
        connect(model, &Model::rowsRemoved, this, [this] { restoreAnchor(false); }),
        connect(model, &Model::rowsAboutToBeMoved, this, [this] { takeAnchor(); }),
        connect(model, &Model::rowsMoved, this, [this] { restoreAnchor(false); }),
        connect(model, &Model::layoutAboutToBeChanged, this, [this] { takeAnchor(); }),
        connect(model, &Model::layoutChanged, this, [this] { restoreAnchor(true); }),
        connect(model, &Model::modelAboutToBeReset, this,
                [this] {
                    m_resetCurrentId = currentId();
                    takeAnchor();
                }),
        connect(model, &Model::modelReset, this, &TableView::restoreAfterReset),
        connect(model, &Model::columnsInserted, this, &TableView::stretchName),
    };
}

bool TableView::isUntouched() const
{
    return verticalScrollBar()->value() == 0 && !currentIndex().isValid() && !hasFocus() &&
           !m_hovered.isValid();
}

void TableView::takeAnchor(int firstGoing, int lastGoing)
{
    if (m_anchor.isSet || isUntouched())
        return;
    int row = rowAt(0);
    if (row < 0)
        return;
    if (row >= firstGoing && row <= lastGoing)
        row = lastGoing + 1; // the first that stays takes the place
    const int top = rowAt(0);
    if (row >= model()->rowCount())
        return;
    m_anchor.index = model()->index(row, 0);
    m_anchor.id = idAt(m_anchor.index);
    m_anchor.offset = rowViewportPosition(top);
    m_anchor.isSet = true;
}

void TableView::restoreAnchor(bool isNewOrder)
{
    const Anchor anchor = std::exchange(m_anchor, {});
    if (isNewOrder && m_isFromTop)
        showTop();
    else if (anchor.isSet && anchor.index.isValid())
        scrollRowTo(anchor.index.row(), anchor.offset);
    tellCurrent();
}

void TableView::restoreAfterReset()
{
    const Anchor anchor = std::exchange(m_anchor, {});
    const QString currentId = std::exchange(m_resetCurrentId, QString());
    stretchName();
    m_hovered = QPersistentModelIndex();
    const int current = m_finder && !currentId.isEmpty() ? m_finder(currentId) : -1;
    // Current, not selected: what is selected is kept by id outside the view.
    if (current >= 0)
        selectionModel()->setCurrentIndex(model()->index(current, m_nameColumn),
                                          QItemSelectionModel::NoUpdate);
    const int row = m_finder && anchor.isSet ? m_finder(anchor.id) : -1;
    if (m_isFromTop)
        showTop();
    else if (row >= 0)
        scrollRowTo(row, anchor.offset);
    tellCurrent();
}

void TableView::showTop()
{
    m_isFromTop = false;
    executeDelayedItemsLayout();
    updateGeometries();
    scrollToTop();
    if (m_isCurrentKept && currentIndex().isValid())
        scrollTo(currentIndex());
}

void TableView::scrollRowTo(int row, int offset)
{
    executeDelayedItemsLayout();
    updateGeometries(); // else the scroll bar does not reach as far as the new rows
    QScrollBar *bar = verticalScrollBar();
    bar->setValue(bar->value() + rowViewportPosition(row) - offset);
}

} // namespace orgkeeper
