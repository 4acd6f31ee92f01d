// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listreading.h"

namespace orgkeeper {

ListReading::ListReading(Connection *connection, CallId call, TableModel *model, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_call(call)
    , m_model(model)
{
}

ListReading::~ListReading() = default;

void ListReading::setValues(const Values &values)
{
    m_values = values;
}

void ListReading::read()
{
    stop();
    m_waiting = true;
    const int turn = ++m_turn;
    Q_EMIT started();
    m_connection->whenOpen(this, [this, turn] {
        if (m_waiting && turn == m_turn) {
            start();
        }
    });
}

void ListReading::stop()
{
    if (m_waiting) {
        Error cancelled;
        cancelled.kind = Error::Kind::Cancelled;
        finishWith(cancelled);
    } else if (m_job) {
        CallJob *const job = m_job;
        job->disconnect(this);
        job->cancel();
        conclude(job);
    }
}

void ListReading::start()
{
    if (!m_connection->engine() || m_connection->state() != AccountState::Ready) {
        finishWith(m_connection->reason());
        return;
    }
    m_waiting = false;
    Sinks sinks;
    RowSink *const sink = m_model->beginReading();
    (m_call == CallId::ListOrganizations ? sinks.organizations
     : m_call == CallId::ListMembers     ? sinks.members
                                         : sinks.projects) = sink;
    m_job = m_connection->engine()->call(m_call, m_values, sinks, this);
    connect(m_job, &Job::progressed, this, [this](qint64 rows, qint64 total) {
        m_model->setTotal(total);
        Q_EMIT progressed(rows, total);
    });
    connect(m_job, &Job::retryScheduled, this, &ListReading::waiting);
    connect(m_job, &Job::finished, this, [this, job = m_job.data()] { conclude(job); });
}

void ListReading::conclude(CallJob *job)
{
    m_raw = job->raw();
    m_rawSize = job->rawSize();
    m_remarks = job->result().remarks;
    m_model->setTotal(job->result().total);
    m_model->endReading(job->error(), job->result().cut);
    m_job = nullptr;
    finishWith(job->error());
    m_connection->noteOutcome(m_error, m_call);
}

void ListReading::finishWith(const Error &error)
{
    m_waiting = false;
    m_ended = true;
    m_error = error;
    Q_EMIT ended();
}

} // namespace orgkeeper
