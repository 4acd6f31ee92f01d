// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "listreading.h"
#include "membersmodel.h"
#include "projectsmodel.h"

namespace orgkeeper {

/// One organization that is being looked at: its record, members, projects and last raw reply, and
/// how the reading of each went. Members that come with the record are read by the same request.
class OpenOrganization : public QObject
{
    Q_OBJECT
public:
    /// How one part stands.
    struct Part
    {
        bool reading = false;
        bool wasRead = false; ///< at least once, completely
        Error error;          ///< of the last reading
        QDateTime asOf;       ///< when the last good reading was sent, UTC
        qint64 durationMs = 0;
    };

    /// The connection must have a description; it and the overlay are not owned and must outlive
    /// this. known holds what a list row already told ("organization.id" at least).
    OpenOrganization(Connection *connection, const Overlay *overlay, const QString &id,
                     const QString &name, const Values &known, QObject *parent);
    ~OpenOrganization() override;

    [[nodiscard]] Connection *connection() const { return m_connection; }
    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] QString name() const;
    /// For templates: the record's values once read, what the list told before.
    [[nodiscard]] const Values &values() const { return m_values; }
    /// Text of one field for display; empty where neither record nor list told it.
    [[nodiscard]] QString text(int field) const;

    /// Null: the backend has no call that gives them.
    [[nodiscard]] MembersModel *members() const { return m_members; }
    [[nodiscard]] ProjectsModel *projects() const { return m_projects; }

    [[nodiscard]] const Part &recordPart() const { return m_record; }
    [[nodiscard]] Part membersPart() const;
    [[nodiscard]] Part projectsPart() const;
    [[nodiscard]] const QByteArray &raw() const { return m_raw; }
    [[nodiscard]] qint64 rawSize() const { return m_rawSize; }

    /// Reads everything the backend has of it, anew.
    void read();
    void stop();
    [[nodiscard]] bool isReading() const;

    /// A newer reading that a change made.
    void applyMembers(const RowStore &members, qint64 sentMs);

Q_SIGNALS:
    /// After each step of a reading. The record's values and the parts may have changed.
    void changed();
    /// A part of the reading goes on by itself after so long, see ListReading::waiting().
    void waiting(int waitMs, const orgkeeper::Error &reason);
    /// Once for each complete reading of the members, when the model has taken it; sentMs of its
    /// first request, as in RowSink.
    void membersRead(qint64 sentMs);
    /// After membersRead() and after applyMembers(), where the backend tells admins apart: how many
    /// members there are and how many are admin.
    void membersCounted(int members, int admins);

private:
    void readRecord();
    void concludeRecord(CallJob *job);
    [[nodiscard]] bool membersComeWithRecord() const;
    void followMembers();
    void countMembers();

    Connection *m_connection;
    QString m_id;
    QString m_name;
    Values m_values;
    RowStore m_store;
    MembersModel *m_members = nullptr;
    ProjectsModel *m_projects = nullptr;
    ListReading *m_membersReading = nullptr; ///< null: with the record
    ListReading *m_projectsReading = nullptr;
    QPointer<CallJob> m_job;
    Part m_record;
    QDateTime m_membersAsOf; ///< of the last complete reading that was told
    QByteArray m_raw;
    qint64 m_rawSize = 0;
    int m_turn = 0;
};

} // namespace orgkeeper
