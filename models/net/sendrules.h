// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "request.h"

#include <QString>

namespace orgkeeper {

class Credentials;
struct TransportSettings;

/// Why this request must not leave, in words for the user; empty when it may. Looks at the finished
/// URL, so that nothing that builds one can talk it round.
[[nodiscard]] QString whyNotSent(const Request &request, const TransportSettings &settings,
                                 const Credentials &credentials);

/// Scheme, host and port of a URL as text, without user info, path and query.
[[nodiscard]] QString originText(const QUrl &url);

/// Where a redirect may be followed to: the target of a read on its own origin that keeps its
/// verb. Otherwise an invalid URL.
[[nodiscard]] QUrl redirectTarget(const Request &request, const QUrl &from, const ReplyHead &head);

} // namespace orgkeeper
