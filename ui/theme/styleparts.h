// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "palette.h"

#include <QIcon>
#include <QRect>
#include <QString>

class QAbstractButton;
class QPainter;
class QWidget;

namespace orgkeeper {

/// How much a button calls. Primary is filled like a dialog's default button; Production is filled
/// with the colour of production and is never a default button.
enum class ButtonTone { Normal, Primary, Production };

void setButtonTone(QAbstractButton *button, ButtonTone tone);
[[nodiscard]] ButtonTone buttonTone(const QWidget *button);

/// Outlines a field in the error colour. The reason belongs beside the field, in words.
void setWrong(QWidget *field, bool isWrong);
[[nodiscard]] bool isWrong(const QWidget *field);

/// The pieces the style is made of, for delegates and painted widgets that must look the same.
/// They leave the painter as they found it.
namespace styleparts {

struct ButtonLook
{
    ButtonTone tone = ButtonTone::Normal;
    bool isEnabled = true;
    bool isHovered = false;
    bool isDown = false;
    bool isChecked = false;
    bool isFlat = false; ///< no outline and no fill until hovered
    bool hasFocus = false;
    [[nodiscard]] bool isFilled() const { return tone != ButtonTone::Normal && isEnabled; }
};

struct FieldLook
{
    bool isEnabled = true;
    bool isReadOnly = false;
    bool isWrong = false;
    bool hasFocus = false;
};

enum class Direction { Up, Down, Left, Right };

void paintButton(QPainter *painter, const QRect &rect, const ButtonLook &look,
                 const Palette &palette);
void paintField(QPainter *painter, const QRect &rect, const FieldLook &look,
                const Palette &palette);
void paintCheckBox(QPainter *painter, const QRect &rect, Qt::CheckState state, bool isEnabled,
                   const Palette &palette);
void paintRadio(QPainter *painter, const QRect &rect, bool isOn, bool isEnabled,
                const Palette &palette);
/// A ring metrics::focusRing thick, wholly inside rect.
void paintFocusRing(QPainter *painter, const QRect &rect, const QColor &color, qreal radius);
void paintChevron(QPainter *painter, const QRect &rect, Direction direction, const QColor &color);
void paintRounded(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &outline,
                  qreal radius);

struct Label
{
    QString text;
    QIcon icon;
    QSize iconSize;
    QColor color;
    bool isFilled = false; ///< stands on a strong fill: the icon takes the text's colour as well
    bool isEnabled = true;
    bool isOn = false;
    bool hasMenu = false;
    Qt::LayoutDirection direction = Qt::LeftToRight;
};
/// Icon, text and menu mark, centred as one.
void paintLabel(QPainter *painter, const QRect &rect, const Label &label);

} // namespace styleparts
} // namespace orgkeeper
