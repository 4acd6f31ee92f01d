// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "overlay.h"

#include <QHash>

namespace orgkeeper::test {

/// Says of the members of "organization" at "account" what a test wants.
class FakeOverlay final : public Overlay
{
public:
    using Overlay::Overlay;
    RowMark mark(const QString &accountId, const QString &organizationId,
                 const QString &memberId) const override
    {
        const bool ours = accountId == u"account" && organizationId == u"organization";
        return ours ? marks.value(memberId) : RowMark();
    }
    qint64 changedMs(const QString & /*accountId*/, const QString & /*organizationId*/,
                     const QString &memberId) const override
    {
        return changed.value(memberId);
    }
    void say(const QString &id, RowMark::Kind kind, const QString &text = {},
             const QString &full = {})
    {
        marks[id] = {kind, text, full};
        Q_EMIT marksChanged(QStringLiteral("account"), QStringLiteral("organization"));
    }
    QHash<QString, RowMark> marks;
    QHash<QString, qint64> changed;
};

} // namespace orgkeeper::test
