// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"
#include "services.h"

#include <QMainWindow>

#include <map>

class QMenu;
class QSplitter;
class QStackedWidget;

namespace orgkeeper {

class AccountsBar;
class Actions;
class FirstStartPage;
class MembersTab;
class OrganizationsPage;
class Page;
class Sidebar;
class SidebarModel;

/// The window: menu, sidebar, the page in front, status bar. It owns pages and actions and hands
/// commands to the page in front.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const Services &services);
    ~MainWindow() override;

    /// Brings an account's organizations to the front and reads them if that was not done.
    void showAccount(const QString &accountId);
    /// Opens an organization in a tab, or brings its tab to the front.
    void showOrganization(const QString &accountId, const QString &organizationId);
    /// Null: no account is in front.
    [[nodiscard]] Page *page() const;
    [[nodiscard]] Actions &actions() const { return *m_actions; }
    [[nodiscard]] Sidebar &sidebar() const { return *m_sidebar; }
    /// A word to the user where no page is concerned; stays until another comes.
    void say(const QString &text);
    /// A change is under way: what is shown may still move.
    [[nodiscard]] bool isBusy() const;
    /// The demo is there: its switch shows up in the menu.
    void showDemoRunning();

Q_SIGNALS:
    void demoWanted();
    void demoTroubleWanted(bool trouble);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    using TabKey = std::pair<QString, QString>; ///< account, organization
    void makeMenus();
    void makeContent();
    void connectActions();
    void connectMemberActions();
    void connectViewActions();
    void connectSidebar();
    void bringToFront(QWidget *widget);
    void connectPage(Page *page);
    void closeTab(const QString &accountId, const QString &organizationId);
    void dropAccount(const QString &accountId);
    void goToArea(int step);
    void updateCommands();
    void updateMemberCommands();
    void createOrganization();
    void removeAccount();
    void addAccount();
    /// Where descriptions of one's own are put; the folder is made where it is not there.
    void openDescriptions();
    void showAbout();
    void showShortcuts();
    void undoLast();
    /// Of the organization in front; null: there is none.
    [[nodiscard]] MembersTab *members() const;
    /// Whom a command of the member menu means; empty: nobody, or not the one it was opened for.
    [[nodiscard]] QString meantMember();
    void quitWhenDone();
    /// A change ended otherwise than wanted, and nobody is there to see it.
    void sayUnseen(const Change &change);
    [[nodiscard]] bool isShown(const Change &change) const;
    /// Null among the actions: a separator.
    static void fill(QMenu *menu, const QList<QAction *> &actions);
    QMenu *showMenu(const QList<QAction *> &actions, const QPoint &at);
    void restore();
    void remember();
    void placeSidebar();

    Services m_services;
    Actions *m_actions;
    SidebarModel *m_sidebarModel;
    QSplitter *m_splitter = nullptr;
    Sidebar *m_sidebar = nullptr;
    QStackedWidget *m_pages = nullptr;
    FirstStartPage *m_firstStart = nullptr;
    AccountsBar *m_accountsBar = nullptr;
    bool m_quitting = false;   ///< as soon as no change is under way
    QString m_menuMember;      ///< whom the open member menu was opened for
    bool m_narrow = false;     ///< the sidebar shows tiles only
    QByteArray m_wideSplitter; ///< as it was before
    std::map<QString, OrganizationsPage *> m_lists;
    std::map<TabKey, Page *> m_tabs;
};

} // namespace orgkeeper
