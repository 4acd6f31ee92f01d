// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "actions.h"
#include "connections.h"
#include "filterbox.h"
#include "mainwindow.h"
#include "memberstab.h"
#include "openorganization.h"
#include "organizationspage.h"
#include "organizationview.h"
#include "orgtable.h"
#include "sidebar.h"
#include "theme.h"

#include <QMenuBar>
#include <QSettings>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace orgkeeper {

void MainWindow::makeMenus()
{
    const auto add = [this](const QString &title, const QList<QAction *> &actions) {
        fill(menuBar()->addMenu(title), actions);
    };
    const Actions &a = *m_actions;
    add(tr("&File"), {a.newOrganization, nullptr, a.quit});
    add(tr("&Edit"),
        {a.undoLast, nullptr, a.copyRows, a.copyCell, a.copyId, nullptr, a.selectAll, a.filter});
    add(tr("&View"),
        {a.readAgain, a.stop, nullptr, a.sidebar, a.detailPane, nullptr, a.nextArea, a.previousArea,
         a.nextInnerTab, a.previousInnerTab, nullptr, a.systemColours, a.light, a.dark});
    add(tr("&Accounts"),
        {a.addAccount, a.removeAccount, nullptr, a.descriptions, nullptr, a.demo, a.demoTrouble});
    add(tr("&Organization"), {a.openInTab, a.closeTab, a.nextTab, nullptr, a.addMember,
                              a.grantAdmin, a.withdrawAdmin, a.removeMember});
    add(tr("&Help"), {a.shortcuts, a.about});
    a.demoTrouble->setVisible(false);
}

void MainWindow::connectActions()
{
    const Actions &a = *m_actions;
    connect(a.newOrganization, &QAction::triggered, this, &MainWindow::createOrganization);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.undoLast, &QAction::triggered, this, &MainWindow::undoLast);
    connect(a.addAccount, &QAction::triggered, this, &MainWindow::addAccount);
    connect(a.removeAccount, &QAction::triggered, this, &MainWindow::removeAccount);
    connect(a.descriptions, &QAction::triggered, this, &MainWindow::openDescriptions);
    connect(a.demo, &QAction::triggered, this, &MainWindow::demoWanted);
    connect(a.demoTrouble, &QAction::toggled, this, &MainWindow::demoTroubleWanted);
    connect(a.about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(a.shortcuts, &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(a.openInTab, &QAction::triggered, this, [this] {
        Page *const front = page();
        if (front && front->organizationView() && front->organizationId().isEmpty()) {
            showOrganization(front->accountId(), front->organizationView()->organization().id());
        }
    });
    connect(a.closeTab, &QAction::triggered, this, [this] {
        if (page() && !page()->organizationId().isEmpty()) {
            closeTab(page()->accountId(), page()->organizationId());
        }
    });
    connect(a.nextTab, &QAction::triggered, this, [this] {
        const int count = m_pages->count();
        const int first = m_services.connections->ids().isEmpty() ? 0 : 1;
        const int next = m_pages->currentIndex() + 1;
        bringToFront(m_pages->widget(next < count ? next : std::min(first, count - 1)));
    });
}

void MainWindow::connectMemberActions()
{
    const Actions &a = *m_actions;
    connect(a.addMember, &QAction::triggered, this, [this] {
        if (members()) {
            members()->requestAdding();
        }
    });
    const auto setAdmin = [this](bool admin) {
        if (const QString member = meantMember(); !member.isEmpty()) {
            members()->requestAdmin(member, admin);
        }
    };
    connect(a.grantAdmin, &QAction::triggered, this, [setAdmin] { setAdmin(true); });
    connect(a.withdrawAdmin, &QAction::triggered, this, [setAdmin] { setAdmin(false); });
    connect(a.removeMember, &QAction::triggered, this, [this] {
        if (const QString member = meantMember(); !member.isEmpty()) {
            members()->requestRemoval(member);
        }
    });
}

QString MainWindow::meantMember()
{
    const QString current = members() ? members()->currentMember() : QString();
    if (!m_menuMember.isEmpty() && current != m_menuMember) {
        say(tr("The row that the menu was opened for has gone. Nothing was changed."));
        return {};
    }
    return current;
}

void MainWindow::connectViewActions()
{
    const Actions &a = *m_actions;
    connect(a.copyRows, &QAction::triggered, this, [this] {
        if (page() && page()->table()) {
            page()->table()->copyRows();
        }
    });
    connect(a.copyCell, &QAction::triggered, this, [this] {
        if (page() && page()->table()) {
            page()->table()->copyCell();
        }
    });
    connect(a.copyId, &QAction::triggered, this, [this] {
        if (page() && page()->organizationView()) {
            page()->organizationView()->copyId();
        }
    });
    connect(a.selectAll, &QAction::triggered, this, [this] {
        if (page() && page()->table()) {
            page()->table()->selectAll();
        }
    });
    connect(a.filter, &QAction::triggered, this, [this] {
        if (page() && page()->filterBox()) {
            page()->filterBox()->focusField();
        }
    });
    connect(a.readAgain, &QAction::triggered, this, [this] {
        if (page()) {
            page()->readAgain();
        }
    });
    connect(a.stop, &QAction::triggered, this, [this] {
        if (page()) {
            page()->stopReading();
        }
    });
    connect(a.sidebar, &QAction::toggled, m_sidebar, &QWidget::setVisible);
    connect(a.detailPane, &QAction::toggled, this, [this](bool shown) {
        for (const auto &[id, list] : m_lists) {
            list->showDetailPane(shown);
        }
    });
    connect(a.nextArea, &QAction::triggered, this, [this] { goToArea(1); });
    connect(a.previousArea, &QAction::triggered, this, [this] { goToArea(-1); });
    for (const auto &[action, step] : {std::pair(a.nextInnerTab, 1), {a.previousInnerTab, -1}}) {
        connect(action, &QAction::triggered, this, [this, beside = step] {
            if (page() && page()->organizationView()) {
                page()->organizationView()->showTabBeside(beside);
            }
        });
    }
    const auto wear = [this](Theme::Appearance appearance, const QString &name) {
        m_services.theme->setAppearance(appearance);
        m_services.settings->setValue("window/appearance"_L1, name);
    };
    connect(a.systemColours, &QAction::triggered, this,
            [wear] { wear(Theme::Appearance::System, u"system"_s); });
    connect(a.light, &QAction::triggered, this,
            [wear] { wear(Theme::Appearance::Light, u"light"_s); });
    connect(a.dark, &QAction::triggered, this,
            [wear] { wear(Theme::Appearance::Dark, u"dark"_s); });
}

} // namespace orgkeeper
