// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mainwindow.h"

#include "accountsbar.h"
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

void MainWindow::makeMenus()
{
    const auto add = [this](const QString &title, const QList<QAction *> &actions) {
        QMenu *const menu = menuBar()->addMenu(title);
        for (QAction *const action : actions) {
            if (action) {
                menu->addAction(action);
            } else {
                menu->addSeparator();
            }
        }
        menu->setToolTipsVisible(true);
    };
    const Actions &a = *m_actions;
    add(tr("&File"), {a.newOrganization, nullptr, a.quit});
    add(tr("&Edit"),
        {a.undoLast, nullptr, a.copyRows, a.copyCell, a.copyId, nullptr, a.selectAll, a.filter});
    add(tr("&View"),
        {a.readAgain, a.stop, nullptr, a.sidebar, a.detailPane, nullptr, a.nextArea, a.previousArea,
         a.nextInnerTab, a.previousInnerTab, nullptr, a.systemColours, a.light, a.dark});
    add(tr("&Accounts"), {a.addAccount, a.removeAccount, nullptr, a.demo, a.demoTrouble});
    add(tr("&Organization"), {a.openInTab, a.closeTab, a.nextTab, nullptr, a.addMember,
                              a.grantAdmin, a.withdrawAdmin, a.removeMember});
    add(tr("&Help"), {a.shortcuts, a.about});
    a.demoTrouble->setVisible(false);
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

void MainWindow::connectActions()
{
    const Actions &a = *m_actions;
    connect(a.newOrganization, &QAction::triggered, this, &MainWindow::createOrganization);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.undoLast, &QAction::triggered, this, &MainWindow::undoLast);
    connect(a.addAccount, &QAction::triggered, this, &MainWindow::addAccount);
    connect(a.removeAccount, &QAction::triggered, this, &MainWindow::removeAccount);
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
    const auto members = [this]() -> MembersTab * {
        return page() && page()->organizationView() ? page()->organizationView()->members()
                                                    : nullptr;
    };
    connect(a.addMember, &QAction::triggered, this, [members] {
        if (members()) {
            members()->requestAdding();
        }
    });
    const auto setAdmin = [members](bool admin) {
        if (members() && !members()->currentMember().isEmpty()) {
            members()->requestAdmin(members()->currentMember(), admin);
        }
    };
    connect(a.grantAdmin, &QAction::triggered, this, [setAdmin] { setAdmin(true); });
    connect(a.withdrawAdmin, &QAction::triggered, this, [setAdmin] { setAdmin(false); });
    connect(a.removeMember, &QAction::triggered, this, [members] {
        if (members() && !members()->currentMember().isEmpty()) {
            members()->requestRemoval(members()->currentMember());
        }
    });
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
}

Page *MainWindow::page() const
{
    return qobject_cast<Page *>(m_pages->currentWidget());
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
        showMenu({a.grantAdmin, a.withdrawAdmin, nullptr, a.addMember, a.removeMember, nullptr,
                  a.copyRows, a.copyCell},
                 at);
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

void MainWindow::showMenu(const QList<QAction *> &actions, const QPoint &at)
{
    auto *const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (QAction *const action : actions) {
        if (action) {
            menu->addAction(action);
        } else {
            menu->addSeparator();
        }
    }
    menu->popup(at);
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
