// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"
#include "overlay.h"

#include <QHash>

namespace orgkeeper {

/// What each member's row shows of its changes, and when its right was last changed from here. A
/// refusal stays until the next change for the member; what is done or already so leaves no mark.
class Marks
{
public:
    /// settledMs: when the reading left that settled the change, 0: none.
    void follow(const Change &change, qint64 settledMs);

    /// Takes away "unknown" of changes that ended at or before then (ms since the epoch, UTC).
    /// True: any.
    bool clearUnknown(const QString &accountId, const QString &organizationId, qint64 endedMs);

    [[nodiscard]] RowMark mark(const QString &accountId, const QString &organizationId,
                               const QString &memberId) const;
    [[nodiscard]] qint64 changedMs(const QString &accountId, const QString &organizationId,
                                   const QString &memberId) const;

private:
    struct Member
    {
        RowMark mark;
        qint64 changedMs = 0;
        qint64 endedMs = 0; ///< of the last change, 0 while it is under way
    };
    using Organization = std::pair<QString, QString>;

    [[nodiscard]] const Member *find(const QString &accountId, const QString &organizationId,
                                     const QString &memberId) const;

    QHash<Organization, QHash<QString, Member>> m_organizations;
};

} // namespace orgkeeper
