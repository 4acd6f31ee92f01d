// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demoservice.h"

#include "ancladialect.h"
#include "k6dialect.h"

namespace orgkeeper {

using namespace Qt::StringLiterals;

DemoService::DemoService(quint64 seed, QObject *parent)
    : QObject(parent)
{
    const auto dice = static_cast<quint32>(seed);
    const DemoWorldPlan acme{
        .seed = seed, .organizations = 20'000, .people = 6'000, .specials = true, .large = true};
    const DemoWorldPlan staging{
        .seed = seed + 1, .organizations = 212, .people = 400, .specials = true, .large = false};
    const DemoWorldPlan loadTests{
        .seed = seed + 2, .organizations = 37, .people = 40, .specials = false, .large = false};
    add(u"ancla"_s, u"production"_s,
        new DemoStage(u"Acme Ancla"_s, std::make_unique<AnclaDialect>(acme), dice, this));
    add(u"ancla"_s, u"normal"_s,
        new DemoStage(u"Ancla staging"_s, std::make_unique<AnclaDialect>(staging), dice + 1, this));
    add(u"k6-cloud"_s, u"read-only"_s,
        new DemoStage(u"Load tests"_s, std::make_unique<K6Dialect>(loadTests), dice + 2, this));
}

DemoService::~DemoService() = default;

void DemoService::add(const QString &backendId, const QString &environment, DemoStage *stage)
{
    connect(stage, &DemoStage::requestArrived, this, &DemoService::requestArrived);
    m_acts.push_back({backendId, environment, stage});
}

bool DemoService::start()
{
    for (const Act &act : m_acts) {
        if (!act.stage->start()) {
            m_errorString = act.stage->errorString();
            return false;
        }
    }
    return true;
}

QList<DemoAccount> DemoService::accounts() const
{
    QList<DemoAccount> accounts;
    for (const Act &act : m_acts) {
        accounts.append({act.backendId, act.stage->label(), act.environment, act.stage->baseUrl(),
                         act.stage->token()});
    }
    return accounts;
}

DemoStage *DemoService::stage(const QString &label) const
{
    for (const Act &act : m_acts) {
        if (act.stage->label() == label)
            return act.stage;
    }
    return nullptr;
}

AnclaDialect *DemoService::ancla(const QString &label) const
{
    const DemoStage *found = stage(label);
    return found == nullptr ? nullptr : dynamic_cast<AnclaDialect *>(found->dialect());
}

K6Dialect *DemoService::k6(const QString &label) const
{
    const DemoStage *found = stage(label);
    return found == nullptr ? nullptr : dynamic_cast<K6Dialect *>(found->dialect());
}

void DemoService::setFaults(const Faults &faults)
{
    for (const Act &act : m_acts)
        act.stage->setFaults(faults);
}

void DemoService::setInterceptor(const DemoStage::Interceptor &interceptor)
{
    for (const Act &act : m_acts)
        act.stage->setInterceptor(interceptor);
}

std::vector<DemoRequest> DemoService::requests() const
{
    std::vector<DemoRequest> all;
    for (const Act &act : m_acts) {
        const std::vector<DemoRequest> some = act.stage->requests();
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

void DemoService::clearRequests()
{
    for (const Act &act : m_acts)
        act.stage->clearRequests();
}

DemoStage::Counters DemoService::counters() const
{
    DemoStage::Counters sum;
    for (const Act &act : m_acts) {
        const DemoStage::Counters &some = act.stage->counters();
        sum.connections += some.connections;
        sum.requests += some.requests;
        sum.writes += some.writes;
    }
    return sum;
}

} // namespace orgkeeper
