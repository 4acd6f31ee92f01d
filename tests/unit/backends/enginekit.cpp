// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enginekit.h"

#include "nettest.h"

#include <QJsonArray>
#include <QJsonObject>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

Field field(const QString &key, const std::string &pointer, FieldType type = FieldType::Text)
{
    Field field;
    field.key = key;
    field.type = type;
    field.pointers = {pointer};
    return field;
}

Template text(const QStringList &pieces)
{
    return {pieces};
}

Call read(CallId id, const QStringList &path)
{
    Call call;
    call.id = id;
    call.verb = "GET";
    call.path = text(path);
    call.body = QJsonValue(QJsonValue::Undefined);
    return call;
}

Call write(CallId id, const QByteArray &verb, const QStringList &path)
{
    Call call = read(id, path);
    call.effect = Effect::Write;
    call.verb = verb;
    return call;
}

void addEntities(Description &description)
{
    Field members = field(u"members"_s, "/member_count", FieldType::Count);
    members.pointers.emplace_back("/members");
    members.length = true;
    description.organization.fields = {field(u"id"_s, "/id", FieldType::Id),
                                       field(u"name"_s, "/name"), field(u"slug"_s, "/slug"),
                                       members};
    description.member.fields = {field(u"id"_s, "/user_id", FieldType::Id),
                                 field(u"name"_s, "/username"),
                                 field(u"email"_s, "/email", FieldType::Email),
                                 field(u"admin"_s, "/admin", FieldType::Flag)};
    description.member.role.kind = RoleRule::Kind::Flag;
    description.member.role.field = 3;
    description.project.fields = {field(u"id"_s, "/id", FieldType::Id)};
}

void addErrors(Description &description)
{
    description.messagePointers = {u"/words"_s};
    description.codePointers = {u"/error/code"_s};
    description.fieldErrors = {{"/fields", "", ""}, {"/extra", "/key", "/message"}};
    description.meanings = {{410, {}, Error::Kind::Withdrawn, u"Taken out of use."_s},
                            {0, u"NOT_YOURS"_s, Error::Kind::Forbidden, {}}};
    description.proofs = {{"/success", true, false, Error::Kind::Refused}};
}

void addReads(Description &description)
{
    Call whoAmI = read(CallId::WhoAmI, {u"/session"_s});
    whoAmI.record = "/user";
    whoAmI.proofs = {{"/authenticated", true, true, Error::Kind::TokenRefused}};
    description.me = {{"id", "/id"}, {"name", "/username"}, {"email", "/email"}};

    const Call list = read(CallId::ListOrganizations, {u"/organizations"_s});

    Call one =
        read(CallId::ReadOrganization, {u"/organizations/"_s, u"organization.slug"_s, u""_s});
    one.members = "/members";

    Call projects =
        read(CallId::ListProjects, {u"/organizations/"_s, u"organization.id"_s, u"/projects"_s});
    projects.query = {{u"slug"_s, text({u""_s, u"organization.slug"_s, u""_s}), true},
                      {u"fixed"_s, text({u"a,b"_s}), false}};

    for (const Call &call : {whoAmI, list, one, projects})
        description.calls.emplace(call.id, call);
}

void addWrites(Description &description)
{
    Call create = write(CallId::CreateOrganization, "POST", {u"/organizations"_s});
    create.body = QJsonObject{{u"name"_s, u"{name}"_s}};
    create.created = "/orgId";

    const QStringList members{u"/organizations/"_s, u"organization.slug"_s, u"/members"_s};
    Call add = write(CallId::AddMember, "POST", members);
    add.body = QJsonObject{{u"username"_s, u"{username}"_s},
                           {u"admin"_s, u"{admin}"_s},
                           {u"org"_s, u"{organization.id}"_s},
                           {u"note"_s, u"for {username}"_s},
                           {u"fixed"_s, QJsonArray{1, u"{{x}}"_s, QJsonValue::Null}}};
    FormField username;
    username.name = u"username"_s;
    username.required = true;
    add.form = {username};

    const QStringList member{u"/organizations/"_s, u"organization.slug"_s, u"/members/"_s,
                             u"member.id"_s, u""_s};
    Call toggle = write(CallId::SetAdmin, "POST", member);
    toggle.path.pieces.last() = u"/toggle-admin"_s;
    toggle.writeEffect = WriteEffect::Toggle;
    toggle.result = "/admin";

    const Call remove = write(CallId::RemoveMember, "DELETE", member);
    for (const Call &call : {create, add, toggle, remove})
        description.calls.emplace(call.id, call);
}

} // namespace

std::shared_ptr<Description> exampleDescription()
{
    auto description = std::make_shared<Description>();
    description->id = u"example"_s;
    description->name = u"Example"_s;
    addEntities(*description);
    addErrors(*description);
    addReads(*description);
    addWrites(*description);
    return description;
}

EngineTest::EngineTest(TransportSettings settings, std::shared_ptr<const Description> description)
    : peer([this](const Seen &, QTcpSocket *socket) { answer(socket); })
    , transport(completed(std::move(settings)), nullptr, nullptr)
    , engine(std::move(description), &transport, nullptr)
{
}

TransportSettings EngineTest::completed(TransportSettings settings) const
{
    using namespace std::chrono_literals;
    settings.baseUrl = peer.url(u"/api"_s);
    settings.retry.firstWait = 1ms;
    settings.retry.longestWait = 5ms;
    return settings;
}

void EngineTest::answer(QTcpSocket *socket)
{
    if (answering)
        return answering(peer.seen.size() - 1, socket);
    const QByteArray next = answers.value(std::min(peer.seen.size(), answers.size()) - 1);
    if (next == silent())
        return;
    socket->write(next);
    const qsizetype head = next.indexOf("\r\n\r\n") + 4;
    const qsizetype at = next.indexOf("Content-Length: ");
    const qsizetype length =
        at < 0 ? -1 : next.mid(at + 16, next.indexOf("\r\n", at) - at - 16).toLongLong();
    const bool waits = answers.value(peer.seen.size()) == silent();
    if (next.size() - head != length && !waits)
        socket->disconnectFromHost();
}

CallJob *EngineTest::start(CallId call, const Values &values)
{
    return engine.call(call, values, sinks(), owner.get());
}

Outcome EngineTest::run(CallId call, const Values &values)
{
    Outcome outcome;
    CallJob *job = start(call, values);
    QObject::connect(job, &Job::retryScheduled, owner.get(), [&outcome] { ++outcome.retries; });
    QObject::connect(job, &Job::progressed, owner.get(),
                     [&outcome](qint64 done) { outcome.progress.append(done); });
    QObject::connect(job, &Job::finished, owner.get(), [&outcome, job] {
        ++outcome.times;
        outcome.error = job->error();
        outcome.result = job->result();
        outcome.raw = job->raw();
        outcome.rawSize = job->rawSize();
        outcome.sentMs = job->sentMs();
        outcome.durationMs = job->durationMs();
    });
    if (!until([&outcome] { return outcome.times > 0; }))
        qWarning("The call did not end.");
    owner = std::make_unique<QObject>(); // nothing of it may reach outcome any more
    return outcome;
}

Values EngineTest::member() const
{
    return {{u"organization.slug"_s, Value::ofText(u"acme"_s)},
            {u"member.id"_s, Value::ofText(u"u1"_s)}};
}

QByteArrayList EngineTest::targets() const
{
    QByteArrayList targets;
    for (const Seen &seen : peer.seen)
        targets.append(seen.verb + ' ' + seen.target);
    return targets;
}

} // namespace orgkeeper
