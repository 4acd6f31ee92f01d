// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHeaderView>
#include <QSet>

namespace orgkeeper {

/// The header of a TableView: labels of numbers stand at the trailing edge, like the numbers. A
/// third click on a label takes the order away.
class TableHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit TableHeader(QWidget *parent);

    void setTrailing(int column, bool isTrailing);
    [[nodiscard]] bool isTrailing(int column) const;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int column) const override;

private:
    QSet<int> m_trailing;
};

} // namespace orgkeeper
