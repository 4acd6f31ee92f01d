// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAction>
#include <QActionGroup>
#include <QObject>

namespace orgkeeper {

/// Every command once: menu, header buttons, context menus and shortcuts show the same object. The
/// window connects them and keeps them enabled or not; a disabled one says why in its tooltip.
class Actions : public QObject
{
    Q_OBJECT
public:
    explicit Actions(QObject *parent);

    // File
    QAction *newOrganization;
    QAction *quit;
    // Edit
    QAction *undoLast;
    QAction *copyRows;
    QAction *copyCell;
    QAction *copyId;
    QAction *selectAll;
    QAction *filter;
    // View
    QAction *readAgain;
    QAction *stop;
    QAction *sidebar;
    QAction *detailPane;
    QAction *nextArea;
    QAction *previousArea;
    QAction *nextInnerTab;
    QAction *previousInnerTab;
    QActionGroup *appearance;
    QAction *systemColours;
    QAction *light;
    QAction *dark;
    // Accounts
    QAction *addAccount;
    QAction *demo;
    QAction *removeAccount;
    QAction *descriptions;
    QAction *demoTrouble; ///< latency and faults of the demo service; shown while it runs
    // Organization
    QAction *openInTab;
    QAction *closeTab;
    QAction *nextTab;
    QAction *addMember;
    QAction *grantAdmin;
    QAction *withdrawAdmin;
    QAction *removeMember;
    // Help
    QAction *shortcuts;
    QAction *about;

    /// Enables the command, or disables it with the reason as its tooltip and status tip.
    static void allow(QAction *action, const QString &whyNot);

private:
    QAction *make(const QString &icon, const QString &text, const QKeySequence &keys = {});
    QAction *makeTick(const QString &text, const QKeySequence &keys = {});
    void makeFileAndEdit();
    void makeView();
    void makeAccounts();
    void makeOrganization();
};

} // namespace orgkeeper
