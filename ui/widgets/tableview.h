// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "metrics.h"

#include <QPersistentModelIndex>
#include <QStringList>
#include <QTableView>

#include <functional>

class QMenu;

namespace orgkeeper {

class TableHeader;

/// What a column holds decides how wide it is at first, and where its header stands.
enum class ColumnKind { Text, Count, Flag, Time };

/// The table of every list: rows of one fixed height, whole rows selected, one column that takes
/// the room left over. It knows rows by an id (setIdRole) and keeps no row number across an event.
///
/// What is seen keeps its place when rows arrive or go above it. Only a list nobody has touched yet
/// (at its top, without focus, current row or pointer) stays at its top instead.
///
/// Sorting and ticking are wishes: the view tells, the page acts. Its delegate is a CellDelegate or
/// one derived from it.
class TableView : public QTableView
{
    Q_OBJECT
public:
    /// name: accessible name ("Members of Acme Berlin Freight").
    TableView(const QString &name, QWidget *parent);

    void setModel(QAbstractItemModel *model) override;
    /// The column that stretches, is searched by typing and is never hidden.
    void setNameColumn(int column);
    [[nodiscard]] int nameColumn() const;
    /// Sets the first width, so call it before remembered widths are put back.
    void setColumnKind(int column, ColumnKind kind);
    [[nodiscard]] bool isTrailing(int column) const;
    void setDensity(Density density);
    void setIdRole(int role);   ///< CellIdRole unless set
    void setCopyRole(int role); ///< CellCopyRole unless set; where it is empty the text is copied
    /// Finds a row by id after a model reset, so that the place is kept; -1: not there.
    void setRowFinder(std::function<int(const QString &id)> finder);
    /// What the filter looks for; marked in every cell. Any case, accents or none.
    void setMatchWords(const QStringList &words);
    [[nodiscard]] const QStringList &matchWords() const; ///< folded

    [[nodiscard]] QString idAt(const QModelIndex &index) const;
    [[nodiscard]] QString currentId() const;
    [[nodiscard]] int hoveredRow() const;
    [[nodiscard]] bool isCurrentRow(const QModelIndex &index) const;
    [[nodiscard]] bool isFirstColumn(int column) const; ///< the leading one of those shown

    /// Makes row current and selects it. Not selectRow(): that selects nothing right to left
    /// in 6.4.
    void chooseRow(int row);
    /// The next change of layout, or reset, shows the first rows instead of keeping the place; or
    /// the current one, if it is in view now and still there then. Call it before changing the
    /// filter.
    void showFromTop();
    /// The arrow in the header, without a wish; column -1: none.
    void showOrder(int column, Qt::SortOrder order);
    /// A checkable action for each column; the menu owns them.
    void fillColumnMenu(QMenu *menu);
    /// Selected rows, shown columns, tabs between: what Ctrl+C copies.
    [[nodiscard]] QString selectedText() const;

    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    /// Enter or double click.
    void detailsWished(const QModelIndex &index);
    /// Ctrl+Enter.
    void tabWished(const QModelIndex &index);
    /// Each time another row is current; empty: none.
    void currentIdChanged(const QString &id);
    /// A box was clicked, or Space pressed on it; press and release were on this id.
    void tickWished(const QString &id, const QModelIndex &index, bool isOn) const;
    /// A header was clicked; column -1: the service's own order.
    void orderWished(int column, Qt::SortOrder order);
    /// Right click, menu key or Shift+F10 on a cell; index may be invalid.
    void menuWished(const QModelIndex &index, const QPoint &globalPosition);
    /// A column was shown, hidden, moved or resized.
    void columnsChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

    /// One cell as it is copied: one line.
    [[nodiscard]] QString copiedText(const QModelIndex &index) const;

private:
    /// What is seen at the top, to be found again after rows came or went.
    struct Anchor
    {
        QPersistentModelIndex index;
        QString id;
        int offset = 0; ///< of the row's top from the viewport's
        bool isSet = false;
    };
    void setUpHeader();
    void connectAnchor(QAbstractItemModel *model);
    void stretchName();
    void updateRowHeight();
    void setHovered(const QModelIndex &index);
    void updateRow(int row);
    void takeAnchor(int firstGoing = -1, int lastGoing = -1);
    void restoreAnchor(bool isNewOrder);
    void restoreAfterReset();
    void scrollRowTo(int row, int offset);
    void showTop();
    void tellCurrent();
    [[nodiscard]] bool isUntouched() const;

    TableHeader *m_header;
    QStringList m_matchWords;
    std::function<int(const QString &)> m_finder;
    QList<QMetaObject::Connection> m_modelConnections;
    QPersistentModelIndex m_hovered;
    Anchor m_anchor;
    QString m_resetCurrentId;
    QString m_toldId;
    QString m_search;
    qint64 m_searchedMs = 0; ///< since the epoch, of the last key of a search
    Density m_density = Density::Normal;
    int m_nameColumn = 0;
    int m_idRole;
    int m_copyRole;
    bool m_isFromTop = false;
    bool m_isCurrentKept = false; ///< in view when showFromTop() was called
};

} // namespace orgkeeper
