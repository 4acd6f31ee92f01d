// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "statereader.h"

#include "changewords.h"
#include "connection.h"

#include <algorithm>

namespace orgkeeper {

/// Rows together with the description that says what their cells are.
struct StateReader::Held
{
    Held(std::shared_ptr<const Description> theDescription, EntityKind rows)
        : description(std::move(theDescription))
        , store(&description->entity(rows))
    {
    }

    std::shared_ptr<const Description> description;
    RowStore store;
};

bool isPassing(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Timeout:
    case Error::Kind::Unreachable:
    case Error::Kind::ConnectionLost:
    case Error::Kind::Tls:
    case Error::Kind::RateLimited:
    case Error::Kind::Server:
    case Error::Kind::Malformed: // a proxy's page, a body cut where nobody noticed
        return true;
    default:
        return false;
    }
}

StateReader::StateReader(ConnectionOf connection, Reading reading, Patience patience,
                         const RunnerSettings &settings, QObject *parent)
    : Job(parent)
    , m_connection(std::move(connection))
    , m_reading(std::move(reading))
    , m_patience(patience)
    , m_settings(settings)
    , m_pause(settings.firstPause)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &StateReader::start);
    start();
}

Error StateReader::abort()
{
    m_timer.stop();
    delete m_call;
    Error error;
    error.kind = Error::Kind::Cancelled;
    return error;
}

void StateReader::hurry()
{
    if (m_patience == Patience::Once)
        return;
    m_patience = Patience::Once;
    if (m_timer.isActive()) {
        m_timer.stop();
        finish(m_last);
    }
}

void StateReader::start()
{
    Connection *connection = m_connection();
    Engine *engine = connection ? connection->engine() : nullptr;
    if (!engine) {
        Error error;
        error.kind = Error::Kind::NotAvailable;
        error.detail = ChangeWords::accountGone();
        finish(error);
        return;
    }
    m_timer.stop();
    disconnect(connection, &Connection::stateChanged, this, nullptr);
    m_held = std::make_shared<Held>(connection->description(), m_reading.rows);
    m_held->store.beginReading();
    Sinks sinks;
    if (m_reading.rows == EntityKind::Member)
        sinks.members = &m_held->store;
    else
        sinks.organizations = &m_held->store;
    m_call = engine->call(m_reading.call, m_reading.values, sinks, this);
    connect(m_call, &Job::finished, this, [this] { finishCall(*m_call); });
    // An engine that goes takes its transport along, and the call would never end.
    connect(engine, &QObject::destroyed, m_call, [this] {
        delete m_call;
        QMetaObject::invokeMethod(this, &StateReader::start, Qt::QueuedConnection);
    });
}

void StateReader::finishCall(const CallJob &call)
{
    const Error &error = call.error();
    const bool nothing = error.kind == Error::Kind::NotFound && m_reading.absenceIsAnswer;
    if (Connection *connection = m_connection())
        connection->noteOutcome(nothing ? Error() : error, m_reading.call);
    if (!error || nothing) {
        takeSnapshot(call, nothing);
        finish();
        return;
    }
    const bool again = isPassing(error.kind) || error.kind == Error::Kind::TokenRefused;
    if (m_patience == Patience::UntilAnswered && again)
        pauseAfter(error);
    else
        finish(error);
}

void StateReader::takeSnapshot(const CallJob &call, bool nothing)
{
    const bool complete = nothing || !call.result().cut;
    m_held->store.endReading(complete);
    std::shared_ptr<const RowStore> store;
    if (!nothing)
        store = std::shared_ptr<const RowStore>(m_held, &m_held->store);
    m_snapshot =
        Snapshot(m_held->description, m_reading.rows, std::move(store), complete, call.sentMs());
}

void StateReader::pauseAfter(const Error &error)
{
    m_last = error;
    Q_EMIT retryScheduled(static_cast<int>(m_pause.count()), error);
    if (error.kind == Error::Kind::TokenRefused)
        startOnceReady();
    else
        m_timer.start(m_pause);
    m_pause = std::min(m_pause * 2, m_settings.longestPause);
}

void StateReader::startOnceReady()
{
    // Asking again and again with a token that is refused may lock the account at the service. The
    // long pause is for services whose refusal was a passing one.
    m_timer.start(m_settings.longestPause);
    Connection *connection = m_connection();
    if (!connection)
        return;
    connect(connection, &Connection::stateChanged, this, [this, connection] {
        if (connection->state() == AccountState::Ready && m_timer.isActive())
            start();
    });
}

} // namespace orgkeeper
