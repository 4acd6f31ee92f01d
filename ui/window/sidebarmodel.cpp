// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sidebarmodel.h"

#include "connections.h"
#include "plaintext.h"
#include "words.h"

#include <QLocale>

#include <algorithm>

namespace orgkeeper {

SidebarModel::SidebarModel(Workspace *workspace, QObject *parent)
    : QAbstractItemModel(parent)
    , m_workspace(workspace)
{
    Connections &connections = m_workspace->connections();
    for (const QString &id : connections.ids()) {
        addAccount(id);
    }
    connect(&connections, &Connections::added, this, &SidebarModel::addAccount);
    connect(&connections, &Connections::updated, this, &SidebarModel::refresh);
    connect(m_workspace, &Workspace::accountGone, this, &SidebarModel::removeAccount);
}

void SidebarModel::addAccount(const QString &accountId)
{
    const int row = int(m_entries.size());
    beginInsertRows({}, row, row);
    m_entries.push_back({accountId, m_nextKey++, {}});
    endInsertRows();
    if (Connection *const connection = m_workspace->connections().find(accountId)) {
        connect(connection, &Connection::stateChanged, this,
                [this, accountId] { refresh(accountId); });
    }
    if (OrganizationsList *const list = m_workspace->list(accountId)) {
        connect(list->model(), &TableModel::stateChanged, this,
                [this, accountId] { refresh(accountId); });
    }
}

void SidebarModel::removeAccount(const QString &accountId)
{
    const int row = rowOf(accountId);
    if (row >= 0) {
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
}

void SidebarModel::refresh(const QString &accountId)
{
    const QModelIndex index = indexOf(accountId);
    if (index.isValid()) {
        Q_EMIT dataChanged(index, index);
    }
}

void SidebarModel::openTab(const QString &accountId, const QString &organizationId,
                           const QString &name)
{
    const QModelIndex account = indexOf(accountId);
    if (!account.isValid() || indexOf(accountId, organizationId).isValid()) {
        return;
    }
    auto &tabs = m_entries[std::size_t(account.row())].tabs;
    beginInsertRows(account, int(tabs.size()), int(tabs.size()));
    tabs.push_back({organizationId, name});
    endInsertRows();
}

void SidebarModel::closeTab(const QString &accountId, const QString &organizationId)
{
    const QModelIndex tab = indexOf(accountId, organizationId);
    if (tab.isValid()) {
        const QModelIndex account = tab.parent();
        auto &tabs = m_entries[std::size_t(account.row())].tabs;
        beginRemoveRows(account, tab.row(), tab.row());
        tabs.erase(tabs.begin() + tab.row());
        endRemoveRows();
    }
}

QModelIndex SidebarModel::indexOf(const QString &accountId, const QString &organizationId) const
{
    const int row = rowOf(accountId);
    if (row < 0 || organizationId.isEmpty()) {
        return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr(0));
    }
    const Entry &entry = m_entries[std::size_t(row)];
    for (std::size_t i = 0; i < entry.tabs.size(); ++i) {
        if (entry.tabs[i].organizationId == organizationId) {
            return createIndex(int(i), 0, entry.key);
        }
    }
    return {};
}

int SidebarModel::rowOf(const QString &accountId) const
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &e) { return e.accountId == accountId; });
    return entry == m_entries.end() ? -1 : int(entry - m_entries.begin());
}

int SidebarModel::rowOfKey(quintptr key) const
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &e) { return e.key == key; });
    return entry == m_entries.end() ? -1 : int(entry - m_entries.begin());
}

QModelIndex SidebarModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return parent.isValid() ? createIndex(row, column, m_entries[std::size_t(parent.row())].key)
                            : createIndex(row, column, quintptr(0));
}

QModelIndex SidebarModel::parent(const QModelIndex &child) const
{
    const int row = child.internalId() == 0 ? -1 : rowOfKey(child.internalId());
    return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr(0));
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) {
        return int(m_entries.size());
    }
    return parent.internalId() == 0 ? int(m_entries[std::size_t(parent.row())].tabs.size()) : 0;
}

int SidebarModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (index.internalId() == 0) {
        return accountData(m_entries[std::size_t(index.row())], role);
    }
    const Entry &entry = m_entries[std::size_t(rowOfKey(index.internalId()))];
    const Tab &tab = entry.tabs[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return plaintext::oneLine(tab.name);
    case Qt::ToolTipRole:
        return plaintext::toolTip(tab.name);
    case AccountIdRole:
        return entry.accountId;
    case OrganizationIdRole:
        return tab.organizationId;
    default:
        return {};
    }
}

QVariant SidebarModel::accountData(const Entry &entry, int role) const
{
    Connection *const connection = m_workspace->connections().find(entry.accountId);
    if (!connection) {
        return {};
    }
    const Account &account = connection->account();
    const auto description = connection->description();
    switch (role) {
    case Qt::DisplayRole:
        return account.label;
    case Qt::ToolTipRole:
        return plaintext::toolTip(account.label + u'\n' + hostOf(account));
    case Qt::AccessibleTextRole: {
        QStringList words{account.label};
        if (description) {
            words.append(description->name);
        }
        const QString environment = marks::environmentWord(markOf(account.environment));
        if (!environment.isEmpty()) {
            words.append(environment);
        }
        words.append(stateText(connection));
        return words.join(QStringLiteral(", "));
    }
    case AccountIdRole:
        return account.id;
    case MarkRole:
        return description ? description->mark : QStringLiteral("?");
    case EnvironmentRole:
        return int(markOf(account.environment));
    case ShapeRole:
        return int(shapeOf(connection->state()));
    case StateTextRole:
        return stateText(connection);
    default:
        return {};
    }
}

QString SidebarModel::stateText(Connection *connection) const
{
    const QString word = wordOf(connection->state());
    OrganizationsList *const list = m_workspace->list(connection->account().id);
    if (!list || list->model()->state().kind == ListState::Kind::Nothing) {
        return word;
    }
    if (connection->state() == AccountState::Offline) {
        return tr("%1 · as of %2").arg(word, whenWords(list->model()->state().asOf));
    }
    return word + QStringLiteral(" · ") + QLocale().toString(list->model()->total());
}

} // namespace orgkeeper
