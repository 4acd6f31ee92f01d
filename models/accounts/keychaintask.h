// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "keychainrunner.h"
#include "secretservice.h"
#include "tokenstore.h"

#include <chrono>

namespace orgkeeper {

/// One job on the system's keychain, with the proof that it was done. A keychain's "not found" and
/// "done" are believed only when the service was asked and says that it is not locked; what was
/// written is read back and compared; what was removed is looked for.
///
/// It waits for its turn until begin(); its patience runs from the start.
class KeychainTask final : public SecretsJob
{
    Q_OBJECT
public:
    enum class Kind { Look, Unlock, Read, Write, Remove };
    struct Order
    {
        Kind kind = Kind::Look;
        QString key;
        Secrets secrets; ///< of a write
        std::chrono::milliseconds patience{10000};
    };
    /// Not owned; must be there until the task has ended or is gone. Without a service (another
    /// system than Linux, KWallet) the runner's answers are all there is.
    struct Tools
    {
        KeychainRunner *runner = nullptr;
        SecretService *service = nullptr;
    };

    KeychainTask(Order order, Tools tools, QObject *parent);

    void begin();
    /// As it was told by the service; empty: not known.
    [[nodiscard]] const QString &provider() const { return m_provider; }

private:
    using Step = void (KeychainTask::*)();
    using Answer = KeychainRunner::Answer;
    using AnswerStep = void (KeychainTask::*)(const Answer &);

    Error abort() override;
    void act();
    void unlock();
    void takeUnlocked(bool unlocked);
    void takeRead(const Answer &answer);
    void takeWritten(const Answer &answer);
    void takeReadBack(const Answer &answer);
    void takeRemoved(const Answer &answer);
    void takeRemovedReadBack(const Answer &answer);

    /// Goes on where the keychain is ready or locked, ends otherwise.
    void lookThen(Step ready, Step locked);
    void askToUnlock();
    /// Goes on with next where the entry is proven not to be there.
    void proveAbsenceThen(Step next);
    void done() { finish(); }
    void failAsReady();
    void failFor(const Answer &answer);
    void fail(KeychainState state, const QString &detail, const QString &words = {});
    void failLocked();
    void failMissing();
    void losePatience();
    [[nodiscard]] KeychainRunner::Then guarded(AnswerStep step);

    Order m_order;
    Tools m_tools;
    QString m_provider;
    QString m_collection;     ///< where it was told of; see SecretService::Report
    QString m_words;          ///< of the answer that has to be explained
    bool m_mayBeDone = false; ///< the write or removal was handed over
};

} // namespace orgkeeper
