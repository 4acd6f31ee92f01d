// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ancladialect.h"
#include "connection.h"
#include "demostage.h"
#include "runner.h"
#include "runtokenstore.h"

#include <QSignalSpy>

#include <memory>

namespace orgkeeper {

/// A runner, an account and the service it changes, over real sockets on this computer. The service
/// is the demo's Ancla, whose rights are toggled.
class ChangeBench
{
public:
    struct Settings
    {
        quint64 seed = 1;
        int organizations = 8;
        int people = 40;
        Environment environment = Environment::Normal;
        QString iAm;
        RunnerSettings runner;
        TransportSettings limits;
        /// Changed after it was loaded from the shipped file.
        std::function<void(Description &)> mend;
    };

    /// Short pauses, otherwise as by default.
    [[nodiscard]] static Settings quick();

    explicit ChangeBench(const Settings &settings);
    ~ChangeBench();

    [[nodiscard]] DemoStage &stage() { return *m_stage; }
    [[nodiscard]] DemoWorld &world() { return m_stage->world(); }
    [[nodiscard]] AnclaDialect &ancla() { return *m_ancla; }
    [[nodiscard]] ChangeRunner &runner() { return *m_runner; }
    [[nodiscard]] Connection *connection() { return m_connection.get(); }
    void removeAccount() { m_connection.reset(); }
    void removeRunner() { m_runner.reset(); }

    [[nodiscard]] QString slug(int organization);
    [[nodiscard]] QString organizationId(int organization);
    /// Id of the n-th member who is (no) admin, the user left out; empty when there are fewer.
    [[nodiscard]] QString member(int organization, bool admin, int nth = 0);
    /// The user of the account.
    [[nodiscard]] QString me();
    [[nodiscard]] QString username(const QString &memberId);
    /// Somebody who is not a member.
    [[nodiscard]] QString stranger(int organization, int nth = 0);
    [[nodiscard]] bool isAdmin(int organization, const QString &memberId);
    [[nodiscard]] bool isMember(int organization, const QString &memberId);

    /// As a table would make it, from what is true at the service now.
    [[nodiscard]] Change change(ChangeKind kind, int organization, const QString &memberId);
    [[nodiscard]] Change creation(const QString &name, const QString &slug);

    /// Starts a plan of these changes, each answered with yes.
    QString start(const QList<Change> &changes);
    /// The same, waits for its end and returns the last change as the log has it.
    Change run(const QList<Change> &changes);
    Change run(const Change &change) { return run(QList<Change>{change}); }
    [[nodiscard]] bool waitForPlan(const QString &planId);

    [[nodiscard]] int writes(); ///< requests other than GET that arrived
    [[nodiscard]] int reads(int organization);
    /// The n-th write from now on (0: the next) meets this fault.
    void faultOnWrite(const Fault &fault, int nth = 0);
    void faultOnRead(const Fault &fault, int nth = 0);

private:
    void fault(bool write, const Fault &fault, int nth);

    std::unique_ptr<DemoStage> m_stage;
    AnclaDialect *m_ancla;
    RunTokenStore m_tokens;
    RunTokenStore m_keychain; ///< stands for it; holds nothing
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<ChangeRunner> m_runner;
    QSet<QString> m_finishedPlans;
};

} // namespace orgkeeper
