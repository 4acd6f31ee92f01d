// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page.h"

#include <memory>

class QSettings;

namespace orgkeeper {

class Actions;
class OpenOrganization;
class Workspace;

/// One organization in a tab of its own.
class OrganizationPage : public Page
{
    Q_OBJECT
public:
    /// Workspace, actions and settings are not owned and must outlive the page.
    OrganizationPage(Workspace *workspace, std::shared_ptr<OpenOrganization> organization,
                     Actions *actions, QSettings *settings, QWidget *parent);

    [[nodiscard]] QString accountId() const override;
    [[nodiscard]] QString organizationId() const override;
    [[nodiscard]] QString title() const override;
    void readAgain() override;
    void stopReading() override;
    [[nodiscard]] bool isReading() const override;
    [[nodiscard]] OrgTable *table() const override;
    [[nodiscard]] FilterBox *filterBox() const override;
    [[nodiscard]] OrganizationView *organizationView() const override { return m_view; }
    [[nodiscard]] QList<QWidget *> areas() const override;

private:
    OrganizationView *m_view;
};

} // namespace orgkeeper
