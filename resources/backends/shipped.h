// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace orgkeeper {

/// Makes ":/backends/" known: the schema and the shipped descriptions. A static library's resources
/// would be dropped by the linker otherwise. May be called as often as one likes.
void registerShippedBackends();

} // namespace orgkeeper
