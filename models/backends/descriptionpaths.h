// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "descriptionproblems.h"
#include "located.h"

namespace orgkeeper {

// What keeps a description from sending a token elsewhere. The transport compares origins again,
// on the finished URL; these checks say it to the author before anything is sent.

/// Checks the literal pieces of a call's path: one slash first, no second one beside another, no
/// dot segments, no "@", "\", "?", "#", "%" or control character. name is the call's, for the
/// words.
void checkPath(const Template &path, int line, const QString &name, DescriptionProblems &problems);

/// The proposed base URL, or an empty one with the problems told: https or loopback, a host, no
/// user info, query or fragment, no dot segments.
[[nodiscard]] QUrl readBaseUrl(const Located &value, DescriptionProblems &problems);

/// The web page of an organization: https, variables only after the host.
[[nodiscard]] Template readWebPage(const Located &value, const QStringList &variables,
                                   DescriptionProblems &problems);

/// True for localhost, 127.0.0.0/8 and ::1.
[[nodiscard]] bool isLoopback(const QString &host);

} // namespace orgkeeper
