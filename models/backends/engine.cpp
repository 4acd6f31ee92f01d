// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine.h"

#include "calljobrun.h"

namespace orgkeeper {

Engine::Engine(std::shared_ptr<const Description> description, Transport *transport,
               QObject *parent)
    : QObject(parent)
    , m_description(std::move(description))
    , m_transport(transport)
{
}

CallJob *Engine::call(CallId id, const Values &values, const Sinks &sinks, QObject *parent,
                      QDeadlineTimer notAfter)
{
    const Call *call = m_description->call(id);
    if (!call)
        return new CallJobRun(m_description->whyNot(id), parent);
    return new CallJobRun(m_description, call, m_transport, values, sinks, notAfter, parent);
}

} // namespace orgkeeper
