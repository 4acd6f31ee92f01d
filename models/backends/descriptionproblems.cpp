// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "descriptionproblems.h"

#include <algorithm>

namespace orgkeeper {

QList<Problem> DescriptionProblems::sorted() const
{
    QList<Problem> result;
    for (const Problem &problem : m_problems) {
        const bool known = std::any_of(result.cbegin(), result.cend(), [&](const Problem &other) {
            return other.line == problem.line && other.text == problem.text;
        });
        if (!known) {
            result.append(problem);
        }
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Problem &a, const Problem &b) { return a.line < b.line; });
    return result;
}

} // namespace orgkeeper
