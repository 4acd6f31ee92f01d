// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "listreading.h"
#include "organizationsmodel.h"

namespace orgkeeper {

/// The organizations of one account: the model and its reading.
class OrganizationsList : public QObject
{
    Q_OBJECT
public:
    /// The connection must have a description. It is not owned and must outlive the list.
    OrganizationsList(Connection *connection, QObject *parent);

    [[nodiscard]] Connection *connection() const { return m_connection; }
    [[nodiscard]] OrganizationsModel *model() const { return m_model; }
    [[nodiscard]] ListReading *reading() const { return m_reading; }

    /// Reads unless that was done or is being done.
    void readOnce();
    /// Values and name of a listed organization, for templates and titles.
    [[nodiscard]] Values valuesOf(const QString &organizationId) const;
    [[nodiscard]] QString nameOf(const QString &organizationId) const;

private:
    Connection *m_connection;
    OrganizationsModel *m_model;
    ListReading *m_reading;
};

} // namespace orgkeeper
