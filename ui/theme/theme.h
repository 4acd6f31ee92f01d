// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "colorschemewatcher.h"
#include "palette.h"

#include <QObject>

namespace orgkeeper {

/// The scheme the whole program wears. One lives in the application for as long as its widgets do;
/// it is the only place that sets the application's palette and style. Widgets need no pointer to
/// it: they paint from the palette they have (see paletteOf).
class Theme : public QObject
{
    Q_OBJECT
public:
    enum class Appearance { System, Light, Dark };
    enum class Contrast { System, Normal, High };

    /// Looks at the platform's palette, which is the answer to System where no portal can be asked,
    /// so it has to be made before anybody sets a palette.
    explicit Theme(QObject *parent);

    /// Puts on style and palette. Call once, before the first widget is shown. remembered: what
    /// System was at the end of the last run, so that a dark desktop does not flash white.
    void putOn(Scheme remembered);
    /// Begins to ask the desktop; call after the first paint.
    void watchDesktop();

    void setAppearance(Appearance appearance);
    void setContrast(Contrast contrast);
    [[nodiscard]] Appearance appearance() const;
    [[nodiscard]] Contrast contrast() const;
    [[nodiscard]] Scheme scheme() const;
    [[nodiscard]] const Palette &palette() const;
    /// What System means without any remembered value: dark if the platform's window is darker than
    /// its text.
    [[nodiscard]] Scheme platformScheme() const;

Q_SIGNALS:
    /// Each time another scheme was put on, after the application has its palette.
    void changed(orgkeeper::Scheme scheme);

private:
    void update();

    ColorSchemeWatcher m_watcher;
    Appearance m_appearance = Appearance::System;
    Contrast m_contrast = Contrast::System;
    Scheme m_platform = Scheme::Light;
    Scheme m_system = Scheme::Light; ///< the best answer to System so far
    Scheme m_scheme = Scheme::Light;
    bool m_isOn = false;
};

} // namespace orgkeeper
