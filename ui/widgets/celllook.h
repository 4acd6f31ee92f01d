// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "marks.h"
#include "palette.h"

#include <QString>

namespace orgkeeper {

/// All that one cell shows. Texts may come straight from a server; the delegate makes them safe.
struct CellLook
{
    enum class Kind {
        Text,
        Number, ///< trailing
        Fixed,  ///< an id: fixed font, left to right everywhere
        Tick,   ///< a box, or what is going on instead of it
    };
    Kind kind = Kind::Text;
    QString text;
    QString note;
    bool isMuted = false;
    bool isBold = false;
    bool isWarned = false;
    QString iconName;
    Ink iconInk = Ink::Muted;
    QString avatarName; ///< empty: no avatar
    QString avatarId;
    AvatarKind avatarKind = AvatarKind::Person;
    Qt::CheckState check = Qt::Unchecked;
    bool isEnabled = true;
    QString inFlight;
    QString refusal;
};

} // namespace orgkeeper
