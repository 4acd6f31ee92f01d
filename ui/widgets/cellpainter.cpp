// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cellpainter.h"

#include "icons.h"
#include "metrics.h"
#include "plaintext.h"
#include "styleparts.h"
#include "typescale.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace orgkeeper {
namespace {

constexpr int gap = 6;

QString noteOf(const CellLook &look)
{
    return plaintext::oneLine(look.note);
}

QFont fontOf(const CellLook &look, const QFont &font)
{
    if (look.kind == CellLook::Kind::Fixed)
        return typeFont(Type::Fixed, font);
    QFont own = font;
    own.setBold(look.isBold || (look.isWarned && look.kind == CellLook::Kind::Number));
    return own;
}

int insetOf(bool isFirst)
{
    return isFirst ? metrics::firstInset : metrics::cellInset;
}

int avatarSide(const QFontMetrics &font)
{
    return font.height() + 2;
}

} // namespace

CellPainter::CellPainter(QPainter *painter, const Palette &palette, const QRect &cell,
                         Qt::LayoutDirection direction, bool isFirst)
    : m_painter(painter)
    , m_palette(palette)
    , m_cell(cell)
    , m_direction(direction)
    , m_x(cell.left() + insetOf(isFirst))
    , m_end(cell.right() + 1 - metrics::cellInset)
{
}

void CellPainter::paint(const CellLook &look, const QRect &box)
{
    if (look.kind == CellLook::Kind::Tick)
        return paintTick(look, box);
    const QFont body = m_painter->font();
    if (look.kind == CellLook::Kind::Number)
        return paintNumber(look);
    if (!look.avatarName.isEmpty())
        paintAvatar(look);
    if (!look.iconName.isEmpty())
        paintIcon(look.iconName, inkColor(m_palette, look.iconInk));
    m_painter->setFont(fontOf(look, body));
    paintText(plaintext::oneLine(look.text), look.isMuted ? m_palette.muted : m_palette.text,
              look.kind == CellLook::Kind::Fixed);
    m_painter->setFont(body);
    if (look.isWarned)
        paintIcon(u"triangle-alert"_s, m_palette.warn);
    if (!look.note.isEmpty())
        paintText(noteOf(look), m_palette.muted, false);
}

int CellPainter::widthOf(const CellLook &look, const QFont &font, bool isFirst)
{
    const QFontMetrics own(fontOf(look, font));
    const QFontMetrics body(font);
    const int icon = metrics::iconSize(body) + gap;
    int width = insetOf(isFirst) + metrics::cellInset;
    if (look.kind == CellLook::Kind::Tick) {
        width += icon;
        if (!look.inFlight.isEmpty())
            return width + body.horizontalAdvance(look.inFlight);
        if (!look.refusal.isEmpty())
            return width + icon + body.horizontalAdvance(plaintext::oneLine(look.refusal));
    } else {
        width += own.horizontalAdvance(plaintext::oneLine(look.text)) + 1;
    }
    if (!look.avatarName.isEmpty())
        width += avatarSide(body) + gap;
    if (!look.iconName.isEmpty())
        width += icon;
    if (look.isWarned)
        width += icon;
    if (!look.note.isEmpty())
        width += gap + body.horizontalAdvance(noteOf(look));
    return width;
}

void CellPainter::paintAvatar(const CellLook &look)
{
    const int side = avatarSide(m_painter->fontMetrics());
    marks::paintAvatar(m_painter, take(side, side), look.avatarName, look.avatarId, look.avatarKind,
                       m_palette);
}

void CellPainter::paintIcon(const QString &name, const QColor &color)
{
    const int size = metrics::iconSize(m_painter->fontMetrics());
    if (m_x + size > m_end)
        return;
    const qreal ratio = m_painter->device()->devicePixelRatioF();
    m_painter->drawPixmap(take(size, size).topLeft(), iconPixmap(name, ink(color), size, ratio));
}

void CellPainter::paintTick(const CellLook &look, const QRect &box)
{
    if (!look.inFlight.isEmpty()) {
        paintIcon(iconName(RowGlyph::InFlight), m_palette.accent);
        paintText(plaintext::oneLine(look.inFlight), m_palette.muted, false);
        return;
    }
    styleparts::paintCheckBox(m_painter, box, look.check, look.isEnabled && isEnabled, m_palette);
    m_x += box.width() + gap;
    if (!look.refusal.isEmpty()) {
        paintIcon(iconName(RowGlyph::Refused), m_palette.error);
        paintText(plaintext::oneLine(look.refusal), m_palette.error, false);
    } else if (!look.note.isEmpty()) {
        paintText(noteOf(look), m_palette.muted, false);
    }
}

void CellPainter::paintNumber(const CellLook &look)
{
    const QFont body = m_painter->font();
    m_painter->setFont(fontOf(look, body));
    const QString text = plaintext::oneLine(look.text);
    const QFontMetrics font = m_painter->fontMetrics();
    const int icon = look.isWarned ? metrics::iconSize(font) + gap : 0;
    const int width = font.horizontalAdvance(text) + 1 + icon;
    m_x = qMax(m_x, m_end - width);
    if (look.isWarned)
        paintIcon(u"triangle-alert"_s, m_palette.warn);
    paintText(text,
              look.isWarned  ? m_palette.warn
              : look.isMuted ? m_palette.muted
                             : m_palette.text,
              false);
    m_painter->setFont(body);
}

void CellPainter::paintText(const QString &text, const QColor &color, bool isLtr)
{
    const QFontMetrics font = m_painter->fontMetrics();
    const int room = m_end - m_x;
    if (text.isEmpty() || room <= 0)
        return;
    const int wanted = font.horizontalAdvance(text) + 1;
    const QString shown = wanted > room ? font.elidedText(text, Qt::ElideRight, room) : text;
    const QRect place = take(qMin(wanted, room), font.height());
    paintMarked(shown, place, ink(color), isLtr);
}

void CellPainter::paintMarked(const QString &text, const QRect &place, const QColor &color,
                              bool isLtr)
{
    const QList<plaintext::Span> spans = plaintext::matches(text, matchWords);
    QTextOption option;
    option.setTextDirection(isLtr ? Qt::LeftToRight : Qt::LayoutDirectionAuto);
    option.setWrapMode(QTextOption::NoWrap);
    QTextLayout layout(text, m_painter->font());
    layout.setTextOption(option);
    layout.setCacheEnabled(false);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(place.width() + 4);
    layout.endLayout();
    const QFontMetrics font = m_painter->fontMetrics();
    const qreal left = place.left() + (place.width() - line.naturalTextWidth()) / 2;
    const qreal top = place.top() + (place.height() - font.height()) / 2.0;
    // A paragraph that runs right to left is pushed to the end of the line's width.
    const QPointF origin(left - line.naturalTextRect().left(), top);
    QList<QTextLayout::FormatRange> ranges;
    for (const plaintext::Span &span : spans) {
        QTextLayout::FormatRange range;
        range.start = span.start;
        range.length = span.length;
        range.format.setBackground(m_palette.match);
        // On an inverted row `text` would vanish into the mark's ground or the row's.
        range.format.setForeground(m_palette.text);
        ranges.append(range);
    }
    m_painter->setPen(color);
    layout.draw(m_painter, origin, ranges);
}

QRect CellPainter::take(int width, int height)
{
    const QRect logical(m_x, m_cell.top() + (m_cell.height() - height) / 2, width, height);
    m_x += width + gap;
    return QStyle::visualRect(m_direction, m_cell, logical);
}

QColor CellPainter::ink(const QColor &normal) const
{
    if (!isEnabled)
        return m_palette.disabled;
    if (isSelected && isHighContrast(m_palette.scheme))
        return m_palette.selectText;
    return normal;
}

} // namespace orgkeeper
