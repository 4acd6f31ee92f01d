// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "transcript.h"

#include "servicebench.h"

#include <functional>
#include <vector>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Step
{
    CallId call;
    QJsonObject values;
    std::function<void(ServiceBench &)> before;
};

QJsonObject freight(QJsonObject values = {})
{
    values.insert(u"organization.slug"_s, u"acme-berlin-freight"_s);
    values.insert(u"organization.id"_s, u"no-part-of-a-path"_s);
    return values;
}

QJsonObject vigo()
{
    return freight({{u"member.id"_s, u"u/77+1 %2F"_s}, {u"member.name"_s, u"vigo.specimen"_s}});
}

/// A form's inputs, all of Ancla's, so that a wrong variable finds a value.
QJsonObject inputs(const QString &name, const QString &slug)
{
    return {{u"name"_s, name}, {u"slug"_s, slug}, {u"username"_s, name}, {u"admin"_s, true}};
}

QJsonObject newcomer(const QString &username, bool admin)
{
    return freight({{u"username"_s, username},
                    {u"admin"_s, admin},
                    {u"name"_s, u"Nobody"_s},
                    {u"slug"_s, u"nobody"_s}});
}

std::vector<Step> anclaScene()
{
    const auto wrongToken = [](ServiceBench &bench) { bench.setToken("ancla_wrong"); };
    const auto goodToken = [](ServiceBench &bench) { bench.setGoodToken(); };
    const auto withMessages = [](ServiceBench &bench) {
        bench.ancla()->switches.errors = AnclaSwitches::Errors::Message;
    };
    const auto bare = [](ServiceBench &bench) { bench.ancla()->switches.bareReplies = true; };
    const auto renamed = [](ServiceBench &bench) { bench.ancla()->switches.renamed = true; };
    const QJsonObject corp = inputs(u"Example Corp"_s, u"example-corp"_s);
    return {
        {CallId::WhoAmI, {}, {}},
        {CallId::ListOrganizations, {}, {}},
        {CallId::ReadOrganization, freight(), {}},
        {CallId::ReadOrganization, {{u"organization.slug"_s, u"nowhere"_s}}, {}},
        {CallId::CreateOrganization, corp, {}},
        {CallId::CreateOrganization, corp, {}}, // taken by now
        {CallId::CreateOrganization, inputs(u"Example"_s, u"No Slug"_s), {}},
        {CallId::AddMember, newcomer(u"vigo.specimen"_s, false), {}},
        {CallId::AddMember, newcomer(u"example.nobody"_s, true), {}},
        {CallId::SetAdmin, vigo(), {}},
        {CallId::SetAdmin, vigo(), {}}, // back again
        {CallId::ReadOrganization, freight(), {}},
        {CallId::SetAdmin, vigo(), bare},
        {CallId::RemoveMember, vigo(), {}},
        {CallId::RemoveMember, vigo(), {}}, // gone by now
        {CallId::CreateOrganization, corp, withMessages},
        {CallId::WhoAmI, {}, wrongToken},
        {CallId::ListOrganizations, {}, {}},
        {CallId::ListOrganizations,
         {},
         [=](ServiceBench &bench) {
             goodToken(bench);
             renamed(bench);
         }},
    };
}

std::vector<Step> k6Scene(ServiceBench &fresh)
{
    const auto inPages = [](ServiceBench &bench) { bench.k6()->switches.pageSize = 6; };
    const auto withdraw = [](K6Switches::Withdrawn how) {
        return [how](ServiceBench &bench) { bench.k6()->switches.withdrawn = how; };
    };
    const auto at = [&fresh](qsizetype index) -> QJsonObject {
        const DemoOrganization &shown = fresh.stage.world().organization(index);
        return {{u"organization.id"_s, shown.number},
                {u"organization.slug"_s, QString::fromUtf8(shown.slug)}};
    };
    const QJsonObject wide{{u"organization.id"_s, qint64(9'007'199'254'740'993)}};
    return {
        {CallId::ListOrganizations, {}, {}},
        {CallId::ReadOrganization, at(0), {}},
        {CallId::ReadOrganization, wide, {}},
        {CallId::ReadOrganization, {{u"organization.id"_s, 7}}, {}}, // there is none
        {CallId::ListProjects, at(1), {}},
        {CallId::ListProjects, at(11), {}}, // not allowed
        {CallId::ListOrganizations, {}, inPages},
        {CallId::ReadOrganization, at(0), withdraw(K6Switches::Withdrawn::Gone)},
        {CallId::ListOrganizations, {}, withdraw(K6Switches::Withdrawn::NotFound)},
        {CallId::ListOrganizations,
         {},
         [=](ServiceBench &bench) {
             withdraw(K6Switches::Withdrawn::No)(bench);
             bench.setToken("wrong-token");
         }},
    };
}

/// What no request shows and a change relies on.
QString declared(const Description &description, CallId id)
{
    const Call *call = description.call(id);
    if (call == nullptr) {
        return u"absent"_s;
    }
    if (call->effect == Effect::Read) {
        return u"read"_s;
    }
    return u"write, %1, seen by %2"_s.arg(
        call->writeEffect == WriteEffect::Toggle ? u"toggle"_s : u"set"_s, nameOf(call->verify));
}

} // namespace

QJsonArray demoTranscript(const std::shared_ptr<const Description> &description,
                          const QJsonArray *expected)
{
    const bool isAncla = description->id == "ancla"_L1;
    if (!isAncla && description->id != "k6-cloud"_L1) {
        return {};
    }
    const auto bench = isAncla ? ServiceBench::ancla(description) : ServiceBench::k6(description);
    QJsonArray transcript;
    for (const Step &step : isAncla ? anclaScene() : k6Scene(*bench)) {
        if (step.before) {
            step.before(*bench);
        }
        const QJsonObject outcome = bench->run(step.call, step.values);
        const QJsonObject seen{
            {u"call"_s, nameOf(step.call)},
            {u"declared"_s, declared(*description, step.call)},
            {u"requests"_s, QJsonArray::fromStringList(bench->takeRequests())},
            {u"outcome"_s, outcome},
        };
        transcript.append(seen);
        if (expected != nullptr && expected->at(transcript.size() - 1) != seen) {
            break;
        }
    }
    return transcript;
}

} // namespace orgkeeper
