// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tablemodel.h"

namespace orgkeeper {

/// Organizations of one account. How many admins one has is not in the list: the column (where the
/// description has it) reads "not read" until setAdmins(), and warns of none and of a single one.
class OrganizationsModel final : public TableModel
{
    Q_OBJECT
public:
    OrganizationsModel(std::shared_ptr<const Description> description, QString accountId,
                       QObject *parent);
    ~OrganizationsModel() override;

    [[nodiscard]] const QString &accountId() const { return m_accountId; }
    /// -1: the backend's members cannot be read, or not be told apart.
    [[nodiscard]] int adminsColumn() const { return m_adminsColumn; }
    /// How many admins were counted when the members were last read; an organization that is not in
    /// the list is ignored.
    void setAdmins(const QString &organizationId, int admins);

    /// Takes an organization's own, full record: its row is updated (or added), what the record
    /// lacks stays. Lives as long as the model; may be used any time, also while the list is read.
    [[nodiscard]] RowSink *recordSink();

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    class RecordSink;
    /// -1: not read.
    [[nodiscard]] int adminsAt(int row) const;

    QString m_accountId;
    int m_adminsColumn;
    std::unique_ptr<RecordSink> m_recordSink;
};

} // namespace orgkeeper
