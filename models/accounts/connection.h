// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "account.h"
#include "engine.h"
#include "tokenstore.h"

#include <functional>

namespace orgkeeper {

class RequestLog;

/// What an account is like, with its cure in words.
enum class AccountState {
    Unopened, ///< nothing asked yet
    Checking,
    Ready,
    NoToken, ///< the keychain has none for this account
    TokenRefused,
    NoPermission,
    Offline,
    KeychainLocked,
    NoKeychain,
    Withdrawn,
    Faulty, ///< its description is unknown or has mistakes
};

/// One account, opened: its transport, engine, token and state. Nothing is asked of keychain or
/// network before open().
class Connection : public QObject
{
    Q_OBJECT
public:
    /// description may be null (Faulty). keychain and forThisRun are not owned; forThisRun is asked
    /// first, the keychain only where it has nothing and the account is no demo account.
    Connection(Account account, std::shared_ptr<const Description> description,
               TokenStore *keychain, TokenStore *forThisRun, RequestLog *log, QObject *parent);
    ~Connection() override;

    [[nodiscard]] const Account &account() const;
    [[nodiscard]] std::shared_ptr<const Description> description() const;
    [[nodiscard]] AccountState state() const;
    /// Why the state is what it is; empty when ready.
    [[nodiscard]] const Error &reason() const;
    /// Null while Faulty.
    [[nodiscard]] Engine *engine() const;
    /// Who the service says the token belongs to, or nothing.
    [[nodiscard]] std::optional<CallJob::Identity> me() const;
    /// Why a write is impossible now (read-only, offline, no such call), empty when possible.
    [[nodiscard]] QString whyNoWrite(CallId call) const;

    /// Reads the token and asks who it belongs to. Harmless when already open or opening.
    void open();
    /// Open and ready or not: calls then once, in the slot of opened() at the latest.
    void whenOpen(QObject *context, std::function<void()> then);
    /// The user typed a token: kept (in the keychain, or for this run when he agreed), then opened.
    void useToken(const Secrets &secrets, bool forThisRunOnly);
    /// Every read reports how it ended, so that the state follows what is true. A 401 becomes
    /// TokenRefused only when a fresh probe agrees.
    void noteOutcome(const Error &error, CallId call);
    /// Changes label, environment or "I am". A changed origin drops the token from memory.
    void update(const Account &account);

Q_SIGNALS:
    /// After each change of state(), me() or reason().
    void stateChanged();
    /// Once for each open(): the attempt has ended, in whatever state.
    void opened();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace orgkeeper
