// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "actions.h"

#include "icons.h"

#include <QKeySequence>

namespace orgkeeper {

Actions::Actions(QObject *parent)
    : QObject(parent)
{
    makeFileAndEdit();
    makeView();
    makeAccounts();
    makeOrganization();
    shortcuts = make({}, tr("&Keyboard shortcuts"), QKeySequence(Qt::CTRL | Qt::Key_Slash));
    about = make({}, tr("&About Orgkeeper"));
}

void Actions::makeFileAndEdit()
{
    newOrganization = make(QStringLiteral("plus"), tr("&New organization..."), QKeySequence::New);
    quit = make({}, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);
    undoLast = make(QStringLiteral("undo-2"), tr("&Undo last change"), QKeySequence::Undo);
    copyRows = make(QStringLiteral("copy"), tr("&Copy rows"), QKeySequence::Copy);
    copyCell = make({}, tr("Copy c&ell"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    copyId = make({}, tr("Copy organization &ID"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    selectAll = make({}, tr("Select &all that match"), QKeySequence::SelectAll);
    filter = make(QStringLiteral("search"), tr("&Filter"), QKeySequence::Find);
}

void Actions::makeView()
{
    readAgain = make(QStringLiteral("refresh-cw"), tr("&Read again"), QKeySequence(Qt::Key_F5));
    stop = make(QStringLiteral("x"), tr("&Stop reading"), QKeySequence(Qt::CTRL | Qt::Key_Period));
    sidebar = makeTick(tr("Side&bar"), QKeySequence(Qt::CTRL | Qt::Key_B));
    detailPane = makeTick(tr("&Detail pane"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B));
    nextArea = make({}, tr("&Next area"), QKeySequence(Qt::Key_F6));
    previousArea = make({}, tr("Pre&vious area"), QKeySequence(Qt::SHIFT | Qt::Key_F6));
    nextInnerTab = make({}, tr("Next &part"), QKeySequence(Qt::CTRL | Qt::Key_PageDown));
    previousInnerTab = make({}, tr("Previous par&t"), QKeySequence(Qt::CTRL | Qt::Key_PageUp));
    appearance = new QActionGroup(this);
    systemColours = makeTick(tr("Colours of the s&ystem"));
    light = makeTick(tr("&Light"));
    dark = makeTick(tr("Dar&k"));
    for (QAction *const action : {systemColours, light, dark}) {
        appearance->addAction(action);
    }
}

void Actions::makeAccounts()
{
    addAccount = make(QStringLiteral("plus"), tr("&Add an account..."),
                      QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A));
    demo = make(QStringLiteral("play"), tr("Explore the &demo"),
                QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    descriptions = make(QStringLiteral("folder-open"), tr("Open descriptions &folder"));
    removeAccount = make(QStringLiteral("trash-2"), tr("&Remove this account..."));
    demoTrouble = makeTick(tr("Demo with &latency and faults"));
}

void Actions::makeOrganization()
{
    openInTab = make(QStringLiteral("external-link"), tr("&Open in a tab"),
                     QKeySequence(Qt::CTRL | Qt::Key_Return));
    closeTab = make({}, tr("&Close tab"), QKeySequence::Close);
    nextTab = make({}, tr("Ne&xt tab"), QKeySequence(Qt::CTRL | Qt::Key_Tab));
    addMember = make(QStringLiteral("user-plus"), tr("Add &member..."),
                     QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M));
    grantAdmin = make(QStringLiteral("shield-plus"), tr("&Grant admin"));
    withdrawAdmin = make(QStringLiteral("shield-minus"), tr("&Withdraw admin"));
    removeMember =
        make(QStringLiteral("user-minus"), tr("Remo&ve member..."), QKeySequence(Qt::Key_Delete));
}

void Actions::allow(QAction *action, const QString &whyNot)
{
    action->setEnabled(whyNot.isEmpty());
    const QString plain = action->text().remove(u'&');
    action->setToolTip(whyNot.isEmpty() ? plain : plain + u'\n' + whyNot);
    action->setStatusTip(whyNot);
}

QAction *Actions::make(const QString &iconName, const QString &text, const QKeySequence &keys)
{
    auto *const action = new QAction(text, this);
    if (!iconName.isEmpty()) {
        action->setIcon(icon(iconName));
    }
    action->setShortcut(keys);
    return action;
}

QAction *Actions::makeTick(const QString &text, const QKeySequence &keys)
{
    QAction *const action = make({}, text, keys);
    action->setCheckable(true);
    return action;
}

} // namespace orgkeeper
