// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fakeoverlay.h"
#include "tabletestdata.h"

#include <QStringList>

#include <vector>

namespace orgkeeper::test {

/// What a member table must show, worked out from nothing each time: the rules as they are written
/// in the headers, with no index, no slices and no keys.
class Reference
{
public:
    struct Row
    {
        QString id;
        OwnedRow cells;
        OwnedRow judged; ///< what filter and order go by: a pinned row's stay as they were
        bool pinned = false;
        int page = -1; ///< that met it in this reading; -2: vouched for by a newer truth
        int turn = 0;
    };
    struct Page
    {
        qint64 sentMs = 0;
        bool broken = false;
        int duplicates = 0;
    };

    void beginReading();
    void beginPage(qint64 sentMs, bool again);
    [[nodiscard]] bool met(const Row &row) const;
    [[nodiscard]] bool outdated(const QString &id, qint64 sentMs) const;
    void addRow(const OwnedRow &cells);
    void update(Row &row, const OwnedRow &cells);
    void endReading(bool isComplete);
    void apply(const std::vector<OwnedRow> &truth, qint64 sentMs);
    [[nodiscard]] qint64 rowMs(const Row &row) const;
    [[nodiscard]] Row *find(const QString &id);
    void unpin();
    [[nodiscard]] bool passes(const Row &row) const;
    [[nodiscard]] QStringList shown() const;

    const FakeOverlay *overlay = nullptr;
    std::vector<Row> rows;
    std::vector<Page> pages;
    bool reading = false;
    bool complete = false;
    int turn = 0;
    qint64 appliedMs = INT64_MIN;
    QStringList words;
    bool adminsOnly = false;
    int column = -1;
    Qt::SortOrder order = Qt::AscendingOrder;
};

} // namespace orgkeeper::test
