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
    /// Those from Qt::UserRole + 100 on have the numbers and meanings of the delegate's cell roles;
    /// ui/ checks that at compile time, since nothing here may know of widgets.
    enum Role {
        CellTypeRole = Qt::UserRole + 1, ///< FieldType as int
        NullRole,     ///< true: the service gave nothing ("not given by the service")
        NotReadRole,  ///< true: known only after a further read ("not read")
        MarkKindRole, ///< RowMark::Kind as int
        MarkTextRole,
        MarkFullRole,
        YouRole,      ///< true: this member is the user
        RoleWordRole, ///< the service's word where it is neither an admin's nor the ordinary one

        IdRole = Qt::UserRole + 100,         ///< the row's id (QString)
        KindRole = Qt::UserRole + 101,       ///< 1: a number, 2: an id, 3: a box; else nothing
        MutedRole = Qt::UserRole + 102,      ///< true: words instead of a value
        WarnRole = Qt::UserRole + 104,       ///< true: the warning triangle (0 or 1 admins)
        AvatarNameRole = Qt::UserRole + 107, ///< the name, in its column
        AvatarKindRole = Qt::UserRole + 108, ///< 0: a person, 1: an organization
        NoteRole = Qt::UserRole + 109,       ///< words after the text or the box
        InFlightRole = Qt::UserRole + 110,   ///< words instead of the box, which takes no click
        RefusalRole = Qt::UserRole + 111,    ///< why the last change came to nothing
        CopyRole = Qt::UserRole + 112,       ///< the raw value as text
    };

    /// How work is cut up.
    struct Pace
    {
        qint64 sliceUs = 6000; ///< what showing the result costs comes on top
        int batchMs = 16;      ///< from one batch of rows to the next
        int fewRows = 1000;    ///< so many are done at once, whatever is asked
        int manyRows = 20000;  ///< from here on a new arrangement has a slice of its own
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

    void setPace(const Pace &pace);
    /// Several words in any order, over all fields; acts at once or in slices.
    void setFilter(const QString &text);
    [[nodiscard]] QStringList filterWords() const;
    /// column -1: the service's order.
    void setOrder(int column, Qt::SortOrder order);
    [[nodiscard]] std::pair<int, Qt::SortOrder> order() const;
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
    /// The column that says best what a row is: its name, else what is nearest to one.
    [[nodiscard]] int nameColumn() const;
    /// What a row is called in sentences.
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
    [[nodiscard]] QVariant delegateData(const QModelIndex &index, int role) const;
    [[nodiscard]] QString toolTip(int storeRow, int column) const;
    [[nodiscard]] QString accessibleText(const QModelIndex &index) const;

    class Private;
    std::unique_ptr<Private> d;
    friend class Private;
};

} // namespace orgkeeper
