// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "orgstyle.h"

#include "marks.h"
#include "metrics.h"

#include <QPainter>
#include <QStyleOption>
#include <QTabBar>
#include <QWidget>

namespace orgkeeper {
namespace {

using styleparts::Direction;

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

styleparts::Label buttonLabel(const QStyleOptionButton &button, const QWidget *widget)
{
    const Palette &palette = paletteOf(button.palette);
    const bool isDefault = button.features.testFlag(QStyleOptionButton::DefaultButton) &&
                           !button.features.testFlag(QStyleOptionButton::Flat);
    styleparts::Label label;
    label.isEnabled = has(button, QStyle::State_Enabled);
    label.isFilled = label.isEnabled && (isDefault || buttonTone(widget) != ButtonTone::Normal);
    label.isOn = has(button, QStyle::State_On);
    label.hasMenu = button.features.testFlag(QStyleOptionButton::HasMenu);
    label.text = button.text;
    label.icon = button.icon;
    label.iconSize = button.iconSize;
    label.direction = button.direction;
    label.color = !label.isEnabled ? palette.disabled
                  : label.isFilled ? palette.onHighlight
                  : label.isOn     ? palette.selectText
                                   : button.palette.color(widget ? widget->foregroundRole()
                                                                 : QPalette::ButtonText);
    return label;
}

/// Draws option as the type its element comes with; false if somebody handed another.
template <typename Option, typename Draw>
bool drawAs(const QStyleOption *option, const Draw &draw)
{
    const auto *typed = qstyleoption_cast<const Option *>(option);
    if (typed)
        draw(*typed);
    return typed != nullptr;
}

/// Menu items and plain item views select in the colour of rows and keep their text's colour.
void softenSelection(QPalette &palette, bool isLive)
{
    const Palette &p = paletteOf(palette);
    palette.setColor(QPalette::Highlight, isLive ? p.select : p.selectIdle);
    palette.setColor(QPalette::HighlightedText, p.selectText);
}

} // namespace

void OrgStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                           const QWidget *widget) const
{
    if (!drawOwnControl(element, option, painter, widget))
        QProxyStyle::drawControl(element, option, painter, widget);
}

bool OrgStyle::drawOwnControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        return drawAs<QStyleOptionButton>(
            option, [&](const auto &button) { drawPushButton(button, painter, widget); });
    case CE_PushButtonLabel:
        return drawAs<QStyleOptionButton>(option, [&](const auto &button) {
            styleparts::paintLabel(painter, button.rect, buttonLabel(button, widget));
        });
    case CE_Header:
        return drawAs<QStyleOptionHeader>(option,
                                          [&](const auto &header) { drawHeader(header, painter); });
    case CE_HeaderEmptyArea:
        drawHeaderGround(*option, painter);
        return true;
    case CE_TabBarTabShape:
        return drawAs<QStyleOptionTab>(option, [&](const auto &tab) { drawTab(tab, painter); });
    case CE_MenuBarItem:
    case CE_MenuBarEmptyArea:
        drawMenuBarPart(*option, painter, widget);
        return true;
    case CE_MenuItem:
        return drawAs<QStyleOptionMenuItem>(option, [&](QStyleOptionMenuItem item) {
            softenSelection(item.palette, true);
            QProxyStyle::drawControl(element, &item, painter, widget);
        });
    case CE_ItemViewItem:
        return drawAs<QStyleOptionViewItem>(option, [&](QStyleOptionViewItem item) {
            softenSelection(item.palette, widget && widget->hasFocus());
            QProxyStyle::drawControl(element, &item, painter, widget);
        });
    case CE_ProgressBar:
        return drawAs<QStyleOptionProgressBar>(
            option, [&](const auto &bar) { drawProgress(bar, painter); });
    case CE_Splitter:
        drawSplitter(*option, painter);
        return true;
    default:
        return false;
    }
}

void OrgStyle::drawPushButton(const QStyleOptionButton &button, QPainter *painter,
                              const QWidget *widget) const
{
    proxy()->drawPrimitive(PE_PanelButtonCommand, &button, painter, widget);
    proxy()->drawControl(CE_PushButtonLabel, &button, painter, widget);
    if (!has(button, State_HasFocus))
        return;
    const Palette &palette = paletteOf(button.palette);
    if (buttonLabel(button, widget).isFilled)
        styleparts::paintFocusRing(painter, button.rect.adjusted(2, 2, -2, -2), palette.onHighlight,
                                   2);
    else
        styleparts::paintFocusRing(painter, button.rect, palette.focus, 3);
}

void OrgStyle::drawSplitter(const QStyleOption &option, QPainter *painter) const
{
    const QRect &r = option.rect;
    const QPoint middle = r.center();
    const QRect line = has(option, State_Horizontal) ? QRect(middle.x(), r.top(), 1, r.height())
                                                     : QRect(r.left(), middle.y(), r.width(), 1);
    painter->fillRect(line, paletteOf(option.palette).border);
}

void OrgStyle::drawHeaderGround(const QStyleOption &option, QPainter *painter) const
{
    const Palette &palette = paletteOf(option.palette);
    const bool isLit = has(option, State_MouseOver) && has(option, State_Enabled);
    painter->fillRect(option.rect, isLit ? palette.hover : palette.alt);
    marks::paintHairline(painter, option.rect.bottomLeft(), option.rect.bottomRight(),
                         palette.border);
}

void OrgStyle::drawHeader(const QStyleOptionHeader &header, QPainter *painter) const
{
    const Palette &palette = paletteOf(header.palette);
    const QRect &rect = header.rect;
    drawHeaderGround(header, painter);
    const bool isRtl = header.direction == Qt::RightToLeft;
    const int edge = isRtl ? rect.left() : rect.right();
    // Beginning is the leftmost section, also right to left.
    const bool isOnly = header.position == QStyleOptionHeader::OnlyOneSection;
    const bool isLeftmost = isOnly || header.position == QStyleOptionHeader::Beginning;
    const bool isRightmost = isOnly || header.position == QStyleOptionHeader::End;
    if (!(isRtl ? isLeftmost : isRightmost))
        marks::paintHairline(painter, {edge, rect.top()}, {edge, rect.bottom()}, palette.line);
    drawHeaderLabel(header, isRtl ? isRightmost : isLeftmost, painter);
}

void OrgStyle::drawHeaderLabel(const QStyleOptionHeader &header, bool isFirst,
                               QPainter *painter) const
{
    const Palette &palette = paletteOf(header.palette);
    const QRect &rect = header.rect;
    const bool isRtl = header.direction == Qt::RightToLeft;
    const QFontMetrics font = painter->fontMetrics();
    const bool isSorted = header.sortIndicator != QStyleOptionHeader::None;
    const int arrow = isSorted ? 20 : 0;
    const QRect inside = rect.adjusted(isFirst ? metrics::firstInset : metrics::cellInset, 0,
                                       -metrics::cellInset, -1);
    const int width = qMin(font.horizontalAdvance(header.text), inside.width() - arrow);
    const bool isTrailing =
        QStyle::visualAlignment(Qt::LeftToRight, header.textAlignment) & Qt::AlignRight;
    const bool isCentred = header.textAlignment & Qt::AlignHCenter;
    int x = inside.left();
    if (isTrailing)
        x = inside.right() + 1 - width;
    else if (isCentred)
        x = inside.left() + (inside.width() - width) / 2;
    const QRect place =
        visualRect(header.direction, rect, QRect(x, inside.top(), width + 1, inside.height()));
    painter->setPen(has(header, State_Enabled) ? palette.muted : palette.disabled);
    painter->drawText(place,
                      Qt::AlignVCenter | Qt::AlignAbsolute | Qt::TextSingleLine |
                          (isRtl ? Qt::AlignRight : Qt::AlignLeft),
                      font.elidedText(header.text, Qt::ElideRight, width + 1));
    if (!isSorted)
        return;
    // On the side of the text that is not the edge numbers are lined up on.
    const QRect mark(isTrailing ? x - arrow : x + width, inside.top(), arrow, inside.height());
    // Qt calls the ascending order SortDown; the boards point up for it.
    styleparts::paintChevron(painter, visualRect(header.direction, rect, mark),
                             header.sortIndicator == QStyleOptionHeader::SortDown ? Direction::Up
                                                                                  : Direction::Down,
                             palette.accent);
}

void OrgStyle::drawTab(const QStyleOptionTab &tab, QPainter *painter) const
{
    const Palette &palette = paletteOf(tab.palette);
    if (has(tab, State_MouseOver) && has(tab, State_Enabled) && !has(tab, State_Selected))
        painter->fillRect(tab.rect, palette.hover);
    if (has(tab, State_Selected)) {
        const QRect &r = tab.rect;
        painter->fillRect(QRect(r.left(), r.bottom() - 2, r.width(), 3), palette.highlight);
    }
}

void OrgStyle::drawMenuBarPart(const QStyleOption &option, QPainter *painter,
                               const QWidget *widget) const
{
    const Palette &palette = paletteOf(option.palette);
    painter->fillRect(option.rect, palette.window);
    if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(&option);
        item && item->menuItemType == QStyleOptionMenuItem::Normal && !item->text.isEmpty()) {
        const bool isLit = has(option, State_Selected) && has(option, State_Enabled);
        if (isLit)
            styleparts::paintRounded(painter, option.rect.adjusted(1, 2, -1, -3), palette.select,
                                     QColor(), metrics::controlRadius);
        painter->setPen(!has(option, State_Enabled) ? palette.disabled
                        : isLit                     ? palette.selectText
                                                    : palette.text);
        const int hide = proxy()->styleHint(SH_UnderlineShortcut, &option, widget)
                             ? Qt::TextShowMnemonic
                             : Qt::TextHideMnemonic;
        painter->drawText(option.rect, Qt::AlignCenter | Qt::TextSingleLine | hide, item->text);
    }
    if (widget && option.rect.bottom() >= widget->height() - 1)
        marks::paintHairline(painter, option.rect.bottomLeft(), option.rect.bottomRight(),
                             palette.border);
}

void OrgStyle::drawProgress(const QStyleOptionProgressBar &bar, QPainter *painter) const
{
    const Palette &palette = paletteOf(bar.palette);
    QRect groove = bar.rect;
    const int thick = qMin(6, groove.height());
    groove.setTop(bar.rect.center().y() - thick / 2);
    groove.setHeight(thick);
    styleparts::paintRounded(painter, groove, palette.track, QColor(), thick / 2.0);
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    const qreal share = range > 0 ? qreal(qint64(bar.progress) - bar.minimum) / qreal(range) : 0.3;
    QRect done = groove;
    done.setWidth(qRound(groove.width() * qBound(0.0, share, 1.0)));
    if (done.width() > 0)
        styleparts::paintRounded(painter, visualRect(bar.direction, groove, done),
                                 palette.highlight, QColor(), thick / 2.0);
}

} // namespace orgkeeper
