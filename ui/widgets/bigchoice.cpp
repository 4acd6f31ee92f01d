// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bigchoice.h"

#include "icons.h"
#include "metrics.h"
#include "styleparts.h"
#include "typescale.h"

#include <QPainter>
#include <QStyle>

namespace orgkeeper {
namespace {

constexpr int wantedCharacters = 48;
constexpr int leastCharacters = 26;

} // namespace

BigChoice::BigChoice(const QString &iconName, const QString &title, const QString &sentence,
                     const QKeySequence &keys, QWidget *parent)
    : QPushButton(title, parent)
    , m_iconName(iconName)
    , m_sentence(sentence)
    , m_keys(keys.toString(QKeySequence::NativeText))
{
    setAccessibleDescription(sentence);
    if (!keys.isEmpty())
        setShortcut(keys);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QSize BigChoice::sizeHint() const
{
    const int width = wantedCharacters * fontMetrics().averageCharWidth();
    return QSize(width, heightForWidth(width));
}

QSize BigChoice::minimumSizeHint() const
{
    const int width = leastCharacters * fontMetrics().averageCharWidth();
    return QSize(width, heightForWidth(wantedCharacters * fontMetrics().averageCharWidth()));
}

bool BigChoice::hasHeightForWidth() const
{
    return true;
}

int BigChoice::heightForWidth(int width) const
{
    return placesFor(width).height;
}

BigChoice::Places BigChoice::placesFor(int width) const
{
    Places places;
    const QFontMetrics title(typeFont(Type::Section, font()));
    const QFontMetrics pill(typeFont(Type::Pill, font()));
    const int size = metrics::iconSize(fontMetrics(), IconPlace::Card);
    const int margin = metrics::pageMargin;
    const int left = margin + size + metrics::cardSpacing;
    const int keysWidth = m_keys.isEmpty() ? 0 : pill.horizontalAdvance(m_keys) + 10;
    places.icon = QRect(margin, margin, size, size);
    places.keys = QRect(width - margin - keysWidth, margin, keysWidth, pill.height() + 2);
    places.title =
        QRect(left, margin, places.keys.left() - left - metrics::spacing, title.height());
    const int room = width - left - margin;
    const QRect text =
        fontMetrics().boundingRect(QRect(0, 0, room, 10000), Qt::TextWordWrap, m_sentence);
    places.sentence =
        QRect(left, places.title.bottom() + metrics::groupSpacing, room, text.height());
    places.height = places.sentence.bottom() + 1 + margin;
    return places;
}

void BigChoice::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const Palette &palette = paletteOf(this);
    const Places places = placesFor(width());
    const auto mirrored = [this](const QRect &place) {
        return QStyle::visualRect(layoutDirection(), rect(), place);
    };
    QColor fill = isDefault() ? palette.infoTint : palette.base;
    if (isEnabled() && (underMouse() || isDown()))
        fill = isDown() ? palette.select : isDefault() ? palette.select : palette.hover;
    styleparts::paintRounded(&painter, rect(), fill,
                             isDefault() ? palette.highlight : palette.border, metrics::cardRadius);
    if (hasFocus())
        styleparts::paintFocusRing(&painter, rect(), palette.focus, metrics::cardRadius - 1);
    const QColor text = isEnabled() ? palette.text : palette.disabled;
    const QColor muted = isEnabled() ? palette.muted : palette.disabled;
    painter.drawPixmap(mirrored(places.icon).topLeft(),
                       iconPixmap(m_iconName, isEnabled() ? palette.accent : palette.disabled,
                                  places.icon.width(), devicePixelRatioF()));
    const int leading = layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft;
    painter.setPen(muted);
    painter.drawText(mirrored(places.sentence), Qt::TextWordWrap | leading | Qt::AlignAbsolute,
                     m_sentence);
    painter.setPen(text);
    painter.setFont(typeFont(Type::Section, font()));
    painter.drawText(mirrored(places.title), Qt::TextShowMnemonic | leading | Qt::AlignAbsolute,
                     this->text());
    if (m_keys.isEmpty())
        return;
    styleparts::paintRounded(&painter, mirrored(places.keys), palette.window, palette.border,
                             metrics::pillRadius);
    painter.setFont(typeFont(Type::Pill, font()));
    painter.setPen(palette.muted);
    painter.drawText(mirrored(places.keys), Qt::AlignCenter, m_keys);
}

} // namespace orgkeeper
