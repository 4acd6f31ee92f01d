// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "connection.h"
#include "tablemodel.h"

#include <QPointer>

namespace orgkeeper {

/// Reads one described list of a connection into a model, as often as asked. What was read stays
/// until a complete reading replaces it; a stopped or broken one adds and updates only.
class ListReading : public QObject
{
    Q_OBJECT
public:
    /// The connection and the model are not owned and must outlive the reading.
    ListReading(Connection *connection, CallId call, TableModel *model, QObject *parent);
    ~ListReading() override;

    /// For the call's templates ("organization.id", ...).
    void setValues(const Values &values);

    /// Opens the connection if need be and reads from the start. A reading under way is stopped
    /// first; its rows stay.
    void read();
    /// Ends the reading under way; its rows stay and the list is partial.
    void stop();

    [[nodiscard]] bool isReading() const { return m_waiting || m_job; }
    /// Ended at least once, well or not.
    [[nodiscard]] bool hasEnded() const { return m_ended; }
    /// How the last reading ended; empty: it is complete.
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] QByteArray raw() const { return m_raw; }
    [[nodiscard]] qint64 rawSize() const { return m_rawSize; }
    [[nodiscard]] QStringList remarks() const { return m_remarks; }

Q_SIGNALS:
    /// Once for each read(), before anything is sent.
    void started();
    /// Rows so far; total is -1 where it is not known.
    void progressed(qint64 rows, qint64 total);
    /// It goes on by itself after so long: the service asked for a pause, or did not answer.
    void waiting(int waitMs, const orgkeeper::Error &reason);
    /// Once for each started().
    void ended();

private:
    void start();
    void conclude(CallJob *job);
    void finishWith(const Error &error);

    Connection *m_connection;
    CallId m_call;
    TableModel *m_model;
    Values m_values;
    QPointer<CallJob> m_job;
    bool m_waiting = false; ///< for the connection to open
    bool m_ended = false;
    int m_turn = 0; ///< makes late answers of an older turn drop themselves
    Error m_error;
    QByteArray m_raw;
    qint64 m_rawSize = 0;
    QStringList m_remarks;
};

} // namespace orgkeeper
