// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme.h"

#include "orgstyle.h"

#include <QApplication>
#include <QPalette>

namespace orgkeeper {
namespace {

Scheme schemeOf(bool dark, bool highContrast)
{
    if (highContrast)
        return dark ? Scheme::DarkContrast : Scheme::LightContrast;
    return dark ? Scheme::Dark : Scheme::Light;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_watcher(nullptr)
{
    const QPalette palette = QGuiApplication::palette();
    const bool dark = palette.color(QPalette::Window).lightness() <
                      palette.color(QPalette::WindowText).lightness();
    m_platform = schemeOf(dark, false);
    m_system = m_platform;
    connect(&m_watcher, &ColorSchemeWatcher::wishesChanged, this,
            [this](const DesktopWishes &wishes) {
                const bool isSaid = wishes.lightness != DesktopWishes::Lightness::Unknown;
                const bool wished = wishes.lightness == DesktopWishes::Lightness::Dark;
                m_system = schemeOf(isSaid ? wished : isDark(m_platform), wishes.highContrast);
                update();
            });
}

void Theme::putOn(Scheme remembered)
{
    m_system = remembered;
    m_isOn = true;
    QApplication::setStyle(new OrgStyle); // QApplication owns it
    m_scheme = m_system;
    QApplication::setPalette(toQPalette(palette()));
    update();
}

void Theme::watchDesktop()
{
    m_watcher.start();
}

void Theme::setAppearance(Appearance appearance)
{
    m_appearance = appearance;
    update();
}

void Theme::setContrast(Contrast contrast)
{
    m_contrast = contrast;
    update();
}

Theme::Appearance Theme::appearance() const
{
    return m_appearance;
}

Theme::Contrast Theme::contrast() const
{
    return m_contrast;
}

Scheme Theme::scheme() const
{
    return m_scheme;
}

const Palette &Theme::palette() const
{
    return paletteFor(m_scheme);
}

Scheme Theme::platformScheme() const
{
    return m_platform;
}

void Theme::update()
{
    const bool dark =
        m_appearance == Appearance::System ? isDark(m_system) : m_appearance == Appearance::Dark;
    const bool high =
        m_contrast == Contrast::System ? isHighContrast(m_system) : m_contrast == Contrast::High;
    const Scheme scheme = schemeOf(dark, high);
    if (!m_isOn || scheme == m_scheme)
        return;
    m_scheme = scheme;
    QApplication::setPalette(toQPalette(palette()));
    Q_EMIT changed(m_scheme);
}

} // namespace orgkeeper
