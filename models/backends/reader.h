// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "extractor.h"

#include <memory>
#include <string_view>

namespace orgkeeper {

/// Reads one JSON reply as it arrives, in pieces of any size, and hands its rows on at once.
///
/// - Keeps neither the body nor a tree of it; Extractor says what is kept, and its bounds hold
///   whatever the service sends.
/// - What comes out depends on the bytes alone, never on where they were cut into pieces (but the
///   byte of a mistake inside a word, "nulx", may be the word's first or the wrong one).
/// - Lone surrogates, NUL and bytes that are no UTF-8 become U+FFFD. A byte order mark is skipped.
/// - After the first failure nothing is read any more; rows already handed on stay so.
class Reader
{
public:
    Reader(std::shared_ptr<const ReaderShape> shape, const RowSinks &sinks);
    ~Reader();
    Q_DISABLE_COPY_MOVE(Reader)

    /// The same reply begins again.
    void restart();
    /// False: see failure(); further bytes are ignored.
    bool write(std::string_view bytes);
    /// The reply is whole. False: see failure().
    bool finish();

    /// Nothing is lacking so far: the JSON has come to its end, or has not begun, or has failed.
    [[nodiscard]] bool isWhole() const;
    [[nodiscard]] const ReaderFailure &failure() const;
    [[nodiscard]] const Extractor &extractor() const;
    [[nodiscard]] std::int64_t bytes() const; ///< read so far

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace orgkeeper
