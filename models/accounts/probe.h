// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine.h"

#include <optional>

namespace orgkeeper {

/// Asks the service whether it accepts the token: who am I, where that is described, otherwise the
/// list of organizations, of which it waits for no more than the first sign of rows. error() is
/// what the service said; empty: the token is accepted.
class Probe final : public Job
{
    Q_OBJECT
public:
    /// The engine is not owned; when it goes, the probe goes with it.
    Probe(Engine *engine, QObject *parent);

    /// The service cannot say who one is, so the list of organizations was asked for.
    [[nodiscard]] bool isByList() const { return m_byList; }
    /// Whom the token belongs to, where the service says so.
    [[nodiscard]] const std::optional<CallJob::Identity> &identity() const { return m_identity; }

private:
    Error abort() override;
    void takeEnd();
    void takeProgress(qint64 rows);

    bool m_byList;
    CallJob *m_call; ///< a child
    std::optional<CallJob::Identity> m_identity;
};

} // namespace orgkeeper
