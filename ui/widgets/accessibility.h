// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace orgkeeper {

/// Teaches screen readers what our painted widgets are: a strip is an alert. Call once, after the
/// application object exists.
void installAccessibility();

} // namespace orgkeeper
