// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "projectstab.h"

#include "absence.h"
#include "emptystate.h"
#include "foreigntext.h"
#include "listpane.h"
#include "openorganization.h"
#include "orgtable.h"

#include <QVBoxLayout>

namespace orgkeeper {

ProjectsTab::ProjectsTab(OpenOrganization *organization, QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_organization(organization)
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (organization->projects()) {
        makeList(settings);
    } else {
        makeAbsence();
    }
}

void ProjectsTab::makeList(QSettings *settings)
{
    const auto description = m_organization->connection()->description();
    ListPane::Words words;
    words.filter = tr("Filter projects");
    words.service = m_organization->connection()->description()->name;
    words.table = tr("Projects of %1").arg(inSentence(m_organization->name()));
    words.nothing = tr("No projects yet");
    words.nothingMore = tr("The service answered with an empty list. It tells the projects you "
                           "belong to.");
    words.noMatch = tr("No project matches “%1”");
    words.count = [](int count) { return tr("%Ln project(s)", nullptr, count); };
    m_list = new ListPane(m_organization->projects(), settings,
                          description->id + QStringLiteral("/projects"), words, this);
    m_list->table()->setObjectName(QStringLiteral("projects"));
    layout()->addWidget(m_list);
    connect(m_list, &ListPane::stopWished, m_organization, &OpenOrganization::stop);
    connect(m_organization, &OpenOrganization::changed, this, &ProjectsTab::showState);
    connect(m_organization, &OpenOrganization::waiting, m_list, &ListPane::showWaiting);
    showState();
}

void ProjectsTab::makeAbsence()
{
    auto *const empty = new EmptyState(this);
    const auto description = m_organization->connection()->description();
    QString count;
    const int field = description->organization.indexOf(u"projects");
    if (field >= 0 && !m_organization->text(field).isEmpty()) {
        count = tr("It counts them: %1.").arg(m_organization->text(field));
    }
    fillAbsence(empty, QStringLiteral("folder"), description->whyNot(CallId::ListProjects), count);
    layout()->addWidget(empty);
}

OrgTable *ProjectsTab::table() const
{
    return m_list ? m_list->table() : nullptr;
}

FilterBox *ProjectsTab::filterBox() const
{
    return m_list ? m_list->filterBox() : nullptr;
}

void ProjectsTab::showState()
{
    const OpenOrganization::Part part = m_organization->projectsPart();
    m_list->setReading(part.reading);
    if (part.reading || !part.error || m_organization->projects()->total() > 0) {
        m_list->clearNotice();
        return;
    }
    m_list->showNotice([this, part](EmptyState *empty) {
        fillProblem(empty, m_organization, part.error, tr("The projects could not be read"),
                    tr("This token may not read projects"));
    });
}

} // namespace orgkeeper
