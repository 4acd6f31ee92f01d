// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "descriptionproblems.h"
#include "located.h"

namespace orgkeeper {

/// Compiles "calls" into description, whose credentials and entities must be there already. Checks
/// what only a call shows: that its variables are known, that it names the organization and the
/// member it is about, that its form is sent, that its verification is described.
void readCalls(const Located &calls, Description &description, DescriptionProblems &problems);

} // namespace orgkeeper
