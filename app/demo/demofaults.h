// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demorequest.h"

#include <QRandomGenerator>
#include <optional>

namespace orgkeeper {

// What is to happen to one request. The default is an ordinary answer at full speed.
struct Fault
{
    enum class Reply {
        Send,    // whole
        Cut,     // the head promises all of the body, the connection closes after a part of it
        Drop,    // the connection closes without a byte
        Silence, // the connection stays open and nothing comes
    };

    bool apply = true; // false: the dialect never sees the request
    Reply reply = Reply::Send;
    int status = 0;        // not 0: answer with this refusal, in the dialect's error shape
    QByteArray retryAfter; // value of a Retry-After header, empty for none
    std::optional<DemoResponse> response; // sent in place of the dialect's answer
    int holdMs = 0;                       // between arrival and being applied
    int lateMs = 0;                       // between being applied and the reply
    qint64 cutAt = -1;                    // Cut: bytes of the body that are sent; -1: use cutShare
    double cutShare = 0.5;                // Cut: share of the body that is sent, 0 to 1
    qint64 bytesPerSecond = 0;            // 0: as fast as the socket takes it

    [[nodiscard]] static Fault dropBefore();
    [[nodiscard]] static Fault dropAfter();
    [[nodiscard]] static Fault silence(bool applied);
    [[nodiscard]] static Fault cut(qint64 at);
    [[nodiscard]] static Fault late(int ms);
    [[nodiscard]] static Fault refuse(int status, const QByteArray &retryAfter = {});
    [[nodiscard]] static Fault refuseAfterApplying(int status);
    [[nodiscard]] static Fault replace(const DemoResponse &response);
};

// The weather on a stage. Shares are probabilities from 0 to 1 per request; at most one of them
// strikes a request, in the order below. Latency and bandwidth apply to all.
struct Faults
{
    int latencyMs = 0;          // half of it before the request is applied, half after
    int jitterMs = 0;           // up to this much more
    qint64 bytesPerSecond = 0;  // of a reply's body; 0: no limit
    double dropBefore = 0;      // connection lost, nothing was applied
    double dropAfter = 0;       // applied, then the connection was lost
    double cutBody = 0;         // applied, reply cut at a random byte
    double lateReply = 0;       // applied, reply after lateReplyMs
    double tooManyRequests = 0; // 429 with Retry-After, not applied
    double unavailable = 0;     // 503, not applied
    double internalError = 0;   // 500, not applied
    int lateReplyMs = 3000;
    int retryAfterSeconds = 1;

    // For a person who wants to see what trouble looks like: slow, and about one in eight goes
    // wrong.
    [[nodiscard]] static Faults stormy();
};

// Draws faults. The same seed and the same order of requests give the same faults, and every
// request takes the same number of draws, so one changed share does not shift all that follows.
class FaultDice
{
public:
    explicit FaultDice(quint32 seed);

    [[nodiscard]] Fault roll(const Faults &faults);

private:
    QRandomGenerator m_random;
};

} // namespace orgkeeper
