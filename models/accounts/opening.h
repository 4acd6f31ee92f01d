// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "account.h"
#include "accountstate.h"
#include "credentials.h"
#include "engine.h"
#include "tokenstore.h"

#include <optional>

namespace orgkeeper {

class Probe;

/// One attempt to open an account: finds its token (or keeps the one just typed), gives it to the
/// transport and asks the service whether it is accepted, where the service can say who it belongs
/// to. error() stays empty: whatever comes out is the result.
class Opening final : public Job
{
    Q_OBJECT
public:
    struct Stores
    {
        TokenStore *keychain = nullptr;
        TokenStore *forThisRun = nullptr;
    };
    struct Result
    {
        AccountState state = AccountState::Unopened;
        Error reason; ///< empty when ready
        Credentials credentials;
        std::optional<CallJob::Identity> me;
        bool meUnanswered = false; ///< a trouble that passes kept the service from saying
    };

    /// Starts by looking for the token. Neither the engine nor the stores are owned; they must be
    /// there until the end.
    Opening(Account account, Engine *engine, Stores stores, QObject *parent);

    /// Instead of looking for the token: uses these credentials again and asks the service,
    /// by the list of organizations where it cannot say who one is.
    void again(const Credentials &credentials);
    /// Instead of looking for the token: keeps this one, then uses it.
    void with(const Secrets &typed, bool forThisRunOnly);

    [[nodiscard]] const Result &result() const { return m_result; }

private:
    Error abort() override { return {}; } // what is running is a child
    void start();
    void takeRunToken(const SecretsJob &job);
    void takeKeychainToken(const SecretsJob &job);
    void accept(const Secrets &secrets, TokenStore *from);
    void keep();
    void use(const Secrets &secrets);
    void probe();
    void takeProbe(const Probe &probe);
    void end(AccountState state, const Error &reason = {});

    Account m_account;
    Engine *m_engine;
    Stores m_stores;
    Secrets m_typed;
    TokenStore *m_keeper = nullptr; ///< where the typed token goes
    Result m_result;
};

/// Of a state: nothing was sent because of this.
[[nodiscard]] Error because(const QString &detail);

} // namespace orgkeeper
