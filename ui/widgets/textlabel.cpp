// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "textlabel.h"

#include <QApplication>
#include <QEvent>

namespace orgkeeper {

TextLabel::TextLabel(const QString &text, Type type, Ink ink, QWidget *parent)
    : QLabel(text, parent)
    , m_type(type)
    , m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    applyFont();
    applyInk();
}

void TextLabel::setType(Type type)
{
    m_type = type;
    applyFont();
}

void TextLabel::setInk(Ink ink)
{
    m_ink = ink;
    applyInk();
}

Ink TextLabel::ink() const
{
    return m_ink;
}

void TextLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationFontChange)
        applyFont();
    else if (event->type() == QEvent::PaletteChange)
        applyInk();
    QLabel::changeEvent(event);
}

void TextLabel::applyFont()
{
    if (m_type != Type::Body)
        setFont(typeFont(m_type, QApplication::font()));
}

void TextLabel::applyInk()
{
    // Inks that have a role of Qt's follow the palette, its disabled group included, by themselves.
    switch (m_ink) {
    case Ink::Text:
        setForegroundRole(QPalette::WindowText);
        return;
    case Ink::Muted:
        setForegroundRole(QPalette::PlaceholderText);
        return;
    case Ink::Accent:
        setForegroundRole(QPalette::Link);
        return;
    default:
        break;
    }
    setForegroundRole(QPalette::BrightText);
    const QColor color = inkColor(paletteOf(this), m_ink);
    if (palette().color(QPalette::Active, QPalette::BrightText) == color)
        return; // setting it again would send another PaletteChange
    QPalette own;
    own.setColor(QPalette::BrightText, color);
    setPalette(own);
}

} // namespace orgkeeper
