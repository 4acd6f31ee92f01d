// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tableview.h"

class QSettings;
class QToolButton;

namespace orgkeeper {

class SelectionById;
class TableModel;

/// A TableView on one of our models: columns and order are kept in the settings by the fields'
/// keys, the selection is kept by id, ticks become wishes of a member id.
class OrgTable : public TableView
{
    Q_OBJECT
public:
    /// The model is not owned and must outlive the table. settings may be null; key: where in it.
    OrgTable(TableModel *model, QSettings *settings, const QString &key, QWidget *parent);

    [[nodiscard]] TableModel *tableModel() const { return m_model; }
    [[nodiscard]] SelectionById *selectionById() const { return m_selection; }
    /// The ids a command acts on: those selected, with the ones the filter hides.
    [[nodiscard]] QStringList selectedIds() const;
    void enterFirstRow();
    void copyRows() const;
    void copyCell() const;
    /// "Columns" with its menu; owned by parent.
    [[nodiscard]] QToolButton *makeColumnsButton(QWidget *parent);
    /// Beside a detail pane there is less room: columns go by priority, the name never.
    void setRoomFor(int width);

Q_SIGNALS:
    void tickWanted(const QString &id, bool isOn);
    /// Enter, double click.
    void detailsWanted(const QString &id);
    /// Ctrl+Enter.
    void tabWanted(const QString &id);
    void menuWanted(const QPoint &globalPosition);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpColumns();
    void restore();
    /// Tables of the same rows share one order: the one that the model has.
    void showModelOrder();
    void save();

    TableModel *m_model;
    QSettings *m_settings;
    QString m_key;
    SelectionById *m_selection;
    bool m_arranging = false;     ///< columns come and go for want of room, not by choice
    bool m_chosenColumns = false; ///< the user has chosen columns: none goes by itself
};

} // namespace orgkeeper
