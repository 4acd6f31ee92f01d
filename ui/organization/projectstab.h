// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QSettings;

namespace orgkeeper {

class FilterBox;
class ListPane;
class OpenOrganization;
class OrgTable;

/// The projects of an organization, or why the service does not tell them.
class ProjectsTab : public QWidget
{
    Q_OBJECT
public:
    /// The organization is not owned and must outlive the tab. settings may be null.
    ProjectsTab(OpenOrganization *organization, QSettings *settings, QWidget *parent);

    /// Null where the service does not tell projects.
    [[nodiscard]] OrgTable *table() const;
    [[nodiscard]] FilterBox *filterBox() const;

private:
    void makeList(QSettings *settings);
    void makeAbsence();
    void showState();

    OpenOrganization *m_organization;
    ListPane *m_list = nullptr;
};

} // namespace orgkeeper
