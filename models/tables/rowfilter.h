// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "celltext.h"
#include "rowstore.h"
#include "textarena.h"

#include <QStringList>

#include <functional>
#include <string>
#include <vector>

namespace orgkeeper {

/// Whether a row passes: all words are in the texts of its cells, as they are shown and as they
/// came, and the predicate agrees. Flags are not searched: "no" is a word of half the rows. The
/// folded key of a row is made when it is first asked for.
class RowFilter
{
public:
    using Predicate = std::function<bool(const RowStore &, int row)>;

    explicit RowFilter(const RowStore &store)
        : m_store(store)
    {
    }

    void setWords(const QStringList &words);
    [[nodiscard]] const std::vector<std::string> &words() const { return m_words; } ///< folded
    void setPredicate(Predicate predicate);
    [[nodiscard]] bool hasPredicate() const { return static_cast<bool>(m_predicate); }
    [[nodiscard]] bool isEmpty() const { return m_words.empty() && !m_predicate; }
    [[nodiscard]] bool passes(int row);
    /// Makes the key before it is needed.
    void prepare(int row) { key(row); }
    /// The row's cells have changed.
    void forget(int row);
    /// Row i is what row oldRows[i] was.
    void rearrange(const std::vector<int> &oldRows);
    [[nodiscard]] std::size_t bytes() const;

private:
    static constexpr TextArena::Ref none = UINT64_MAX;
    std::string_view key(int row);
    void fold(int row);

    const RowStore &m_store;
    std::vector<std::string> m_words;
    Predicate m_predicate;
    CellText m_texts;
    TextArena m_arena;
    std::vector<TextArena::Ref> m_keys; ///< by row
    std::string m_scratch;
};

/// Whether rows that pass the first words alone can pass the second ones.
[[nodiscard]] bool isNarrower(const std::vector<std::string> &than,
                              const std::vector<std::string> &words);

} // namespace orgkeeper
