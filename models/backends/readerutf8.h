// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace orgkeeper {

/// The text itself when it is UTF-8; else the buffer, filled with the text and U+FFFD in place of
/// each byte that is none (so of each byte of a surrogate as well).
[[nodiscard]] std::string_view repairedUtf8(std::string_view text, std::string &buffer);

} // namespace orgkeeper
