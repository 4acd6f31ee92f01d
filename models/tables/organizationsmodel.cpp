// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "organizationsmodel.h"

#include <utility>

namespace orgkeeper {

using namespace Qt::StringLiterals;

class OrganizationsModel::RecordSink final : public RowSink
{
public:
    explicit RecordSink(RowStore &store)
        : m_store(store)
    {
    }
    void beginPage(std::int64_t sentMs, bool /*again*/) override { m_sentMs = sentMs; }
    void addRow(std::span<const Cell> cells) override { m_store.mergeRow(cells, m_sentMs); }

private:
    RowStore &m_store;
    std::int64_t m_sentMs = 0;
};

OrganizationsModel::OrganizationsModel(std::shared_ptr<const Description> description,
                                       QString accountId, QObject *parent)
    : TableModel(std::move(description), EntityKind::Organization, parent)
    , m_accountId(std::move(accountId))
    , m_adminsColumn(entity().indexOf(u"admins"_s))
    , m_recordSink(std::make_unique<RecordSink>(store()))
{
}

OrganizationsModel::~OrganizationsModel() = default;

void OrganizationsModel::setAdmins(const QString &organizationId, int admins)
{
    store().set(store().rowOf(organizationId), m_adminsColumn,
                Value::ofNumber(QString::number(admins)));
}

RowSink *OrganizationsModel::recordSink()
{
    return m_recordSink.get();
}

int OrganizationsModel::adminsAt(int row) const
{
    const Cell cell = store().cell(storeRow(row), m_adminsColumn);
    return cell.kind == Cell::Kind::Integer ? static_cast<int>(cell.number) : -1;
}

QVariant OrganizationsModel::data(const QModelIndex &index, int role) const
{
    if (index.column() != m_adminsColumn || !index.isValid()) {
        return TableModel::data(index, role);
    }
    const int admins = adminsAt(index.row());
    const bool warns = admins == 0 || admins == 1;
    if (role == WarnRole) {
        return warns;
    }
    if (warns && role == Qt::ToolTipRole) {
        return admins == 0 ? tr("Nobody is admin here.")
                           : tr("Only one member is admin here: nobody could step in.");
    }
    return TableModel::data(index, role);
}

} // namespace orgkeeper
