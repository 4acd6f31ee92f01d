// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "organizationslist.h"

namespace orgkeeper {

OrganizationsList::OrganizationsList(Connection *connection, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_model(new OrganizationsModel(connection->description(), connection->account().id, this))
    , m_reading(new ListReading(connection, CallId::ListOrganizations, m_model, this))
{
}

void OrganizationsList::readOnce()
{
    if (!m_reading->isReading() && !m_reading->hasEnded()) {
        m_reading->read();
    }
}

Values OrganizationsList::valuesOf(const QString &organizationId) const
{
    const int row = m_model->store().rowOf(organizationId);
    return row < 0 ? Values() : m_model->store().values(row, QStringLiteral("organization"));
}

QString OrganizationsList::nameOf(const QString &organizationId) const
{
    const int row = m_model->store().rowOf(organizationId);
    const int name = m_model->entity().indexOf(u"name");
    return row < 0 || name < 0 ? organizationId : m_model->store().text(row, name);
}

} // namespace orgkeeper
