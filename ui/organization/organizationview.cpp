// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "organizationview.h"

#include "actions.h"
#include "avatar.h"
#include "changeasker.h"
#include "copybutton.h"
#include "error.h"
#include "foreigntext.h"
#include "memberstab.h"
#include "metrics.h"
#include "openorganization.h"
#include "orgtable.h"
#include "overviewtab.h"
#include "pagefoot.h"
#include "pageheader.h"
#include "plaintext.h"
#include "projectstab.h"
#include "rawreplytab.h"
#include "stripstack.h"
#include "tabstrip.h"
#include "textlabel.h"
#include "words.h"
#include "workspace.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace orgkeeper {

OrganizationView::OrganizationView(Workspace *workspace,
                                   std::shared_ptr<OpenOrganization> organization, Actions *actions,
                                   QSettings *settings, Place place, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_organization(std::move(organization))
    , m_header(new PageHeader(this))
    , m_tabs(new TabStrip(this))
    , m_strips(new StripStack(this))
    , m_asker(new ChangeAsker(workspace, m_strips, this))
    , m_stack(new QStackedWidget(this))
    , m_foot(new PageFoot(this))
{
    m_asker->setPlace(m_organization->connection()->account().id, m_organization->id());
    makeHeader(actions, place);
    makeTabs(settings);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    if (m_buttons) {
        layout->addWidget(m_buttons);
    }
    layout->addWidget(m_tabs);
    layout->addWidget(m_strips);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_foot);
    QToolButton *const again = m_foot->addButton(tr("Read again"), QStringLiteral("refresh-cw"));
    again->setAccessibleName(tr("Read %1 again").arg(inSentence(m_organization->name())));
    connect(again, &QToolButton::clicked, m_organization.get(), &OpenOrganization::read);
    m_foot->setStopName(tr("Stop: %1").arg(inSentence(m_organization->name())));
    connect(m_foot, &PageFoot::stopWished, m_organization.get(), &OpenOrganization::stop);
    connect(m_organization.get(), &OpenOrganization::changed, this, &OrganizationView::refresh);
    refresh();
}

OrganizationView::~OrganizationView()
{
    // Letting go of the organization ends its reading, and that is told to all who listen: neither
    // what is left of us nor a page that is going itself may be among them.
    disconnect();
    m_organization->disconnect(this);
    delete m_stack;
}

void OrganizationView::makeHeader(Actions *actions, Place place)
{
    m_avatar = new Avatar(AvatarKind::Organization, Avatar::Size::Header, this);
    m_header->setPicture(m_avatar);
    const QString name = m_organization->name();
    m_copySlug = new CopyButton(tr("Copy slug of %1").arg(inSentence(name)), {}, this);
    m_copyId =
        new CopyButton(tr("Copy ID of %1").arg(inSentence(name)), m_organization->id(), this);
    m_header->addToSecondLine(m_copySlug);
    // Beside a list there is no room for both; the overview has the id.
    m_copyId->setVisible(place == Place::Page);
    if (place == Place::Page) {
        m_header->addToSecondLine(
            new TextLabel(tr("ID %1").arg(plaintext::isolatedLtr(m_organization->id())),
                          Type::Second, Ink::Muted, this));
        m_header->addToSecondLine(m_copyId);
    }
    if (place == Place::Pane) {
        m_buttons = makeButtons(actions);
    } else {
        m_header->addCommand(actions->addMember, true);
        m_header->setEnvironment(markOf(m_organization->connection()->account().environment));
        m_header->addToMenu(actions->closeTab);
    }
    m_header->addToMenu(actions->copyId);
    m_header->addToMenu(actions->readAgain);
}

QWidget *OrganizationView::makeButtons(Actions *actions)
{
    auto *const row = new QWidget(this);
    auto *const layout = new QHBoxLayout(row);
    layout->setContentsMargins(metrics::pageMargin, metrics::spacing, metrics::pageMargin, 0);
    for (QAction *const action : {actions->addMember, actions->openInTab}) {
        auto *const button = new QToolButton(row);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setAccessibleName(QString(action->text()).remove(u'&'));
        layout->addWidget(button);
    }
    layout->addStretch(1);
    return row;
}

void OrganizationView::makeTabs(QSettings *settings)
{
    const auto description = m_organization->connection()->description();
    m_tabs->setAccessibleName(tr("Parts of %1").arg(inSentence(m_organization->name())));
    m_tabs->addTab(tr("Overview"));
    m_tabs->addTab(description->member.label.isEmpty() ? tr("Members") : description->member.label);
    m_tabs->addTab(description->project.label.isEmpty() ? tr("Projects")
                                                        : description->project.label);
    m_tabs->addTab(tr("Raw reply"));
    if (!m_organization->members()) {
        m_tabs->setMuted(Members, description->whyNot(CallId::ListMembers));
    }
    if (!m_organization->projects()) {
        m_tabs->setMuted(Projects, description->whyNot(CallId::ListProjects));
    }
    auto *const overview = new OverviewTab(m_organization.get(), &m_workspace->runner(), m_stack);
    m_members = new MembersTab(m_workspace, m_organization.get(), m_asker, settings, m_stack);
    m_projects = new ProjectsTab(m_organization.get(), settings, m_stack);
    m_stack->addWidget(overview);
    m_stack->addWidget(m_members);
    m_stack->addWidget(m_projects);
    m_stack->addWidget(new RawReplyTab(m_organization.get(), m_stack));
    m_strips->setFocusHome(m_members->table());
    connect(overview, &OverviewTab::membersWanted, this, [this] { showTab(Members); });
    connect(overview, &OverviewTab::undoWanted, m_asker, &ChangeAsker::undo);
    connect(m_members, &MembersTab::currentChanged, this, &OrganizationView::commandsChanged);
    connect(m_members, &MembersTab::menuWanted, this, &OrganizationView::memberMenuWanted);
    connect(m_asker, &ChangeAsker::answered, this, [this] {
        if (m_members->table()) {
            m_members->table()->setFocus();
        }
    });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_stack->setCurrentIndex(tab);
        Q_EMIT commandsChanged();
    });
}

OrgTable *OrganizationView::table() const
{
    return currentTab() == Members    ? m_members->table()
           : currentTab() == Projects ? m_projects->table()
                                      : nullptr;
}

FilterBox *OrganizationView::filterBox() const
{
    return currentTab() == Members    ? m_members->filterBox()
           : currentTab() == Projects ? m_projects->filterBox()
                                      : nullptr;
}

OrganizationView::Tab OrganizationView::currentTab() const
{
    return Tab(m_tabs->currentIndex());
}

void OrganizationView::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void OrganizationView::showTabBeside(int step)
{
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + step + m_tabs->count()) % m_tabs->count());
}

void OrganizationView::copyId() const
{
    m_copyId->copy();
}

void OrganizationView::refresh()
{
    const QString name = m_organization->name();
    m_header->setTitle(plaintext::oneLine(name));
    m_avatar->setName(name, m_organization->id());
    const int slug = m_organization->connection()->description()->organization.indexOf(u"slug");
    const QString slugText = slug < 0 ? QString() : m_organization->text(slug);
    m_header->setSecondLine(plaintext::isolatedLtr(slugText));
    m_copySlug->setText(slugText);
    m_copySlug->setVisible(!slugText.isEmpty());
    m_foot->setAsOf({});
    const OpenOrganization::Part members = m_organization->membersPart();
    m_tabs->setCount(Members, members.wasRead && m_organization->members()
                                  ? m_organization->members()->total()
                                  : -1);
    m_tabs->setCount(Projects, m_organization->projectsPart().wasRead
                                   ? m_organization->projects()->total()
                                   : -1);
    const OpenOrganization::Part &record = m_organization->recordPart();
    m_foot->setStoppable(m_organization->isReading());
    m_foot->setText(m_organization->isReading() ? tr("Reading...")
                    : record.wasRead            ? tr("Read %1 · %2 ms")
                                           .arg(QLocale().toString(record.asOf.toLocalTime(),
                                                                   QLocale::ShortFormat),
                                                QLocale().toString(record.durationMs))
                                     : QString());
    showError();
    Q_EMIT commandsChanged();
}

void OrganizationView::showError()
{
    const QString key = QStringLiteral("reading");
    const OpenOrganization::Part &record = m_organization->recordPart();
    if (record.reading) {
        return;
    }
    if (!record.error || record.error.kind == Error::Kind::Cancelled) {
        m_strips->removeKey(key);
        return;
    }
    const auto description = m_organization->connection()->description();
    const bool isOffline =
        record.error.kind == Error::Kind::Unreachable || record.error.kind == Error::Kind::Timeout;
    auto *const strip = new Strip(isOffline ? StripKind::Offline : StripKind::Error,
                                  sentence(record.error, description->name), m_strips);
    if (record.wasRead) {
        strip->setSecondLine(tr("You see what was read at %1.").arg(whenWords(record.asOf)));
    }
    strip->setDetails(details(record.error));
    connect(strip->addButton(tr("Try again"), QStringLiteral("refresh-cw")), &QPushButton::clicked,
            m_organization.get(), &OpenOrganization::read);
    m_strips->add(strip, key);
}

} // namespace orgkeeper
