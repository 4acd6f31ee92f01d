// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace orgkeeper {

/// Appends a text as searching sees it: without case, accents and the like, so that "ornek" finds
/// "Örnek" and "lodz" finds "Łódź". UTF-8 in and out.
void appendFolded(std::string &to, std::string_view text);
[[nodiscard]] std::string folded(const QString &text);

} // namespace orgkeeper
