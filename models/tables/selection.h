// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QItemSelectionModel>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QString>

namespace orgkeeper {

class TableModel;

/// Selected rows by id, outside the view: they survive filter, order and refresh. A row that the
/// service has no more leaves the selection with it. Hidden rows stay selected as long as something
/// that was selected stays so in the view: who clicks another row means that row alone.
class SelectionById : public QObject
{
    Q_OBJECT
public:
    /// The model must outlive the selection.
    explicit SelectionById(TableModel *model, QObject *parent);

    /// Follows a view's selection of rows (its model is this one), and puts it and the current row
    /// back after each filter, order and refresh, without a signal of the view's. One at a time;
    /// null: none. Not owned.
    void follow(QItemSelectionModel *view);

    [[nodiscard]] const QSet<QString> &ids() const;
    [[nodiscard]] int hidden() const; ///< selected but filtered away
    /// Those that are no rows are left out.
    void setIds(const QSet<QString> &ids);
    void clear();

Q_SIGNALS:
    /// The ids are others now. What is hidden may change without it: see
    /// TableModel::stateChanged().
    void changed();

private:
    void takeOver(const QItemSelection &selected, const QItemSelection &deselected);
    void dropGone();
    void letGo();
    void putBack();
    void noteCurrent();
    [[nodiscard]] QItemSelection visible() const;

    TableModel *m_model;
    QPointer<QItemSelectionModel> m_view;
    QSet<QString> m_ids;
    QString m_currentId; ///< of the row that the user chose last
    int m_currentColumn = 0;
    bool m_rearranging = false; ///< the view's selection is not the user's
};

} // namespace orgkeeper
