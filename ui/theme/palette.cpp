// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "palette.h"

#include <QPalette>
#include <QWidget>

namespace orgkeeper {
namespace {

Palette lightPalette()
{
    Palette p;
    p.window = QColor(0xF2F4F5);
    p.base = QColor(0xFFFFFF);
    p.alt = QColor(0xF7F9FA);
    p.button = QColor(0xFCFDFD);
    p.text = QColor(0x1B2227);
    p.muted = QColor(0x56626C);
    p.disabled = QColor(0x85909A);
    p.line = QColor(0xE3E7EA);
    p.border = QColor(0xCBD2D8);
    p.control = QColor(0x7E8A93);
    p.highlight = QColor(0x1A6788);
    p.onHighlight = QColor(0xFFFFFF);
    p.focus = QColor(0x1A6788);
    p.accent = QColor(0x14617F);
    p.select = QColor(0xD8E8EF);
    p.selectIdle = QColor(0xE4E8EB);
    p.hover = QColor(0xEDF2F4);
    p.selectText = p.text;
    p.match = QColor(0xFBEDC4);
    p.ok = QColor(0x1A6E3E);
    p.okTint = QColor(0xE4F2E9);
    p.warn = QColor(0x855300);
    p.warnTint = QColor(0xFBF0DA);
    p.error = QColor(0xAF231C);
    p.errorTint = QColor(0xFBE9E7);
    p.infoTint = QColor(0xE2EEF3);
    p.prod = QColor(0xA01A58);
    p.prodTint = QColor(0xF8E7EF);
    p.prodLine = QColor(0xA01A58);
    p.prodFill = QColor(0xA01A58);
    p.ro = QColor(0x4A5863);
    p.roTint = QColor(0xE6EAED);
    p.track = QColor(0xC9D8DF);
    p.tip = QColor(0x2A3238);
    p.tipText = QColor(0xF2F4F5);
    p.chart = {QColor(0x1F7396), QColor(0x9A6812), QColor(0x4B7F52),
               QColor(0x8A4F8F), QColor(0x5F6F7C), QColor(0xB4543A)};
    p.scheme = Scheme::Light;
    return p;
}

Palette darkPalette()
{
    Palette p;
    p.window = QColor(0x22282C);
    p.base = QColor(0x1A1F23);
    p.alt = QColor(0x1E2428);
    p.button = QColor(0x2C3338);
    p.text = QColor(0xE3E8EB);
    p.muted = QColor(0x9DAAB3);
    p.disabled = QColor(0x66727B);
    p.line = QColor(0x2C3338);
    p.border = QColor(0x3D464D);
    p.control = QColor(0x76838D);
    p.highlight = QColor(0x2A7CA1);
    p.onHighlight = QColor(0xFFFFFF);
    p.focus = QColor(0x6DBBDC);
    p.accent = QColor(0x6DBBDC);
    p.select = QColor(0x213F4D);
    p.selectIdle = QColor(0x30383E);
    p.hover = QColor(0x262D32);
    p.selectText = p.text;
    p.match = QColor(0x4A4020);
    p.ok = QColor(0x6FC691);
    p.okTint = QColor(0x1D3427);
    p.warn = QColor(0xE4B455);
    p.warnTint = QColor(0x3A301A);
    p.error = QColor(0xF3958C);
    p.errorTint = QColor(0x432624);
    p.infoTint = QColor(0x1C3642);
    p.prod = QColor(0xF193BC);
    p.prodTint = QColor(0x42212F);
    p.prodLine = QColor(0xC4548A);
    p.prodFill = QColor(0xB03D74);
    p.ro = QColor(0xAEBAC4);
    p.roTint = QColor(0x2E363C);
    p.track = QColor(0x34474F);
    p.tip = QColor(0xE3E8EB);
    p.tipText = QColor(0x1A1F23);
    p.chart = {QColor(0x4FA3C6), QColor(0xD3A24A), QColor(0x7DB385),
               QColor(0xBE8AC3), QColor(0x93A3B0), QColor(0xDF8A70)};
    p.scheme = Scheme::Dark;
    return p;
}

/// One ground, pure text, no tints; rows select with the highlight and inverse text.
Palette contrastPalette(Palette p, bool dark)
{
    const QColor ground = dark ? QColor(Qt::black) : QColor(Qt::white);
    const QColor ink = dark ? QColor(Qt::white) : QColor(Qt::black);
    for (QColor *color : {&p.window, &p.base, &p.alt, &p.button, &p.hover, &p.okTint, &p.warnTint,
                          &p.errorTint, &p.infoTint, &p.prodTint, &p.roTint, &p.track, &p.tip})
        *color = ground;
    for (QColor *color : {&p.text, &p.muted, &p.line, &p.border, &p.control, &p.ro, &p.tipText})
        *color = ink;
    p.disabled = dark ? QColor(0xA6A6A6) : QColor(0x595959);
    p.highlight = dark ? QColor(0x6DBBDC) : QColor(0x0B4A66);
    p.onHighlight = ground;
    p.focus = p.accent = p.highlight;
    p.select = p.selectIdle = p.highlight;
    p.selectText = ground;
    if (dark)
        p.prodLine = p.prodFill = p.prod; // bright under black text
    p.match = dark ? QColor(0x6A5A00) : QColor(0xFFE88A);
    p.frameWidth = 4;
    p.scheme = dark ? Scheme::DarkContrast : Scheme::LightContrast;
    return p;
}

} // namespace

const Palette &paletteFor(Scheme scheme)
{
    static const Palette light = lightPalette();
    static const Palette dark = darkPalette();
    static const Palette lightContrast = contrastPalette(light, false);
    static const Palette darkContrast = contrastPalette(dark, true);
    switch (scheme) {
    case Scheme::Light:
        return light;
    case Scheme::Dark:
        return dark;
    case Scheme::LightContrast:
        return lightContrast;
    case Scheme::DarkContrast:
        return darkContrast;
    }
    return light;
}

const Palette &paletteOf(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Active, QPalette::Window);
    for (Scheme scheme :
         {Scheme::Light, Scheme::Dark, Scheme::LightContrast, Scheme::DarkContrast}) {
        if (paletteFor(scheme).window.rgb() == window.rgb())
            return paletteFor(scheme);
    }
    return paletteFor(window.lightness() < 128 ? Scheme::Dark : Scheme::Light);
}

const Palette &paletteOf(const QWidget *widget)
{
    return paletteOf(widget->palette());
}

QPalette toQPalette(const Palette &p)
{
    QPalette q;
    q.setColor(QPalette::Window, p.window);
    q.setColor(QPalette::WindowText, p.text);
    q.setColor(QPalette::Base, p.base);
    q.setColor(QPalette::AlternateBase, p.alt);
    q.setColor(QPalette::Text, p.text);
    q.setColor(QPalette::PlaceholderText, p.muted);
    q.setColor(QPalette::Button, p.button);
    q.setColor(QPalette::ButtonText, p.text);
    q.setColor(QPalette::BrightText, p.onHighlight);
    q.setColor(QPalette::Light, p.base);
    q.setColor(QPalette::Midlight, p.line);
    q.setColor(QPalette::Mid, p.border);
    q.setColor(QPalette::Dark, p.control);
    q.setColor(QPalette::Shadow, p.control);
    q.setColor(QPalette::Highlight, p.highlight);
    q.setColor(QPalette::HighlightedText, p.onHighlight);
    q.setColor(QPalette::Link, p.accent);
    q.setColor(QPalette::LinkVisited, p.accent);
    q.setColor(QPalette::ToolTipBase, p.tip);
    q.setColor(QPalette::ToolTipText, p.tipText);
    // Fusion does not grey what we paint by itself, so the group is ours to set.
    for (QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText,
          QPalette::HighlightedText, QPalette::Link, QPalette::LinkVisited})
        q.setColor(QPalette::Disabled, role, p.disabled);
    q.setColor(QPalette::Disabled, QPalette::Base, p.window);
    q.setColor(QPalette::Disabled, QPalette::Button, p.window);
    q.setColor(QPalette::Disabled, QPalette::Dark, p.border);
    q.setColor(QPalette::Disabled, QPalette::Highlight, p.border);
    return q;
}

QColor inkColor(const Palette &p, Ink ink)
{
    switch (ink) {
    case Ink::Text:
        return p.text;
    case Ink::Muted:
        return p.muted;
    case Ink::Accent:
        return p.accent;
    case Ink::Ok:
        return p.ok;
    case Ink::Warn:
        return p.warn;
    case Ink::Error:
        return p.error;
    case Ink::Production:
        return p.prod;
    case Ink::ReadOnly:
        return p.ro;
    case Ink::OnHighlight:
        return p.onHighlight;
    case Ink::Disabled:
        return p.disabled;
    }
    return p.text;
}

bool isDark(Scheme scheme)
{
    return scheme == Scheme::Dark || scheme == Scheme::DarkContrast;
}

bool isHighContrast(Scheme scheme)
{
    return scheme == Scheme::LightContrast || scheme == Scheme::DarkContrast;
}

QColor blended(const QColor &over, const QColor &ground, qreal share)
{
    const auto mix = [share](int a, int b) { return qRound(a * share + b * (1 - share)); };
    return QColor(mix(over.red(), ground.red()), mix(over.green(), ground.green()),
                  mix(over.blue(), ground.blue()));
}

} // namespace orgkeeper
