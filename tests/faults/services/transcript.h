// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"

#include <QJsonArray>

#include <memory>

namespace orgkeeper {

/// All described calls in one scene at a fresh demo service: for each step what went out, what came
/// of it and what the description says of the call beside that. The same description gives the same
/// transcript. Empty for a backend that the demo does not speak.
///
/// With an expected transcript it ends after the first step that differs from it.
[[nodiscard]] QJsonArray demoTranscript(const std::shared_ptr<const Description> &description,
                                        const QJsonArray *expected = nullptr);

} // namespace orgkeeper
