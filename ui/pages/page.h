// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "pageframe.h"

namespace orgkeeper {

class FilterBox;
class OrganizationView;
class OrgTable;

/// What the window's commands ask of the page in front.
class Page : public PageFrame
{
    Q_OBJECT
public:
    using PageFrame::PageFrame;

    [[nodiscard]] virtual QString accountId() const = 0;
    [[nodiscard]] virtual QString organizationId() const { return {}; } ///< of a tab
    [[nodiscard]] virtual QString title() const = 0;
    virtual void readAgain() = 0;
    virtual void stopReading() = 0;
    [[nodiscard]] virtual bool isReading() const = 0;
    /// The list that has or last had the focus; null: none.
    [[nodiscard]] virtual OrgTable *table() const = 0;
    [[nodiscard]] virtual FilterBox *filterBox() const = 0;
    /// The organization that commands act on; null: none is open.
    [[nodiscard]] virtual OrganizationView *organizationView() const = 0;
    /// Where F6 goes, in reading order.
    [[nodiscard]] virtual QList<QWidget *> areas() const = 0;
    virtual void showDetailPane(bool) {}
    [[nodiscard]] virtual bool hasDetailPane() const { return false; }

Q_SIGNALS:
    /// What can be done here changed.
    void commandsChanged();
    void tabWanted(const QString &accountId, const QString &organizationId);
    void memberMenuWanted(const QPoint &globalPosition);
    void organizationMenuWanted(const QPoint &globalPosition);
};

} // namespace orgkeeper
