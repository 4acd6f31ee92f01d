// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "textlabel.h"

#include <QApplication>
#include <QEvent>

namespace orgkeeper {
namespace {

/// Inks that have a role of Qt's follow the palette, its disabled group included, by themselves.
QPalette::ColorRole roleOf(Ink ink)
{
    switch (ink) {
    case Ink::Text:
        return QPalette::WindowText;
    case Ink::Muted:
        return QPalette::PlaceholderText;
    case Ink::Accent:
        return QPalette::Link;
    default:
        return QPalette::BrightText;
    }
}

} // namespace

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
    const QPalette::ColorRole role = roleOf(m_ink);
    // Setting either sends another PaletteChange, which leads here again: only if it differs.
    if (foregroundRole() != role)
        setForegroundRole(role);
    if (role != QPalette::BrightText)
        return;
    const QColor color = inkColor(paletteOf(this), m_ink);
    if (palette().color(QPalette::Active, role) == color)
        return;
    QPalette own;
    own.setColor(role, color);
    setPalette(own);
}

} // namespace orgkeeper
