// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mainwindow.h"

#include "accountsbar.h"
#include "accountstore.h"
#include "actions.h"
#include "changeasker.h"
#include "connections.h"
#include "filterbox.h"
#include "firststartpage.h"
#include "memberstab.h"
#include "organizationpage.h"
#include "organizationspage.h"
#include "organizationview.h"
#include "orgtable.h"
#include "palette.h"
#include "runner.h"
#include "searchedit.h"
#include "sidebar.h"
#include "sidebarmodel.h"
#include "theme.h"
#include "workspace.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

// Logical pixels.
constexpr int tilesBelow = 800; ///< of the window
constexpr int tilesWidth = 56;
constexpr int narrowestSidebar = 160;
constexpr int widestSidebar = 420;

} // namespace

MainWindow::MainWindow(const Services &services)
    : m_services(services)
    , m_actions(new Actions(this))
    , m_sidebarModel(new SidebarModel(services.workspace, this))
{
    setObjectName(u"window"_s);
    setWindowTitle(tr("Orgkeeper"));
    setMinimumSize(640, 400);
    makeMenus();
    makeContent();
    connectActions();
    connectMemberActions();
    connectViewActions();
    connectSidebar();
    restore();
    const QStringList ids = m_services.connections->ids();
    if (!ids.isEmpty()) {
        const QString last = m_services.settings->value("window/account"_L1).toString();
        showAccount(ids.contains(last) ? last : ids.constFirst());
    }
    updateCommands();
    if (const QStringList &broken = m_services.accounts->broken(); !broken.isEmpty()) {
        say(tr("%Ln account(s) could not be read and stay as they are in %1: %2", nullptr,
               int(broken.size()))
                .arg(m_services.settings->fileName(), broken.join(u"; "_s)));
    }
}

MainWindow::~MainWindow()
{
    // Pages hold organizations whose connections belong to somebody who outlives us; let go of
    // them while the workspace still knows them.
    for (const auto &[key, page] : m_tabs) {
        delete page;
    }
    for (const auto &[id, page] : m_lists) {
        delete page;
    }
}

void MainWindow::makeContent()
{
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_sidebar = new Sidebar(m_sidebarModel, m_actions, m_splitter);
    m_pages = new QStackedWidget(m_splitter);
    m_firstStart = new FirstStartPage(m_services.catalogue, m_actions, m_pages);
    m_pages->addWidget(m_firstStart);
    m_splitter->addWidget(m_sidebar);
    m_splitter->addWidget(m_pages);
    m_splitter->setStretchFactor(1, 1);
    m_sidebar->setMinimumWidth(narrowestSidebar);
    m_sidebar->setMaximumWidth(widestSidebar);
    setCentralWidget(m_splitter);
    m_accountsBar = new AccountsBar(m_services.connections, this);
    statusBar()->addWidget(m_accountsBar, 1);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectSidebar()
{
    connect(m_sidebar, &Sidebar::chosen, this,
            [this](const QString &accountId, const QString &organizationId) {
                if (organizationId.isEmpty()) {
                    showAccount(accountId);
                } else {
                    showOrganization(accountId, organizationId);
                }
            });
    connect(m_sidebar, &Sidebar::tabClosed, this, &MainWindow::closeTab);
    connect(m_sidebar, &Sidebar::menuWanted, this, [this](const QString &id, const QPoint &at) {
        showAccount(id);
        showMenu(
            {m_actions->newOrganization, m_actions->readAgain, nullptr, m_actions->removeAccount},
            at);
    });
    connect(m_services.workspace, &Workspace::accountGone, this, &MainWindow::dropAccount);
    connect(m_services.runner, &ChangeRunner::changeUpdated, this, &MainWindow::sayUnseen);
    connect(m_services.runner, &ChangeRunner::planFinished, this, &MainWindow::quitWhenDone);
}

Page *MainWindow::page() const
{
    return qobject_cast<Page *>(m_pages->currentWidget());
}

MembersTab *MainWindow::members() const
{
    const OrganizationView *const view = page() ? page()->organizationView() : nullptr;
    return view ? view->members() : nullptr;
}

void MainWindow::connectPage(Page *shown)
{
    m_pages->addWidget(shown);
    connect(shown, &Page::commandsChanged, this, [this, shown] {
        if (shown == page()) {
            updateCommands();
        }
    });
    connect(shown, &Page::tabWanted, this, &MainWindow::showOrganization);
    connect(shown, &Page::memberMenuWanted, this, [this](const QPoint &at) {
        const Actions &a = *m_actions;
        // While the menu is open, a reading may take the row away and make its neighbour current.
        m_menuMember = members() ? members()->currentMember() : QString();
        QMenu *const menu = showMenu({a.grantAdmin, a.withdrawAdmin, nullptr, a.addMember,
                                      a.removeMember, nullptr, a.copyRows, a.copyCell},
                                     at);
        connect(menu, &QObject::destroyed, this, [this] { m_menuMember.clear(); });
    });
    connect(shown, &Page::organizationMenuWanted, this, [this](const QPoint &at) {
        const Actions &a = *m_actions;
        showMenu({a.openInTab, a.addMember, nullptr, a.copyRows, a.copyCell, a.copyId, nullptr,
                  a.newOrganization, a.readAgain},
                 at);
    });
}

void MainWindow::showAccount(const QString &accountId)
{
    OrganizationsPage *&shown = m_lists[accountId];
    if (!shown) {
        OrganizationsList *const list = m_services.workspace->list(accountId);
        if (!list) {
            m_lists.erase(accountId);
            const Connection *const connection = m_services.connections->find(accountId);
            if (connection) {
                say(sentence(connection->reason(), connection->account().label));
            }
            return;
        }
        shown = new OrganizationsPage(m_services.workspace, list, m_actions, m_services.settings,
                                      m_pages);
        connectPage(shown);
    }
    bringToFront(shown);
}

void MainWindow::showOrganization(const QString &accountId, const QString &organizationId)
{
    Page *&shown = m_tabs[{accountId, organizationId}];
    if (!shown) {
        auto organization = m_services.workspace->open(accountId, organizationId);
        if (!organization) {
            m_tabs.erase({accountId, organizationId});
            return;
        }
        if (!organization->recordPart().wasRead && !organization->isReading()) {
            organization->read();
        }
        m_sidebarModel->openTab(accountId, organizationId, organization->name());
        auto *const made = new OrganizationPage(m_services.workspace, organization, m_actions,
                                                m_services.settings, m_pages);
        shown = made;
        connectPage(made);
        made->organizationView()->showTab(OrganizationView::Members);
    }
    bringToFront(shown);
}

void MainWindow::bringToFront(QWidget *widget)
{
    m_pages->setCurrentWidget(widget);
    const Page *const front = page();
    m_sidebar->showCurrent(front ? front->accountId() : QString(),
                           front ? front->organizationId() : QString());
    if (front && front->table()) {
        front->table()->setFocus();
    }
    updateCommands();
}

void MainWindow::closeTab(const QString &accountId, const QString &organizationId)
{
    const auto tab = m_tabs.find({accountId, organizationId});
    if (tab == m_tabs.end()) {
        return;
    }
    Page *const closed = tab->second;
    m_tabs.erase(tab);
    if (m_pages->currentWidget() == closed) {
        showAccount(accountId);
    }
    m_pages->removeWidget(closed);
    closed->deleteLater();
    m_sidebarModel->closeTab(accountId, organizationId);
}

void MainWindow::dropAccount(const QString &accountId)
{
    std::erase_if(m_tabs, [&](const auto &tab) {
        if (tab.first.first == accountId) {
            delete tab.second;
        }
        return tab.first.first == accountId;
    });
    if (const auto list = m_lists.find(accountId); list != m_lists.end()) {
        delete list->second;
        m_lists.erase(list);
    }
    const QStringList left = m_services.connections->ids();
    for (const QString &id : left) {
        if (id != accountId) {
            showAccount(id);
            return;
        }
    }
    bringToFront(m_firstStart);
}

void MainWindow::goToArea(int step)
{
    QList<QWidget *> areas;
    if (m_sidebar->isVisible()) {
        areas.append(m_sidebar->view());
    }
    if (page()) {
        areas += page()->areas();
    }
    if (areas.isEmpty()) {
        return;
    }
    qsizetype at = -1;
    for (qsizetype i = 0; i < areas.size(); ++i) {
        if (areas.at(i)->hasFocus()) {
            at = i;
        }
    }
    areas.at((at + step + areas.size()) % areas.size())->setFocus(Qt::TabFocusReason);
}

void MainWindow::fill(QMenu *menu, const QList<QAction *> &actions)
{
    menu->setToolTipsVisible(true);
    for (QAction *const action : actions) {
        if (action) {
            menu->addAction(action);
        } else {
            menu->addSeparator();
        }
    }
}

QMenu *MainWindow::showMenu(const QList<QAction *> &actions, const QPoint &at)
{
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(menu, actions);
    menu->popup(at);
    return menu;
}

void MainWindow::say(const QString &text)
{
    m_accountsBar->say(text);
}

bool MainWindow::isBusy() const
{
    return m_services.runner->isBusy();
}

void MainWindow::showDemoRunning()
{
    m_actions->demoTrouble->setVisible(true);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    placeSidebar();
}

void MainWindow::placeSidebar()
{
    const bool narrow = width() < tilesBelow;
    if (narrow == m_narrow) {
        return;
    }
    m_narrow = narrow;
    if (narrow) {
        m_wideSplitter = m_splitter->saveState();
    }
    m_sidebar->setNarrow(narrow);
    m_sidebar->setMinimumWidth(narrow ? tilesWidth : narrowestSidebar);
    m_sidebar->setMaximumWidth(narrow ? tilesWidth : widestSidebar);
    if (narrow) {
        m_splitter->setSizes({tilesWidth, width() - tilesWidth});
    } else {
        m_splitter->restoreState(m_wideSplitter);
    }
}

} // namespace orgkeeper
