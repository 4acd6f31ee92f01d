// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QWidget;

namespace orgkeeper::gallery {

/// The pages of pictures; the caller owns them.
[[nodiscard]] QWidget *makeLanguage();
[[nodiscard]] QWidget *makeMembers();
[[nodiscard]] QWidget *makeStates();
[[nodiscard]] QWidget *makeForms();

} // namespace orgkeeper::gallery
