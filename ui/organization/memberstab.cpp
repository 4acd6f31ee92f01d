// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "memberstab.h"

#include "absence.h"
#include "bulkbar.h"
#include "changeasker.h"
#include "changeform.h"
#include "connection.h"
#include "emptystate.h"
#include "filterbox.h"
#include "foreigntext.h"
#include "listpane.h"
#include "openorganization.h"
#include "orgtable.h"
#include "runner.h"
#include "workspace.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace orgkeeper {

MembersTab::MembersTab(Workspace *workspace, OpenOrganization *organization, ChangeAsker *asker,
                       QSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_organization(organization)
    , m_asker(asker)
{
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (organization->members()) {
        makeList(settings);
    } else {
        makeAbsence();
    }
}

void MembersTab::makeList(QSettings *settings)
{
    MembersModel *const model = m_organization->members();
    const auto description = m_organization->connection()->description();
    ListPane::Words words;
    words.filter = tr("Filter members");
    words.service = m_organization->connection()->description()->name;
    words.table = tr("Members of %1").arg(inSentence(m_organization->name()));
    words.nothing = tr("No members yet");
    words.nothingMore = tr("The service answered with an empty list.");
    words.noMatch = tr("No member matches “%1”");
    words.count = [model](int count) {
        const QString members = tr("%Ln member(s)", nullptr, count);
        return model->adminColumn() < 0 ? members
                                        : members + QStringLiteral(" · ") +
                                              tr("%Ln admin(s)", nullptr, model->adminCount());
    };
    m_list =
        new ListPane(model, settings, description->id + QStringLiteral("/members"), words, this);
    if (description->can(CallId::AddMember)) {
        m_list->setCure(tr("Add member..."), QStringLiteral("user-plus"),
                        [this] { requestAdding(); });
    }
    if (model->adminColumn() >= 0) {
        m_list->filterBox()->addChip(tr("All"));
        m_adminsChip = m_list->filterBox()->addChip(tr("Admins"));
        connect(m_list->filterBox(), &FilterBox::chipChosen, this, &MembersTab::showChip);
    }
    m_bulk = new BulkBar(m_list->table(), this);
    layout()->addWidget(m_list);
    layout()->addWidget(m_bulk);
    OrgTable *const view = m_list->table();
    view->setObjectName(QStringLiteral("members"));
    connect(view, &OrgTable::tickWanted, this, &MembersTab::requestAdmin);
    connect(view, &OrgTable::currentIdChanged, this, &MembersTab::currentChanged);
    connect(view, &OrgTable::menuWanted, this, &MembersTab::menuWanted);
    connect(m_list, &ListPane::stopWished, m_organization, &OpenOrganization::stop);
    connect(m_organization, &OpenOrganization::changed, this, &MembersTab::showState);
    connect(m_organization, &OpenOrganization::waiting, m_list, &ListPane::showWaiting);
    connect(model, &TableModel::stateChanged, this, [this, model] {
        if (m_adminsChip) {
            m_list->filterBox()->setChipCount(m_adminsChip, model->adminCount());
        }
        Q_EMIT currentChanged();
    });
    showState();
}

void MembersTab::makeAbsence()
{
    auto *const empty = new EmptyState(this);
    const auto description = m_organization->connection()->description();
    const int owner = description->organization.indexOf(u"ownerId");
    const QString ownerId = owner < 0 ? QString() : m_organization->text(owner);
    fillAbsence(empty, QStringLiteral("users"), description->whyNot(CallId::ListMembers),
                ownerId.isEmpty() ? QString() : tr("The owner is user %1.").arg(ownerId));
    if (!ownerId.isEmpty()) {
        QPushButton *const copy = empty->addButton(tr("Copy owner ID"), QStringLiteral("copy"));
        connect(copy, &QPushButton::clicked, this,
                [ownerId] { QGuiApplication::clipboard()->setText(ownerId); });
    }
    layout()->addWidget(empty);
}

OrgTable *MembersTab::table() const
{
    return m_list ? m_list->table() : nullptr;
}

FilterBox *MembersTab::filterBox() const
{
    return m_list ? m_list->filterBox() : nullptr;
}

QString MembersTab::currentMember() const
{
    return m_list ? m_list->table()->currentId() : QString();
}

bool MembersTab::isCurrentAdmin() const
{
    const int row =
        m_organization->members() ? m_organization->members()->rowOfId(currentMember()) : -1;
    return row >= 0 && m_organization->members()->isAdmin(row);
}

QString MembersTab::whyNot(CallId call) const
{
    const QString reason = m_organization->connection()->whyNoWrite(call);
    if (!reason.isEmpty() || call == CallId::AddMember) {
        return reason;
    }
    return currentMember().isEmpty() ? tr("Choose a member first.") : QString();
}

void MembersTab::showState()
{
    const OpenOrganization::Part part = m_organization->membersPart();
    m_list->setReading(part.reading);
    const bool blocked = !part.reading && part.error && m_organization->members()->total() == 0;
    if (blocked) {
        m_list->showNotice([this, part](EmptyState *empty) {
            fillProblem(empty, m_organization, part.error, tr("The members could not be read"),
                        tr("This token may not read members"));
        });
    } else {
        m_list->clearNotice();
    }
    Q_EMIT currentChanged();
}

void MembersTab::showChip(int index)
{
    MembersModel *const model = m_organization->members();
    if (index == 1) {
        model->setPredicate(
            [model](const RowStore &, int row) { return model->isAdminInStore(row); });
    } else {
        model->setPredicate({});
    }
}

Change MembersTab::changeOf(ChangeKind kind, const QString &memberId) const
{
    Change change = makeChange(kind, m_organization->connection()->account().id);
    change.organizationId = m_organization->id();
    change.organizationName = m_organization->name();
    change.values = m_organization->values();
    const MembersModel *const model = m_organization->members();
    const int row = model->store().rowOf(memberId);
    if (row >= 0) {
        const Entity &entity = model->entity();
        const int name = entity.indexOf(u"name");
        change.memberId = memberId;
        change.memberName = name < 0 ? memberId : model->store().text(row, name);
        change.values.insert(model->store().values(row, QStringLiteral("member")));
        change.before.present = true;
        if (entity.role.field >= 0) {
            change.before.admin = model->isAdminInStore(row);
            if (entity.role.kind == RoleRule::Kind::Words) {
                change.before.role = model->store().value(row, entity.role.field).text;
            }
        }
    }
    return change;
}

void MembersTab::requestAdmin(const QString &memberId, bool admin)
{
    m_asker->request(
        changeOf(admin ? ChangeKind::GrantAdmin : ChangeKind::WithdrawAdmin, memberId));
}

void MembersTab::requestRemoval(const QString &memberId)
{
    m_asker->request(changeOf(ChangeKind::RemoveMember, memberId));
}

void MembersTab::requestAdding()
{
    ChangeForm::open(m_workspace, changeOf(ChangeKind::AddMember, {}), window());
}

} // namespace orgkeeper
