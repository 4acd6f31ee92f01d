// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>

namespace orgkeeper {

/// Members by hand, for the tests and pictures of the widgets.
class SampleModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Email, Admin, Organizations, Id, ColumnCount };

    struct Row
    {
        QString id;
        QString name;
        QString email;
        bool isAdmin = false;
        int organizations = 1;
        bool isWarned = false;
        QString note;
        QString inFlight;
        QString refusal;
    };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    void insert(int at, const QList<Row> &rows);
    void remove(int first, int last);
    void setRow(int at, const Row &row);  ///< in place, as a change of data
    void reverse();                       ///< as a change of layout
    void replace(const QList<Row> &rows); ///< as a reset
    [[nodiscard]] int rowOfId(const QString &id) const;

    /// count rows "Member 000..." with ids "m-<first>..." counted up.
    static QList<Row> numbered(int first, int count);

private:
    QList<Row> m_rows;
};

} // namespace orgkeeper
