// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selection.h"

#include "tablemodel.h"
#include "viewchange.h"

#include <QSignalBlocker>

#include <algorithm>
#include <numeric>
#include <utility>

namespace orgkeeper {

namespace {

/// Ascending, each once: a range may hold some cells of a row, another one the rest.
std::vector<int> rowsOf(const QItemSelection &selection)
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

} // namespace

SelectionById::SelectionById(TableModel *model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    connect(model, &TableModel::aboutToRearrange, this, &SelectionById::letGo);
    connect(model, &TableModel::rearranged, this, &SelectionById::putBack);
    connect(model, &TableModel::rowsGone, this, &SelectionById::dropGone);
}

void SelectionById::follow(QItemSelectionModel *view)
{
    if (m_view) {
        m_view->disconnect(this);
    }
    m_view = view;
    if (!view) {
        return;
    }
    Q_ASSERT(view->model() == m_model);
    connect(view, &QItemSelectionModel::selectionChanged, this, &SelectionById::takeOver);
    connect(view, &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_rearranging) {
            noteCurrent();
        }
    });
    noteCurrent();
    putBack();
}

const QSet<QString> &SelectionById::ids() const
{
    return m_ids;
}

int SelectionById::hidden() const
{
    return static_cast<int>(std::count_if(m_ids.cbegin(), m_ids.cend(), [this](const QString &id) {
        return m_model->rowOfId(id) < 0;
    }));
}

void SelectionById::setIds(const QSet<QString> &ids)
{
    QSet<QString> there = ids;
    erase_if(there, [this](const QString &id) { return m_model->store().rowOf(id) < 0; });
    if (there == m_ids) {
        return;
    }
    m_ids = std::move(there);
    if (m_view) {
        const bool before = std::exchange(m_rearranging, true);
        m_view->select(visible(), QItemSelectionModel::ClearAndSelect);
        m_rearranging = before;
    }
    Q_EMIT changed();
}

void SelectionById::clear()
{
    setIds({});
}

void SelectionById::takeOver(const QItemSelection &selected, const QItemSelection & /*deselected*/)
{
    if (m_rearranging) {
        return;
    }
    const std::vector<int> now = rowsOf(m_view->selection());
    const bool someStayed = now.size() > rowsOf(selected).size();
    QSet<QString> ids;
    ids.reserve(static_cast<qsizetype>(now.size()));
    if (someStayed) {
        std::copy_if(m_ids.cbegin(), m_ids.cend(), std::inserter(ids, ids.end()),
                     [this](const QString &id) { return m_model->rowOfId(id) < 0; });
    }
    for (const int row : now) {
        ids.insert(m_model->idAt(row));
    }
    if (ids != m_ids) {
        m_ids = std::move(ids);
        Q_EMIT changed();
    }
}

void SelectionById::dropGone()
{
    const qsizetype before = m_ids.size();
    erase_if(m_ids, [this](const QString &id) { return m_model->store().rowOf(id) < 0; });
    if (m_ids.size() != before) {
        Q_EMIT changed();
    }
}

void SelectionById::letGo()
{
    m_rearranging = true;
    if (m_view) {
        // Else it keeps a persistent index for each cell that is selected, to find it again.
        const QSignalBlocker blocker(m_view);
        m_view->clearSelection();
    }
}

void SelectionById::putBack()
{
    if (m_view) {
        const QSignalBlocker blocker(m_view);
        m_view->select(visible(), QItemSelectionModel::ClearAndSelect);
        const int current = m_model->rowOfId(m_currentId);
        if (current >= 0 && !m_view->currentIndex().isValid()) {
            m_view->setCurrentIndex(m_model->index(current, m_currentColumn),
                                    QItemSelectionModel::NoUpdate);
        }
        if (m_view->currentIndex().isValid()) { // where it was removed, another one is current now
            noteCurrent();
        }
    }
    m_rearranging = false;
}

void SelectionById::noteCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    m_currentId = m_model->idAt(current.row());
    m_currentColumn = std::max(0, current.column());
}

QItemSelection SelectionById::visible() const
{
    std::vector<int> rows;
    const int shown = m_model->rowCount();
    if (m_ids.size() == m_model->store().size()) { // each id is a row's
        rows.resize(static_cast<std::size_t>(shown));
        std::iota(rows.begin(), rows.end(), 0);
    } else if (m_ids.size() > shown) {
        for (int row = 0; row < shown; ++row) {
            if (m_ids.contains(m_model->idAt(row))) {
                rows.push_back(row);
            }
        }
    } else {
        for (const QString &id : m_ids) {
            const int row = m_model->rowOfId(id);
            if (row >= 0) {
                rows.push_back(row);
            }
        }
        std::sort(rows.begin(), rows.end());
    }
    QItemSelection selection;
    const int lastColumn = m_model->columnCount() - 1;
    for (const ViewChange::Range &range : rangesOf(rows)) {
        selection.append(QItemSelectionRange(m_model->index(range.first, 0),
                                             m_model->index(range.last, lastColumn)));
    }
    return selection;
}

} // namespace orgkeeper
