// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rowtable.h"

#include "celltext.h"

namespace orgkeeper {

namespace {

const Cell &cellAt(std::span<const Cell> cells, std::size_t field)
{
    static const Cell absent;
    return field < cells.size() ? cells[field] : absent;
}

std::size_t at(int row)
{
    return static_cast<std::size_t>(row);
}

} // namespace

RowTable::RowTable(const Entity &entity)
    : m_columns(static_cast<std::size_t>(entity.fields.size()))
{
    for (const Field &field : entity.fields) {
        m_computed.push_back(!field.computed.isEmpty());
    }
}

Cell RowTable::cell(int row, int field) const
{
    return m_columns[at(field)].at(at(row), m_arena);
}

int RowTable::find(std::string_view id) const
{
    return m_index.find(IdIndex::hash(id), [this, id](int row) {
        IdBuffer buffer;
        const Cell own = cell(row, 0);
        return idOf(own, buffer) == id;
    });
}

int RowTable::append(std::span<const Cell> cells)
{
    for (std::size_t field = 0; field < m_columns.size(); ++field) {
        m_columns[field].append(m_computed[field] ? Cell() : cellAt(cells, field), m_arena);
    }
    IdBuffer buffer;
    m_index.append(IdIndex::hash(idOf(cellAt(cells, 0), buffer)));
    return m_size++;
}

bool RowTable::isWritten(std::size_t field, const Cell &cell, Lacking lacking) const
{
    return !m_computed[field] && (lacking == Lacking::Cleared || cell.kind != Cell::Kind::Absent);
}

bool RowTable::differs(int row, std::span<const Cell> cells, Lacking lacking) const
{
    for (std::size_t field = 0; field < m_columns.size(); ++field) {
        const Cell &cell = cellAt(cells, field);
        if (isWritten(field, cell, lacking) && !m_columns[field].equals(at(row), cell, m_arena)) {
            return true;
        }
    }
    return false;
}

void RowTable::update(int row, std::span<const Cell> cells, Lacking lacking)
{
    for (std::size_t field = 0; field < m_columns.size(); ++field) {
        const Cell &cell = cellAt(cells, field);
        if (isWritten(field, cell, lacking)) {
            set(row, static_cast<int>(field), cell);
        }
    }
}

bool RowTable::set(int row, int field, const Cell &cell)
{
    CellColumn &column = m_columns[at(field)];
    if (column.equals(at(row), cell, m_arena)) {
        return false;
    }
    column.assign(at(row), cell, m_arena);
    return true;
}

void RowTable::rearrange(const std::vector<int> &oldRows)
{
    for (CellColumn &column : m_columns) {
        column.rearrange(oldRows, m_arena);
    }
    m_index.rearrange(oldRows);
    m_size = static_cast<int>(oldRows.size());
}

void RowTable::compact()
{
    if (!m_arena.isWasteful()) {
        return;
    }
    TextArena living;
    for (CellColumn &column : m_columns) {
        column.moveTexts(m_arena, living);
    }
    m_arena = std::move(living);
}

void RowTable::clear()
{
    for (CellColumn &column : m_columns) {
        column.clear();
    }
    m_arena.clear();
    m_index.clear();
    m_size = 0;
}

std::size_t RowTable::bytes() const
{
    std::size_t all = m_arena.bytes() + m_index.bytes();
    for (const CellColumn &column : m_columns) {
        all += column.bytes();
    }
    return all;
}

} // namespace orgkeeper
