// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "located.h"

#include <boost/json/error.hpp>

namespace orgkeeper {

/// Where a parser stopped, with what is needed to say why in words.
struct MistakePlace
{
    QByteArray json;
    qsizetype offset = 0; ///< of the byte it stumbled on
    int line = 1;         ///< of that byte
    QString afterName;    ///< the name whose value was expected; empty: none was
    int openLine = 0;     ///< of the innermost open bracket; 0: none is open
    QChar openBracket;
};

/// What is wrong where the parser stopped. No error: there is text after the end of the document.
[[nodiscard]] LocatedMistake mistakeAt(const MistakePlace &place,
                                       const boost::json::error_code &error);
/// The text ended too early.
[[nodiscard]] LocatedMistake endMistake(const MistakePlace &place);
[[nodiscard]] LocatedMistake emptyMistake();
[[nodiscard]] LocatedMistake repetition(const QString &name, int line);

} // namespace orgkeeper
