// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "samplemodel.h"

#include "celllook.h"
#include "cellroles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace orgkeeper {

int SampleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int SampleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant SampleModel::data(const QModelIndex &index, int role) const
{
    const Row &row = m_rows.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Name:
            return row.name;
        case Email:
            return row.email.isEmpty() ? u"not given by the service"_s : row.email;
        case Organizations:
            return row.organizations;
        case Id:
            return row.id;
        default:
            return {};
        }
    case Qt::CheckStateRole:
        return column == Admin ? QVariant(row.isAdmin ? Qt::Checked : Qt::Unchecked) : QVariant();
    case CellIdRole:
        return row.id;
    case CellKindRole:
        return column == Id ? QVariant(int(CellLook::Kind::Fixed)) : QVariant();
    case CellMutedRole:
        return column == Id || (column == Email && row.email.isEmpty());
    case CellWarnRole:
        return column == Email && row.isWarned;
    case CellAvatarNameRole:
        return column == Name ? QVariant(row.name) : QVariant();
    case CellNoteRole:
        return column == Admin ? QVariant(row.note) : QVariant();
    case CellInFlightRole:
        return column == Admin ? QVariant(row.inFlight) : QVariant();
    case CellRefusalRole:
        return column == Admin ? QVariant(row.refusal) : QVariant();
    default:
        return {};
    }
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const QStringList titles{u"Name"_s, u"E-mail"_s, u"Admin"_s, u"Organizations"_s,
                                    u"User ID"_s};
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return titles.value(section);
}

Qt::ItemFlags SampleModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (index.column() == Admin)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

void SampleModel::insert(int at, const QList<Row> &rows)
{
    beginInsertRows({}, at, at + int(rows.size()) - 1);
    for (int i = 0; i < rows.size(); ++i)
        m_rows.insert(at + i, rows.at(i));
    endInsertRows();
}

void SampleModel::remove(int first, int last)
{
    beginRemoveRows({}, first, last);
    m_rows.remove(first, last - first + 1);
    endRemoveRows();
}

void SampleModel::setRow(int at, const Row &row)
{
    m_rows[at] = row;
    Q_EMIT dataChanged(index(at, 0), index(at, ColumnCount - 1));
}

void SampleModel::reverse()
{
    Q_EMIT layoutAboutToBeChanged();
    std::reverse(m_rows.begin(), m_rows.end());
    const QModelIndexList old = persistentIndexList();
    QModelIndexList moved;
    for (const QModelIndex &index : old)
        moved.append(this->index(int(m_rows.size()) - 1 - index.row(), index.column()));
    changePersistentIndexList(old, moved);
    Q_EMIT layoutChanged();
}

void SampleModel::replace(const QList<Row> &rows)
{
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int SampleModel::rowOfId(const QString &id) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).id == id)
            return row;
    }
    return -1;
}

QList<SampleModel::Row> SampleModel::numbered(int first, int count)
{
    QList<Row> rows;
    for (int number = first; number < first + count; ++number) {
        Row row;
        row.id = u"m-%1"_s.arg(number);
        row.name = u"Member %1"_s.arg(number, 4, 10, QLatin1Char('0'));
        row.email = u"member%1@acme.example"_s.arg(number);
        rows.append(row);
    }
    return rows;
}

} // namespace orgkeeper
