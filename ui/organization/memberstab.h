// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"

#include <QWidget>

class QSettings;
class QToolButton;

namespace orgkeeper {

class BulkBar;
class ChangeAsker;
class FilterBox;
class ListPane;
class OpenOrganization;
class OrgTable;
class Workspace;

/// Who is in an organization, and the right that can be ticked. Where the service does not tell,
/// the reason stands in its place.
class MembersTab : public QWidget
{
    Q_OBJECT
public:
    /// None is owned; all must outlive the tab. settings may be null.
    MembersTab(Workspace *workspace, OpenOrganization *organization, ChangeAsker *asker,
               QSettings *settings, QWidget *parent);

    /// Null where the service does not tell its members.
    [[nodiscard]] OrgTable *table() const;
    [[nodiscard]] FilterBox *filterBox() const;
    /// The member in the current row; empty: none.
    [[nodiscard]] QString currentMember() const;
    /// Why this call is impossible here, or for the current member; empty: it is possible.
    [[nodiscard]] QString whyNot(CallId call) const;
    [[nodiscard]] bool isCurrentAdmin() const;
    void requestAdmin(const QString &memberId, bool admin);
    void requestRemoval(const QString &memberId);
    void requestAdding();

Q_SIGNALS:
    /// The current row or what can be done with it changed.
    void currentChanged();
    void menuWanted(const QPoint &globalPosition);

private:
    void makeList(QSettings *settings);
    void makeAbsence();
    void showState();
    void showChip(int index);
    [[nodiscard]] Change changeOf(ChangeKind kind, const QString &memberId) const;

    Workspace *m_workspace;
    OpenOrganization *m_organization;
    ChangeAsker *m_asker;
    ListPane *m_list = nullptr;
    BulkBar *m_bulk = nullptr;
    QToolButton *m_adminsChip = nullptr;
};

} // namespace orgkeeper
