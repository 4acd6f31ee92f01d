// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

#include <memory>

class QSettings;
class QStackedWidget;

namespace orgkeeper {

class Actions;
class ChangeAsker;
class CopyButton;
class MembersTab;
class OpenOrganization;
class OrgTable;
class PageFoot;
class PageHeader;
class ProjectsTab;
class StripStack;
class TabStrip;
class Workspace;
class Avatar;
class FilterBox;

/// One organization: header, Overview, Members, Projects and Raw reply. Beside the list and as a
/// page of its own.
class OrganizationView : public QWidget
{
    Q_OBJECT
public:
    enum class Place { Pane, Page };
    enum Tab { Overview, Members, Projects, RawReply };

    /// Keeps the organization open while it lives. Workspace and actions are not owned and must
    /// outlive the view.
    OrganizationView(Workspace *workspace, std::shared_ptr<OpenOrganization> organization,
                     Actions *actions, QSettings *settings, Place place, QWidget *parent);
    ~OrganizationView() override;

    [[nodiscard]] OpenOrganization &organization() const { return *m_organization; }
    [[nodiscard]] ChangeAsker &asker() const { return *m_asker; }
    [[nodiscard]] MembersTab *members() const { return m_members; }
    /// Of the tab in front; null where it has none.
    [[nodiscard]] OrgTable *table() const;
    [[nodiscard]] FilterBox *filterBox() const;
    [[nodiscard]] TabStrip *tabs() const { return m_tabs; }
    [[nodiscard]] Tab currentTab() const;
    void showTab(Tab tab);
    void showTabBeside(int step);
    void copyId() const;

Q_SIGNALS:
    /// What can be done here changed.
    void commandsChanged();
    void memberMenuWanted(const QPoint &globalPosition);

private:
    void makeHeader(Actions *actions, Place place);
    QWidget *makeButtons(Actions *actions);
    void makeTabs(QSettings *settings);
    void refresh();
    void showError();

    Workspace *m_workspace;
    std::shared_ptr<OpenOrganization> m_organization;
    PageHeader *m_header;
    QWidget *m_buttons = nullptr; ///< beside a list: below the header, where there is room
    Avatar *m_avatar = nullptr;
    CopyButton *m_copySlug = nullptr;
    CopyButton *m_copyId = nullptr;
    TabStrip *m_tabs;
    StripStack *m_strips;
    ChangeAsker *m_asker;
    QStackedWidget *m_stack;
    MembersTab *m_members = nullptr;
    ProjectsTab *m_projects = nullptr;
    PageFoot *m_foot;
};

} // namespace orgkeeper
