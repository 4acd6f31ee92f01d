// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "probe.h"

namespace orgkeeper {

namespace {

bool isSomebody(const CallJob::Identity &identity)
{
    return identity.id.kind != Value::Kind::Absent || !identity.name.isEmpty() ||
           !identity.email.isEmpty();
}

} // namespace

Probe::Probe(Engine *engine, QObject *parent)
    : Job(parent)
    , m_byList(!engine->description().can(CallId::WhoAmI))
    , m_call(engine->call(m_byList ? CallId::ListOrganizations : CallId::WhoAmI, {}, {}, this))
{
    connect(m_call, &Job::finished, this, &Probe::takeEnd);
    if (m_byList) {
        connect(m_call, &Job::progressed, this, &Probe::takeProgress);
    }
}

Error Probe::abort()
{
    return {}; // the call is a child and goes with this job
}

void Probe::takeEnd()
{
    if (!m_byList && !m_call->error() && isSomebody(m_call->result().identity)) {
        m_identity = m_call->result().identity;
    }
    finish(m_call->error());
}

void Probe::takeProgress(qint64 rows)
{
    // Rows come to those alone whose token is accepted; the rest of a long list is not needed.
    if (rows > 0 && !isFinished()) {
        finish();
        m_call->deleteLater();
    }
}

} // namespace orgkeeper
