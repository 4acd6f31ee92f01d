// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace orgkeeper {

/// Text from a server is never trusted to be one line, short, or to run in one direction.
namespace plaintext {

inline constexpr int longestCell = 1000; ///< characters that are worth painting

/// One line of at most most characters: line breaks and other control characters become their
/// pictures (U+2400...), overrides of direction a replacement character, and isolates are closed.
[[nodiscard]] QString oneLine(const QString &text, int most = longestCell);

/// For a name inside a sentence: neither its direction nor its marks reach the words around it.
[[nodiscard]] QString isolated(const QString &text);
/// The same for ids, slugs, e-mail addresses, URLs and hashes, which run left to right everywhere.
[[nodiscard]] QString isolatedLtr(const QString &text);

/// A tool tip that shows text as it is, even if it looks like HTML. Empty stays empty.
[[nodiscard]] QString toolTip(const QString &text);

/// Lower case without accents, one character for one character, so that places found in it are
/// places in text.
[[nodiscard]] QString folded(const QString &text);

struct Span
{
    int start = 0;
    int length = 0;
    bool operator==(const Span &) const = default;
};
/// Where words occur in text, in order and without overlap. words: as folded() gives them.
[[nodiscard]] QList<Span> matches(const QString &text, const QStringList &words);

} // namespace plaintext
} // namespace orgkeeper
