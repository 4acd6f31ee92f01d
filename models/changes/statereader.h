// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "job.h"
#include "runner.h"
#include "snapshot.h"

#include <QPointer>
#include <QTimer>

namespace orgkeeper {

/// Reads what is true of one organization. Each attempt asks for the account's engine anew, since
/// an account can be given a new token meanwhile.
///
/// Until answered: a service that does not answer is asked again, with growing pauses, until it
/// does, until it says that this may not be read, or until cancel(). A refused token is asked with
/// again only once the account is ready.
class StateReader final : public Job
{
    Q_OBJECT
public:
    enum class Patience { Once, UntilAnswered };
    using ConnectionOf = std::function<Connection *()>;

    StateReader(ConnectionOf connection, Reading reading, Patience patience,
                const RunnerSettings &settings, QObject *parent);

    /// Valid after a finish without error.
    [[nodiscard]] const Snapshot &snapshot() const { return m_snapshot; }
    /// From now on one more attempt at most, without pauses.
    void hurry();

private:
    struct Held;
    Error abort() override;
    void start();
    void finishCall(const CallJob &call);
    void takeSnapshot(const CallJob &call, bool nothing);
    void pauseAfter(const Error &error);
    void startOnceReady();

    ConnectionOf m_connection;
    Reading m_reading;
    Patience m_patience;
    RunnerSettings m_settings;
    RunnerSettings::Milliseconds m_pause;
    QTimer m_timer;
    Error m_last;
    std::shared_ptr<Held> m_held;
    QPointer<CallJob> m_call;
    Snapshot m_snapshot;
};

/// The service gave no answer; asking again may bring one.
[[nodiscard]] bool isPassing(Error::Kind kind);

} // namespace orgkeeper
