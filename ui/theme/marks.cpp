// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "marks.h"

#include "icons.h"
#include "metrics.h"
#include "shapeiconengine.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QHash>
#include <QPainter>
#include <QPainterPath>
#include <QTextBoundaryFinder>

#include <cmath>

using namespace Qt::StringLiterals;

namespace orgkeeper::marks {
namespace {

constexpr qreal pillAir = 6; // at both ends of a pill

struct Saved
{
    explicit Saved(QPainter *p)
        : painter(p)
    {
        painter->save();
    }
    ~Saved() { painter->restore(); }
    Q_DISABLE_COPY_MOVE(Saved)
    QPainter *painter;
};

QString firstCharacter(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? word.left(end) : QString();
}

} // namespace

QIcon shapeIcon(AccountShape shape)
{
    return QIcon(new ShapeIconEngine(shape)); // QIcon owns its engine
}

void paintFrame(QPainter *painter, const QRect &rect, EnvironmentMark mark, const Palette &palette)
{
    if (mark == EnvironmentMark::None)
        return;
    const Saved saved(painter);
    const int width = palette.frameWidth;
    const QRect inner = rect.adjusted(width, width, -width, -width);
    const QRegion ring = QRegion(rect).subtracted(inner);
    if (mark == EnvironmentMark::Production) {
        for (const QRect &side : ring)
            painter->fillRect(side, palette.prodLine);
        return;
    }
    painter->setClipRegion(ring, Qt::IntersectClip);
    paintHatch(painter, rect, palette.ro);
}

void paintBand(QPainter *painter, const QRectF &rect, EnvironmentMark mark, const Palette &palette)
{
    const Saved saved(painter);
    if (mark == EnvironmentMark::Production) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(palette.prodLine);
        painter->drawRoundedRect(rect, 2, 2);
    } else if (mark == EnvironmentMark::ReadOnly) {
        painter->setClipRect(rect, Qt::IntersectClip);
        paintHatch(painter, rect, palette.ro);
    }
}

void paintHatch(QPainter *painter, const QRectF &rect, const QColor &color)
{
    const Saved saved(painter);
    constexpr qreal step = 6; // stripe and gap together, across
    painter->setClipRect(rect, Qt::IntersectClip);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 2.4, Qt::SolidLine, Qt::FlatCap));
    // Only the stripes that meet what is to be repainted: a frame of a whole page is mostly hole.
    const QRectF seen = rect & painter->clipBoundingRect();
    const qreal height = rect.height();
    const qreal first =
        rect.left() + std::floor((seen.left() - rect.left() - height) / step) * step;
    for (qreal x = first; x < seen.right() + height; x += step)
        painter->drawLine(QPointF(x, rect.bottom() + 1), QPointF(x + height + 2, rect.top() - 1));
}

QSize pillSize(const QFontMetrics &font, const QString &iconName, const QString &text)
{
    const int icon = iconName.isEmpty() ? 0 : qRound(font.height() * 0.8) + metrics::groupSpacing;
    return QSize(qRound(2 * pillAir) + icon + font.horizontalAdvance(text), font.height() + 3);
}

void paintPill(QPainter *painter, const QRect &rect, const QString &iconName, const QString &text,
               const QColor &ink, const QColor &tint, Qt::LayoutDirection direction)
{
    const Saved saved(painter);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tint);
    painter->drawRoundedRect(rect, metrics::pillRadius, metrics::pillRadius);
    const QFontMetrics font = painter->fontMetrics();
    QRect inside = rect.adjusted(qRound(pillAir), 0, -qRound(pillAir), 0);
    if (!iconName.isEmpty()) {
        const int size = qRound(font.height() * 0.8);
        const QRect place(direction == Qt::RightToLeft ? inside.right() + 1 - size : inside.left(),
                          inside.center().y() - size / 2 + 1, size, size);
        painter->drawPixmap(place.topLeft(), iconPixmap(iconName, ink, size,
                                                        painter->device()->devicePixelRatioF()));
        const int taken = size + metrics::groupSpacing;
        inside.adjust(direction == Qt::RightToLeft ? 0 : taken, 0,
                      direction == Qt::RightToLeft ? -taken : 0, 0);
    }
    painter->setPen(ink);
    painter->drawText(inside, Qt::AlignCenter | Qt::TextSingleLine,
                      font.elidedText(text, Qt::ElideRight, inside.width() + 1));
}

QString environmentWord(EnvironmentMark mark)
{
    switch (mark) {
    case EnvironmentMark::None:
        return {};
    case EnvironmentMark::Production:
        return QCoreApplication::translate("orgkeeper", "Production", "environment of an account");
    case EnvironmentMark::ReadOnly:
        return QCoreApplication::translate("orgkeeper", "Read-only", "environment of an account");
    }
    return {};
}

QString environmentIcon(EnvironmentMark mark)
{
    switch (mark) {
    case EnvironmentMark::None:
        return {};
    case EnvironmentMark::Production:
        return u"zap"_s;
    case EnvironmentMark::ReadOnly:
        return u"pencil-off"_s;
    }
    return {};
}

QColor environmentInk(EnvironmentMark mark, const Palette &palette)
{
    return mark == EnvironmentMark::Production ? palette.prod : palette.ro;
}

QColor environmentTint(EnvironmentMark mark, const Palette &palette)
{
    return mark == EnvironmentMark::Production ? palette.prodTint : palette.roTint;
}

EnvironmentMark strictest(EnvironmentMark one, EnvironmentMark other)
{
    for (EnvironmentMark mark : {EnvironmentMark::Production, EnvironmentMark::ReadOnly}) {
        if (one == mark || other == mark)
            return mark;
    }
    return EnvironmentMark::None;
}

void paintTile(QPainter *painter, const QRect &rect, const QString &letters, const Palette &palette,
               bool dashed)
{
    const Saved saved(painter);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(palette.border, 1, dashed ? Qt::DashLine : Qt::SolidLine));
    painter->setBrush(palette.base);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), metrics::cardRadius,
                             metrics::cardRadius);
    QFont font = painter->font();
    font.setPixelSize(qMax(7, qRound(rect.height() * 0.42)));
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(palette.ro);
    painter->drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, letters.left(2));
}

void paintAvatar(QPainter *painter, const QRect &rect, const QString &name, const QString &id,
                 AvatarKind kind, const Palette &palette)
{
    const Saved saved(painter);
    // Seed 0: the colour of an id is the same in every run.
    const QColor &chart = palette.chart[qHash(id.toUtf8(), 0) % palette.chart.size()];
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(blended(chart, palette.base, 0.24));
    if (kind == AvatarKind::Person)
        painter->drawEllipse(rect);
    else
        painter->drawRoundedRect(rect, qMin(metrics::cardRadius, rect.height() / 5),
                                 qMin(metrics::cardRadius, rect.height() / 5));
    QFont font = painter->font();
    font.setPixelSize(qMax(7, qRound(rect.height() * (rect.height() < 24 ? 0.44 : 0.38))));
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(palette.text);
    painter->drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, initials(name));
}

QString initials(const QString &name)
{
    QStringList letters;
    for (const QString &word : name.split(u' ', Qt::SkipEmptyParts)) {
        const QString first = firstCharacter(word);
        if (!first.isEmpty() && first.at(0).isPrint() && !first.at(0).isPunct())
            letters << first.toUpper();
    }
    if (letters.isEmpty())
        return u"?"_s;
    return letters.size() == 1 ? letters.first() : letters.first() + letters.last();
}

void paintHairline(QPainter *painter, const QPoint &from, const QPoint &to, const QColor &color)
{
    // Whole device pixels at any ratio, and the last logical pixel belongs to it.
    const qreal ratio = painter->device()->devicePixelRatioF();
    const qreal thick = qMax(1.0, std::floor(ratio)) / ratio;
    const Saved saved(painter);
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (from.y() == to.y())
        painter->fillRect(QRectF(from.x(), from.y() + 1 - thick, to.x() - from.x() + 1, thick),
                          color);
    else
        painter->fillRect(QRectF(from.x() + 1 - thick, from.y(), thick, to.y() - from.y() + 1),
                          color);
}

} // namespace orgkeeper::marks
