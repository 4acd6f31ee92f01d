// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "orgstyle.h"

#include "metrics.h"

#include <QPainter>
#include <QStyleOption>

namespace orgkeeper {
namespace {

using styleparts::Direction;

constexpr int scrollHandle = 6; // thickness
constexpr int scrollHandleLeast = 28;
constexpr int buttonAir = 12; // at both ends of a button's label

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

int labelWidth(const QFontMetrics &font, const QString &text, const QIcon &icon, int iconSize,
               bool hasMenu)
{
    int width = text.isEmpty() ? 0 : font.size(Qt::TextShowMnemonic, text).width();
    if (!icon.isNull())
        width += iconSize + (text.isEmpty() ? 0 : 6);
    return width + (hasMenu ? 16 : 0);
}

QSize buttonSize(const QStyleOption *option, const QFontMetrics &font, const QSize &fallback)
{
    const int control = metrics::controlHeight(font);
    if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
        const bool hasMenu = button->features.testFlag(QStyleOptionButton::HasMenu);
        const int wide =
            labelWidth(font, button->text, button->icon, button->iconSize.width(), hasMenu);
        return QSize(qMax(control, wide + 2 * buttonAir), control);
    }
    const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (!tool)
        return fallback;
    if (tool->toolButtonStyle == Qt::ToolButtonIconOnly && !tool->icon.isNull())
        return QSize(control, control);
    const bool hasMenu = tool->features.testFlag(QStyleOptionToolButton::HasMenu);
    const QIcon icon = tool->toolButtonStyle == Qt::ToolButtonTextOnly ? QIcon() : tool->icon;
    const int wide = labelWidth(font, tool->text, icon, tool->iconSize.width(), hasMenu);
    return QSize(wide + 2 * buttonAir, control);
}

} // namespace

void OrgStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                  QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return drawScrollBar(*bar, painter, widget);
    } else if (control == CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return drawComboBox(*combo, painter, widget);
    } else if (control == CC_SpinBox) {
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option))
            return drawSpinBox(*spin, painter, widget);
    } else if (control == CC_ToolButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return drawToolButton(*button, painter, widget);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void OrgStyle::drawScrollBar(const QStyleOptionSlider &bar, QPainter *painter,
                             const QWidget *widget) const
{
    Q_UNUSED(widget)
    const Palette &palette = paletteOf(bar.palette);
    painter->fillRect(bar.rect, palette.base);
    if (bar.minimum == bar.maximum)
        return;
    QRect handle = scrollBarPart(bar, SC_ScrollBarSlider);
    const int inset = (metrics::scrollBar - scrollHandle) / 2;
    if (bar.orientation == Qt::Horizontal)
        handle.adjust(2, inset, -2, -inset);
    else
        handle.adjust(inset, 2, -inset, -2);
    const bool isHeld = has(bar, State_Sunken) && (bar.activeSubControls & SC_ScrollBarSlider);
    const bool isLit = has(bar, State_MouseOver) && (bar.activeSubControls & SC_ScrollBarSlider);
    styleparts::paintRounded(painter, handle,
                             isHeld  ? palette.text
                             : isLit ? palette.muted
                                     : palette.control,
                             QColor(), scrollHandle / 2.0);
}

void OrgStyle::drawComboBox(const QStyleOptionComboBox &combo, QPainter *painter,
                            const QWidget *widget) const
{
    const Palette &palette = paletteOf(combo.palette);
    const bool isEnabled = has(combo, State_Enabled);
    if (combo.editable) {
        styleparts::FieldLook look;
        look.isEnabled = isEnabled;
        look.hasFocus = has(combo, State_HasFocus);
        look.isWrong = isWrong(widget);
        if (combo.frame)
            styleparts::paintField(painter, combo.rect, look, palette);
    } else {
        styleparts::ButtonLook look;
        look.isEnabled = isEnabled;
        look.isHovered = isEnabled && has(combo, State_MouseOver);
        look.isDown = has(combo, State_On) || has(combo, State_Sunken);
        look.hasFocus = has(combo, State_HasFocus);
        look.isFlat = !combo.frame;
        styleparts::paintButton(painter, combo.rect, look, palette);
    }
    const QRect arrow = proxy()->subControlRect(CC_ComboBox, &combo, SC_ComboBoxArrow, widget);
    styleparts::paintChevron(painter, arrow, Direction::Down,
                             isEnabled ? palette.muted : palette.disabled);
}

void OrgStyle::drawSpinBox(const QStyleOptionSpinBox &spin, QPainter *painter,
                           const QWidget *widget) const
{
    const Palette &palette = paletteOf(spin.palette);
    styleparts::FieldLook look;
    look.isEnabled = has(spin, State_Enabled);
    look.hasFocus = has(spin, State_HasFocus);
    look.isWrong = isWrong(widget);
    if (spin.frame)
        styleparts::paintField(painter, spin.rect, look, palette);
    if (spin.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto paintStep = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag step,
                               Direction direction) {
        const bool isPossible = look.isEnabled && spin.stepEnabled.testFlag(step);
        styleparts::paintChevron(painter, proxy()->subControlRect(CC_SpinBox, &spin, part, widget),
                                 direction, isPossible ? palette.muted : palette.disabled);
    };
    paintStep(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, Direction::Up);
    paintStep(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, Direction::Down);
}

void OrgStyle::drawToolButton(const QStyleOptionToolButton &button, QPainter *painter,
                              const QWidget *widget) const
{
    const Palette &palette = paletteOf(button.palette);
    styleparts::ButtonLook look;
    look.tone = buttonTone(widget);
    look.isEnabled = has(button, State_Enabled);
    look.isHovered = look.isEnabled && has(button, State_MouseOver);
    look.isDown = has(button, State_Sunken);
    look.isChecked = has(button, State_On);
    look.isFlat = has(button, State_AutoRaise);
    look.hasFocus = has(button, State_HasFocus);
    styleparts::paintButton(painter, button.rect, look, palette);

    styleparts::Label label;
    label.isEnabled = look.isEnabled;
    label.isFilled = look.isFilled();
    label.isOn = look.isChecked;
    label.iconSize = button.iconSize;
    label.direction = button.direction;
    label.color = !look.isEnabled   ? palette.disabled
                  : look.isFilled() ? palette.onHighlight
                  : look.isChecked  ? palette.selectText
                                    : button.palette.color(widget ? widget->foregroundRole()
                                                                  : QPalette::ButtonText);
    const bool isIconOnly =
        button.toolButtonStyle == Qt::ToolButtonIconOnly && !button.icon.isNull();
    if (button.toolButtonStyle != Qt::ToolButtonTextOnly)
        label.icon = button.icon;
    if (!isIconOnly)
        label.text = button.text;
    label.hasMenu = !isIconOnly && button.features.testFlag(QStyleOptionToolButton::HasMenu);
    styleparts::paintLabel(painter, button.rect, label);
}

QRect OrgStyle::scrollBarPart(const QStyleOptionSlider &bar, SubControl part) const
{
    const bool isHorizontal = bar.orientation == Qt::Horizontal;
    const int length = isHorizontal ? bar.rect.width() : bar.rect.height();
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    int handle = length;
    if (range > 0) {
        const int wanted = int(qint64(length) * bar.pageStep / (range + bar.pageStep));
        handle = qMin(length, qMax(scrollHandleLeast, wanted));
    }
    const int start = sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition,
                                              length - handle, bar.upsideDown);
    int from = 0;
    int to = 0;
    switch (part) {
    case SC_ScrollBarSlider:
        from = start;
        to = start + handle;
        break;
    case SC_ScrollBarSubPage:
        to = start;
        break;
    case SC_ScrollBarAddPage:
        from = start + handle;
        to = length;
        break;
    case SC_ScrollBarGroove:
        to = length;
        break;
    default:
        break; // there are no arrows
    }
    const QRect &r = bar.rect;
    const QRect place = isHorizontal ? QRect(r.left() + from, r.top(), to - from, r.height())
                                     : QRect(r.left(), r.top() + from, r.width(), to - from);
    return visualRect(bar.direction, r, place);
}

QRect OrgStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                               SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBarPart(*bar, subControl);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QRect OrgStyle::subElementRect(SubElement element, const QStyleOption *option,
                               const QWidget *widget) const
{
    if (element == SE_PushButtonFocusRect)
        return option->rect;
    if (element == SE_LineEditContents) {
        const QRect inside = QProxyStyle::subElementRect(element, option, widget);
        return inside.adjusted(4, 0, -4, 0);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize OrgStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                 const QSize &contents, const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (!option)
        return size;
    const QFontMetrics font = widget ? widget->fontMetrics() : option->fontMetrics;
    const int control = metrics::controlHeight(font);
    switch (type) {
    case CT_PushButton:
    case CT_ToolButton:
        return buttonSize(option, font, size);
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        return QSize(size.width(), control);
    case CT_CheckBox:
    case CT_RadioButton:
        return QSize(size.width(), qMax(size.height(), qMax(24, font.height() + 6)));
    case CT_HeaderSection:
        return QSize(size.width() + 2 * metrics::cellInset, metrics::headerHeight(font));
    case CT_ItemViewItem:
        return QSize(size.width(), qMax(size.height(), metrics::rowHeight(font)));
    case CT_TabBarTab:
        return QSize(size.width(), metrics::tabHeight(font));
    case CT_MenuBarItem:
        return QSize(contents.width() + 2 * metrics::spacing, metrics::controlHeight(font) + 2);
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            return QSize(size.width(), qMax(size.height(), font.height() + 8));
        break;
    default:
        break;
    }
    return size;
}

int OrgStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                          const QWidget *widget) const
{
    const QFontMetrics font = widget   ? widget->fontMetrics()
                              : option ? option->fontMetrics
                                       : QFontMetrics(QFont());
    switch (metric) {
    case PM_FocusFrameHMargin:
        return metrics::cellInset - 1; // item views add one: cells and headers share one edge
    case PM_ScrollBarExtent:
        return metrics::scrollBar;
    case PM_ScrollBarSliderMin:
        return scrollHandleLeast;
    case PM_SplitterWidth:
    case PM_DefaultFrameWidth:
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
        return metrics::groupSpacing;
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
        return 0;
    case PM_TabBarTabHSpace:
        return 2 * buttonAir;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
    case PM_LineEditIconSize:
    case PM_TabBarIconSize:
        return metrics::iconSize(font);
    case PM_MessageBoxIconSize:
        return metrics::iconSize(font, IconPlace::Empty);
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin:
        return metrics::pageMargin;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return metrics::spacing;
    case PM_ToolTipLabelFrameWidth:
        return metrics::groupSpacing;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int OrgStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                        QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_ComboBox_Popup:
    case SH_Widget_Animation_Duration: // nothing moves by itself
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_UnderlineShortcut:
        return 1;
    case SH_Table_GridLineColor:
        return option ? int(paletteOf(option->palette).line.rgb()) : 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

} // namespace orgkeeper
