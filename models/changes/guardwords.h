// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"

#include <QCoreApplication>

namespace orgkeeper {

/// What the guards say: who, what it means, what to do.
class GuardWords
{
    Q_DECLARE_TR_FUNCTIONS(GuardWords)
public:
    [[nodiscard]] static QString noAccount();
    [[nodiscard]] static QString readOnly(const QString &account);
    [[nodiscard]] static QString readFirst(const Change &change);
    [[nodiscard]] static QString lastAdmin(const Change &change, qsizetype left);
    [[nodiscard]] static QString overridden(const Change &change, qsizetype left);
    [[nodiscard]] static QString cannotKnowYou(const Change &change, const QString &account);
    [[nodiscard]] static QString yourself(const Change &change);
    [[nodiscard]] static QString production(const Change &change, const QString &account,
                                            bool single);
};

} // namespace orgkeeper
