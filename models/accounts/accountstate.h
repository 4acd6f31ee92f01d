// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"
#include "tokenstore.h"

#include <QString>

namespace orgkeeper {

/// What an account is like, with its cure in words.
enum class AccountState {
    Unopened, ///< nothing asked yet
    Checking,
    Ready,
    NoToken, ///< the keychain has none for this account, or none for this server
    TokenRefused,
    NoPermission, ///< the service knows the token and does not let it list the organizations
    Offline,
    KeychainLocked, ///< or waiting for the user in a window of its own
    NoKeychain,     ///< none, or one that answers with errors
    Withdrawn,
    Faulty, ///< its description is unknown or has mistakes
};

[[nodiscard]] AccountState stateFor(KeychainState keychain);

/// What the answer to a probe (see Probe) says of the account; byList: it was asked for the list of
/// organizations. An answer that says nothing of the token is Ready: the next read decides.
[[nodiscard]] AccountState stateAfter(const Error &error, bool byList);

/// No answer came at all, for a reason that lies between here and the service.
[[nodiscard]] bool isNoAnswer(Error::Kind kind);

/// A trouble of the moment: the same question may be answered later.
[[nodiscard]] bool mayPass(Error::Kind kind);

/// Why nothing can be written in that state, in a sentence; empty when it can. label: the
/// account's.
[[nodiscard]] QString whyNoChange(AccountState state, const QString &label);

} // namespace orgkeeper
