// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tablemodel.h"

namespace orgkeeper {

/// Members of one organization, with what is pending shown over the stored values. The admin column
/// is a box (CheckStateRole, always what is true) with the service's own word beside it where that
/// is neither an admin's nor the ordinary one; what is going on with a row is in its Mark* roles,
/// in every column. Rows that the overlay has just changed keep their place.
class MembersModel : public TableModel
{
    Q_OBJECT
public:
    MembersModel(std::shared_ptr<const Description> description, QString accountId,
                 QString organizationId, QObject *parent);
    ~MembersModel() override;

    /// Not owned; may be null.
    void setOverlay(const Overlay *overlay);
    /// Which member is the user: by id, else by name or e-mail.
    void setYourself(const QString &id, const QString &nameOrEmail);
    /// Why nobody's right can be changed here; empty: it can.
    void setWhyNoChange(const QString &reason);
    [[nodiscard]] const QString &whyNoChange() const;

    /// All members as a change's read had them, which was asked for then: newer than the list, but
    /// perhaps older than another change.
    void applyMembers(const RowStore &members, qint64 sentMs);

    // Rows are rows of this table.
    [[nodiscard]] bool isAdmin(int row) const;
    /// As the service gave it; empty where roles are no words.
    [[nodiscard]] QString roleWord(int row) const;
    [[nodiscard]] bool isYou(int row) const;
    [[nodiscard]] RowMark mark(int row) const;
    [[nodiscard]] int adminColumn() const; ///< -1: the backend has none
    /// Filtered away or not.
    [[nodiscard]] QStringList adminIds() const;
    [[nodiscard]] int adminCount() const;
    /// For setPredicate(), of a row of the store.
    [[nodiscard]] bool isAdminInStore(int storeRow) const;
    [[nodiscard]] const QString &accountId() const;
    [[nodiscard]] const QString &organizationId() const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

protected:
    [[nodiscard]] bool keepsPlace(int storeRow) const override;

private:
    [[nodiscard]] QVariant adminData(const QModelIndex &index, int role) const;
    [[nodiscard]] QVariant markData(int row, int role) const;
    [[nodiscard]] QString adminSentence(int row) const;

    class Private;
    std::unique_ptr<Private> m;
};

} // namespace orgkeeper
