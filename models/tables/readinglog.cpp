// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readinglog.h"

#include <algorithm>
#include <limits>

namespace orgkeeper {

void ReadingLog::begin(std::size_t rows)
{
    m_metAt.assign(rows, 0);
    m_pages.clear();
    m_turns = 0;
}

void ReadingLog::beginPage(std::int64_t sentMs, bool again)
{
    if (again && !m_pages.empty()) {
        m_pages.back().broken = true;
    }
    m_pages.push_back({m_turns + 1, sentMs, 0, 0, false});
}

void ReadingLog::append()
{
    m_metAt.push_back(0);
}

void ReadingLog::meet(std::size_t row)
{
    if (m_pages.empty()) { // a reply that was not announced as a page
        m_pages.push_back({});
    }
    m_metAt[row] = ++m_turns;
    ++m_pages.back().met;
}

void ReadingLog::vouch(std::size_t row)
{
    m_metAt[row] = vouched;
}

void ReadingLog::countDuplicate()
{
    if (!m_pages.empty()) {
        ++m_pages.back().duplicates;
    }
}

const ReadingLog::Page *ReadingLog::pageOf(std::size_t row) const
{
    const std::uint32_t turn = m_metAt[row];
    if (turn == 0 || turn == vouched) {
        return nullptr;
    }
    const auto after = std::upper_bound(
        m_pages.begin(), m_pages.end(), turn,
        [](std::uint32_t wanted, const Page &page) { return wanted < page.firstTurn; });
    return &*(after - 1);
}

bool ReadingLog::met(std::size_t row) const
{
    const Page *page = pageOf(row);
    return page && !page->broken;
}

bool ReadingLog::isVouched(std::size_t row) const
{
    return m_metAt[row] == vouched;
}

std::int64_t ReadingLog::sentMs(std::size_t row) const
{
    const Page *page = pageOf(row);
    return page ? page->sentMs : std::numeric_limits<std::int64_t>::min();
}

std::int64_t ReadingLog::firstSentMs() const
{
    return m_pages.empty() ? 0 : m_pages.front().sentMs;
}

std::int64_t ReadingLog::pageSentMs() const
{
    return m_pages.empty() ? 0 : m_pages.back().sentMs;
}

int ReadingLog::duplicates() const
{
    int all = 0;
    for (const Page &page : m_pages) {
        all += page.broken ? 0 : page.duplicates;
    }
    return all;
}

std::size_t ReadingLog::metCount() const
{
    std::size_t all = 0;
    for (const Page &page : m_pages) {
        all += page.broken ? 0 : page.met;
    }
    return all;
}

void ReadingLog::rearrange(const std::vector<int> &oldRows)
{
    std::vector<std::uint32_t> metAt;
    metAt.reserve(oldRows.size());
    for (const int old : oldRows) {
        metAt.push_back(m_metAt[static_cast<std::size_t>(old)]);
    }
    m_metAt = std::move(metAt);
}

void ReadingLog::clear()
{
    *this = ReadingLog();
}

} // namespace orgkeeper
