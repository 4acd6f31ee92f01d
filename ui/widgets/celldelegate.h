// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "celllook.h"

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace orgkeeper {

class TableView;

/// Paints the cells of a TableView: row fills, hairline, current-row bar, focus ring, filter
/// matches, avatars, warnings and the admin cell. It edits nothing by itself: a click or Space on a
/// box becomes TableView::tickWished, and only if press and release met the same row's id.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit CellDelegate(TableView *view);

    /// What a cell shows. The default reads Qt's roles and those of cellroles.h.
    [[nodiscard]] virtual CellLook look(const QModelIndex &index) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    /// Where the box of a Tick cell is, in the cell rect's coordinates.
    [[nodiscard]] QRect boxRect(const QRect &cell, const QModelIndex &index) const;
    /// Whether a press at position would tick: the cell is a live box.
    [[nodiscard]] bool isOnBox(const QRect &cell, const QPoint &position,
                               const QModelIndex &index) const;

private:
    void wish(const QModelIndex &index, const CellLook &look) const;

    TableView *m_view; ///< its parent
    QString m_pressedId;
    int m_pressedColumn = -1;
};

} // namespace orgkeeper
