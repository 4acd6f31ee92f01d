// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "bulkbar.h"

#include "icons.h"
#include "metrics.h"
#include "orgtable.h"
#include "palette.h"
#include "selection.h"
#include "tablemodel.h"
#include "textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace orgkeeper {

BulkBar::BulkBar(OrgTable *table, QWidget *parent)
    : QFrame(parent)
    , m_table(table)
    , m_count(new TextLabel({}, Type::Section, Ink::Text, this))
    , m_hidden(new TextLabel({}, Type::Body, Ink::Muted, this))
{
    setFrameShape(QFrame::NoFrame);
    auto *const copy = new QPushButton(icon(QStringLiteral("copy")), tr("Copy rows"), this);
    auto *const clear = new QPushButton(icon(QStringLiteral("x")), tr("Clear selection"), this);
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, 0);
    layout->addWidget(m_count);
    layout->addWidget(m_hidden, 1);
    layout->addWidget(copy);
    layout->addWidget(clear);
    setMinimumHeight(metrics::bulkBarHeight(fontMetrics()));
    connect(copy, &QPushButton::clicked, table, &OrgTable::copyRows);
    connect(clear, &QPushButton::clicked, table, [table] {
        table->selectionById()->clear();
        table->clearSelection();
        table->setFocus();
    });
    connect(table->selectionById(), &SelectionById::changed, this, &BulkBar::refresh);
    connect(table->tableModel(), &TableModel::stateChanged, this, &BulkBar::refresh); // the hidden
    refresh();
}

void BulkBar::refresh()
{
    const int selected = int(m_table->selectionById()->ids().size());
    const int hidden = m_table->selectionById()->hidden();
    setVisible(selected >= 2);
    m_count->setText(tr("%Ln selected", nullptr, selected));
    m_hidden->setText(hidden > 0 ? tr("%Ln hidden by the filter", nullptr, hidden) : QString());
}

void BulkBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &palette = paletteOf(this);
    painter.fillRect(rect(), palette.infoTint);
    painter.fillRect(QRect(0, 0, width(), 1), palette.border);
}

} // namespace orgkeeper
