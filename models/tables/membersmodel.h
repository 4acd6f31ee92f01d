// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tablemodel.h"

namespace orgkeeper {

/// Members of one organization, with what is pending shown over the stored values.
class MembersModel : public TableModel
{
    Q_OBJECT
public:
    MembersModel(std::shared_ptr<const Description> description, QString accountId,
                 QString organizationId, QObject *parent);

    /// Not owned; may be null.
    void setOverlay(const Overlay *overlay);
    /// Which member is the user: by id, else by name or e-mail.
    void setYourself(const QString &id, const QString &nameOrEmail);
    /// Why nobody's right can be changed here; empty: it can.
    void setWhyNoChange(const QString &reason);

    [[nodiscard]] bool isAdmin(int row) const;
    [[nodiscard]] QString roleWord(int row) const;
    [[nodiscard]] int adminColumn() const; ///< -1: the backend has none
    [[nodiscard]] QStringList adminIds() const;
    [[nodiscard]] const QString &accountId() const;
    [[nodiscard]] const QString &organizationId() const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    class Private;
    std::unique_ptr<Private> m;
};

} // namespace orgkeeper
