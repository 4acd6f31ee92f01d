// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "guards.h"

#include <QRandomGenerator>

#include <map>

namespace orgkeeper {

/// Invented accounts, organizations and members that guards are asked about, with the truth beside
/// what the guards are told.
struct GuardWorld
{
    using Members = std::map<QString, bool>; ///< id -> admin

    Account account;
    Description description;
    Yourself you;
    std::map<QString, Members> organizations;
    QSet<QString> unread; ///< organizations whose members the guards are not told
    int minimumAdmins = 1;

    GuardWorld();
    /// Random in every respect, from the generator alone.
    static GuardWorld random(QRandomGenerator &dice);

    [[nodiscard]] GuardContext context() const;
    [[nodiscard]] Change change(ChangeKind kind, const QString &organization,
                                const QString &member) const;
    [[nodiscard]] Change randomChange(QRandomGenerator &dice) const;
    [[nodiscard]] int admins(const QString &organization) const;
    /// As a service would: a right of somebody who is not a member is not given.
    void apply(const Change &change);
};

} // namespace orgkeeper
