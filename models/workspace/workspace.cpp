// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "workspace.h"

#include "connections.h"
#include "runner.h"

namespace orgkeeper {

Workspace::Workspace(Connections *connections, ChangeRunner *runner, QObject *parent)
    : QObject(parent)
    , m_connections(connections)
    , m_runner(runner)
{
    connect(m_runner, &ChangeRunner::changeUpdated, this, &Workspace::followChange);
    connect(m_runner, &ChangeRunner::membersRead, this,
            [this](const QString &accountId, const QString &organizationId,
                   const std::shared_ptr<const RowStore> &members,
                   qint64 sentMs) { followMembers(accountId, organizationId, *members, sentMs); });
    connect(m_connections, &Connections::removed, this, &Workspace::forget);
}

Workspace::~Workspace() = default;

OrganizationsList *Workspace::list(const QString &accountId)
{
    if (const auto known = m_lists.find(accountId); known != m_lists.end()) {
        return known->second;
    }
    Connection *const connection = m_connections->find(accountId);
    if (!connection || !connection->description()) {
        return nullptr;
    }
    return m_lists.emplace(accountId, new OrganizationsList(connection, this)).first->second;
}

std::shared_ptr<OpenOrganization> Workspace::open(const QString &accountId,
                                                  const QString &organizationId)
{
    const Key key(accountId, organizationId);
    if (auto known = m_open[key].lock()) {
        return known;
    }
    OrganizationsList *const organizations = list(accountId);
    if (!organizations) {
        m_open.erase(key);
        return nullptr;
    }
    Values known = organizations->valuesOf(organizationId);
    const QString idKey = QStringLiteral("organization.id");
    if (!known.contains(idKey)) {
        known.insert(idKey, Value::ofText(organizationId));
    }
    // deleteLater: whoever lets go last may do so in a slot of the object itself.
    std::shared_ptr<OpenOrganization> opened(
        new OpenOrganization(organizations->connection(), m_runner, organizationId,
                             organizations->nameOf(organizationId), known, nullptr),
        [](OpenOrganization *gone) {
            gone->disconnect(); // nobody is left who should hear how its readings end
            gone->stop();
            gone->deleteLater();
        });
    tellMembers(*opened);
    connect(organizations->connection(), &Connection::stateChanged, opened.get(),
            [this, organization = opened.get()] { tellMembers(*organization); });
    connect(opened.get(), &OpenOrganization::membersRead, m_runner,
            [runner = m_runner, accountId, organizationId](qint64 sentMs) {
                runner->noteRead(accountId, organizationId, sentMs);
            });
    connect(opened.get(), &OpenOrganization::membersCounted, organizations->model(),
            [model = organizations->model(), organizationId](int, int admins) {
                model->setAdmins(organizationId, admins);
            });
    m_open[key] = opened;
    return opened;
}

void Workspace::followChange(const Change &change)
{
    if (change.state != ChangeState::Finished || change.outcome != Outcome::Done) {
        return;
    }
    if (change.kind == ChangeKind::CreateOrganization) {
        if (OrganizationsList *const organizations = list(change.accountId)) {
            organizations->reading()->read();
        }
        return;
    }
    // The counts of the record moved with the members.
    const auto open = m_open.find({change.accountId, change.organizationId});
    if (const auto organization = open == m_open.end() ? nullptr : open->second.lock()) {
        if (change.kind == ChangeKind::AddMember || change.kind == ChangeKind::RemoveMember) {
            organization->read();
        }
    }
}

void Workspace::followMembers(const QString &accountId, const QString &organizationId,
                              const RowStore &members, qint64 sentMs)
{
    const auto open = m_open.find({accountId, organizationId});
    if (const auto organization = open == m_open.end() ? nullptr : open->second.lock()) {
        organization->applyMembers(members, sentMs);
    }
}

void Workspace::forget(const QString &accountId)
{
    Q_EMIT accountGone(accountId);
    std::erase_if(m_open, [&](const auto &entry) { return entry.first.first == accountId; });
    if (const auto known = m_lists.find(accountId); known != m_lists.end()) {
        known->second->deleteLater();
        m_lists.erase(known);
    }
}

Yourself Workspace::yourself(const QString &accountId) const
{
    const Connection *const connection = m_connections->find(accountId);
    return connection ? yourselfAt(*connection) : Yourself();
}

void Workspace::tellMembers(const OpenOrganization &organization) const
{
    if (MembersModel *const members = organization.members()) {
        const Yourself you = yourselfAt(*organization.connection());
        members->setYourself(you.memberId, you.name);
        members->setWhyNoChange(organization.connection()->whyNoWrite(CallId::SetAdmin));
    }
}

OrganizationFacts Workspace::factsOf(const QString &accountId, const QString &organizationId) const
{
    OrganizationFacts facts;
    const auto open = m_open.find({accountId, organizationId});
    const auto organization = open == m_open.end() ? nullptr : open->second.lock();
    if (organization && organization->members() &&
        organization->members()->state().kind == ListState::Kind::Complete) {
        facts.membersKnown = true;
        facts.adminIds = organization->members()->adminIds();
        facts.memberCount = organization->members()->total();
    }
    return facts;
}

GuardContext Workspace::guardContext() const
{
    GuardContext context;
    context.account = [this](const QString &accountId) -> const Account * {
        const Connection *const connection = m_connections->find(accountId);
        return connection ? &connection->account() : nullptr;
    };
    context.description = [this](const QString &accountId) -> const Description * {
        const Connection *const connection = m_connections->find(accountId);
        return connection ? connection->description().get() : nullptr;
    };
    context.yourself = [this](const QString &accountId) { return yourself(accountId); };
    context.facts = [this](const QString &accountId, const QString &organizationId) {
        return factsOf(accountId, organizationId);
    };
    return context;
}

} // namespace orgkeeper
