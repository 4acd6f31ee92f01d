// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "overlay.h"

namespace orgkeeper {

bool RowMark::takesNoClick() const
{
    switch (kind) {
    case Kind::Waiting:
    case Kind::Granting:
    case Kind::Withdrawing:
    case Kind::Adding:
    case Kind::Removing:
    case Kind::Rereading:
    // Until a read has settled what is true, a second change could undo the first.
    case Kind::Unknown:
        return true;
    case Kind::None:
    case Kind::Refused:
    case Kind::Conflict:
    case Kind::Done:
        break;
    }
    return false;
}

} // namespace orgkeeper
