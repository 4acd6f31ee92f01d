// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "celltime.h"
#include "description.h"
#include "rowsink.h"

#include <QString>

namespace orgkeeper {

/// Text of cells for people, by locale: numbers grouped, times local and short, flags yes or no,
/// lists joined, nothing for what is not there. Kept by those who make many. What is not of the
/// field's type is shown as it came.
class CellText
{
public:
    explicit CellText(const QLocale &locale = QLocale());
    [[nodiscard]] QString text(const Cell &cell, FieldType type);

private:
    [[nodiscard]] QString number(const Cell &cell) const;

    QLocale m_locale;
    TimeText m_times;
    QString m_yes;
    QString m_no;
};

/// As it came: what copying a single value and a service's own forms want.
[[nodiscard]] QString rawText(const Cell &cell);

/// The id that a cell stands for: text as it is, numbers by their digits. Lives in the cell or the
/// buffer.
struct IdBuffer
{
    char bytes[24];
};
[[nodiscard]] std::string_view idOf(const Cell &cell, IdBuffer &buffer);

/// Whether a flag (or a number or a word in its place) is set.
[[nodiscard]] bool isSet(const Cell &cell);

/// A server's text as one harmless line: control characters as their symbols, and what turns the
/// direction of writing kept from turning the text around it.
[[nodiscard]] QString oneLine(const QString &text);

} // namespace orgkeeper
