// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ancladialect.h"
#include "demostage.h"
#include "demowire.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

namespace {

constexpr auto Freight = "/organizations/acme-berlin-freight";

QStringList keys(const QJsonValue &object)
{
    return object.toObject().keys(); // sorted
}

QJsonObject memberOf(const QJsonObject &organization, const QString &userId)
{
    for (const QJsonValue &member : organization.value(u"members"_s).toArray()) {
        if (member[u"user_id"_s].toString() == userId)
            return member.toObject();
    }
    return {};
}

} // namespace

// What the Ancla dialect says, held against the service's published description: paths, verbs,
// statuses and the exact keys of the bodies.
class TstDemoAncla : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }
    void listsABareArray();
    void readsBySlug();
    void showsEveryKindOfEmail();
    void creates();
    void refusesBadInput_data();
    void refusesBadInput();
    void addsAMember();
    void togglesAdmin();
    void removesAMember();
    void knowsTheSession();
    void refusesAWrongKey();
    void keepsTheLastAdminIfToldTo();
    void letsOnlyAdminsChangeIfToldTo();
    void hasANewerServer();
    void speaksTheOtherErrorShape();
    void leavesOutWhatIsOptional();
    void refusesOtherVerbs();
    void followsASecondAdmin();

private:
    WireHeaders key() const { return {{"X-API-Key", m_stage->token()}}; }
    WireReply get(const QByteArray &path) { return ask(*m_stage, "GET", path, key()); }
    WireReply post(const QByteArray &path, const QByteArray &body = {})
    {
        return ask(*m_stage, "POST", path, key(), body);
    }
    WireReply remove(const QByteArray &path) { return ask(*m_stage, "DELETE", path, key()); }
    AnclaSwitches &switches() { return m_dialect->switches; }

    std::unique_ptr<DemoStage> m_stage;
    AnclaDialect *m_dialect = nullptr;
};

void TstDemoAncla::init()
{
    auto dialect = std::make_unique<AnclaDialect>(DemoWorldPlan{.organizations = 500});
    m_dialect = dialect.get();
    m_stage = std::make_unique<DemoStage>(u"Example stage"_s, std::move(dialect), 7);
    QVERIFY(m_stage->start());
    QCOMPARE(m_stage->baseUrl().path(), u"/api/v1"_s);
}

void TstDemoAncla::listsABareArray()
{
    const WireReply reply = get("/organizations");
    QCOMPARE(reply.status, 200);
    const QJsonArray rows = reply.array();
    QCOMPARE(rows.size(), 500);
    const QJsonObject first = rows.first().toObject();
    QCOMPARE(keys(first),
             (QStringList{u"id"_s, u"member_count"_s, u"name"_s, u"project_count"_s, u"slug"_s}));
    QCOMPARE(first.value(u"name"_s), u"Acme Berlin Freight"_s);
    QCOMPARE(first.value(u"slug"_s), u"acme-berlin-freight"_s);
    QCOMPARE(first.value(u"member_count"_s), 48);
    QCOMPARE(first.value(u"project_count"_s), 12);
    QVERIFY(first.value(u"id"_s).isString());
    // Fields in the order of the documentation, as a reader of the raw reply expects.
    const QByteArray beginning = R"([{"id":"018f-)";
    QVERIFY(reply.body.startsWith(beginning));

    QSet<QString> slugs;
    QSet<QString> ids;
    qsizetype withoutMembers = 0;
    qsizetype withoutProjects = 0;
    for (const QJsonValue &row : rows) {
        slugs.insert(row[u"slug"_s].toString());
        ids.insert(row[u"id"_s].toString());
        withoutMembers += row[u"member_count"_s].isUndefined() ? 1 : 0;
        withoutProjects += row[u"project_count"_s].isUndefined() ? 1 : 0;
    }
    QCOMPARE(slugs.size(), 500);
    QCOMPARE(ids.size(), 500);
    QVERIFY(withoutMembers > withoutProjects && withoutProjects > 0);
}

void TstDemoAncla::readsBySlug()
{
    const WireReply reply = get(Freight);
    QCOMPARE(reply.status, 200);
    const QJsonObject read = reply.object();
    QCOMPARE(keys(read), (QStringList{u"application_count"_s, u"id"_s, u"members"_s, u"name"_s,
                                      u"project_count"_s, u"slug"_s}));
    QCOMPARE(read.value(u"application_count"_s), 31);
    const QJsonArray members = read.value(u"members"_s).toArray();
    QCOMPARE(members.size(), 48);
    QStringList admins;
    for (const QJsonValue &member : members) {
        QCOMPARE(keys(member), (QStringList{u"admin"_s, u"email"_s, u"user_id"_s, u"username"_s}));
        if (member[u"admin"_s].toBool())
            admins.append(member[u"username"_s].toString());
    }
    QCOMPARE(admins, (QStringList{u"ada.example"_s, u"dirk.beispiel"_s, u"elif.ornek"_s}));
    QCOMPARE(read.value(u"id"_s), get("/organizations").array().first()[u"id"_s]);

    const WireReply missing = get("/organizations/nothing-here");
    QCOMPARE(missing.status, 404);
    QCOMPARE(keys(missing.object()), (QStringList{u"detail"_s, u"status_code"_s}));
    QCOMPARE(get("/organizations/" + read.value(u"id"_s).toString().toUtf8()).status, 404);
}

void TstDemoAncla::showsEveryKindOfEmail()
{
    const QJsonObject read = get(Freight).object();
    QCOMPARE(memberOf(read, u"u-7273"_s).value(u"email"_s), u"ada@acme.example"_s);
    QVERIFY(memberOf(read, u"u-2590"_s).value(u"email"_s).isNull());
    QVERIFY(memberOf(read, u"u-5120"_s).value(u"email"_s).isObject());
    const QJsonObject empty = get("/organizations/placeholder-empty-hall").object();
    QVERIFY(empty.value(u"members"_s).isArray());
    QVERIFY(empty.value(u"members"_s).toArray().isEmpty());
}

void TstDemoAncla::creates()
{
    const WireReply reply =
        post("/organizations", R"({"name":"Example Neu & Söhne","slug":"neu"})");
    QCOMPARE(reply.status, 201);
    const QJsonObject made = reply.object();
    QCOMPARE(keys(made), keys(get(Freight).object()));
    QCOMPARE(made.value(u"name"_s), u"Example Neu & Söhne"_s);
    const QJsonArray members = made.value(u"members"_s).toArray();
    QCOMPARE(members.size(), 1);
    QCOMPARE(members.at(0)[u"username"_s], u"ada.example"_s);
    QCOMPARE(members.at(0)[u"admin"_s], true);
    QCOMPARE(get("/organizations/neu").object(), made);
    const QJsonArray rows = get("/organizations").array();
    QCOMPARE(rows.size(), 501);
    QCOMPARE(rows.last()[u"member_count"_s], 1);
    QCOMPARE(m_stage->counters().writes, 1);

    const WireReply again = post("/organizations", R"({"name":"Other","slug":"neu"})");
    QCOMPARE(again.status, 409);
    QCOMPARE(again.object().value(u"status_code"_s), 409);
    QCOMPARE(m_stage->counters().writes, 1);
}

void TstDemoAncla::refusesBadInput_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field"); // empty: no field is named
    const QByteArray create = "/organizations";
    const QByteArray add = QByteArray(Freight) + "/members";
    QTest::newRow("no slug") << create << QByteArray(R"({"name":"X"})") << u"slug"_s;
    QTest::newRow("no name") << create << QByteArray(R"({"slug":"x"})") << u"name"_s;
    QTest::newRow("blank name") << create << QByteArray(R"({"name":" ","slug":"x"})") << u"name"_s;
    QTest::newRow("name is null") << create << QByteArray(R"({"name":null,"slug":"x"})")
                                  << u"name"_s;
    QTest::newRow("capital in slug")
        << create << QByteArray(R"({"name":"X","slug":"Xy"})") << u"slug"_s;
    QTest::newRow("double hyphen")
        << create << QByteArray(R"({"name":"X","slug":"a--b"})") << u"slug"_s;
    QTest::newRow("newline in slug")
        << create << QByteArray(R"({"name":"X","slug":"ab\n"})") << u"slug"_s;
    QTest::newRow("no body") << create << QByteArray() << QString();
    QTest::newRow("array") << create << QByteArray("[]") << QString();
    QTest::newRow("no username") << add << QByteArray(R"({"user":"ben.muster"})") << u"username"_s;
    QTest::newRow("username is a number")
        << add << QByteArray(R"({"username":1})") << u"username"_s;
    QTest::newRow("admin is a text")
        << add << QByteArray(R"({"username":"x","admin":"true"})") << u"admin"_s;
}

void TstDemoAncla::refusesBadInput()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const WireReply reply = post(path, body);
    QCOMPARE(reply.status, 400);
    QCOMPARE(reply.object().value(u"status_code"_s), 400);
    QVERIFY(reply.object().value(u"detail"_s).isString());
    if (!field.isEmpty()) {
        const QJsonArray extra = reply.object().value(u"extra"_s).toArray();
        QCOMPARE(extra.size(), 1);
        QCOMPARE(keys(extra.first()), (QStringList{u"key"_s, u"message"_s}));
        QCOMPARE(extra.first()[u"key"_s], field);
    }
    QCOMPARE(m_stage->counters().writes, 0);
}

void TstDemoAncla::addsAMember()
{
    const QByteArray path = "/organizations/east-berlin-specimens/members";
    WireReply reply = post(path, R"({"username":"tara.demo"})");
    QCOMPARE(reply.status, 201);
    QCOMPARE(keys(reply.object()), keys(get(Freight).object())); // all of the organization
    QCOMPARE(memberOf(reply.object(), u"u-6368"_s).value(u"admin"_s), false);
    reply = post(path, R"({"username":"sven.exempel","admin":true})");
    QCOMPARE(reply.status, 201);
    QCOMPARE(memberOf(reply.object(), u"u-6887"_s).value(u"admin"_s), true);
    QCOMPARE(reply.object().value(u"members"_s).toArray().size(), 7);

    QCOMPARE(post(path, R"({"username":"tara.demo","admin":true})").status, 409);
    QVERIFY(!m_stage->world().isAdmin(u"east-berlin-specimens"_s, u"u-6368"_s));
    QCOMPARE(post(path, R"({"username":"nobody.here"})").status, 404);
    QCOMPARE(post("/organizations/nothing-here/members", R"({"username":"tara.demo"})").status,
             404);
    QCOMPARE(m_stage->counters().writes, 2);
}

void TstDemoAncla::togglesAdmin()
{
    const QByteArray path = QByteArray(Freight) + "/members/u-1418/toggle-admin";
    for (const bool wanted : {true, false, true}) {
        const WireReply reply = post(path);
        QCOMPARE(reply.status, 201);
        QCOMPARE(keys(reply.object()), (QStringList{u"admin"_s, u"ok"_s}));
        QCOMPARE(reply.object().value(u"ok"_s), true);
        QCOMPARE(reply.object().value(u"admin"_s), wanted);
        QCOMPARE(memberOf(get(Freight).object(), u"u-1418"_s).value(u"admin"_s), wanted);
    }
    QCOMPARE(post(QByteArray(Freight) + "/members/u-0/toggle-admin").status, 404);
    QCOMPARE(post(QByteArray(Freight) + "/members/ben.muster/toggle-admin").status, 404);
    QCOMPARE(m_stage->counters().writes, 3);
}

void TstDemoAncla::removesAMember()
{
    const QByteArray path = QByteArray(Freight) + "/members/u-1418";
    const WireReply reply = remove(path);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, R"({"ok":true})");
    QVERIFY(memberOf(get(Freight).object(), u"u-1418"_s).isEmpty());
    QCOMPARE(get("/organizations").array().first()[u"member_count"_s], 47);
    QCOMPARE(remove(path).status, 404);
    QCOMPARE(m_stage->counters().writes, 1);
}

void TstDemoAncla::knowsTheSession()
{
    const WireReply reply = get("/auth/session");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.object().value(u"authenticated"_s), true);
    const QJsonValue user = reply.object().value(u"user"_s);
    QCOMPARE(keys(user), (QStringList{u"active"_s, u"admin"_s, u"email"_s, u"id"_s,
                                      u"last_login_at"_s, u"registered_at"_s, u"username"_s}));
    QCOMPARE(user[u"username"_s], u"ada.example"_s);
    QCOMPARE(user[u"id"_s], u"u-7273"_s);
    const WireReply wrong = ask(*m_stage, "GET", "/auth/session", {{"X-API-Key", "other"}});
    QCOMPARE(wrong.status, 200);
    QCOMPARE(wrong.body, R"({"authenticated":false,"user":null})");
    switches().sessionIs401 = true;
    QCOMPARE(ask(*m_stage, "GET", "/auth/session").status, 401);
    QCOMPARE(get("/auth/session").status, 200);
}

void TstDemoAncla::refusesAWrongKey()
{
    const QList<WireHeaders> wrong = {{},
                                      {{"X-API-Key", "ancla_0"}},
                                      {{"Authorization", "Bearer " + m_stage->token()}},
                                      {{"X-API-Key", "Bearer " + m_stage->token()}},
                                      {{"X-Api-Token", m_stage->token()}}};
    for (const WireHeaders &headers : wrong) {
        const WireReply reply = ask(*m_stage, "GET", "/organizations", headers);
        QCOMPARE(reply.status, 401);
        QCOMPARE(keys(reply.object()), (QStringList{u"detail"_s, u"status_code"_s}));
        const QByteArray path = QByteArray(Freight) + "/members/u-1418";
        QCOMPARE(ask(*m_stage, "DELETE", path, headers).status, 401);
    }
    QCOMPARE(m_stage->counters().writes, 0);
    QCOMPARE(ask(*m_stage, "GET", "/organizations", {{"x-api-key", m_stage->token()}}).status, 200);
}

void TstDemoAncla::keepsTheLastAdminIfToldTo()
{
    const QByteArray ada = "/organizations/acme-berlin-labs/members/u-7273";
    switches().keepsLastAdmin = true;
    QCOMPARE(post(ada + "/toggle-admin").status, 409);
    QCOMPARE(remove(ada).status, 409);
    QVERIFY(m_stage->world().isAdmin(u"acme-berlin-labs"_s, u"u-7273"_s));
    switches().keepsLastAdmin = false;
    QCOMPARE(post(ada + "/toggle-admin").status, 201);
    QVERIFY(!m_stage->world().isAdmin(u"acme-berlin-labs"_s, u"u-7273"_s));
}

void TstDemoAncla::letsOnlyAdminsChangeIfToldTo()
{
    switches().adminsOnly = true;
    QCOMPARE(remove("/organizations/east-berlin-specimens/members/u-7273").status, 403);
    QCOMPARE(post(QByteArray(Freight) + "/members/u-1418/toggle-admin").status, 201);
}

void TstDemoAncla::hasANewerServer()
{
    QCOMPARE(get("/workspaces").status, 404);
    switches().renamed = true;
    QCOMPARE(get("/organizations").status, 404);
    QCOMPARE(post("/organizations", R"({"name":"X","slug":"x"})").status, 404);
    const WireReply reply = get("/workspaces");
    QCOMPARE(reply.status, 200);
    QVERIFY(reply.array().first().toObject().contains(u"service_count"_s));
    QCOMPARE(get("/workspaces/acme-berlin-freight").status, 200);
    QCOMPARE(get("/auth/session").status, 200);
}

void TstDemoAncla::speaksTheOtherErrorShape()
{
    switches().errors = AnclaSwitches::Errors::Message;
    WireReply reply = get("/organizations/nothing-here");
    QCOMPARE(reply.status, 404);
    QCOMPARE(keys(reply.object()), (QStringList{u"message"_s, u"status"_s}));
    QCOMPARE(reply.object().value(u"status"_s), 404);
    reply = post("/organizations", R"({"name":"X"})");
    QCOMPARE(reply.status, 422);
    QVERIFY(reply.object().value(u"message"_s).toString().startsWith(u"slug"_s));
}

void TstDemoAncla::leavesOutWhatIsOptional()
{
    switches().bareReplies = true;
    const QByteArray member = QByteArray(Freight) + "/members/u-1418";
    WireReply reply = post(member + "/toggle-admin");
    QCOMPARE(reply.status, 201);
    QCOMPARE(reply.body, "{}");
    QCOMPARE(remove(member).body, "{}");

    // An organization without counts leaves out "admin": false as well.
    for (const QJsonValue &row : get("/organizations").array()) {
        if (!row[u"member_count"_s].isUndefined())
            continue;
        const QJsonObject read =
            get("/organizations/" + row[u"slug"_s].toString().toUtf8()).object();
        QVERIFY(!read.contains(u"project_count"_s) && !read.contains(u"application_count"_s));
        for (const QJsonValue &each : read.value(u"members"_s).toArray())
            QVERIFY(each[u"admin"_s].isUndefined() || each[u"admin"_s].toBool());
    }
}

void TstDemoAncla::refusesOtherVerbs()
{
    const QByteArray member = QByteArray(Freight) + "/members/u-1418";
    QCOMPARE(ask(*m_stage, "PUT", member + "/toggle-admin", key()).status, 405);
    QCOMPARE(get(member).status, 405);
    QCOMPARE(post(member).status, 405);
    QCOMPARE(get(QByteArray(Freight) + "/members").status, 405);
    QCOMPARE(remove(Freight).status, 405);
    QCOMPARE(ask(*m_stage, "PUT", "/organizations", key()).status, 405);
    QCOMPARE(m_stage->counters().writes, 0);
}

void TstDemoAncla::followsASecondAdmin()
{
    DemoWorld &world = m_stage->world();
    QVERIFY(world.setAdmin(u"acme-berlin-freight"_s, u"u-1418"_s, true));
    QVERIFY(!world.setAdmin(u"acme-berlin-freight"_s, u"u-1418"_s, true)); // nothing to do
    QCOMPARE(memberOf(get(Freight).object(), u"u-1418"_s).value(u"admin"_s), true);
    QVERIFY(world.removeMember(u"acme-berlin-freight"_s, u"u-1418"_s));
    QVERIFY(!world.isMember(u"acme-berlin-freight"_s, u"u-1418"_s));
    QVERIFY(memberOf(get(Freight).object(), u"u-1418"_s).isEmpty());
    QVERIFY(world.addMember(u"acme-berlin-freight"_s, u"u-1418"_s, false));
    QVERIFY(!world.setAdmin(u"nothing-here"_s, u"u-1418"_s, true));
    QCOMPARE(get(Freight).object().value(u"members"_s).toArray().size(), 48);
    QCOMPARE(m_stage->counters().writes, 0); // those are not requests
}

QTEST_GUILESS_MAIN(TstDemoAncla)
#include "tst_demoancla.moc"
