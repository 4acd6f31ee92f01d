// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demofaults.h"

namespace orgkeeper {

Fault Fault::dropBefore()
{
    Fault fault;
    fault.apply = false;
    fault.reply = Reply::Drop;
    return fault;
}

Fault Fault::dropAfter()
{
    Fault fault;
    fault.reply = Reply::Drop;
    return fault;
}

Fault Fault::silence(bool applied)
{
    Fault fault;
    fault.apply = applied;
    fault.reply = Reply::Silence;
    return fault;
}

Fault Fault::cut(qint64 at)
{
    Fault fault;
    fault.reply = Reply::Cut;
    fault.cutAt = at;
    return fault;
}

Fault Fault::late(int ms)
{
    Fault fault;
    fault.lateMs = ms;
    return fault;
}

Fault Fault::refuse(int status, const QByteArray &retryAfter)
{
    Fault fault;
    fault.apply = false;
    fault.status = status;
    fault.retryAfter = retryAfter;
    return fault;
}

Fault Fault::refuseAfterApplying(int status)
{
    Fault fault;
    fault.status = status;
    return fault;
}

Fault Fault::replace(const DemoResponse &response)
{
    Fault fault;
    fault.apply = false;
    fault.response = response;
    return fault;
}

Faults Faults::stormy()
{
    Faults faults;
    faults.latencyMs = 300;
    faults.jitterMs = 700;
    faults.bytesPerSecond = 400'000;
    faults.dropBefore = 0.02;
    faults.dropAfter = 0.03;
    faults.cutBody = 0.02;
    faults.lateReply = 0.02;
    faults.tooManyRequests = 0.02;
    faults.unavailable = 0.01;
    return faults;
}

FaultDice::FaultDice(quint32 seed)
    : m_random(seed)
{
}

Fault FaultDice::roll(const Faults &faults)
{
    double chance = m_random.generateDouble();
    const double jitter = m_random.generateDouble();
    const double share = m_random.generateDouble();

    const auto strikes = [&chance](double probability) {
        const bool hit = chance < probability;
        chance -= probability;
        return hit;
    };
    Fault fault;
    if (strikes(faults.dropBefore))
        fault = Fault::dropBefore();
    else if (strikes(faults.dropAfter))
        fault = Fault::dropAfter();
    else if (strikes(faults.cutBody))
        fault = Fault::cut(-1);
    else if (strikes(faults.lateReply))
        fault = Fault::late(faults.lateReplyMs);
    else if (strikes(faults.tooManyRequests))
        fault = Fault::refuse(429, QByteArray::number(faults.retryAfterSeconds));
    else if (strikes(faults.unavailable))
        fault = Fault::refuse(503);
    else if (strikes(faults.internalError))
        fault = Fault::refuse(500);

    const int latency = faults.latencyMs + static_cast<int>(jitter * faults.jitterMs);
    fault.holdMs = latency / 2;
    fault.lateMs += latency - latency / 2;
    fault.cutShare = share;
    fault.bytesPerSecond = faults.bytesPerSecond;
    return fault;
}

} // namespace orgkeeper
