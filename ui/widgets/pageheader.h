// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "marks.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QMenu;
class QPushButton;
class QVBoxLayout;

namespace orgkeeper {

class ElidedLabel;
class EnvironmentPill;
class IconButton;

/// The head of a page: a picture, the title with the environment's pill, a second line, and the
/// page's commands as buttons. Where there is no room the buttons go into the ... menu, from the
/// trailing end, the primary one last.
class PageHeader : public QWidget
{
    Q_OBJECT
public:
    explicit PageHeader(QWidget *parent);

    void setTitle(const QString &title);
    void setSecondLine(const QString &text);
    void setEnvironment(EnvironmentMark mark);
    /// A tile or an avatar at the leading end, or a widget beside the second line; taken over.
    void setPicture(QWidget *picture);
    void addToSecondLine(QWidget *widget);
    /// A button made from an action of the window; the action stays its owner's. Add them in the
    /// order they stand in; the primary one is filled.
    void addCommand(QAction *action, bool isPrimary = false);
    /// Only ever in the ... menu.
    void addToMenu(QAction *action);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Command
    {
        QAction *action;
        QPushButton *button;
        bool isPrimary;
    };
    void fold();
    void follow(QAction *action, QPushButton *button) const;

    QHBoxLayout *m_layout;
    QHBoxLayout *m_secondRow;
    ElidedLabel *m_title;
    ElidedLabel *m_second;
    EnvironmentPill *m_pill;
    IconButton *m_more;
    QMenu *m_menu;
    QList<Command> m_commands;
    QList<QAction *> m_menuOnly;
};

} // namespace orgkeeper
