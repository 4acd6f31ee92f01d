// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace orgkeeper {

// What a service or a stranger wrote, made fit to stand among our own words. The one rule for names
// and messages in sentences; cells of tables have their own (oneLine()), which shows what is
// hidden.

/// Control and formatting characters and letters that are empty; some blanks are among them.
[[nodiscard]] bool isUnseen(char32_t c);

/// One line without control characters, without what turns the direction of writing and without
/// what is not seen; "…" stands for what is beyond the longest. Empty: nothing of it can be seen.
[[nodiscard]] QString tamed(const QString &words, qsizetype longest = 300);

/// Tamed, and kept apart (U+2068, U+2069) where it has letters that are written from right to left,
/// so that neither it nor the sentence around it changes its order.
[[nodiscard]] QString inSentence(const QString &words, qsizetype longest = 120);

/// A person can read it and type the same: it is not empty, nothing of it is tamed and it is not
/// longer than 60 characters. Blanks around it do not count.
[[nodiscard]] bool canBeTyped(const QString &name);

} // namespace orgkeeper
