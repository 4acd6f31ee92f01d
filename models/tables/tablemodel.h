// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "overlay.h"
#include "rowstore.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <memory>

namespace orgkeeper {

/// How far a list has come.
struct ListState
{
    enum class Kind { Nothing, Reading, Complete, Partial };
    Kind kind = Kind::Nothing;
    qint64 read = 0;
    qint64 total = -1;    ///< -1 unknown
    bool atLeast = false; ///< a cap ended it
    QDateTime asOf;       ///< of the last complete or partial reading
    Error error;          ///< why it is partial
    int duplicates = 0;
};

/// A table of one entity over a row store: filter and order are an index vector of its own, over
/// one folded search key a row and order keys made once, swapped at once. Everything is done in
/// slices of at most 8 ms; the newest filter or order wins.
///
/// The fixed parts are final; OrganizationsModel, MembersModel and ProjectsModel add what is
/// theirs. Column c is field c of the entity (fields that are no columns are left out by the view).
/// Roles: Qt::DisplayRole, ToolTipRole, TextAlignmentRole, CheckStateRole (admin),
/// AccessibleTextRole and those of cellroles.h by number.
class TableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< the row's id (QString)
        CellTypeRole,              ///< FieldType as int
        NullRole,                  ///< true: the service gave nothing ("not given by the service")
        MarkKindRole,              ///< RowMark::Kind as int
        MarkTextRole,
        MarkFullRole,
        WarnRole,     ///< true: the cell carries the warning triangle (0 or 1 admins)
        NotReadRole,  ///< true: known only after a further read ("not read")
        YouRole,      ///< true: this member is the user
        RoleWordRole, ///< the service's word where it is neither admin nor default
        CopyRole,     ///< the raw value as text
    };

    explicit TableModel(std::shared_ptr<const Description> description, EntityKind kind,
                        QObject *parent);
    ~TableModel() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

    [[nodiscard]] const Entity &entity() const;
    [[nodiscard]] RowStore &store();
    [[nodiscard]] const RowStore &store() const;
    [[nodiscard]] const ListState &state() const;

    /// Reads through this sink: rows show up in batches while they come. end() must follow.
    [[nodiscard]] RowSink *beginReading();
    void setTotal(qint64 total);
    /// A reading without error that no cap ended is complete. Acts at once, or as soon as the rows
    /// that it brought are filtered and ordered.
    void endReading(const Error &error, bool atLeast);

    /// Several words in any order, over all fields; acts at once or in slices.
    void setFilter(const QString &text);
    [[nodiscard]] QStringList filterWords() const;
    /// column -1: the service's order.
    void setOrder(int column, Qt::SortOrder order);
    /// Narrows further (the Admins chip). Empty: all.
    void setPredicate(std::function<bool(const RowStore &, int row)> predicate);
    [[nodiscard]] int total() const;      ///< rows in the store that were shown to the model
    [[nodiscard]] int matching() const;   ///< rows that pass the filter
    [[nodiscard]] bool isSettled() const; ///< no filter or order work left

    [[nodiscard]] int storeRow(int row) const;
    [[nodiscard]] QString idAt(int row) const;
    [[nodiscard]] int rowOfId(const QString &id) const; ///< -1: not there or filtered away
    [[nodiscard]] bool hasId(const QString &id) const;  ///< filtered away or not

    /// Rows that keep place and presence until filter or order change (edited just now).
    void pin(const QString &id);
    /// What a row is called in sentences: its name, else what is nearest to one.
    [[nodiscard]] QString nameAt(int row) const;

Q_SIGNALS:
    /// After each batch, filter, order or end of reading.
    void stateChanged();
    /// Around all that inserts, removes or moves rows: what a selection does in between is not the
    /// user's doing. Never nested.
    void aboutToRearrange();
    void rearranged();
    /// The service has some rows no more; after rearranged().
    void rowsGone();

protected:
    /// A row whose cells have just changed and that is not to move away under the pointer.
    [[nodiscard]] virtual bool keepsPlace(int storeRow) const;
    /// The text of a cell as it is shown, on one line; empty where there is nothing.
    [[nodiscard]] QString shownText(int storeRow, int column) const;
    [[nodiscard]] const Description &description() const;
    /// Something beside the cells has changed what all rows show.
    void announceAll();

private:
    [[nodiscard]] static QVariant alignment(FieldType type);
    [[nodiscard]] QString toolTip(int storeRow, int column) const;
    [[nodiscard]] QString accessibleText(const QModelIndex &index) const;

    class Private;
    std::unique_ptr<Private> d;
    friend class Private;
};

} // namespace orgkeeper
