// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "calljob.h"
#include "description.h"
#include "value.h"

#include <QDeadlineTimer>
#include <QObject>

#include <memory>

namespace orgkeeper {

class Transport;

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
    /// without a request. A verified write is the changes' business, not the engine's. notAfter:
    /// as in Request.
    [[nodiscard]] CallJob *call(CallId id, const Values &values, const Sinks &sinks,
                                QObject *parent, QDeadlineTimer notAfter = QDeadlineTimer::Forever);

private:
    std::shared_ptr<const Description> m_description;
    Transport *m_transport;
};

} // namespace orgkeeper
