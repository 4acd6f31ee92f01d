// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QHBoxLayout;

namespace orgkeeper {

class Connections;
class TextLabel;

/// In the status bar: how many accounts are in which state, and a word that concerns no page.
class AccountsBar : public QWidget
{
    Q_OBJECT
public:
    /// Not owned; must outlive the bar.
    AccountsBar(Connections *connections, QWidget *parent);
    void say(const QString &text);

private:
    void refresh();
    Connections *m_connections;
    QWidget *m_states;
    TextLabel *m_word;
};

} // namespace orgkeeper
