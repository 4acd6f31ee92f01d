// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace orgkeeper {

class EmptyState;

/// Says why a part is not there. The first sentence of the reason is the title.
void fillAbsence(EmptyState *empty, const QString &iconName, const QString &reason,
                 const QString &more);

} // namespace orgkeeper
