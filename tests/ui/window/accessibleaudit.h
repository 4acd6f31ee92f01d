// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

class QWidget;

namespace orgkeeper {

/// What is wrong with the names, keys and room of what a window shows now; empty: nothing. Each
/// entry says where, which control, and what.
[[nodiscard]] QStringList auditNames(const QWidget *window, const QString &where);
[[nodiscard]] QStringList auditMnemonics(const QWidget *window, const QString &where);
[[nodiscard]] QStringList auditRoom(const QWidget *window, const QString &where);

} // namespace orgkeeper
