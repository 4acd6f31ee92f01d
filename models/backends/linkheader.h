// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QUrl>

namespace orgkeeper {

/// The target of the first link with the relation "next" in a Link header (RFC 8288), resolved
/// against the URL that was asked. Empty: there is none.
[[nodiscard]] QUrl nextLink(const QByteArray &header, const QUrl &asked);

} // namespace orgkeeper
