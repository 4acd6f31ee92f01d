// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace orgkeeper {

/// Paints an account (band, tile, label, environment pill, state) or an open organization (name and
/// its cross) in the sidebar. Narrow: tile and state only.
class SidebarDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setNarrow(bool narrow) { m_narrow = narrow; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
    /// Where the cross of an open organization is, in the view's coordinates.
    [[nodiscard]] static QRect crossRect(const QStyleOptionViewItem &option);

private:
    void paintAccount(QPainter *painter, const QStyleOptionViewItem &option,
                      const QModelIndex &index) const;
    void paintTab(QPainter *painter, const QStyleOptionViewItem &option,
                  const QModelIndex &index) const;
    bool m_narrow = false;
};

} // namespace orgkeeper
