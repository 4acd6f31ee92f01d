// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "job.h"

namespace orgkeeper {

Job::Job(QObject *parent)
    : QObject(parent)
{
    Q_ASSERT(parent);
}

Job::~Job() = default;

void Job::cancel()
{
    if (m_finished)
        return;
    Error error = abort();
    if (!error)
        error.kind = Error::Kind::Cancelled;
    finish(error);
}

void Job::finish(const Error &error)
{
    if (m_finished)
        return;
    m_finished = true;
    m_error = error;
    const auto report = [this] {
        // First: a slot may delete the job itself.
        deleteLater();
        Q_EMIT finished(this);
    };
    QMetaObject::invokeMethod(this, report, Qt::QueuedConnection);
}

} // namespace orgkeeper
