// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <Qt>

namespace orgkeeper {

/// What CellDelegate asks a model beside Qt's own roles (DisplayRole, CheckStateRole, ToolTipRole
/// and the accessible texts). The models fill those that apply; a model with roles of its own is
/// shown through a delegate that overrides CellDelegate::look().
enum CellRole {
    CellIdRole = Qt::UserRole + 100, ///< QString: the row's id, the same in each of its cells
    CellKindRole,       ///< CellLook::Kind as int; absent: Text, or Tick with a CheckStateRole
    CellMutedRole,      ///< bool: a second value, or words instead of one ("not read")
    CellBoldRole,       ///< bool
    CellWarnRole,       ///< bool: triangle and warning colour (an organization with 0 or 1 admins)
    CellIconRole,       ///< QString: an icon's name before the text
    CellIconInkRole,    ///< Ink as int, of that icon
    CellAvatarNameRole, ///< QString: an avatar before the text
    CellAvatarKindRole, ///< AvatarKind as int
    CellNoteRole,       ///< QString: muted words after the text or the box ("you", "Editor")
    CellInFlightRole,   ///< QString: words instead of the box ("granting..."); takes no click
    CellRefusalRole,    ///< QString: why the last change was refused, after the box
    CellCopyRole,       ///< QString: what is copied instead of the text
    FirstFreeCellRole,
};

} // namespace orgkeeper
