// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "servicebench.h"

#include "calloutcome.h"
#include "nettest.h"

namespace orgkeeper {

using namespace Qt::StringLiterals;

std::unique_ptr<ServiceBench> ServiceBench::ancla(std::shared_ptr<const Description> description,
                                                  const DemoWorldPlan &plan)
{
    return std::unique_ptr<ServiceBench>(
        new ServiceBench(std::move(description), std::make_unique<AnclaDialect>(plan)));
}

std::unique_ptr<ServiceBench> ServiceBench::k6(std::shared_ptr<const Description> description)
{
    const DemoWorldPlan plan{.seed = 3, .organizations = 16, .people = 12, .specials = false};
    return std::unique_ptr<ServiceBench>(
        new ServiceBench(std::move(description), std::make_unique<K6Dialect>(plan)));
}

ServiceBench::ServiceBench(std::shared_ptr<const Description> description,
                           std::unique_ptr<DemoDialect> dialect)
    : stage(u"Example stage"_s, std::move(dialect), 1)
    , m_description(std::move(description))
    , m_transport(settings(), nullptr, nullptr)
    , m_engine(m_description, &m_transport, nullptr)
{
    setGoodToken();
}

TransportSettings ServiceBench::settings()
{
    if (!stage.start()) {
        qFatal("The demo cannot listen: %s", qPrintable(stage.errorString()));
    }
    QUrl base = stage.baseUrl();
    base.setPath(m_description->baseUrl.path());
    TransportSettings settings = NetTest::quick(base);
    settings.retry.attempts = 1;
    return settings;
}

QJsonObject ServiceBench::run(CallId call, const QJsonObject &values)
{
    return outcomeOf(m_engine, call, valuesOf(values));
}

QStringList ServiceBench::takeRequests()
{
    QStringList shown;
    for (const DemoRequest &request : stage.requests()) {
        QString line = shownRequest(request.method, request.target, request.body);
        for (const auto &[name, value] : request.headers) {
            if (value.contains(stage.token())) {
                QByteArray safe = value;
                safe.replace(stage.token(), "TOKEN");
                line += u" | "_s + QString::fromLatin1(name + ": " + safe);
            }
        }
        shown.append(line);
    }
    stage.clearRequests();
    return shown;
}

void ServiceBench::setToken(const QByteArray &token)
{
    const QHash<QString, QString> secrets{{u"token"_s, QString::fromLatin1(token)}};
    m_transport.setCredentials(
        Credentials(m_transport.settings().baseUrl, authHeaderValues(*m_description, secrets)));
}

AnclaDialect *ServiceBench::ancla() const
{
    return dynamic_cast<AnclaDialect *>(stage.dialect());
}

K6Dialect *ServiceBench::k6() const
{
    return dynamic_cast<K6Dialect *>(stage.dialect());
}

} // namespace orgkeeper
