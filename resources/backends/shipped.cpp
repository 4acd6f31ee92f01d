// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shipped.h"

#include <QDir>

// The macro declares a function of the global namespace, so it cannot stand inside ours.
static void initialize()
{
    Q_INIT_RESOURCE(backends);
}

namespace orgkeeper {

void registerShippedBackends()
{
    initialize();
}

} // namespace orgkeeper
