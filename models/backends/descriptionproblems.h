// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"

namespace orgkeeper {

/// Collects what is wrong with a description while it is compiled. Compiling goes on after a
/// mistake, so that an author sees all of them at once; the result is dropped if there were any.
class DescriptionProblems
{
public:
    void add(int line, const QString &text, const QString &cure)
    {
        m_problems.append({line, text, cure});
    }
    void add(const QList<Problem> &problems) { m_problems.append(problems); }

    [[nodiscard]] bool isEmpty() const { return m_problems.isEmpty(); }
    /// By line, each text once a line.
    [[nodiscard]] QList<Problem> sorted() const;

private:
    QList<Problem> m_problems;
};

} // namespace orgkeeper
