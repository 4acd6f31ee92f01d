// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cellcolumn.h"
#include "description.h"
#include "idindex.h"
#include "rowsink.h"
#include "textarena.h"

#include <span>
#include <string_view>
#include <vector>

namespace orgkeeper {

/// The bare rows of a row store: columns over one arena and the index of ids. Knows no rules of
/// reading except that computed fields are never written by rows.
class RowTable
{
public:
    /// What a row that exists says where the given cells say nothing.
    enum class Lacking { Cleared, Kept };

    explicit RowTable(const Entity &entity);

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] std::size_t fields() const { return m_columns.size(); }
    [[nodiscard]] Cell cell(int row, int field) const; ///< both must exist
    [[nodiscard]] int find(std::string_view id) const; ///< -1: not there
    /// The id, which is not yet there, is cell 0. Missing cells are absent, surplus ones ignored.
    int append(std::span<const Cell> cells);
    [[nodiscard]] bool differs(int row, std::span<const Cell> cells, Lacking lacking) const;
    void update(int row, std::span<const Cell> cells, Lacking lacking);
    /// True: it was another value before.
    bool set(int row, int field, const Cell &cell);
    /// Row i becomes what row oldRows[i] was; all others go.
    void rearrange(const std::vector<int> &oldRows);
    /// Gives back what changed and removed texts occupied, when that is the larger part.
    void compact();
    void clear();
    [[nodiscard]] std::size_t bytes() const;

private:
    [[nodiscard]] bool isWritten(std::size_t field, const Cell &cell, Lacking lacking) const;

    std::vector<CellColumn> m_columns;
    std::vector<bool> m_computed; ///< by field
    TextArena m_arena;
    IdIndex m_index;
    int m_size = 0;
};

} // namespace orgkeeper
