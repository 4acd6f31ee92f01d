// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "celldelegate.h"

namespace orgkeeper {

/// Shows the cells of a TableModel: turns its roles into looks.
class OrgDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;
    [[nodiscard]] CellLook look(const QModelIndex &index) const override;
};

} // namespace orgkeeper
