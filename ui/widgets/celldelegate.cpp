// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "celldelegate.h"

#include "cellpainter.h"
#include "cellroles.h"
#include "metrics.h"
#include "plaintext.h"
#include "styleparts.h"
#include "tableview.h"

#include <QHelpEvent>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace orgkeeper {

CellDelegate::CellDelegate(TableView *view)
    : QStyledItemDelegate(view)
    , m_view(view)
{
}

CellLook CellDelegate::look(const QModelIndex &index) const
{
    CellLook look;
    look.text = index.data(Qt::DisplayRole).toString();
    const QVariant check = index.data(Qt::CheckStateRole);
    const QVariant kind = index.data(CellKindRole);
    if (kind.isValid())
        look.kind = static_cast<CellLook::Kind>(kind.toInt());
    else if (check.isValid())
        look.kind = CellLook::Kind::Tick;
    else if (m_view->isTrailing(index.column()))
        look.kind = CellLook::Kind::Number;
    look.check = static_cast<Qt::CheckState>(check.toInt());
    look.isEnabled = index.flags().testFlag(Qt::ItemIsEnabled) &&
                     (!check.isValid() || index.flags().testFlag(Qt::ItemIsUserCheckable));
    look.note = index.data(CellNoteRole).toString();
    look.isMuted = index.data(CellMutedRole).toBool();
    look.isBold = index.data(CellBoldRole).toBool();
    look.isWarned = index.data(CellWarnRole).toBool();
    look.iconName = index.data(CellIconRole).toString();
    if (const QVariant ink = index.data(CellIconInkRole); ink.isValid())
        look.iconInk = static_cast<Ink>(ink.toInt());
    look.avatarName = index.data(CellAvatarNameRole).toString();
    look.avatarKind = static_cast<AvatarKind>(index.data(CellAvatarKindRole).toInt());
    if (!look.avatarName.isEmpty())
        look.avatarId = m_view->idAt(index);
    look.inFlight = index.data(CellInFlightRole).toString();
    look.refusal = index.data(CellRefusalRole).toString();
    return look;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Palette &palette = paletteOf(option.palette);
    const QRect &cell = option.rect;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isLive = m_view->hasFocus() && option.state.testFlag(QStyle::State_Active);
    const bool isFirst = m_view->isFirstColumn(index.column());
    painter->save();
    if (isSelected)
        painter->fillRect(cell, isLive ? palette.select : palette.selectIdle);
    else if (index.row() == m_view->hoveredRow())
        painter->fillRect(cell, palette.hover);
    marks::paintHairline(painter, cell.bottomLeft(), cell.bottomRight(), palette.line);

    painter->setClipRect(cell);
    painter->setFont(option.font);
    CellPainter content(painter, palette, cell.adjusted(0, 0, 0, -1), option.direction, isFirst);
    content.isSelected = isSelected;
    content.isEnabled = option.state.testFlag(QStyle::State_Enabled);
    content.matchWords = m_view->matchWords();
    CellLook shown = look(index);
    if (m_view->isCurrentRow(index) && index.column() == m_view->nameColumn())
        shown.isBold = true;
    content.paint(shown, boxRect(cell, index));

    if (isFirst && m_view->isCurrentRow(index)) {
        const QRect bar(cell.left(), cell.top(), metrics::currentRowBar, cell.height() - 1);
        painter->fillRect(QStyle::visualRect(option.direction, cell, bar), palette.highlight);
    }
    if (option.state.testFlag(QStyle::State_HasFocus))
        styleparts::paintFocusRing(painter, cell.adjusted(0, 0, 0, -1), palette.focus, 0);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QSize(
        CellPainter::widthOf(look(index), option.font, m_view->isFirstColumn(index.column())),
        metrics::rowHeight(QFontMetrics(option.font)));
}

bool CellDelegate::editorEvent(QEvent *event, QAbstractItemModel *model,
                               const QStyleOptionViewItem &option, const QModelIndex &index)
{
    Q_UNUSED(model)
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        m_pressedId.clear();
        m_pressedColumn = -1;
        if (mouse->button() != Qt::LeftButton ||
            !isOnBox(option.rect, mouse->position().toPoint(), index))
            return false;
        m_pressedId = m_view->idAt(index);
        m_pressedColumn = index.column();
        // A press on a box leaves the selection alone, but the keyboard goes on from here.
        m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        return true;
    }
    case QEvent::MouseButtonRelease: {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QString pressed = std::exchange(m_pressedId, QString());
        // Rows may have moved under the pointer since the press: what counts is the id.
        if (mouse->button() != Qt::LeftButton || pressed.isEmpty() ||
            pressed != m_view->idAt(index) || m_pressedColumn != index.column() ||
            !isOnBox(option.rect, mouse->position().toPoint(), index))
            return false;
        wish(index, look(index));
        return true;
    }
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        const CellLook cell = look(index);
        if (key->key() != Qt::Key_Space || key->isAutoRepeat() || cell.kind != CellLook::Kind::Tick)
            return false;
        wish(index, cell);
        return true;
    }
    default:
        return false;
    }
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                             const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString text = index.data(Qt::ToolTipRole).toString();
    const CellLook cell = look(index);
    if (text.isEmpty() &&
        CellPainter::widthOf(cell, option.font, m_view->isFirstColumn(index.column())) >
            option.rect.width())
        text = cell.refusal.isEmpty() ? cell.text : cell.refusal;
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), plaintext::toolTip(text), view->viewport(),
                           option.rect);
    return true;
}

QRect CellDelegate::boxRect(const QRect &cell, const QModelIndex &index) const
{
    const int inset =
        m_view->isFirstColumn(index.column()) ? metrics::firstInset : metrics::cellInset;
    const int side = metrics::iconSize(m_view->fontMetrics());
    const QRect box(cell.left() + inset, cell.top() + (cell.height() - side) / 2, side, side);
    return QStyle::visualRect(m_view->layoutDirection(), cell, box);
}

bool CellDelegate::isOnBox(const QRect &cell, const QPoint &position,
                           const QModelIndex &index) const
{
    const CellLook cellLook = look(index);
    // Four more around it, so that the target is not below 24.
    return cellLook.kind == CellLook::Kind::Tick && cellLook.inFlight.isEmpty() &&
           cellLook.isEnabled && boxRect(cell, index).adjusted(-4, -6, 4, 6).contains(position);
}

void CellDelegate::wish(const QModelIndex &index, const CellLook &look) const
{
    if (look.isEnabled && look.inFlight.isEmpty())
        Q_EMIT m_view->tickWished(m_view->idAt(index), index, look.check != Qt::Checked);
}

} // namespace orgkeeper
