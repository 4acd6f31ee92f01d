// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablemodel.h"

#include "celltext.h"
#include "tablemodelprivate.h"

#include <QRegularExpression>

namespace orgkeeper {

using namespace Qt::StringLiterals;

TableModel::TableModel(std::shared_ptr<const Description> description, EntityKind kind,
                       QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(this, std::move(description), kind))
{
}

TableModel::~TableModel() = default;

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->view.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->entity->fields.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid()) {
        return {};
    }
    const int row = storeRow(index.row());
    const Field &field = d->entity->fields.at(index.column());
    const Cell cell = d->store.cell(row, index.column());
    const bool notRead = !field.computed.isEmpty() && cell.kind == Cell::Kind::Absent;
    const bool nothing = cell.kind == Cell::Kind::Absent || cell.kind == Cell::Kind::Null;
    switch (role) {
    case Qt::DisplayRole:
        return notRead ? tr("not read") : shownText(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::AccessibleTextRole:
        return accessibleText(index);
    case Qt::TextAlignmentRole:
        return alignment(field.type);
    case CellTypeRole:
        return static_cast<int>(field.type);
    case NullRole:
        return nothing && !notRead;
    case NotReadRole:
    case MutedRole:
        return notRead;
    case CopyRole:
        return field.type == FieldType::List ? d->store.text(row, index.column()) : rawText(cell);
    default:
        return delegateData(index, role);
    }
}

QVariant TableModel::delegateData(const QModelIndex &index, int role) const
{
    const FieldType type = d->entity->fields.at(index.column()).type;
    const bool hasAvatar = index.column() == nameColumn() && d->kind != EntityKind::Project;
    switch (role) {
    case IdRole:
        return idAt(index.row());
    case KindRole:
        if (type == FieldType::Id) {
            return 2;
        }
        return type == FieldType::Number || type == FieldType::Count ? QVariant(1) : QVariant();
    case AvatarNameRole:
        return hasAvatar ? QVariant(nameAt(index.row())) : QVariant();
    case AvatarKindRole:
        return hasAvatar ? QVariant(d->kind == EntityKind::Member ? 0 : 1) : QVariant();
    default:
        return {};
    }
}

QVariant TableModel::alignment(FieldType type)
{
    const bool number = type == FieldType::Number || type == FieldType::Count;
    return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter) |
                               (number ? Qt::AlignTrailing : Qt::AlignLeading));
}

QString TableModel::toolTip(int row, int column) const
{
    const Field &field = d->entity->fields.at(column);
    const Cell cell = d->store.cell(row, column);
    if (cell.kind == Cell::Kind::Absent || cell.kind == Cell::Kind::Null) {
        return field.computed.isEmpty() ? tr("Not given by the service.")
                                        : tr("Known once the members are read.");
    }
    // A time is shown short and local: here as the service wrote it.
    return field.type == FieldType::Time ? oneLine(rawText(cell)) : shownText(row, column);
}

QString TableModel::accessibleText(const QModelIndex &index) const
{
    const QString name = nameAt(index.row());
    const QString shown = index.data(Qt::DisplayRole).toString();
    const Field &field = d->entity->fields.at(index.column());
    if (!shown.isEmpty() && shown == name) {
        return name;
    }
    return tr("%1 of %2: %3", "column, row, value")
        .arg(field.label, name, shown.isEmpty() ? tr("not given by the service") : shown);
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const Field &field = d->entity->fields.at(section);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return field.label;
    case Qt::ToolTipRole:
        // A description's label is no markup; without "<" it would not be taken for any.
        return field.label.contains(u'<') ? field.label.toHtmlEscaped() : field.label;
    case Qt::TextAlignmentRole:
        return alignment(field.type);
    case CellTypeRole:
        return static_cast<int>(field.type);
    default:
        return {};
    }
}

const Entity &TableModel::entity() const
{
    return *d->entity;
}

const Description &TableModel::description() const
{
    return *d->description;
}

RowStore &TableModel::store()
{
    return d->store;
}

const RowStore &TableModel::store() const
{
    return d->store;
}

const ListState &TableModel::state() const
{
    return d->state;
}

RowSink *TableModel::beginReading()
{
    if (d->ending) { // the rows of the last one are still being arranged
        d->settle();
        d->finishReading();
    }
    if (d->state.kind != ListState::Kind::Reading) {
        d->kindBefore = d->state.kind;
    }
    ListState begun;
    begun.kind = ListState::Kind::Reading;
    begun.asOf = d->state.asOf;
    d->state = begun;
    d->store.beginReading();
    Q_EMIT stateChanged();
    return &d->store;
}

void TableModel::setTotal(qint64 total)
{
    if (d->state.total != total) {
        d->state.total = total;
        Q_EMIT stateChanged();
    }
}

void TableModel::endReading(const Error &error, bool atLeast)
{
    if (d->state.kind != ListState::Kind::Reading || d->ending) {
        return;
    }
    d->ending = {error, atLeast};
    d->wantEnd();
}

void TableModel::setPace(const Pace &pace)
{
    d->pace = pace;
}

void TableModel::setFilter(const QString &text)
{
    static const QRegularExpression blanks(u"\\s+"_s);
    const QStringList words = text.split(blanks, Qt::SkipEmptyParts);
    const bool sameAsTyped = words == d->words;
    d->words = words;
    d->noteUpdates();
    if (d->arranger.setWords(words)) {
        d->demanded();
    } else if (!sameAsTyped) {
        Q_EMIT stateChanged();
    }
}

QStringList TableModel::filterWords() const
{
    return d->words;
}

void TableModel::setOrder(int column, Qt::SortOrder order)
{
    const bool exists = column >= 0 && column < columnCount();
    d->noteUpdates();
    if (d->arranger.setOrder(exists ? column : -1, order)) {
        d->demanded();
    }
}

std::pair<int, Qt::SortOrder> TableModel::order() const
{
    return d->arranger.order();
}

void TableModel::setPredicate(std::function<bool(const RowStore &, int)> predicate)
{
    d->noteUpdates();
    if (d->arranger.setPredicate(std::move(predicate))) {
        d->demanded();
    }
}

int TableModel::total() const
{
    return d->arranger.known();
}

int TableModel::matching() const
{
    return static_cast<int>(d->view.size());
}

bool TableModel::isSettled() const
{
    return !d->hasBacklog() && !d->ending;
}

int TableModel::storeRow(int row) const
{
    return row < 0 || row >= rowCount() ? -1 : d->view[static_cast<std::size_t>(row)];
}

QString TableModel::idAt(int row) const
{
    return d->store.id(storeRow(row));
}

int TableModel::rowOfId(const QString &id) const
{
    const int row = d->store.rowOf(id);
    const std::vector<int> &places = d->places();
    return row < 0 || static_cast<std::size_t>(row) >= places.size()
               ? -1
               : places[static_cast<std::size_t>(row)];
}

bool TableModel::hasId(const QString &id) const
{
    const int row = d->store.rowOf(id);
    return row >= 0 && row < d->arranger.known();
}

void TableModel::pin(const QString &id)
{
    const int row = d->store.rowOf(id);
    if (row >= 0) {
        d->arranger.pin(row);
    }
}

int TableModel::nameColumn() const
{
    return d->nameColumn;
}

QString TableModel::nameAt(int row) const
{
    const int from = storeRow(row);
    const QString name = shownText(from, d->nameColumn);
    if (!name.isEmpty()) {
        return name;
    }
    // People who never gave one are known by their address.
    const int email = d->entity->indexOf(u"email");
    const QString address = email < 0 ? QString() : shownText(from, email);
    return address.isEmpty() ? oneLine(d->store.id(from)) : address;
}

bool TableModel::keepsPlace(int /*storeRow*/) const
{
    return false;
}

QString TableModel::shownText(int storeRow, int column) const
{
    return oneLine(d->store.text(storeRow, column));
}

void TableModel::announceAll()
{
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

} // namespace orgkeeper
