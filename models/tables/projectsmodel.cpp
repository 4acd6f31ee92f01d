// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "projectsmodel.h"

#include <utility>

namespace orgkeeper {

ProjectsModel::ProjectsModel(std::shared_ptr<const Description> description, QString accountId,
                             QString organizationId, QObject *parent)
    : TableModel(std::move(description), EntityKind::Project, parent)
    , m_accountId(std::move(accountId))
    , m_organizationId(std::move(organizationId))
{
}

} // namespace orgkeeper
