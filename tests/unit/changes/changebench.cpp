// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changebench.h"

#include "shipped.h"

#include <QDeadlineTimer>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

constexpr int Patience = 20000;

std::shared_ptr<const Description> anclaAsShipped(const std::function<void(Description &)> &mend)
{
    registerShippedBackends();
    QFile file(u":/backends/ancla.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the shipped description of Ancla is not compiled in");
    const LoadedDescription loaded = loadDescription(file.readAll(), file.fileName(), true);
    if (!loaded.description)
        qFatal("%s", qPrintable(checkBackendReport(loaded)));
    auto description = std::make_shared<Description>(*loaded.description);
    if (mend)
        mend(*description);
    return description;
}

bool isWrite(const DemoRequest &request)
{
    return request.method != "GET";
}

bool isReadOf(const DemoRequest &request, const QByteArray &slug)
{
    return request.method == "GET" && request.path.endsWith("/organizations/" + slug);
}

} // namespace

ChangeBench::Settings ChangeBench::quick()
{
    Settings settings;
    settings.runner.settlePause = std::chrono::milliseconds(40);
    settings.runner.firstPause = std::chrono::milliseconds(20);
    settings.runner.longestPause = std::chrono::milliseconds(60);
    settings.limits.retry.firstWait = std::chrono::milliseconds(5);
    settings.limits.retry.longestWait = std::chrono::milliseconds(20);
    return settings;
}

ChangeBench::ChangeBench(const Settings &settings)
    : m_tokens(nullptr)
    , m_keychain(nullptr)
{
    DemoWorldPlan plan;
    plan.seed = settings.seed;
    plan.organizations = settings.organizations;
    plan.people = settings.people;
    plan.specials = false;
    auto dialect = std::make_unique<AnclaDialect>(plan);
    m_ancla = dialect.get();
    m_stage = std::make_unique<DemoStage>(u"Acme Ancla"_s, std::move(dialect), 1);
    if (!m_stage->start())
        qFatal("%s", qPrintable(m_stage->errorString()));

    Account account;
    account.id = u"acme"_s;
    account.label = u"Acme Ancla"_s;
    account.backend = u"ancla"_s;
    account.baseUrl = m_stage->baseUrl();
    account.environment = settings.environment;
    account.iAm = settings.iAm;
    account.demo = true;
    m_tokens.put(account.id, {{u"token"_s, QString::fromLatin1(m_stage->token())}});
    m_connection = std::make_unique<Connection>(account, anclaAsShipped(settings.mend), &m_keychain,
                                                &m_tokens, nullptr, nullptr, settings.limits);
    m_runner = std::make_unique<ChangeRunner>(
        [this](const QString &id) { return id == "acme"_L1 ? m_connection.get() : nullptr; },
        nullptr);
    m_runner->setSettings(settings.runner);
    QObject::connect(m_runner.get(), &ChangeRunner::planFinished, m_runner.get(),
                     [this](const QString &id) { m_finishedPlans.insert(id); });
}

ChangeBench::~ChangeBench() = default;

QString ChangeBench::slug(int organization)
{
    return QString::fromUtf8(world().organization(organization).slug);
}

QString ChangeBench::organizationId(int organization)
{
    return QString::fromUtf8(world().organization(organization).id);
}

QString ChangeBench::member(int organization, bool admin, int nth)
{
    for (const DemoMember &member : world().members(organization)) {
        if (member.person != 0 && member.admin == admin && nth-- == 0)
            return QString::fromUtf8(world().person(member.person).id);
    }
    return {};
}

QString ChangeBench::me()
{
    return QString::fromUtf8(world().person(0).id);
}

QString ChangeBench::username(const QString &memberId)
{
    const auto person = world().personById(memberId.toUtf8());
    return person ? QString::fromUtf8(world().person(*person).username) : QString();
}

QString ChangeBench::stranger(int organization, int nth)
{
    for (qsizetype person = 1; world().personById(world().person(person).id); ++person) {
        if (!world().member(organization, person) && nth-- == 0)
            return QString::fromUtf8(world().person(person).id);
    }
    return {};
}

bool ChangeBench::isAdmin(int organization, const QString &memberId)
{
    return world().isAdmin(slug(organization), memberId);
}

bool ChangeBench::isMember(int organization, const QString &memberId)
{
    return world().isMember(slug(organization), memberId);
}

Change ChangeBench::change(ChangeKind kind, int organization, const QString &memberId)
{
    Change change = makeChange(kind, u"acme"_s);
    change.organizationId = organizationId(organization);
    change.organizationName = QString::fromUtf8(world().organization(organization).name);
    change.memberName = username(memberId);
    change.values = {{u"organization.id"_s, Value::ofText(change.organizationId)},
                     {u"organization.slug"_s, Value::ofText(slug(organization))},
                     {u"organization.name"_s, Value::ofText(change.organizationName)}};
    if (kind == ChangeKind::AddMember) {
        change.values.insert(u"username"_s, Value::ofText(change.memberName));
        return change;
    }
    change.memberId = memberId;
    change.values.insert(u"member.id"_s, Value::ofText(memberId));
    change.values.insert(u"member.name"_s, Value::ofText(change.memberName));
    if (kind == ChangeKind::RemoveMember)
        change.before.admin = isAdmin(organization, memberId);
    return change;
}

Change ChangeBench::creation(const QString &name, const QString &slug)
{
    Change change = makeChange(ChangeKind::CreateOrganization, u"acme"_s);
    change.organizationName = name;
    change.values = {{u"name"_s, Value::ofText(name)}, {u"slug"_s, Value::ofText(slug)}};
    return change;
}

QString ChangeBench::start(const QList<Change> &changes)
{
    Plan plan = makePlan(changes);
    for (Change &change : plan.changes)
        change.answered = {GuardId::Yourself, GuardId::Production};
    m_runner->run(plan);
    return plan.id;
}

Change ChangeBench::run(const QList<Change> &changes)
{
    const QString plan = start(changes);
    if (!waitForPlan(plan))
        qWarning("the plan did not finish");
    return *m_runner->find(changes.last().id);
}

bool ChangeBench::waitForPlan(const QString &planId)
{
    // An event loop, not polling: a change is a dozen turns of the loop.
    QDeadlineTimer deadline(Patience);
    QSignalSpy finished(m_runner.get(), &ChangeRunner::planFinished);
    while (!m_finishedPlans.contains(planId) && !deadline.hasExpired())
        finished.wait(static_cast<int>(deadline.remainingTime()));
    return m_finishedPlans.contains(planId);
}

int ChangeBench::writes()
{
    const std::vector<DemoRequest> requests = m_stage->requests();
    return static_cast<int>(std::ranges::count_if(requests, isWrite));
}

int ChangeBench::reads(int organization)
{
    const std::vector<DemoRequest> requests = m_stage->requests();
    const QByteArray read = slug(organization).toUtf8();
    return static_cast<int>(std::ranges::count_if(
        requests, [&read](const DemoRequest &request) { return isReadOf(request, read); }));
}

void ChangeBench::fault(bool write, const Fault &fault, int nth)
{
    auto left = std::make_shared<int>(nth);
    m_stage->setInterceptor([left, fault,
                             write](const DemoRequest &request) -> std::optional<Fault> {
        const bool counts = write ? isWrite(request)
                                  : request.path.contains("/organizations/") && !isWrite(request);
        if (!counts || (*left)-- != 0)
            return std::nullopt;
        return fault;
    });
}

void ChangeBench::faultOnWrite(const Fault &fault, int nth)
{
    this->fault(true, fault, nth);
}

void ChangeBench::faultOnRead(const Fault &fault, int nth)
{
    this->fault(false, fault, nth);
}

} // namespace orgkeeper
