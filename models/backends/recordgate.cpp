// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "recordgate.h"

#include <utility>

namespace orgkeeper {

RecordGate::RecordGate(std::optional<std::string> askedId)
    : m_askedId(std::move(askedId))
{
    restart();
}

void RecordGate::restart()
{
    m_held.clear();
    m_texts.clear();
    m_open = !m_askedId;
    m_another = false;
}

void RecordGate::look(const Captured &id)
{
    // Another one, or none, is no verdict yet: an id may have several places.
    if (!m_open && id.present && id.text == m_askedId)
        release();
}

void RecordGate::pass(RowSink *sink, std::span<const Cell> cells)
{
    if (!sink)
        return;
    if (m_open) {
        sink->addRow(cells);
        return;
    }
    m_held.push_back({sink, m_texts.size(), {cells.begin(), cells.end()}});
    for (const Cell &cell : cells)
        m_texts += cell.text;
}

bool RecordGate::conclude(const Cell &id)
{
    if (m_open)
        return true;
    const bool isNumber = id.kind == Cell::Kind::Integer;
    if ((isNumber ? std::to_string(id.number) : std::string(id.text)) == m_askedId) {
        release();
        return true;
    }
    restart();
    m_another = true;
    return false;
}

void RecordGate::release()
{
    m_open = true;
    for (Held &row : m_held) {
        std::size_t at = row.begin;
        for (Cell &cell : row.cells) {
            cell.text = std::string_view(m_texts).substr(at, cell.text.size());
            at += cell.text.size();
        }
        row.sink->addRow(row.cells);
    }
    m_held.clear();
    m_texts.clear();
}

} // namespace orgkeeper
