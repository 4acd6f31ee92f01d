// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablereference.h"

#include "folding.h"

#include <QCollator>

#include <algorithm>
#include <map>

namespace orgkeeper::test {

void Reference::beginReading()
{
    reading = true;
    complete = false;
    pages.clear();
    turn = 0;
    appliedMs = INT64_MIN;
    for (Row &row : rows) {
        row.page = -1;
    }
}

void Reference::beginPage(qint64 sentMs, bool again)
{
    if (again && !pages.empty()) {
        pages.back().broken = true;
    }
    pages.push_back({sentMs, false, 0});
}

bool Reference::met(const Row &row) const
{
    return row.page >= 0 && !pages[static_cast<std::size_t>(row.page)].broken;
}

bool Reference::outdated(const QString &id, qint64 sentMs) const
{
    return (reading && sentMs < appliedMs) || overlay->changed.value(id) > sentMs;
}

void Reference::addRow(const OwnedRow &cells)
{
    const QString id = QString::fromUtf8(cells[0].text);
    Row *row = find(id);
    if (row && met(*row)) {
        ++pages.back().duplicates;
        return;
    }
    const bool stale = outdated(id, pages.back().sentMs);
    if (!row && stale) {
        return;
    }
    if (!row) {
        rows.push_back({id, cells, cells, false, -1, 0});
        row = &rows.back();
    } else if (!stale) {
        update(*row, cells);
    }
    row->page = static_cast<int>(pages.size()) - 1;
    row->turn = ++turn;
}

void Reference::update(Row &row, const OwnedRow &cells)
{
    if (row.cells == cells) {
        return;
    }
    row.cells = cells;
    if (overlay->changed.value(row.id) != 0 ||
        overlay->marks.value(row.id).kind != RowMark::Kind::None) {
        row.pinned = true;
    }
    if (!row.pinned) {
        row.judged = cells;
    }
}

void Reference::endReading(bool isComplete)
{
    reading = false;
    complete = isComplete;
    if (!isComplete) {
        return;
    }
    const qint64 since = pages.empty() ? INT64_MAX : pages.front().sentMs;
    std::vector<Row> kept;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(kept),
                 [this](const Row &row) { return met(row); });
    std::sort(kept.begin(), kept.end(),
              [](const Row &left, const Row &right) { return left.turn < right.turn; });
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(kept), [&](const Row &row) {
        return !met(row) && (row.page == -2 || outdated(row.id, since));
    });
    rows = std::move(kept);
}

void Reference::apply(const std::vector<OwnedRow> &truth, qint64 sentMs)
{
    if (complete && !pages.empty() && sentMs < pages.front().sentMs) {
        return;
    }
    std::map<QString, bool> present;
    for (const OwnedRow &cells : truth) {
        const QString id = QString::fromUtf8(cells[0].text);
        Row *row = find(id);
        if (row && rowMs(*row) <= sentMs && !outdated(id, sentMs)) {
            update(*row, cells);
        } else if (!row && !outdated(id, sentMs)) {
            rows.push_back({id, cells, cells, false, -1, 0});
            row = &rows.back();
        }
        present[id] = true;
        if (row && reading && !met(*row) && sentMs >= (pages.empty() ? 0 : pages.front().sentMs)) {
            row->page = -2;
        }
    }
    std::erase_if(rows, [&](const Row &row) {
        return !present[row.id] && rowMs(row) <= sentMs && !outdated(row.id, sentMs);
    });
    if (reading) {
        appliedMs = std::max(appliedMs, sentMs);
    }
}

qint64 Reference::rowMs(const Row &row) const
{
    return row.page < 0 ? INT64_MIN : pages[static_cast<std::size_t>(row.page)].sentMs;
}

Reference::Row *Reference::find(const QString &id)
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&id](const Row &row) { return row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

void Reference::unpin()
{
    for (Row &row : rows) {
        row.pinned = false;
        row.judged = row.cells;
    }
}

bool Reference::passes(const Row &row) const
{
    const bool isAdmin = row.judged[3].text == "admin" || row.judged[3].text == "owner";
    if (adminsOnly && !isAdmin) {
        return false;
    }
    std::string text;
    for (const OwnedCell &cell : row.judged) {
        text += folded(QString::fromUtf8(cell.text)) + ' ';
    }
    return std::all_of(words.cbegin(), words.cend(), [&text](const QString &word) {
        return text.find(folded(word)) != std::string::npos;
    });
}

QStringList Reference::shown() const
{
    std::vector<const Row *> all;
    for (const Row &row : rows) {
        if (passes(row)) {
            all.push_back(&row);
        }
    }
    if (column >= 0) {
        QCollator collator{QLocale(QLocale::English)};
        collator.setCaseSensitivity(Qt::CaseInsensitive);
        collator.setNumericMode(true);
        const auto text = [this](const Row *row) {
            return QString::fromUtf8(row->judged[static_cast<std::size_t>(column)].text);
        };
        std::stable_sort(all.begin(), all.end(), [&](const Row *left, const Row *right) {
            const bool noLeft = text(left).isEmpty();
            const bool noRight = text(right).isEmpty();
            if (noLeft || noRight) {
                return !noLeft && noRight;
            }
            const int compared = collator.compare(text(left), text(right));
            return order == Qt::AscendingOrder ? compared < 0 : compared > 0;
        });
    }
    QStringList ids;
    for (const Row *row : all) {
        ids.append(row->id);
    }
    return ids;
}

} // namespace orgkeeper::test
