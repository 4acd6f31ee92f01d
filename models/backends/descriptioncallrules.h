// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "descriptionproblems.h"
#include "located.h"

namespace orgkeeper {

// What a call is by its name, and the rules that hold between calls.

[[nodiscard]] bool isWrite(CallId id);
/// It concerns one organization that exists already.
[[nodiscard]] bool isAboutOrganization(CallId id);
/// It concerns one member who exists already.
[[nodiscard]] bool isAboutMember(CallId id);

/// Which read shows a write's effect when the description does not say.
[[nodiscard]] CallId usualVerify(const Call &call, const Description &description);
/// The read that a write names must be described and must show the effect.
void checkVerify(const Located &value, const Call &call, const Description &description,
                 DescriptionProblems &problems);
/// Rows need to know what they are made of.
void checkEntities(const Located &value, const Call &call, const Description &description,
                   DescriptionProblems &problems);

} // namespace orgkeeper
