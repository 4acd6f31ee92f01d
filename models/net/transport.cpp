// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transport.h"

#include "httpjob.h"
#include "wire.h"

namespace orgkeeper {

Transport::Transport(TransportSettings settings, RequestLog *log, QObject *parent)
    : QObject(parent)
    , m_wire(std::make_unique<Wire>(std::move(settings), log))
{
    m_wire->manager.setAutoDeleteReplies(false);
    m_wire->manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Transport::~Transport()
{
    const auto jobs = std::exchange(m_wire->jobs, {});
    for (HttpJob *job : jobs)
        job->leaveWire();
}

const TransportSettings &Transport::settings() const
{
    return m_wire->settings;
}

void Transport::setCredentials(Credentials credentials)
{
    m_wire->credentials = std::move(credentials);
}

bool Transport::hasCredentials() const
{
    return !m_wire->credentials.isEmpty();
}

HttpJob *Transport::send(Request request, std::shared_ptr<BodySink> sink, QObject *parent)
{
    return new HttpJob(*m_wire, std::move(request), std::move(sink), parent);
}

RateGate &Transport::gate()
{
    return m_wire->gate;
}

} // namespace orgkeeper
