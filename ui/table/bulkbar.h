// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

namespace orgkeeper {

class OrgTable;
class TextLabel;

/// Below a table, from two selected rows on: how many, how many of them the filter hides, and what
/// can be done with them.
class BulkBar : public QFrame
{
    Q_OBJECT
public:
    /// The table is not owned and must outlive the bar.
    BulkBar(OrgTable *table, QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    OrgTable *m_table;
    TextLabel *m_count;
    TextLabel *m_hidden;
};

} // namespace orgkeeper
