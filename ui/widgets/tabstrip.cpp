// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tabstrip.h"

#include "icons.h"
#include "marks.h"
#include "metrics.h"
#include "plaintext.h"
#include "styleparts.h"

#include <QLocale>
#include <QPainter>
#include <QStyleOptionTab>

using namespace Qt::StringLiterals;

namespace orgkeeper {
namespace {

constexpr int air = 12;
constexpr int gap = 6;

QFont boldFont(const QFont &font)
{
    QFont bold = font;
    bold.setBold(true);
    return bold;
}

} // namespace

TabStrip::TabStrip(QWidget *parent)
    : QTabBar(parent)
{
    setDocumentMode(true);
    setDrawBase(true);
    setExpanding(false);
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(true);
}

void TabStrip::setCount(int index, qint64 count)
{
    if (index < 0 || index >= m_extras.size())
        return;
    m_extras[index].count = count;
    updateName(index);
    // QTabBar lays out again only when a text changes.
    setTabText(index, tabText(index));
}

void TabStrip::setMuted(int index, const QString &reason)
{
    if (index < 0 || index >= m_extras.size())
        return;
    m_extras[index].reason = reason;
    setTabToolTip(index, plaintext::toolTip(reason));
    updateName(index);
    setTabText(index, tabText(index));
}

bool TabStrip::isMuted(int index) const
{
    return index >= 0 && index < m_extras.size() && !m_extras.at(index).reason.isEmpty();
}

QSize TabStrip::tabSizeHint(int index) const
{
    // As wide as when chosen, so that choosing another tab moves nothing.
    const QFontMetrics bold(boldFont(font()));
    int width = bold.size(Qt::TextShowMnemonic, tabText(index)).width() + 2 * air;
    if (const QString count = countText(index); !count.isEmpty())
        width += gap + fontMetrics().horizontalAdvance(count);
    if (isMuted(index))
        width += gap + metrics::iconSize(fontMetrics());
    return QSize(width, metrics::tabHeight(fontMetrics()));
}

QSize TabStrip::minimumTabSizeHint(int index) const
{
    return tabSizeHint(index);
}

void TabStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    marks::paintHairline(&painter, rect().bottomLeft(), rect().bottomRight(),
                         paletteOf(this).border);
    for (int index = 0; index < count(); ++index) {
        if (isTabVisible(index))
            paintTab(&painter, index);
    }
}

void TabStrip::tabInserted(int index)
{
    m_extras.insert(index, Extra{});
    QTabBar::tabInserted(index);
}

void TabStrip::tabRemoved(int index)
{
    m_extras.removeAt(index);
    QTabBar::tabRemoved(index);
}

void TabStrip::paintTab(QPainter *painter, int index) const
{
    const Palette &palette = paletteOf(this);
    QStyleOptionTab option;
    initStyleOption(&option, index);
    style()->drawControl(QStyle::CE_TabBarTabShape, &option, painter, this);
    const bool isCurrent = index == currentIndex();
    painter->save();
    painter->setFont(isCurrent ? boldFont(font()) : font());
    const QSize size = tabSizeHint(index);
    int x = option.rect.left() + (option.rect.width() - size.width()) / 2 + air;
    const auto place = [&](int width) {
        const QRect logical(x, option.rect.top(), width, option.rect.height());
        x += width + gap;
        return QStyle::visualRect(layoutDirection(), option.rect, logical);
    };
    const int textWidth = painter->fontMetrics().size(Qt::TextShowMnemonic, tabText(index)).width();
    painter->setPen(isMuted(index) ? palette.muted : palette.text);
    painter->drawText(place(textWidth), Qt::AlignCenter | Qt::TextShowMnemonic, tabText(index));
    painter->setFont(font());
    if (const QString number = countText(index); !number.isEmpty()) {
        painter->setPen(palette.muted);
        painter->drawText(place(fontMetrics().horizontalAdvance(number)), Qt::AlignCenter, number);
    }
    if (isMuted(index)) {
        const int side = metrics::iconSize(fontMetrics());
        QRect where(0, 0, side, side);
        where.moveCenter(place(side).center());
        painter->drawPixmap(where.topLeft(),
                            iconPixmap(u"info"_s, palette.muted, side, devicePixelRatioF()));
    }
    painter->restore();
    if (isCurrent && hasFocus())
        styleparts::paintFocusRing(painter, option.rect.adjusted(2, 4, -2, -6), palette.focus, 3);
}

void TabStrip::updateName(int index)
{
    QString name = tabText(index).remove(u'&');
    if (const QString count = countText(index); !count.isEmpty())
        name += u", "_s + count;
    if (isMuted(index))
        name += u": "_s + m_extras.at(index).reason;
    setAccessibleTabName(index, name);
}

QString TabStrip::countText(int index) const
{
    const qint64 count = index < m_extras.size() ? m_extras.at(index).count : -1;
    return count < 0 ? QString() : QLocale().toString(count);
}

} // namespace orgkeeper
