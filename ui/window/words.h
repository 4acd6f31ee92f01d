// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "account.h"
#include "connection.h"
#include "marks.h"

#include <QDateTime>
#include <QString>

namespace orgkeeper {

[[nodiscard]] AccountShape shapeOf(AccountState state);
/// "Ready", "Checking...", "Token refused", ...
[[nodiscard]] QString wordOf(AccountState state);
[[nodiscard]] EnvironmentMark markOf(Environment environment);
/// "14:02 today", "3 May 2026": local time.
[[nodiscard]] QString whenWords(const QDateTime &utc);
/// Host, and port where one is given, of the account's address: where its token is sent.
[[nodiscard]] QString hostOf(const Account &account);

} // namespace orgkeeper
