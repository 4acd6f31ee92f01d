// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sidebardelegate.h"

#include "icons.h"
#include "marks.h"
#include "metrics.h"
#include "sidebarmodel.h"
#include "typescale.h"

#include <QApplication>
#include <QPainter>

namespace orgkeeper {

namespace {

QRect placed(const QStyleOptionViewItem &option, const QRect &leftToRight)
{
    return QStyle::visualRect(option.direction, option.rect, leftToRight);
}

void paintText(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect,
               const QFont &font, const QColor &color, const QString &text)
{
    painter->setFont(font);
    painter->setPen(color);
    const QString elided = QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width());
    painter->drawText(
        rect, int(QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignVCenter)),
        elided);
}

EnvironmentMark environmentOf(const QModelIndex &index)
{
    return EnvironmentMark(index.data(SidebarModel::EnvironmentRole).toInt());
}

} // namespace

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics font(option.font);
    return {m_narrow ? 56 : 160,
            index.parent().isValid() ? metrics::rowHeight(font) : metrics::accountRowHeight(font)};
}

void SidebarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    const Palette &palette = paletteOf(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, selected ? palette.select : palette.hover);
    }
    if (selected) {
        painter->fillRect(placed(option, QRect(option.rect.left(), option.rect.top(),
                                               metrics::currentRowBar, option.rect.height())),
                          palette.focus);
    }
    if (index.parent().isValid()) {
        paintTab(painter, option, index);
    } else {
        paintAccount(painter, option, index);
    }
    if (option.state & QStyle::State_HasFocus && selected) {
        painter->setPen(QPen(palette.focus, metrics::focusRing));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

void SidebarDelegate::paintAccount(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const Palette &palette = paletteOf(option.palette);
    const QRect row = option.rect;
    const EnvironmentMark environment = environmentOf(index);
    marks::paintBand(painter,
                     placed(option, QRect(row.left() + 5, row.top() + 6, metrics::environmentBand,
                                          row.height() - 12)),
                     environment, palette);
    const int side = QFontMetrics(option.font).height() + 10;
    const int tileLeft = m_narrow ? row.left() + (row.width() - side) / 2 + 2 : row.left() + 15;
    const QRect tile =
        placed(option, QRect(tileLeft, row.top() + (row.height() - side) / 2, side, side));
    marks::paintTile(painter, tile, index.data(SidebarModel::MarkRole).toString(), palette);
    const auto shape = AccountShape(index.data(SidebarModel::ShapeRole).toInt());
    const int shapeSize = qMax(12, QFontMetrics(option.font).height() * 12 / 18);
    if (m_narrow) {
        marks::paintShape(painter,
                          QRectF(tile.right() - shapeSize / 2, tile.bottom() - shapeSize / 2,
                                 shapeSize, shapeSize),
                          shape, palette);
        return;
    }
    const int left = tileLeft + side + 10;
    int right = row.right() - 12;
    const int half = row.height() / 2;
    const QString word = marks::environmentWord(environment);
    if (!word.isEmpty()) {
        const QFontMetrics pillFont(typeFont(Type::Pill, option.font));
        const QSize size = marks::pillSize(pillFont, marks::environmentIcon(environment), word);
        painter->setFont(typeFont(Type::Pill, option.font));
        const QRect pill(right - size.width(), row.top() + (half - size.height()) / 2 + 3,
                         size.width(), size.height());
        marks::paintPill(painter, placed(option, pill), marks::environmentIcon(environment), word,
                         marks::environmentInk(environment, palette),
                         marks::environmentTint(environment, palette), option.direction);
        right = pill.left() - metrics::groupSpacing;
    }
    QFont label = option.font;
    label.setBold(option.state & QStyle::State_Selected);
    paintText(painter, option, placed(option, QRect(left, row.top() + 3, right - left, half - 2)),
              label, palette.text, index.data().toString());
    const QRect stateRow(left, row.top() + half, row.right() - left - 8, half - 4);
    marks::paintShape(
        painter,
        placed(option, QRect(left, stateRow.top() + (stateRow.height() - shapeSize) / 2, shapeSize,
                             shapeSize)),
        shape, palette);
    paintText(painter, option, placed(option, stateRow.adjusted(shapeSize + 6, 0, 0, 0)),
              typeFont(Type::Second, option.font), palette.muted,
              index.data(SidebarModel::StateTextRole).toString());
}

void SidebarDelegate::paintTab(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const Palette &palette = paletteOf(option.palette);
    const QRect cross = crossRect(option);
    const int indent = m_narrow ? 6 : 52;
    QFont font = option.font;
    font.setBold(option.state & QStyle::State_Selected);
    const QRect text = option.rect.adjusted(indent, 0, m_narrow ? -4 : -40, 0);
    paintText(painter, option, placed(option, text), font, palette.text, index.data().toString());
    if (!m_narrow) {
        icon(QStringLiteral("x"), Ink::Muted).paint(painter, cross.adjusted(4, 4, -4, -4));
    }
}

QRect SidebarDelegate::crossRect(const QStyleOptionViewItem &option)
{
    const int side = 24;
    return placed(option, QRect(option.rect.right() - side - 8,
                                option.rect.top() + (option.rect.height() - side) / 2, side, side));
}

} // namespace orgkeeper
