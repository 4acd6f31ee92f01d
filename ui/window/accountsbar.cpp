// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accountsbar.h"

#include "connections.h"
#include "marks.h"
#include "metrics.h"
#include "plaintext.h"
#include "textlabel.h"
#include "words.h"

#include <QHBoxLayout>

#include <map>

namespace orgkeeper {

AccountsBar::AccountsBar(Connections *connections, QWidget *parent)
    : QWidget(parent)
    , m_connections(connections)
    , m_states(new QWidget(this))
    , m_word(new TextLabel({}, Type::Second, Ink::Text, this))
{
    auto *const layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::cardSpacing, 0, metrics::cardSpacing, 0);
    layout->addWidget(m_states);
    layout->addWidget(m_word, 1);
    m_states->setLayout(new QHBoxLayout);
    m_states->layout()->setContentsMargins(0, 0, 0, 0);
    for (auto signal : {&Connections::added, &Connections::removed, &Connections::stateChanged}) {
        connect(connections, signal, this, &AccountsBar::refresh, Qt::QueuedConnection);
    }
    refresh();
}

void AccountsBar::say(const QString &text)
{
    m_word->setText(text);
    m_word->setToolTip(plaintext::toolTip(text));
}

void AccountsBar::refresh()
{
    QLayout *const layout = m_states->layout();
    while (QLayoutItem *const item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    std::map<AccountState, int> counts;
    for (const QString &id : m_connections->ids()) {
        ++counts[m_connections->find(id)->state()];
    }
    if (counts.empty()) {
        layout->addWidget(new TextLabel(tr("No accounts"), Type::Second, Ink::Muted, m_states));
    }
    for (const auto &[state, count] : counts) {
        auto *const mark = new QLabel(m_states);
        mark->setPixmap(marks::shapeIcon(shapeOf(state)).pixmap(12, 12));
        layout->addWidget(mark);
        layout->addWidget(new TextLabel(tr("%1 %2", "a count, then a state in lower case")
                                            .arg(locale().toString(count), wordOf(state).toLower()),
                                        Type::Second, Ink::Text, m_states));
    }
}

} // namespace orgkeeper
