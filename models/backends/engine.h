// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "job.h"
#include "rowsink.h"

#include <QHash>
#include <QVariant>

#include <memory>

namespace orgkeeper {

class Transport;

/// A value for a template. Ids keep the JSON type they came with: a number stays a number.
struct Value
{
    enum class Kind { Absent, Null, Flag, Number, Text };
    Kind kind = Kind::Absent;
    QString text; ///< Flag: "true" or "false"; Number: its digits

    [[nodiscard]] static Value ofText(QString text) { return {Kind::Text, std::move(text)}; }
    [[nodiscard]] static Value ofNumber(QString digits) { return {Kind::Number, std::move(digits)}; }
    [[nodiscard]] static Value ofFlag(bool flag);
    [[nodiscard]] static Value null() { return {Kind::Null, {}}; }
    bool operator==(const Value &) const = default;
};
/// "organization.id", "organization.slug", "member.id", "name", "slug", "admin", "role", ...
using Values = QHash<QString, Value>;

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
        qint64 rows = 0;           ///< of the call's main rows
        qint64 total = -1;         ///< as the service says, -1 unknown
        bool cut = false;          ///< a cap or a repeated cursor ended it: "at least rows"
        int pages = 0;
        std::optional<bool> admin; ///< SetAdmin: the right after the call, where the reply says so
        std::optional<Value> createdId;
        std::optional<QString> createdSlug;
        Identity identity;         ///< WhoAmI
        QStringList remarks;       ///< said to the user: unknown words, duplicates the reader met
    };

    [[nodiscard]] virtual const Result &result() const = 0;
    /// The last reply's body as it came, capped at 256 KiB; rawSize() is its whole size.
    [[nodiscard]] virtual QByteArray raw() const = 0;
    [[nodiscard]] virtual qint64 rawSize() const = 0;
    /// When the first request of this call left, ms since the epoch, UTC.
    [[nodiscard]] virtual qint64 sentMs() const = 0;
    [[nodiscard]] virtual qint64 durationMs() const = 0;

protected:
    using Job::Job;
};

/// Interprets a description over a transport: call -> request, reply -> rows. Holds no state of its
/// own between calls.
class Engine : public QObject
{
    Q_OBJECT
public:
    /// The transport is not owned and must outlive the engine.
    Engine(std::shared_ptr<const Description> description, Transport *transport, QObject *parent);

    [[nodiscard]] const Description &description() const { return *m_description; }
    [[nodiscard]] Transport &transport() const { return *m_transport; }

    /// Never null: a call that does not exist or a value that is missing ends as NotAvailable
    /// without a request. A verified write is the changes' business, not the engine's.
    [[nodiscard]] CallJob *call(CallId id, const Values &values, const Sinks &sinks,
                                QObject *parent);

private:
    std::shared_ptr<const Description> m_description;
    Transport *m_transport;
};

} // namespace orgkeeper
