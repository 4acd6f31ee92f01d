// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rowfilter.h"

#include "folding.h"

#include <algorithm>
#include <utility>

namespace orgkeeper {

void RowFilter::setWords(const QStringList &words)
{
    m_words.clear();
    for (const QString &word : words) {
        std::string plain = folded(word);
        if (!plain.empty()) { // a lone accent
            m_words.push_back(std::move(plain));
        }
    }
}

void RowFilter::setPredicate(Predicate predicate)
{
    m_predicate = std::move(predicate);
}

bool RowFilter::passes(int row)
{
    if (m_predicate && !m_predicate(m_store, row)) {
        return false;
    }
    if (m_words.empty()) {
        return true;
    }
    const std::string_view text = key(row);
    return std::all_of(m_words.begin(), m_words.end(), [text](const std::string &word) {
        return text.find(word) != std::string_view::npos;
    });
}

void RowFilter::forget(int row)
{
    const auto at = static_cast<std::size_t>(row);
    if (at < m_keys.size() && m_keys[at] != none) {
        m_arena.release(m_keys[at]);
        m_keys[at] = none;
    }
}

void RowFilter::rearrange(const std::vector<int> &oldRows)
{
    std::vector<TextArena::Ref> keys;
    keys.reserve(oldRows.size());
    for (const int old : oldRows) {
        const auto at = static_cast<std::size_t>(old);
        keys.push_back(at < m_keys.size() ? std::exchange(m_keys[at], none) : none);
    }
    for (const TextArena::Ref gone : m_keys) {
        if (gone != none) {
            m_arena.release(gone);
        }
    }
    m_keys = std::move(keys);
    if (m_arena.isWasteful()) { // they are made again when they are needed
        m_keys.clear();
        m_arena.clear();
    }
}

std::size_t RowFilter::bytes() const
{
    return m_arena.bytes() + m_keys.capacity() * sizeof(TextArena::Ref);
}

std::string_view RowFilter::key(int row)
{
    const auto at = static_cast<std::size_t>(row);
    if (at >= m_keys.size()) {
        m_keys.resize(std::max(at + 1, m_keys.size() * 2), none);
    }
    if (m_keys[at] == none) {
        fold(row);
        m_keys[at] = m_arena.add(m_scratch);
    }
    return m_arena.at(m_keys[at]);
}

void RowFilter::fold(int row)
{
    m_scratch.clear();
    const QList<Field> &fields = m_store.entity().fields;
    for (int field = 0; field < fields.size(); ++field) {
        const Cell cell = m_store.cell(row, field);
        const FieldType type = fields.at(field).type;
        if (cell.kind == Cell::Kind::Absent || cell.kind == Cell::Kind::Null ||
            cell.kind == Cell::Kind::Flag || type == FieldType::Flag) {
            continue;
        }
        const bool shownAsItCame =
            cell.kind == Cell::Kind::Text && type != FieldType::Time && type != FieldType::List;
        if (!shownAsItCame) {
            m_scratch += folded(m_texts.text(cell, type));
            m_scratch += '\n';
        }
        if (cell.kind == Cell::Kind::Text) {
            appendFolded(m_scratch, cell.text);
        } else {
            m_scratch += folded(rawText(cell));
        }
        m_scratch += '\n'; // no word reaches over two cells
    }
}

bool isNarrower(const std::vector<std::string> &than, const std::vector<std::string> &words)
{
    return std::all_of(than.begin(), than.end(), [&words](const std::string &old) {
        return std::any_of(words.begin(), words.end(), [&old](const std::string &word) {
            return word.find(old) != std::string::npos;
        });
    });
}

} // namespace orgkeeper
