// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace orgkeeper {

/// What was asked for on the command line.
struct CommandLine
{
    enum class Mode { Window, Tour, CheckBackend, Help, Version, Mistake };
    Mode mode = Mode::Window;
    bool demo = false;
    QString path;       ///< Tour: the folder; CheckBackend: the file
    QString appearance; ///< "light", "dark", "system" or empty: as in the settings
    double scale = 0;   ///< Tour: 0 means as the display says
    QString size;       ///< Tour: of the window, "720x450"; empty: 1440x900
    bool rightToLeft = false;
    QString mistake; ///< what to say before ending with 2
};

/// Needs no application object. arguments: without the program's name.
[[nodiscard]] CommandLine parseCommandLine(const QStringList &arguments);
[[nodiscard]] QString helpText();

} // namespace orgkeeper
