// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "account.h"
#include "accountstate.h"
#include "engine.h"
#include "tokenstore.h"
#include "transport.h"

#include <functional>

namespace orgkeeper {

class RequestLog;

/// One account, opened: its transport, engine, token and state. Invariants:
/// - nothing is asked of keychain or network before open();
/// - a token is used only for the origin it was entered for, whatever the settings say since;
/// - a single refusal is no verdict: TokenRefused needs a second one, asked for at once.
class Connection : public QObject
{
    Q_OBJECT
public:
    /// description may be null (Faulty). keychain and forThisRun are not owned and must outlive the
    /// connection; forThisRun is asked first, the keychain only where it has nothing and the
    /// account is no demo account. The log may be null. Of limits the address, the label and what
    /// is read-only are taken from the account.
    Connection(Account account, std::shared_ptr<const Description> description,
               TokenStore *keychain, TokenStore *forThisRun, RequestLog *log, QObject *parent,
               TransportSettings limits = {});
    ~Connection() override;

    [[nodiscard]] const Account &account() const;
    [[nodiscard]] std::shared_ptr<const Description> description() const;
    [[nodiscard]] AccountState state() const;
    /// Why the state is what it is; empty when ready.
    [[nodiscard]] const Error &reason() const;
    /// Null while Faulty. Another one after update(): to be asked for anew, not to be kept.
    [[nodiscard]] Engine *engine() const;
    /// Who the service says the token belongs to, or nothing.
    [[nodiscard]] std::optional<CallJob::Identity> me() const;
    /// Why a write is impossible now (read-only, offline, no such call), empty when possible.
    [[nodiscard]] QString whyNoWrite(CallId call) const;

    /// Reads the token and asks who it belongs to. While an attempt is running, and when already
    /// ready, nothing more is asked. Where the last attempt ended badly, it is made again.
    void open();
    /// Opens where that is not done, and calls then once when the attempt has ended, in whatever
    /// state; from the event loop, unless context is gone.
    void whenOpen(QObject *context, std::function<void()> then);
    /// The user typed a token: kept (in the keychain, or for this run when he agreed), then opened.
    /// What cannot be kept is not used. A demo account's is always for this run.
    void useToken(const Secrets &secrets, bool forThisRunOnly);
    /// KeychainLocked: asks the keychain to unlock itself, then opens. Where it stays locked,
    /// reason() says why. While that question is open, nothing more is asked.
    void unlock();
    /// Every read reports how it ended, so that the state follows what is true.
    /// - A refused token (401) becomes TokenRefused only when a fresh probe is refused too.
    /// - 403 counts for the list of organizations alone.
    /// - No answer makes it Offline; the next read that succeeds makes it Ready.
    void noteOutcome(const Error &error, CallId call);
    /// Takes a changed account with the same id and backend. A changed origin forgets the token;
    /// the account is then Unopened (or, where an attempt was running, tries again).
    void update(const Account &account);

Q_SIGNALS:
    /// After each change of state(), me(), reason(), account() or engine().
    void stateChanged();
    /// An attempt of open() or useToken() has ended, in whatever state. Also once, from the event
    /// loop, for an open() that had nothing to do.
    void opened();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace orgkeeper
