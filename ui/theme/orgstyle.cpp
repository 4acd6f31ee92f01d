// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "orgstyle.h"

#include "icons.h"
#include "marks.h"
#include "metrics.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace orgkeeper {
namespace {

using styleparts::Direction;

bool has(const QStyleOption *option, QStyle::StateFlag flag)
{
    return option->state.testFlag(flag);
}

Qt::CheckState checkState(const QStyleOption *option)
{
    if (has(option, QStyle::State_NoChange))
        return Qt::PartiallyChecked;
    return has(option, QStyle::State_On) ? Qt::Checked : Qt::Unchecked;
}

styleparts::ButtonLook buttonLook(const QStyleOption *option, const QWidget *widget)
{
    styleparts::ButtonLook look;
    look.tone = buttonTone(widget);
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
        look.isFlat = button->features.testFlag(QStyleOptionButton::Flat);
        if (look.tone == ButtonTone::Normal && !look.isFlat &&
            button->features.testFlag(QStyleOptionButton::DefaultButton))
            look.tone = ButtonTone::Primary;
    }
    look.isFlat = look.isFlat || has(option, QStyle::State_AutoRaise);
    look.isEnabled = has(option, QStyle::State_Enabled);
    look.isHovered = look.isEnabled && has(option, QStyle::State_MouseOver);
    look.isDown = has(option, QStyle::State_Sunken);
    look.isChecked = has(option, QStyle::State_On);
    return look;
}

void fillItem(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const Palette &palette = paletteOf(option->palette);
    if (has(option, QStyle::State_Selected)) {
        const bool isLive = widget && widget->hasFocus() && has(option, QStyle::State_Active);
        painter->fillRect(option->rect, isLive ? palette.select : palette.selectIdle);
    } else if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled)) {
        painter->fillRect(option->rect, palette.hover);
    }
}

void drawLineEditPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    // The editor inside a combo box or spin box stands on the frame those have painted.
    if (!frame || frame->lineWidth <= 0)
        return;
    styleparts::FieldLook look;
    look.isEnabled = has(option, QStyle::State_Enabled);
    look.isReadOnly = has(option, QStyle::State_ReadOnly);
    look.hasFocus = has(option, QStyle::State_HasFocus);
    look.isWrong = isWrong(widget);
    styleparts::paintField(painter, option->rect, look, paletteOf(option->palette));
}

void drawBranch(const QStyleOption *option, QPainter *painter)
{
    if (!has(option, QStyle::State_Children))
        return;
    const bool isOpen = has(option, QStyle::State_Open);
    const Direction closed =
        option->direction == Qt::RightToLeft ? Direction::Left : Direction::Right;
    styleparts::paintChevron(painter, option->rect, isOpen ? Direction::Down : closed,
                             paletteOf(option->palette).muted);
}

} // namespace

OrgStyle::OrgStyle()
    : QProxyStyle(u"Fusion"_s)
{
    setObjectName(u"orgkeeper"_s);
}

void OrgStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                             QPainter *painter, const QWidget *widget) const
{
    if (!drawIndicator(element, option, painter, widget) &&
        !drawPanel(element, option, painter, widget))
        QProxyStyle::drawPrimitive(element, option, painter, widget);
}

bool OrgStyle::drawIndicator(PrimitiveElement element, const QStyleOption *option,
                             QPainter *painter, const QWidget *widget) const
{
    Q_UNUSED(widget)
    const Palette &palette = paletteOf(option->palette);
    const bool isEnabled = has(option, State_Enabled);
    const QColor arrow = isEnabled ? palette.muted : palette.disabled;
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        styleparts::paintCheckBox(painter, option->rect, checkState(option), isEnabled, palette);
        return true;
    case PE_IndicatorRadioButton:
        styleparts::paintRadio(painter, option->rect, has(option, State_On), isEnabled, palette);
        return true;
    case PE_FrameFocusRect:
        styleparts::paintFocusRing(painter, option->rect, palette.focus,
                                   qobject_cast<const QAbstractItemView *>(widget) ? 0 : 3);
        return true;
    case PE_IndicatorBranch:
        drawBranch(option, painter);
        return true;
    case PE_IndicatorArrowUp:
    case PE_IndicatorSpinUp:
        styleparts::paintChevron(painter, option->rect, Direction::Up, arrow);
        return true;
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
    case PE_IndicatorButtonDropDown:
        styleparts::paintChevron(painter, option->rect, Direction::Down, arrow);
        return true;
    case PE_IndicatorArrowLeft:
        styleparts::paintChevron(painter, option->rect, Direction::Left, arrow);
        return true;
    case PE_IndicatorArrowRight:
        styleparts::paintChevron(painter, option->rect, Direction::Right, arrow);
        return true;
    case PE_IndicatorHeaderArrow:
        return true; // part of the header's label, which knows where its text ends
    default:
        return false;
    }
}

bool OrgStyle::drawPanel(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                         const QWidget *widget) const
{
    const Palette &palette = paletteOf(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_PanelButtonTool:
        styleparts::paintButton(painter, option->rect, buttonLook(option, widget), palette);
        return true;
    case PE_PanelLineEdit:
        drawLineEditPanel(option, painter, widget);
        return true;
    case PE_FrameLineEdit:
        return true;
    case PE_PanelItemViewItem:
        fillItem(option, painter, widget);
        return true;
    case PE_PanelItemViewRow:
        // Tables fill by the cell; a tree has its indentation to fill as well.
        if (qobject_cast<const QTreeView *>(widget))
            fillItem(option, painter, widget);
        return true;
    case PE_Frame:
    case PE_FrameGroupBox:
        styleparts::paintRounded(painter, option->rect, QColor(), palette.border, 0);
        return true;
    case PE_FrameMenu:
        styleparts::paintRounded(painter, option->rect, QColor(), palette.border, 0);
        return true;
    case PE_PanelMenu:
        painter->fillRect(option->rect, palette.base);
        return true;
    case PE_PanelMenuBar:
    case PE_FrameStatusBarItem:
        return true;
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, palette.window);
        marks::paintHairline(painter, option->rect.topLeft(), option->rect.topRight(),
                             palette.border);
        return true;
    case PE_FrameTabBarBase:
        marks::paintHairline(painter, option->rect.bottomLeft(), option->rect.bottomRight(),
                             palette.border);
        return true;
    case PE_PanelTipLabel:
        styleparts::paintRounded(painter, option->rect, palette.tip, palette.control, 0);
        return true;
    default:
        return false;
    }
}

void OrgStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // Without this a view is told of the pointer only while a button is held, and no row lights up.
    if (auto *view = qobject_cast<QAbstractItemView *>(widget))
        view->setMouseTracking(true);
}

QIcon OrgStyle::standardIcon(StandardPixmap standard, const QStyleOption *option,
                             const QWidget *widget) const
{
    switch (standard) {
    case SP_MessageBoxInformation:
        return icon(u"info"_s, Ink::Accent);
    case SP_MessageBoxQuestion:
        return icon(u"circle-question-mark"_s, Ink::Accent);
    case SP_MessageBoxWarning:
        return icon(u"triangle-alert"_s, Ink::Warn);
    case SP_MessageBoxCritical:
        return icon(u"circle-x"_s, Ink::Error);
    case SP_LineEditClearButton:
    case SP_DialogCloseButton:
        return icon(u"x"_s, Ink::Muted);
    default:
        return QProxyStyle::standardIcon(standard, option, widget);
    }
}

QPixmap OrgStyle::standardPixmap(StandardPixmap standard, const QStyleOption *option,
                                 const QWidget *widget) const
{
    switch (standard) {
    case SP_MessageBoxInformation:
    case SP_MessageBoxQuestion:
    case SP_MessageBoxWarning:
    case SP_MessageBoxCritical:
        return standardIcon(standard, option, widget)
            .pixmap(proxy()->pixelMetric(PM_MessageBoxIconSize, option, widget));
    default:
        return QProxyStyle::standardPixmap(standard, option, widget);
    }
}

} // namespace orgkeeper
