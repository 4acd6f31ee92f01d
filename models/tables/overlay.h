// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>

namespace orgkeeper {

/// What is pending or just happened for one row, shown over the stored value.
struct RowMark
{
    enum class Kind {
        None,
        Waiting,
        Granting,
        Withdrawing,
        Adding,
        Removing,
        Rereading,
        Refused,
        Conflict,
        Unknown,
        Done
    };
    Kind kind = Kind::None;
    QString text; ///< short, for the cell: "granting...", "Refused: still owns a project"
    QString full; ///< the service's whole words, for tooltip and details
    [[nodiscard]] bool takesNoClick() const;
};

/// How changes show themselves in tables. Declared here, implemented by the changes.
class Overlay : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    [[nodiscard]] virtual RowMark mark(const QString &accountId, const QString &organizationId,
                                       const QString &memberId) const = 0;
    /// When a member's right was last changed from here, ms since the epoch, UTC (0: never): older
    /// readings of it are dropped.
    [[nodiscard]] virtual qint64 changedMs(const QString &accountId, const QString &organizationId,
                                           const QString &memberId) const = 0;
Q_SIGNALS:
    void marksChanged(const QString &accountId, const QString &organizationId);
};

} // namespace orgkeeper
