// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "organizationpage.h"

#include "filterbox.h"
#include "openorganization.h"
#include "organizationview.h"
#include "orgtable.h"
#include "searchedit.h"
#include "tabstrip.h"
#include "words.h"

namespace orgkeeper {

OrganizationPage::OrganizationPage(Workspace *workspace,
                                   std::shared_ptr<OpenOrganization> organization, Actions *actions,
                                   QSettings *settings, QWidget *parent)
    : Page(organization->name(), parent)
    , m_view(new OrganizationView(workspace, organization, actions, settings,
                                  OrganizationView::Place::Page, this))
{
    setEnvironment(markOf(organization->connection()->account().environment));
    setContent(m_view);
    connect(m_view, &OrganizationView::commandsChanged, this, &Page::commandsChanged);
    connect(m_view, &OrganizationView::memberMenuWanted, this, &Page::memberMenuWanted);
}

QString OrganizationPage::accountId() const
{
    return m_view->organization().connection()->account().id;
}

QString OrganizationPage::organizationId() const
{
    return m_view->organization().id();
}

QString OrganizationPage::title() const
{
    return m_view->organization().name();
}

void OrganizationPage::readAgain()
{
    m_view->organization().read();
}

void OrganizationPage::stopReading()
{
    m_view->organization().stop();
}

bool OrganizationPage::isReading() const
{
    return m_view->organization().isReading();
}

OrgTable *OrganizationPage::table() const
{
    return m_view->table();
}

FilterBox *OrganizationPage::filterBox() const
{
    return m_view->filterBox();
}

QList<QWidget *> OrganizationPage::areas() const
{
    QList<QWidget *> areas{m_view->tabs()};
    if (m_view->filterBox()) {
        areas.append(m_view->filterBox()->field());
    }
    if (m_view->table()) {
        areas.append(m_view->table());
    }
    return areas;
}

} // namespace orgkeeper
