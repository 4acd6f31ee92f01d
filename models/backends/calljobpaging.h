// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "extractor.h"
#include "value.h"

#include <QSet>
#include <QString>
#include <QUrl>

namespace orgkeeper {

/// What a page that was read whole says about the one after it.
struct PageFacts
{
    qint64 rows = 0;     ///< on this page
    qint64 allRows = 0;  ///< on this page and those before
    size_t rowsHash = 0; ///< of the ids on this page, in order
    qint64 total = -1;   ///< as the service says, -1: unknown
    Captured next;       ///< Cursor, NextUrl
    Captured more;
    QUrl link;  ///< Link: of the header, resolved
    QUrl asked; ///< the URL of this page
};

/// Where the next page is.
struct PageStep
{
    enum class To { End, Cut, Place, Address };
    To to = To::End;       ///< Cut: there is more, but it cannot be had: "at least"
    bool repeated = false; ///< Cut: the page's rows are those of a page before
    Values place;          ///< parameters by name
    QUrl address;
};

/// Walks through the pages of one list and stops: at an empty page, where the service names no next
/// one, at the total (where pages are only counted), at a cursor or a page that was there before,
/// and at the description's cap.
class CallJobPaging
{
public:
    /// The paging must outlive the walk.
    explicit CallJobPaging(const Paging &paging);

    [[nodiscard]] Values firstPlace() const;
    /// To be asked once after each page.
    [[nodiscard]] PageStep next(const PageFacts &facts);
    /// Where the next page is as far as a page shows that is still being read: a Place or an
    /// Address, or End where that is not known yet. What next() says later may differ.
    [[nodiscard]] PageStep foreseen(const PageFacts &facts) const;
    /// Pages so far.
    [[nodiscard]] int pages() const { return m_pages; }

private:
    [[nodiscard]] bool isLast(const PageFacts &facts) const;
    [[nodiscard]] PageStep stepAfter(const PageFacts &facts);
    [[nodiscard]] PageStep byMark(const PageFacts &facts) const;
    [[nodiscard]] QString markOf(const PageFacts &facts) const;
    [[nodiscard]] PageStep byNumber(const PageFacts &facts);
    [[nodiscard]] Values placeOf(const Value &value) const;

    const Paging &m_paging;
    int m_pages = 0;
    qint64 m_offset = 0;
    QSet<QByteArray> m_marks; ///< digests of the cursors and addresses that were followed
    QSet<size_t> m_pageHashes;
};

/// The pointed-to value as a text, for a cursor or an address. Empty: none, also for "" and null.
[[nodiscard]] QString textOf(const Captured &captured);
/// The value with the type it came with; Absent also for null, objects and lists.
[[nodiscard]] Value valueOf(const Captured &captured);

} // namespace orgkeeper
