// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guards.h"
#include "openorganization.h"
#include "organizationslist.h"

#include <map>
#include <memory>

namespace orgkeeper {

class ChangeRunner;
class Connections;

/// What is open: the list of each account and the organizations being looked at. It keeps them
/// fresh after changes and knows what the guards ask for. One per window.
class Workspace : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned; both must outlive the workspace.
    Workspace(Connections *connections, ChangeRunner *runner, QObject *parent);
    ~Workspace() override;

    [[nodiscard]] Connections &connections() const { return *m_connections; }
    [[nodiscard]] ChangeRunner &runner() const { return *m_runner; }

    /// The account's organizations; made when first asked for. Null: the account is not known or
    /// its description has mistakes.
    [[nodiscard]] OrganizationsList *list(const QString &accountId);
    /// The organization, shared by all who look at it; it goes when the last of them lets go. Null
    /// as for list().
    [[nodiscard]] std::shared_ptr<OpenOrganization> open(const QString &accountId,
                                                         const QString &organizationId);

    /// Valid as long as the workspace lives.
    [[nodiscard]] GuardContext guardContext() const;
    [[nodiscard]] Yourself yourself(const QString &accountId) const;

Q_SIGNALS:
    /// The account went, with all that was open of it; pages let go of it in the slot.
    void accountGone(const QString &accountId);

private:
    using Key = std::pair<QString, QString>; ///< account, organization
    void followChange(const Change &change);
    void followMembers(const QString &accountId, const QString &organizationId,
                       const RowStore &members, qint64 sentMs);
    void forget(const QString &accountId);
    /// Who the user is and what may be changed, as the connection knows it now.
    void tellMembers(const OpenOrganization &organization) const;
    [[nodiscard]] OrganizationFacts factsOf(const QString &accountId,
                                            const QString &organizationId) const;

    Connections *m_connections;
    ChangeRunner *m_runner;
    std::map<QString, OrganizationsList *> m_lists;
    std::map<Key, std::weak_ptr<OpenOrganization>> m_open;
};

} // namespace orgkeeper
