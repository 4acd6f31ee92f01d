// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "typescale.h"

#include <QFontDatabase>

namespace orgkeeper {
namespace {

constexpr qreal smallestPoints = 8;

/// Keeps the unit the font is set in; a font of a desktop setting may be set in either.
void scale(QFont &font, const QFont &body, qreal factor)
{
    if (body.pointSizeF() > 0) {
        const qreal least = qMin(smallestPoints, body.pointSizeF());
        font.setPointSizeF(qMax(least, body.pointSizeF() * factor));
    } else {
        font.setPixelSize(qMax(qMin(11, body.pixelSize()), qRound(body.pixelSize() * factor)));
    }
}

} // namespace

QFont typeFont(Type type, const QFont &body)
{
    QFont font = body;
    switch (type) {
    case Type::Number:
        scale(font, body, 1.85);
        break;
    case Type::PageTitle:
        scale(font, body, 1.45);
        font.setBold(true);
        break;
    case Type::PaneTitle:
        scale(font, body, 1.25);
        font.setBold(true);
        break;
    case Type::Body:
        break;
    case Type::Section:
        font.setBold(true);
        break;
    case Type::Second:
        scale(font, body, 0.92);
        break;
    case Type::Pill:
        scale(font, body, 0.85);
        break;
    case Type::Fixed:
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        scale(font, body, 0.88);
        break;
    }
    return font;
}

} // namespace orgkeeper
