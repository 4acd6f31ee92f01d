// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace orgkeeper {

/// Which rows the current (or last) reading met, in which order and on which page. A page that is
/// read again forgets its broken attempt.
class ReadingLog
{
public:
    void begin(std::size_t rows);
    void beginPage(std::int64_t sentMs, bool again);
    /// A row that was just added to the store.
    void append();
    void meet(std::size_t row);
    /// A newer truth than the current page showed the row: it is not removed, nor a duplicate.
    void vouch(std::size_t row);
    void countDuplicate();

    [[nodiscard]] bool met(std::size_t row) const;
    [[nodiscard]] bool isVouched(std::size_t row) const;
    /// When the page that met the row was asked for; before everything where none did.
    [[nodiscard]] std::int64_t sentMs(std::size_t row) const;
    [[nodiscard]] std::int64_t firstSentMs() const; ///< of the reading; 0: no page yet
    [[nodiscard]] std::int64_t pageSentMs() const;  ///< of the current page
    [[nodiscard]] int duplicates() const;
    [[nodiscard]] std::size_t metCount() const;
    [[nodiscard]] bool hasPages() const { return !m_pages.empty(); }

    /// The rows to keep, in the order they were met, then those kept for another reason.
    template <typename Keep>
    [[nodiscard]] std::vector<int> order(Keep &&keepUnmet) const
    {
        std::vector<int> byTurn(m_turns, -1);
        std::vector<int> rest;
        for (std::size_t row = 0; row < m_metAt.size(); ++row) {
            if (met(row)) {
                byTurn[m_metAt[row] - 1] = static_cast<int>(row);
            } else if (isVouched(row) || keepUnmet(static_cast<int>(row))) {
                rest.push_back(static_cast<int>(row));
            }
        }
        std::erase(byTurn, -1);
        byTurn.insert(byTurn.end(), rest.begin(), rest.end());
        return byTurn;
    }
    /// Row i is what row oldRows[i] was.
    void rearrange(const std::vector<int> &oldRows);
    void clear();
    [[nodiscard]] std::size_t bytes() const { return m_metAt.capacity() * sizeof(std::uint32_t); }

private:
    static constexpr std::uint32_t vouched = UINT32_MAX;
    struct Page
    {
        std::uint32_t firstTurn = 1;
        std::int64_t sentMs = 0;
        int duplicates = 0;
        std::uint32_t met = 0;
        bool broken = false; ///< read again by the next one
    };
    [[nodiscard]] const Page *pageOf(std::size_t row) const;

    std::vector<std::uint32_t> m_metAt; ///< by row: its turn from 1, or 0, or vouched
    std::vector<Page> m_pages;
    std::uint32_t m_turns = 0;
};

} // namespace orgkeeper
