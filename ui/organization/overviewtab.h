// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QScrollArea>

#include <vector>

class QVBoxLayout;

namespace orgkeeper {

class ChangeRunner;
class CopyField;
class OpenOrganization;
struct Change;

/// Every described field of an organization, to copy; who is admin; what was changed here.
class OverviewTab : public QScrollArea
{
    Q_OBJECT
public:
    /// Neither is owned; both must outlive the tab.
    OverviewTab(OpenOrganization *organization, ChangeRunner *runner, QWidget *parent);

Q_SIGNALS:
    void membersWanted();
    /// The inverse of this change is wanted.
    void undoWanted(const QString &changeId);

private:
    void makeFields();
    void showValues();
    void showAdmins();
    void showChanges();
    void addAdmin(const QString &name, const QString &email, const QString &id, bool isYou);
    void addChange(const Change &change);

    OpenOrganization *m_organization;
    ChangeRunner *m_runner;
    std::vector<CopyField *> m_fields; ///< index for index with the entity's fields
    QWidget *m_admins;
    QWidget *m_changes;
};

} // namespace orgkeeper
