// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "styleparts.h"

#include "metrics.h"

#include <QAbstractButton>
#include <QPainter>
#include <QStyle>
#include <QVariant>

namespace orgkeeper {
namespace {

constexpr char toneProperty[] = "orgkeeperTone";
constexpr char wrongProperty[] = "orgkeeperWrong";
constexpr int iconGap = 6;
constexpr int menuMark = 10;

} // namespace

void setButtonTone(QAbstractButton *button, ButtonTone tone)
{
    button->setProperty(toneProperty, int(tone));
    button->update();
}

ButtonTone buttonTone(const QWidget *button)
{
    return button ? static_cast<ButtonTone>(button->property(toneProperty).toInt())
                  : ButtonTone::Normal;
}

void setWrong(QWidget *field, bool isWrong)
{
    field->setProperty(wrongProperty, isWrong);
    field->update();
}

bool isWrong(const QWidget *field)
{
    return field && field->property(wrongProperty).toBool();
}

namespace styleparts {

void paintRounded(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &outline,
                  qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(outline.isValid() ? QPen(outline, 1) : QPen(Qt::NoPen));
    const QRectF inside =
        outline.isValid() ? QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5) : QRectF(rect);
    painter->drawRoundedRect(inside, radius, radius);
    painter->restore();
}

void paintFocusRing(QPainter *painter, const QRect &rect, const QColor &color, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, radius > 0);
    painter->setBrush(Qt::NoBrush);
    QPen pen(color, metrics::focusRing);
    pen.setJoinStyle(Qt::MiterJoin);
    painter->setPen(pen);
    const QRectF inside = QRectF(rect).adjusted(1, 1, -1, -1);
    if (radius > 0)
        painter->drawRoundedRect(inside, radius, radius);
    else
        painter->drawRect(inside);
    painter->restore();
}

void paintButton(QPainter *painter, const QRect &rect, const ButtonLook &look,
                 const Palette &palette)
{
    QColor fill = palette.button;
    QColor outline = palette.control;
    if (look.isFilled()) {
        fill = look.tone == ButtonTone::Production ? palette.prodFill : palette.highlight;
        if (look.isDown)
            fill = blended(palette.text, fill, 0.22);
        else if (look.isHovered)
            fill = blended(palette.text, fill, 0.10);
        outline = fill;
    } else if (!look.isEnabled) {
        fill = look.isFlat ? QColor() : palette.window;
        outline = look.isFlat ? QColor() : palette.border;
    } else if (look.isChecked) {
        fill = palette.select;
        outline = palette.highlight;
    } else if (look.isDown) {
        fill = palette.selectIdle;
    } else if (look.isHovered) {
        fill = look.isFlat ? palette.selectIdle : palette.hover;
    }
    if (look.isFlat && !look.isFilled() && !look.isChecked) {
        outline = QColor();
        if (!look.isHovered && !look.isDown)
            fill = QColor();
    }
    if (fill.isValid() || outline.isValid())
        paintRounded(painter, rect, fill, outline, metrics::controlRadius);
    if (!look.hasFocus)
        return;
    // On a fill of the same hue the ring would not be seen: it goes inside, in the text's colour.
    if (look.isFilled())
        paintFocusRing(painter, rect.adjusted(2, 2, -2, -2), palette.onHighlight, 2);
    else
        paintFocusRing(painter, rect, palette.focus, metrics::controlRadius - 1);
}

void paintField(QPainter *painter, const QRect &rect, const FieldLook &look, const Palette &palette)
{
    const QColor fill = look.isEnabled && !look.isReadOnly ? palette.base : palette.window;
    const QColor outline = look.isWrong                         ? palette.error
                           : look.isEnabled && !look.isReadOnly ? palette.control
                                                                : palette.border;
    paintRounded(painter, rect, fill, outline, metrics::controlRadius);
    if (look.hasFocus)
        paintFocusRing(painter, rect, look.isWrong ? palette.error : palette.focus,
                       metrics::controlRadius - 1);
}

void paintCheckBox(QPainter *painter, const QRect &rect, Qt::CheckState state, bool isEnabled,
                   const Palette &palette)
{
    const bool isOn = state != Qt::Unchecked;
    const QColor fill = !isEnabled ? palette.window : isOn ? palette.highlight : palette.base;
    QColor outline = !isEnabled ? palette.border : isOn ? palette.highlight : palette.control;
    // There a selected row has the colour of the box: its edge stands out from both grounds.
    if (isOn && isHighContrast(palette.scheme))
        outline = palette.onHighlight;
    paintRounded(painter, rect, fill, outline, metrics::pillRadius);
    if (!isOn)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.topLeft());
    painter->scale(rect.width() / 16.0, rect.height() / 16.0);
    painter->setPen(QPen(isEnabled ? palette.onHighlight : palette.disabled, 2, Qt::SolidLine,
                         Qt::RoundCap, Qt::RoundJoin));
    if (state == Qt::Checked)
        painter->drawPolyline(QPolygonF{{4.2, 8.4}, {7, 11}, {11.8, 5.4}});
    else
        painter->drawLine(QPointF(4.5, 8), QPointF(11.5, 8));
    painter->restore();
}

void paintRadio(QPainter *painter, const QRect &rect, bool isOn, bool isEnabled,
                const Palette &palette)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor ink = !isEnabled ? palette.border : isOn ? palette.highlight : palette.control;
    painter->setPen(QPen(ink, 1));
    painter->setBrush(isEnabled ? palette.base : palette.window);
    painter->drawEllipse(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5));
    if (isOn) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(ink);
        const qreal inset = rect.width() * 0.28;
        painter->drawEllipse(QRectF(rect).adjusted(inset, inset, -inset, -inset));
    }
    painter->restore();
}

void paintChevron(QPainter *painter, const QRect &rect, Direction direction, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(QRectF(rect).center());
    switch (direction) {
    case Direction::Up:
        painter->rotate(180);
        break;
    case Direction::Down:
        break;
    case Direction::Left:
        painter->rotate(90);
        break;
    case Direction::Right:
        painter->rotate(-90);
        break;
    }
    painter->drawPolyline(QPolygonF{{-3.5, -1.75}, {0, 1.75}, {3.5, -1.75}});
    painter->restore();
}

void paintLabel(QPainter *painter, const QRect &rect, const Label &label)
{
    const QFontMetrics font = painter->fontMetrics();
    const bool hasIcon = !label.icon.isNull();
    const int iconWidth = hasIcon ? label.iconSize.width() : 0;
    const int menuWidth = label.hasMenu ? menuMark + iconGap : 0;
    const int gap = hasIcon && !label.text.isEmpty() ? iconGap : 0;
    const int room = rect.width() - iconWidth - gap - menuWidth - 2 * metrics::groupSpacing;
    const int textWidth =
        qMin(room, font.size(Qt::TextShowMnemonic | Qt::TextSingleLine, label.text).width());
    const int width = iconWidth + gap + textWidth + menuWidth;
    int x = rect.left() + (rect.width() - width) / 2;
    const auto place = [&](int wide, int high) {
        const QRect logical(x, rect.top() + (rect.height() - high + 1) / 2, wide, high);
        x += wide;
        return QStyle::visualRect(label.direction, rect, logical);
    };
    if (hasIcon) {
        const QRect where = place(iconWidth, label.iconSize.height());
        QPixmap picture = label.icon.pixmap(label.iconSize, painter->device()->devicePixelRatioF(),
                                            label.isEnabled ? QIcon::Normal : QIcon::Disabled,
                                            label.isOn ? QIcon::On : QIcon::Off);
        if (label.isFilled) {
            QPainter tint(&picture);
            tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
            tint.fillRect(QRect(QPoint(), where.size()), label.color);
        }
        painter->drawPixmap(where.topLeft(), picture);
        x += gap;
    }
    painter->save();
    painter->setPen(label.color);
    const QRect textPlace = place(textWidth, rect.height());
    const bool fits = room >= textWidth;
    painter->drawText(textPlace.adjusted(-1, 0, 1, 0),
                      Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                      fits ? label.text : font.elidedText(label.text, Qt::ElideRight, room));
    painter->restore();
    if (label.hasMenu) {
        x += label.text.isEmpty() && !hasIcon ? 0 : iconGap;
        paintChevron(painter, place(menuMark, rect.height()), Direction::Down, label.color);
    }
}

} // namespace styleparts
} // namespace orgkeeper
