// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tablemodel.h"

namespace orgkeeper {

/// Projects (or what the service calls so) of one organization.
class ProjectsModel final : public TableModel
{
    Q_OBJECT
public:
    ProjectsModel(std::shared_ptr<const Description> description, QString accountId,
                  QString organizationId, QObject *parent);

    [[nodiscard]] const QString &accountId() const { return m_accountId; }
    [[nodiscard]] const QString &organizationId() const { return m_organizationId; }

private:
    QString m_accountId;
    QString m_organizationId;
};

} // namespace orgkeeper
