// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "job.h"
#include "rowsink.h"
#include "value.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace orgkeeper {

/// Where a call's rows go. Null: not wanted. The sinks must outlive the job.
struct Sinks
{
    RowSink *organizations = nullptr;
    RowSink *members = nullptr;
    RowSink *projects = nullptr;
};

/// One described call: one request, or all pages of a list. progressed() counts rows.
class CallJob : public Job
{
    Q_OBJECT
public:
    struct Identity
    {
        Value id;
        QString name;
        QString email;
    };
    struct Result
    {
        qint64 rows = 0;   ///< of the call's main rows
        qint64 total = -1; ///< as the service says, -1 unknown
        /// A cap or a repeated cursor ended it, or the service counts more: "at least rows"
        bool cut = false;
        int pages = 0;
        std::optional<bool> admin; ///< SetAdmin: the right after the call, where the reply says so
        std::optional<Value> createdId;
        std::optional<QString> createdSlug;
        Identity identity;   ///< WhoAmI
        QStringList remarks; ///< sentences for the user: fewer rows than counted
    };

    [[nodiscard]] virtual const Result &result() const = 0;
    /// The last reply's body as it came, capped at 256 KiB, the account's secrets blotted out;
    /// rawSize() is its whole size.
    [[nodiscard]] virtual QByteArray raw() const = 0;
    [[nodiscard]] virtual qint64 rawSize() const = 0;
    /// When the first request of this call left, ms since the epoch, UTC.
    [[nodiscard]] virtual qint64 sentMs() const = 0;
    [[nodiscard]] virtual qint64 durationMs() const = 0;
    /// False while nothing of it was put on the wire: cancelling it then undoes it.
    [[nodiscard]] virtual bool hasLeft() const = 0;

protected:
    using Job::Job;
};

} // namespace orgkeeper
