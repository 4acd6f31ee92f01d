// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

#include <QString>

#include <cstdint>
#include <string>

namespace orgkeeper {

/// Why a reply could not be read, as a value: where it stands and what it is about.
struct ReaderFailure
{
    enum class Code {
        None,
        Empty,         ///< not a byte but white space
        WebPage,       ///< begins with "<"
        NotJson,       ///< a byte that JSON does not allow there
        CutShort,      ///< ended before the JSON did
        MoreAfterEnd,  ///< something follows the JSON
        TooDeep,       ///< nested deeper than Reader::Limits::depth
        TextTooLong,   ///< one text or number longer than Reader::Limits::text
        RowTooLarge,   ///< one row's texts together longer than Reader::Limits::row
        RowNotObject,  ///< an item of the list is a text, a number, a list ...
        RowWithoutId,  ///< an item of the list has no usable id
        RowsMissing,   ///< nothing where the list should be
        RowsNotList,   ///< something else where the list should be
        RecordMissing, ///< nothing where the object should be
    };
    Code code = Code::None;
    std::int64_t byte = 0; ///< offset in the reply, from 0
    std::int64_t row = 0;  ///< Row...: the number of the item, from 1
    std::string pointer;   ///< Rows..., Record...: where it should have been

    [[nodiscard]] explicit operator bool() const { return code != Code::None; }
};

/// TooLarge for a bound of ours, Malformed for all else.
[[nodiscard]] Error::Kind kindOf(const ReaderFailure &failure);

/// A sentence for the user. Pages count from 1; 0: the reply is not one of several pages.
[[nodiscard]] QString describe(const ReaderFailure &failure, int page);

} // namespace orgkeeper
