// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "workspace.h"

#include <QAbstractItemModel>

#include <vector>

namespace orgkeeper {

/// The accounts, in their order, and under each the organizations that are open in tabs.
class SidebarModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        AccountIdRole = Qt::UserRole + 1,
        OrganizationIdRole, ///< empty on account rows
        MarkRole,           ///< two letters of the backend
        EnvironmentRole,    ///< EnvironmentMark as int
        ShapeRole,          ///< AccountShape as int
        StateTextRole,      ///< "Ready · 20,000"
    };

    /// The workspace is not owned and must outlive the model.
    SidebarModel(Workspace *workspace, QObject *parent);

    void openTab(const QString &accountId, const QString &organizationId, const QString &name);
    void closeTab(const QString &accountId, const QString &organizationId);
    [[nodiscard]] QModelIndex indexOf(const QString &accountId,
                                      const QString &organizationId = {}) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Tab
    {
        QString organizationId;
        QString name;
    };
    struct Entry
    {
        QString accountId;
        quintptr key; ///< of its children's indexes: stays while rows move
        std::vector<Tab> tabs;
    };
    void addAccount(const QString &accountId);
    void removeAccount(const QString &accountId);
    void refresh(const QString &accountId);
    [[nodiscard]] int rowOf(const QString &accountId) const;
    [[nodiscard]] int rowOfKey(quintptr key) const;
    [[nodiscard]] QVariant accountData(const Entry &entry, int role) const;
    [[nodiscard]] QString stateText(Connection *connection) const;

    Workspace *m_workspace;
    std::vector<Entry> m_entries;
    quintptr m_nextKey = 1;
};

} // namespace orgkeeper
