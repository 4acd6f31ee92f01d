// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tableview.h"

#include "celldelegate.h"
#include "cellroles.h"
#include "plaintext.h"
#include "tableheader.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace orgkeeper {

TableView::TableView(const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_header(new TableHeader(this))
    , m_idRole(CellIdRole)
    , m_copyRole(CellCopyRole)
{
    setAccessibleName(name);
    setHorizontalHeader(m_header);
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setUpHeader();
    updateRowHeight();
    connect(this, &QAbstractItemView::activated, this, &TableView::detailsWished);
}

void TableView::setUpHeader()
{
    m_header->setSortIndicatorShown(true); // setHorizontalHeader() has just hidden it
    connect(m_header, &QHeaderView::sortIndicatorChanged, this,
            [this](int column, Qt::SortOrder order) {
                showFromTop();
                Q_EMIT orderWished(column, order);
            });
    // The header resizes and moves sections by itself too; the user does it with the mouse on it.
    const auto tellIfByUser = [this] {
        if (m_header->underMouse() && QGuiApplication::mouseButtons() != Qt::NoButton) {
            Q_EMIT columnsChanged();
        }
    };
    connect(m_header, &QHeaderView::sectionResized, this, tellIfByUser);
    connect(m_header, &QHeaderView::sectionMoved, this, tellIfByUser);
    connect(m_header, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(menu);
        menu->popup(m_header->viewport()->mapToGlobal(at));
    });
}

void TableView::setModel(QAbstractItemModel *model)
{
    for (const QMetaObject::Connection &connection : std::as_const(m_modelConnections))
        disconnect(connection);
    m_modelConnections.clear();
    m_anchor = {};
    m_hovered = QPersistentModelIndex();
    QTableView::setModel(model);
    if (model)
        connectAnchor(model);
    stretchName();
    tellCurrent();
}

void TableView::setNameColumn(int column)
{
    if (column != m_nameColumn && m_nameColumn < m_header->count())
        m_header->setSectionResizeMode(m_nameColumn, QHeaderView::Interactive);
    m_nameColumn = column;
    stretchName();
}

int TableView::nameColumn() const
{
    return m_nameColumn;
}

void TableView::stretchName()
{
    m_header->setMinimumSectionSize(fontMetrics().averageCharWidth() * 5);
    if (m_nameColumn >= 0 && m_nameColumn < m_header->count())
        m_header->setSectionResizeMode(m_nameColumn, QHeaderView::Stretch);
}

void TableView::setColumnKind(int column, ColumnKind kind)
{
    const int drawn = kind == ColumnKind::Count  ? 84
                      : kind == ColumnKind::Flag ? 64
                      : kind == ColumnKind::Time ? 140
                                                 : 180;
    m_header->setTrailing(column, kind == ColumnKind::Count);
    if (column < 0 || column >= m_header->count())
        return;
    const int title =
        fontMetrics().horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString()) +
        2 * metrics::cellInset;
    m_header->resizeSection(column, qMax(title, drawn * fontMetrics().height() / 18));
}

bool TableView::isTrailing(int column) const
{
    return m_header->isTrailing(column);
}

void TableView::setDensity(Density density)
{
    m_density = density;
    updateRowHeight();
}

void TableView::updateRowHeight()
{
    const int height = metrics::rowHeight(fontMetrics(), m_density);
    // The least first: a default below it is silently raised.
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void TableView::setIdRole(int role)
{
    m_idRole = role;
}

void TableView::setCopyRole(int role)
{
    m_copyRole = role;
}

void TableView::setMatchWords(const QStringList &words)
{
    m_matchWords.clear();
    for (const QString &word : words)
        m_matchWords.append(plaintext::folded(word));
    viewport()->update();
}

const QStringList &TableView::matchWords() const
{
    return m_matchWords;
}

QString TableView::idAt(const QModelIndex &index) const
{
    return index.isValid() ? index.data(m_idRole).toString() : QString();
}

QString TableView::currentId() const
{
    return idAt(currentIndex());
}

int TableView::hoveredRow() const
{
    return m_hovered.isValid() ? m_hovered.row() : -1;
}

bool TableView::isCurrentRow(const QModelIndex &index) const
{
    return currentIndex().isValid() && currentIndex().row() == index.row();
}

bool TableView::isFirstColumn(int column) const
{
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int logical = m_header->logicalIndex(visual);
        if (!m_header->isSectionHidden(logical))
            return logical == column;
    }
    return false;
}

void TableView::chooseRow(int row)
{
    if (!model() || row < 0 || row >= model()->rowCount())
        return;
    const int column = currentIndex().isValid() ? currentIndex().column() : m_nameColumn;
    selectionModel()->setCurrentIndex(model()->index(row, column),
                                      QItemSelectionModel::ClearAndSelect |
                                          QItemSelectionModel::Rows);
}

void TableView::showOrder(int column, Qt::SortOrder order)
{
    const QSignalBlocker blocker(m_header);
    m_header->setSortIndicator(column, order);
    m_header->viewport()->update();
}

void TableView::fillColumnMenu(QMenu *menu)
{
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        // An ampersand in a service's word is no mnemonic.
        QString title = model()->headerData(column, Qt::Horizontal).toString();
        QAction *action =
            menu->addAction(plaintext::oneLine(title).replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(!m_header->isSectionHidden(column));
        action->setEnabled(column != m_nameColumn);
        connect(action, &QAction::toggled, this, [this, column](bool isShown) {
            m_header->setSectionHidden(column, !isShown);
            Q_EMIT columnsChanged();
        });
    }
}

QString TableView::copiedText(const QModelIndex &index) const
{
    QString text = index.data(m_copyRole).toString();
    if (text.isEmpty())
        text = index.data(Qt::DisplayRole).toString();
    // A tab or a line break inside a value would shift the columns wherever it is pasted.
    for (QChar &c : text) {
        if (c == u'\t' || c == u'\n' || c == u'\r')
            c = u' ';
    }
    return text;
}

QString TableView::selectedText() const
{
    if (!selectionModel())
        return {};
    QModelIndexList rows = selectionModel()->selectedRows(m_nameColumn);
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int visual = 0; visual < m_header->count(); ++visual) {
            const int column = m_header->logicalIndex(visual);
            if (!m_header->isSectionHidden(column))
                cells.append(copiedText(row.siblingAtColumn(column)));
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void TableView::keyboardSearch(const QString &search)
{
    if (!model() || model()->rowCount() == 0)
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const bool isNew = now - m_searchedMs > QApplication::keyboardInputInterval();
    m_searchedMs = now;
    if (isNew)
        m_search.clear();
    m_search += search;
    if (m_search.trimmed().isEmpty()) {
        m_search.clear(); // Space selects; it starts no search
        return;
    }
    // A new search begins below the current row, a longer one may stay on it.
    const int current = currentIndex().isValid() ? currentIndex().row() : -1;
    const int from = isNew ? current + 1 : qMax(0, current);
    const QModelIndex start = model()->index(from % model()->rowCount(), m_nameColumn);
    const QModelIndexList found =
        model()->match(start, Qt::DisplayRole, m_search, 1, Qt::MatchStartsWith | Qt::MatchWrap);
    if (!found.isEmpty())
        chooseRow(found.constFirst().row());
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::ControlModifier)) {
        if (currentIndex().isValid())
            Q_EMIT tabWished(currentIndex());
    } else if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(selectedText());
    } else if (event->key() == Qt::Key_C &&
               event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        QGuiApplication::clipboard()->setText(copiedText(currentIndex()));
    } else {
        QTableView::keyPressEvent(event);
    }
}

void TableView::contextMenuEvent(QContextMenuEvent *event)
{
    QModelIndex index = indexAt(viewport()->mapFromGlobal(event->globalPos()));
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        index = currentIndex();
        at = viewport()->mapToGlobal(visualRect(index).center());
    }
    Q_EMIT menuWished(index, at);
}

bool TableView::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::HoverEnter:
    case QEvent::HoverMove:
        setHovered(indexAt(static_cast<QHoverEvent *>(event)->position().toPoint()));
        break;
    case QEvent::HoverLeave:
    case QEvent::Leave:
        setHovered({});
        break;
    default:
        break;
    }
    return QTableView::viewportEvent(event);
}

void TableView::setHovered(const QModelIndex &index)
{
    const int old = hoveredRow();
    m_hovered = index;
    if (hoveredRow() == old)
        return;
    updateRow(old);
    updateRow(hoveredRow());
}

void TableView::updateRow(int row)
{
    if (row >= 0)
        viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
}

void TableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateRowHeight();
}

void TableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    viewport()->update(); // selected rows change their fill
}

void TableView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    updateRow(previous.isValid() ? previous.row() : -1);
    updateRow(current.isValid() ? current.row() : -1);
    tellCurrent();
}

void TableView::tellCurrent()
{
    const QString id = currentId();
    if (id == m_toldId)
        return;
    m_toldId = id;
    Q_EMIT currentIdChanged(id);
}

} // namespace orgkeeper
