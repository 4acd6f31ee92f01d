// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ancladialect.h"
#include "demostage.h"
#include "engine.h"
#include "k6dialect.h"
#include "transport.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>

namespace orgkeeper {

/// One service of the demo and its client: a description, a transport and an engine. The
/// description says everything after the origin, the path of the base URL too; the demo knows
/// nothing of it.
class ServiceBench
{
public:
    /// A small world, the same in every run. The credential is the service's own.
    static std::unique_ptr<ServiceBench> ancla(std::shared_ptr<const Description> description,
                                               const DemoWorldPlan &plan = {
                                                   .seed = 2, .organizations = 24, .people = 80});
    static std::unique_ptr<ServiceBench> k6(std::shared_ptr<const Description> description);

    /// What came of the call, as outcomeOf() says it.
    [[nodiscard]] QJsonObject run(CallId call, const QJsonObject &values = {});
    /// Those that arrived since this was last asked: "VERB target body", and after " | " each
    /// header that holds the service's credential, which reads TOKEN.
    [[nodiscard]] QStringList takeRequests();

    /// The credential from now on, as a user would type it.
    void setToken(const QByteArray &token);
    void setGoodToken() { setToken(stage.token()); }

    /// Null when it is the other service.
    [[nodiscard]] AnclaDialect *ancla() const;
    [[nodiscard]] K6Dialect *k6() const;

    DemoStage stage;

private:
    ServiceBench(std::shared_ptr<const Description> description,
                 std::unique_ptr<DemoDialect> dialect);
    [[nodiscard]] TransportSettings settings();

    std::shared_ptr<const Description> m_description;
    Transport m_transport;
    Engine m_engine;
};

} // namespace orgkeeper
