// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "orgdelegate.h"

#include "overlay.h"
#include "tablemodel.h"

namespace orgkeeper {

namespace {

void lookOfTick(CellLook &look, const QModelIndex &index)
{
    look.kind = CellLook::Kind::Tick;
    look.check = Qt::CheckState(index.data(Qt::CheckStateRole).toInt());
    look.isEnabled = index.flags() & Qt::ItemIsUserCheckable && index.flags() & Qt::ItemIsEnabled;
    look.text.clear();
    look.note = index.data(TableModel::YouRole).toBool()
                    ? OrgDelegate::tr("you")
                    : index.data(TableModel::RoleWordRole).toString();
    RowMark mark;
    mark.kind = RowMark::Kind(index.data(TableModel::MarkKindRole).toInt());
    mark.text = index.data(TableModel::MarkTextRole).toString();
    if (mark.kind == RowMark::Kind::Refused || mark.kind == RowMark::Kind::Conflict ||
        mark.kind == RowMark::Kind::Unknown) {
        look.refusal = mark.text;
    } else if (mark.takesNoClick()) {
        look.inFlight = mark.text;
    }
}

} // namespace

CellLook OrgDelegate::look(const QModelIndex &index) const
{
    CellLook look;
    look.text = index.data(Qt::DisplayRole).toString();
    const auto type = FieldType(index.data(TableModel::CellTypeRole).toInt());
    if (index.data(Qt::CheckStateRole).isValid()) {
        lookOfTick(look, index);
        return look;
    }
    switch (type) {
    case FieldType::Id:
        look.kind = CellLook::Kind::Fixed;
        look.isMuted = true;
        break;
    case FieldType::Count:
    case FieldType::Number:
        look.kind = CellLook::Kind::Number;
        break;
    default:
        break;
    }
    look.isWarned = index.data(TableModel::WarnRole).toBool();
    if (index.data(TableModel::NotReadRole).toBool()) {
        look.text = tr("not read");
        look.isMuted = true;
    } else if (index.data(TableModel::NullRole).toBool()) {
        // Columns of counts, flags and times have no room for the words; the tooltip has them.
        const bool isText = type == FieldType::Text || type == FieldType::Email ||
                            type == FieldType::Link || type == FieldType::List;
        look.text = isText ? tr("not given by the service") : QStringLiteral("–");
        look.isMuted = true;
    }
    return look;
}

} // namespace orgkeeper
