// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "collectingsink.h"
#include "engine.h"
#include "rawpeer.h"
#include "transport.h"

#include <QTest>

#include <functional>
#include <memory>

namespace orgkeeper {

/// An answer for EngineTest::answers: nothing is sent and nothing closed.
[[nodiscard]] inline QByteArray silent()
{
    return "silent";
}

/// How a call ended, kept beyond the job's life.
struct Outcome
{
    int times = 0;
    Error error;
    CallJob::Result result;
    QByteArray raw;
    qint64 rawSize = 0;
    qint64 sentMs = 0;
    qint64 durationMs = 0;
    int retries = 0;
    QList<qint64> progress;
};

/// A small service that is described here, and a peer that answers in its place.
[[nodiscard]] std::shared_ptr<Description> exampleDescription();

/// An engine at a peer on loopback that gives its answers in turn; the last one is repeated. After
/// an answer that is shorter than it says (or empty) the peer closes.
class EngineTest
{
public:
    explicit EngineTest(TransportSettings settings = {},
                        std::shared_ptr<const Description> description = exampleDescription());

    CallJob *start(CallId call, const Values &values = {});
    /// To its end.
    Outcome run(CallId call, const Values &values = {});
    [[nodiscard]] Sinks sinks() { return {&organizations, &members, &projects}; }
    /// Values that name a member of an organization.
    [[nodiscard]] Values member() const;
    /// "GET /path" of what arrived, in order.
    [[nodiscard]] QByteArrayList targets() const;

    QList<QByteArray> answers;
    /// Where it is set: answers instead, by the number of the request from 0.
    std::function<void(qsizetype request, QTcpSocket *socket)> answering;
    CollectingSink organizations;
    CollectingSink members;
    CollectingSink projects;
    RawPeer peer;
    std::unique_ptr<QObject> owner = std::make_unique<QObject>();
    Transport transport;
    Engine engine;

private:
    void answer(QTcpSocket *socket);
    [[nodiscard]] TransportSettings completed(TransportSettings settings) const;
};

} // namespace orgkeeper
