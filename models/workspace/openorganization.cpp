// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openorganization.h"

namespace orgkeeper {

namespace {

const QString organizationPrefix = QStringLiteral("organization");

OpenOrganization::Part partOf(const ListReading &reading, const TableModel &model)
{
    OpenOrganization::Part part;
    part.reading = reading.isReading();
    part.error = reading.error();
    part.asOf = model.state().asOf;
    part.wasRead = model.state().kind == ListState::Kind::Complete;
    return part;
}

} // namespace

OpenOrganization::OpenOrganization(Connection *connection, const Overlay *overlay,
                                   const QString &id, const QString &name, const Values &known,
                                   QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_id(id)
    , m_name(name)
    , m_values(known)
    , m_store(&connection->description()->organization)
{
    const auto description = connection->description();
    if (description->hasMembers()) {
        m_members = new MembersModel(description, connection->account().id, id, this);
        m_members->setOverlay(overlay);
        connect(m_members, &TableModel::stateChanged, this, &OpenOrganization::followMembers);
        if (!membersComeWithRecord()) {
            m_membersReading = new ListReading(connection, CallId::ListMembers, m_members, this);
            connect(m_membersReading, &ListReading::ended, this, &OpenOrganization::changed);
        }
    }
    if (description->can(CallId::ListProjects)) {
        m_projects = new ProjectsModel(description, connection->account().id, id, this);
        m_projectsReading = new ListReading(connection, CallId::ListProjects, m_projects, this);
        connect(m_projectsReading, &ListReading::ended, this, &OpenOrganization::changed);
    }
    for (const ListReading *const reading : {m_membersReading, m_projectsReading}) {
        if (reading) {
            connect(reading, &ListReading::waiting, this, &OpenOrganization::waiting);
        }
    }
}

OpenOrganization::~OpenOrganization() = default;

QString OpenOrganization::name() const
{
    const int field =
        m_store.size() > 0 ? m_connection->description()->organization.indexOf(u"name") : -1;
    return field < 0 ? m_name : m_store.text(0, field);
}

QString OpenOrganization::text(int field) const
{
    if (m_store.size() > 0) {
        return m_store.text(0, field);
    }
    const QString &key = m_connection->description()->organization.fields.at(field).key;
    return m_values.value(organizationPrefix + u'.' + key).text;
}

bool OpenOrganization::membersComeWithRecord() const
{
    return !m_connection->description()->can(CallId::ListMembers);
}

OpenOrganization::Part OpenOrganization::membersPart() const
{
    if (!m_members) {
        return {};
    }
    return m_membersReading ? partOf(*m_membersReading, *m_members) : m_record;
}

OpenOrganization::Part OpenOrganization::projectsPart() const
{
    return m_projectsReading ? partOf(*m_projectsReading, *m_projects) : Part();
}

bool OpenOrganization::isReading() const
{
    return m_record.reading || membersPart().reading || projectsPart().reading;
}

void OpenOrganization::read()
{
    stop();
    const int turn = ++m_turn;
    m_record.reading = true;
    m_connection->whenOpen(this, [this, turn] {
        if (turn == m_turn) {
            readRecord();
        }
    });
    for (ListReading *const reading : {m_membersReading, m_projectsReading}) {
        if (reading) {
            reading->setValues(m_values);
            reading->read();
        }
    }
    Q_EMIT changed();
}

void OpenOrganization::stop()
{
    ++m_turn;
    m_record.reading = false;
    if (m_job) {
        CallJob *const job = m_job;
        job->disconnect(this);
        job->cancel();
        concludeRecord(job);
    }
    for (ListReading *const reading : {m_membersReading, m_projectsReading}) {
        if (reading) {
            reading->stop();
        }
    }
}

void OpenOrganization::readRecord()
{
    if (!m_connection->engine() || m_connection->state() != AccountState::Ready) {
        m_record.reading = false;
        m_record.error = m_connection->reason();
        Q_EMIT changed();
        return;
    }
    Sinks sinks;
    m_store.beginReading();
    sinks.organizations = &m_store;
    if (m_members && membersComeWithRecord()) {
        sinks.members = m_members->beginReading();
    }
    m_job = m_connection->engine()->call(CallId::ReadOrganization, m_values, sinks, this);
    connect(m_job, &Job::retryScheduled, this, &OpenOrganization::waiting);
    connect(m_job, &Job::finished, this, [this, job = m_job.data()] { concludeRecord(job); });
}

void OpenOrganization::concludeRecord(CallJob *job)
{
    m_job = nullptr;
    m_record.reading = false;
    m_record.error = job->error();
    m_record.durationMs = job->durationMs();
    m_raw = job->raw();
    m_rawSize = job->rawSize();
    const bool good = !job->error();
    m_store.endReading(good);
    if (good) {
        m_record.wasRead = true;
        m_record.asOf = QDateTime::fromMSecsSinceEpoch(job->sentMs(), Qt::UTC);
        if (m_store.size() > 0) {
            m_values.insert(m_store.values(0, organizationPrefix));
        }
    }
    if (m_members && membersComeWithRecord()) {
        m_members->endReading(job->error(), false);
    }
    m_connection->noteOutcome(job->error(), CallId::ReadOrganization);
    Q_EMIT changed();
}

void OpenOrganization::applyMembers(const RowStore &members, qint64 sentMs)
{
    if (m_members) {
        m_members->applyMembers(members, sentMs);
        countMembers();
        Q_EMIT changed();
    }
}

// Many members are complete only some time after their reading ended: once they are arranged.
void OpenOrganization::followMembers()
{
    const ListState &state = m_members->state();
    if (state.kind == ListState::Kind::Complete && state.asOf != m_membersAsOf) {
        m_membersAsOf = state.asOf;
        Q_EMIT membersRead(state.asOf.toMSecsSinceEpoch());
        countMembers();
        Q_EMIT changed();
    }
}

void OpenOrganization::countMembers()
{
    if (m_members && m_members->state().kind == ListState::Kind::Complete &&
        m_members->adminColumn() >= 0) {
        Q_EMIT membersCounted(m_members->total(), m_members->adminCount());
    }
}

} // namespace orgkeeper
