// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "palette.h"

#include <QIcon>
#include <QRectF>
#include <QString>

class QFontMetrics;
class QPainter;

namespace orgkeeper {

/// What an account is doing or lacks. A shape of its own for each, never a colour alone.
enum class AccountShape {
    Ready,
    Checking,
    TokenRefused,
    NoPermission,
    Offline,
    KeychainLocked,
    NoKeychain,
    Withdrawn,
    Mistakes,
};

/// How dangerous a page is. Where several meet, the page wears the strictest: Production, then
/// ReadOnly, then None.
enum class EnvironmentMark { None, Production, ReadOnly };

/// People are round, organizations square.
enum class AvatarKind { Person, Organization };

/// The painters below leave the painter as they found it. Rectangles are in logical pixels and
/// already laid out for the direction; nothing here mirrors.
namespace marks {

/// The shape, centred in rect; drawn for 12 x 12 and scaled.
void paintShape(QPainter *painter, const QRectF &rect, AccountShape shape, const Palette &palette);
/// The same as an icon, for buttons and menus; it follows the application's palette.
[[nodiscard]] QIcon shapeIcon(AccountShape shape);

/// The frame inside rect, palette.frameWidth thick; solid or hatched; nothing for None.
void paintFrame(QPainter *painter, const QRect &rect, EnvironmentMark mark, const Palette &palette);
/// The band beside an account; fills rect.
void paintBand(QPainter *painter, const QRectF &rect, EnvironmentMark mark, const Palette &palette);
/// Slanted stripes, as clipped lines: a pattern brush neither scales nor prints.
void paintHatch(QPainter *painter, const QRectF &rect, const QColor &color);

/// A pill: an icon (may be empty) and a word on a tint. font: that of the pill itself.
[[nodiscard]] QSize pillSize(const QFontMetrics &font, const QString &iconName,
                             const QString &text);
void paintPill(QPainter *painter, const QRect &rect, const QString &iconName, const QString &text,
               const QColor &ink, const QColor &tint, Qt::LayoutDirection direction);
[[nodiscard]] QString environmentWord(EnvironmentMark mark);
[[nodiscard]] QString environmentIcon(EnvironmentMark mark);
[[nodiscard]] QColor environmentInk(EnvironmentMark mark, const Palette &palette);
[[nodiscard]] QColor environmentTint(EnvironmentMark mark, const Palette &palette);
[[nodiscard]] EnvironmentMark strictest(EnvironmentMark one, EnvironmentMark other);

/// A service's two letters in an outline. dashed: its description cannot be used.
void paintTile(QPainter *painter, const QRect &rect, const QString &letters, const Palette &palette,
               bool dashed = false);

/// Initials on a ground that follows from id, so that one id looks the same everywhere.
void paintAvatar(QPainter *painter, const QRect &rect, const QString &name, const QString &id,
                 AvatarKind kind, const Palette &palette);
/// The first letters of the first and the last word, upper case, whole characters; "?" for nothing.
[[nodiscard]] QString initials(const QString &name);

/// A horizontal or vertical line, both ends included, given from left to right or top to bottom;
/// whole device pixels thick at any ratio.
void paintHairline(QPainter *painter, const QPoint &from, const QPoint &to, const QColor &color);

} // namespace marks
} // namespace orgkeeper
