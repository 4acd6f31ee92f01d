// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "credentials.h"
#include "description.h"
#include "tokenstore.h"

namespace orgkeeper {

/// What keeps these secrets from being sent as the description wants, in a sentence; empty when
/// nothing does. It never shows a secret, not even a part of one.
[[nodiscard]] QString problemOfSecrets(const Description &description, const Secrets &secrets);

/// The finished headers, bound to the origin of this URL. Empty where problemOfSecrets() has
/// something to say.
[[nodiscard]] Credentials makeCredentials(const Description &description, const QUrl &origin,
                                          const Secrets &secrets);

/// Secrets are kept together with the origin they were entered for, so that nobody who can edit the
/// settings (but not the keychain) can send a token to another server. Connection does this for
/// what it is given; whoever writes to a store himself does it with this.
[[nodiscard]] Secrets boundTo(const QUrl &origin, Secrets secrets);
[[nodiscard]] bool isBound(const Secrets &secrets);
/// The same without the mark. Nothing: they were entered for another origin, or carry no mark.
[[nodiscard]] std::optional<Secrets> unboundFrom(const QUrl &origin, Secrets secrets);

} // namespace orgkeeper
