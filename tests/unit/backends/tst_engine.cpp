// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enginekit.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

class tst_Engine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsRows();
    void readsRecordWithMembers();
    void recordLacksMembers_data();
    void recordLacksMembers();
    void listIsNull_data();
    void listIsNull();
    void anotherRecord_data();
    void anotherRecord();
    void requests_data();
    void requests();
    void notAvailable_data();
    void notAvailable();
    void readOnlyAccount();
    void proofs_data();
    void proofs();
    void errors_data();
    void errors();
    void identity();
    void creates_data();
    void creates();
    void rightAfterwards_data();
    void rightAfterwards();
    void writeWithoutBody();
    void writeWithWebPage();
    void lostWrite();
    void rowsStayAfterCut();
    void chunksCutOff();
    void retriesAPage();
    void cancels();
    void cancelsWrite();
    void destroys();
    void echoedSecretsAreBlotted();
    void identityIsBlotted();
    void tellsNoMoreThanAPersonReads_data();
    void tellsNoMoreThanAPersonReads();
    void begunSecretIsBlotted();
    void keepsRaw();
    void tellsTimes();
    void countsProgress();
};

void tst_Engine::listsRows()
{
    EngineTest test;
    test.answers = {reply(200, R"([{"id":"1","name":"Acme","slug":"acme","member_count":3},)"
                               R"({"id":"2","name":"Muster","slug":"muster"}])")};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QCOMPARE(outcome.times, 1);
    QCOMPARE(test.organizations.rows,
             (QStringList{u"'1' 'Acme' 'acme' 3"_s, u"'2' 'Muster' 'muster' -"_s}));
    QCOMPARE(test.organizations.pages, QStringList{u"new"_s});
    QCOMPARE(outcome.result.rows, 2);
    QCOMPARE(outcome.result.pages, 1);
    QVERIFY(!outcome.result.cut);
    QCOMPARE(test.targets(), QByteArrayList{"GET /api/organizations"});
    QCOMPARE(test.peer.seen.first().header("Accept"), "application/json");
}

void tst_Engine::readsRecordWithMembers()
{
    EngineTest test;
    test.answers = {reply(200, R"({"id":"1","name":"Acme","slug":"acme","members":[)"
                               R"({"user_id":"u1","username":"hana","admin":true},)"
                               R"({"user_id":"u2","username":"kata","email":{},"admin":false}]})")};
    const Outcome outcome =
        test.run(CallId::ReadOrganization, {{u"organization.slug"_s, Value::ofText(u"acme"_s)}});
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QCOMPARE(test.organizations.rows, QStringList{u"'1' 'Acme' 'acme' 2"_s});
    QCOMPARE(test.members.rows, (QStringList{u"'u1' 'hana' - true"_s, u"'u2' 'kata' - false"_s}));
    QCOMPARE(outcome.result.rows, 1);
    QVERIFY(outcome.result.remarks.isEmpty());
}

void tst_Engine::recordLacksMembers_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("null") << QByteArray(R"(,"members":null)");
    QTest::newRow("no list") << QByteArray(R"(,"members":{"u1":{}})");
    QTest::newRow("a number") << QByteArray(R"(,"members":2)");
}

/// Nobody being named is not nobody being a member.
void tst_Engine::recordLacksMembers()
{
    QFETCH(QByteArray, members);
    const QByteArray record = R"({"id":"1","name":"Acme","slug":"acme")" + members + "}";
    const Values values{{u"organization.slug"_s, Value::ofText(u"acme"_s)}};
    EngineTest test;
    test.answers = {reply(200, record)};
    const Outcome outcome = test.run(CallId::ReadOrganization, values);
    QCOMPARE(outcome.error.kind, Error::Kind::Malformed);
    QVERIFY2(outcome.error.detail.contains("/members"_L1), qPrintable(outcome.error.detail));
    QCOMPARE(test.organizations.rows.size(), 1); // what it says of itself may be shown
    std::optional<Error::Kind> without;          // who wants no members misses none
    const Sinks itself{&test.organizations, nullptr, nullptr};
    CallJob *const job =
        test.engine.call(CallId::ReadOrganization, values, itself, test.owner.get());
    connect(job, &Job::finished, this, [&without, job] { without = job->error().kind; });
    QTRY_COMPARE(without, std::optional(Error::Kind::None));
}

void tst_Engine::listIsNull_data()
{
    QTest::addColumn<CallId>("call");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("members") << CallId::ListMembers << Error::Kind::Malformed;
    QTest::newRow("organizations") << CallId::ListOrganizations << Error::Kind::None;
}

/// Some services write an empty list so. No organization is without members, though.
void tst_Engine::listIsNull()
{
    QFETCH(CallId, call);
    QFETCH(Error::Kind, kind);
    const auto description = exampleDescription();
    Call list = description->calls.at(CallId::ListOrganizations);
    list.id = call;
    description->calls[call] = list;
    EngineTest test({}, description);
    test.answers = {reply(200, "null")};
    QCOMPARE(test.run(call).error.kind, kind);
}

void tst_Engine::anotherRecord_data()
{
    QTest::addColumn<QByteArray>("id"); // as the record has it
    QTest::addColumn<bool>("first");    // before the members
    QTest::addColumn<Value>("asked");
    QTest::addColumn<bool>("good");
    const auto row = [](const char *name, const QByteArray &id, const Value &asked, bool good) {
        QTest::addRow("%s, first", name) << id << true << asked << good;
        QTest::addRow("%s, last", name) << id << false << asked << good;
    };
    row("the same", "\"o1\"", Value::ofText(u"o1"_s), true);
    row("another", "\"o2\"", Value::ofText(u"o1"_s), false);
    row("its begin", "\"o1\"", Value::ofText(u"o11"_s), false);
    row("the same number", "77", Value::ofNumber(u"77"_s), true);
    row("a number as text", "77", Value::ofText(u"77"_s), true);
    row("another number", "78", Value::ofNumber(u"77"_s), false);
    row("not asked by ID", "\"o2\"", Value(), true);
}

void tst_Engine::anotherRecord()
{
    QFETCH(QByteArray, id);
    QFETCH(bool, first);
    QFETCH(Value, asked);
    QFETCH(bool, good);
    const QByteArray members = R"("members":[{"user_id":"u1"},{"user_id":"u2"}])";
    const QByteArray ident = "\"id\":" + id;
    EngineTest test;
    const QByteArray body = '{' + (first ? ident + ',' + members : members + ',' + ident) + '}';
    test.answers = {reply(200, body).chopped(1), reply(200, body)}; // the first one breaks off
    const Outcome outcome =
        test.run(CallId::ReadOrganization, {{u"organization.slug"_s, Value::ofText(u"acme"_s)},
                                            {u"organization.id"_s, asked}});
    QCOMPARE(outcome.error.kind, good ? Error::Kind::None : Error::Kind::Malformed);
    QCOMPARE(outcome.error.detail.contains("another organization"_L1), !good);
    QCOMPARE(test.organizations.rows.size(), good ? 1 : 0);
    const QStringList all{u"'u1' - - -"_s, u"'u2' - - -"_s};
    const bool twice = first || asked.kind == Value::Kind::Absent;
    QCOMPARE(test.members.rows, good ? (twice ? all + all : all) : QStringList());
}

void tst_Engine::requests_data()
{
    QTest::addColumn<CallId>("call");
    QTest::addColumn<Values>("values");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    const auto slug = [](const QString &text) {
        return Values{{u"organization.slug"_s, Value::ofText(text)}};
    };
    const auto row = [](const char *name, CallId call, const Values &values,
                        const QByteArray &target, const QByteArray &body = {}) {
        QTest::newRow(name) << call << values << target << body;
    };
    row("plain", CallId::ReadOrganization, slug(u"acme"_s), "GET /api/organizations/acme");
    row("reserved", CallId::ReadOrganization, slug(u"a/b+c d?e#f%g&h"_s),
        "GET /api/organizations/a%2Fb%2Bc%20d%3Fe%23f%25g%26h");
    row("not ASCII", CallId::ReadOrganization, slug(u"příklad"_s),
        "GET /api/organizations/p%C5%99%C3%ADklad");
    row("dots inside", CallId::ReadOrganization, slug(u"..a"_s), "GET /api/organizations/..a");
    row("other host", CallId::ReadOrganization, slug(u"//evil.example/x"_s),
        "GET /api/organizations/%2F%2Fevil.example%2Fx");
    row("user", CallId::ReadOrganization, slug(u"@evil.example"_s),
        "GET /api/organizations/%40evil.example");
    row("dots between", CallId::ReadOrganization, slug(u"a/...b..c"_s),
        "GET /api/organizations/a%2F...b..c");
    row("query", CallId::ListProjects,
        {{u"organization.id"_s, Value::ofNumber(u"9007199254740993"_s)},
         {u"organization.slug"_s, Value::ofText(u"a&b=c+d"_s)}},
        "GET /api/organizations/9007199254740993/projects?slug=a%26b%3Dc%2Bd&fixed=a,b");
    row("query without the empty one", CallId::ListProjects,
        {{u"organization.id"_s, Value::ofNumber(u"7"_s)}},
        "GET /api/organizations/7/projects?fixed=a,b");
    row("body", CallId::AddMember,
        {{u"organization.slug"_s, Value::ofText(u"acme"_s)},
         {u"username"_s, Value::ofText(u"ha\"na\n"_s)},
         {u"admin"_s, Value::ofFlag(true)},
         {u"organization.id"_s, Value::ofNumber(u"18446744073709551615"_s)}},
        "POST /api/organizations/acme/members",
        R"({"admin":true,"fixed":[1,"{x}",null],"note":"for ha\"na\n","org":18446744073709551615,"username":"ha\"na\n"})");
    row("body with null and without the absent", CallId::AddMember,
        {{u"organization.slug"_s, Value::ofText(u"acme"_s)},
         {u"username"_s, Value::ofText(u"1"_s)},
         {u"organization.id"_s, Value::null()}},
        "POST /api/organizations/acme/members",
        R"({"fixed":[1,"{x}",null],"note":"for 1","org":null,"username":"1"})");
    row("number that is none", CallId::AddMember,
        {{u"organization.slug"_s, Value::ofText(u"acme"_s)},
         {u"username"_s, Value::ofText(u"x"_s)},
         {u"organization.id"_s, Value::ofNumber(u"1,\"x\":2"_s)}},
        "POST /api/organizations/acme/members",
        R"({"fixed":[1,"{x}",null],"note":"for x","org":"1,\"x\":2","username":"x"})");
}

void tst_Engine::requests()
{
    QFETCH(CallId, call);
    QFETCH(Values, values);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    EngineTest test;
    test.answers = {reply(200, "{}")};
    const Outcome outcome = test.run(call, values);
    QVERIFY2(outcome.error.kind != Error::Kind::NotAvailable, qPrintable(outcome.error.detail));
    QCOMPARE(test.targets(), QByteArrayList{target});
    QCOMPARE(test.peer.seen.first().body, body);
    QCOMPARE(test.peer.seen.first().header("Content-Type"),
             body.isEmpty() ? QByteArray() : QByteArray("application/json"));
}

void tst_Engine::notAvailable_data()
{
    QTest::addColumn<CallId>("call");
    QTest::addColumn<Values>("values");
    const auto slug = [](const Value &value) { return Values{{u"organization.slug"_s, value}}; };
    QTest::newRow("no such call") << CallId::UpdateOrganization << Values();
    QTest::newRow("missing") << CallId::ReadOrganization << Values();
    QTest::newRow("null") << CallId::ReadOrganization << slug(Value::null());
    QTest::newRow("empty") << CallId::ReadOrganization << slug(Value::ofText({}));
    QTest::newRow("dot") << CallId::ReadOrganization << slug(Value::ofText(u"."_s));
    QTest::newRow("two dots") << CallId::ReadOrganization << slug(Value::ofText(u".."_s));
    // Encoded as they are sent; there are servers that decode a path before they split it.
    QTest::newRow("dot segments inside")
        << CallId::ReadOrganization << slug(Value::ofText(u"a/../../x"_s));
    QTest::newRow("behind a backslash")
        << CallId::ReadOrganization << slug(Value::ofText(u"..\\x"_s));
    QTest::newRow("required input") << CallId::AddMember
                                    << Values{{u"organization.slug"_s, Value::ofText(u"acme"_s)},
                                              {u"username"_s, Value::ofText({})}};
}

void tst_Engine::notAvailable()
{
    QFETCH(CallId, call);
    QFETCH(Values, values);
    EngineTest test;
    const Outcome outcome = test.run(call, values);
    QCOMPARE(outcome.error.kind, Error::Kind::NotAvailable);
    QVERIFY(!outcome.error.detail.isEmpty());
    QVERIFY(!outcome.error.mayHaveHappened);
    QCOMPARE(outcome.times, 1);
    QCOMPARE(test.peer.seen.size(), 0);
}

void tst_Engine::readOnlyAccount()
{
    TransportSettings settings;
    settings.readOnly = true;
    EngineTest test(settings);
    const Outcome outcome = test.run(CallId::SetAdmin, test.member());
    QCOMPARE(outcome.error.kind, Error::Kind::NotAvailable);
    QCOMPARE(test.peer.seen.size(), 0);
}

void tst_Engine::proofs_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const QByteArray &body, Error::Kind kind,
                        const QString &message = {}) {
        QTest::newRow(name) << body << kind << message;
    };
    row("holds", R"({"authenticated":true,"user":{"id":"u1"}})", Error::Kind::None);
    row("not signed in", R"({"authenticated":false,"user":null})", Error::Kind::TokenRefused);
    row("absent", R"({"user":{"id":"u1"}})", Error::Kind::TokenRefused);
    row("another type", R"({"authenticated":"true","user":{"id":1}})", Error::Kind::TokenRefused);
    row("of every call", R"({"authenticated":true,"success":false,"message":"Not now"})",
        Error::Kind::Refused, u"Not now"_s);
    row("code of a refusal",
        R"({"authenticated":true,"success":false,"error":{"code":"Not_Yours","message":"No"}})",
        Error::Kind::Forbidden, u"No"_s);
    row("after a large part",
        "{\"authenticated\":true,\"x\":\"" + QByteArray(400'000, 'x') +
            R"(","success":false,"message":"Late"})",
        Error::Kind::Refused, u"Late"_s);
}

void tst_Engine::proofs()
{
    QFETCH(QByteArray, body);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, message);
    EngineTest test;
    test.answers = {reply(200, body)};
    const Outcome outcome = test.run(CallId::WhoAmI);
    QCOMPARE(outcome.error.kind, kind);
    QCOMPARE(outcome.error.message, message);
    QCOMPARE(outcome.error.status, kind == Error::Kind::None ? 0 : 200);
}

void tst_Engine::errors_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("said"); // message | code | field: text, ...
    const auto row = [](const char *name, int status, const QByteArray &body, Error::Kind kind,
                        const QString &said) {
        QTest::newRow(name) << status << body << kind << said;
    };
    using Kind = Error::Kind;
    row("described message", 403, R"({"words":"Described","message":"Common"})", Kind::Forbidden,
        u"Described | | "_s);
    row("message is no text", 403, R"({"words":{"a":1},"message":"Common"})", Kind::Forbidden,
        u"Common | | "_s);
    row("error.message", 409, R"({"error":{"message":"Taken","code":7},"message":"x"})",
        Kind::Conflict, u"Taken | 7 | "_s);
    row("detail", 400, R"({"status_code":400,"detail":"Bad slug","extra":null})", Kind::Rejected,
        u"Bad slug | | "_s);
    row("detail list", 422, R"({"detail":["One","Two","One"]})", Kind::Rejected,
        u"One; Two | | "_s);
    row("detail objects", 422, R"({"detail":[{"loc":["body","name"],"msg":"Too short"}]})",
        Kind::Rejected, u"Too short | | "_s);
    row("error text", 404, R"({"error":"Nowhere"})", Kind::NotFound, u"Nowhere | | "_s);
    row("fields as object", 422,
        R"({"message":"No","fields":{"name":["Short","Odd","Short"],)"
        R"("slug":"Taken"}})",
        Kind::Rejected, u"No | | name: Short, name: Odd, slug: Taken"_s);
    row("fields as list", 400,
        R"({"detail":"No","extra":[{"key":"slug","message":"Taken"},"No",)"
        R"({"key":"slug","message":"Taken"},"Also",{"x":1}]})",
        Kind::Rejected, u"No | | slug: Taken, : Also"_s);
    row("code means", 400, R"({"error":{"code":"not_yours","message":"No"}})", Kind::Forbidden,
        u"No | not_yours | "_s);
    row("status means", 410, "", Kind::Withdrawn, u" | | "_s);
    row("plain text", 500, "Out of order\n", Kind::Server, u"Out of order | | "_s);
    row("web page", 500, "<html>Oh</html>", Kind::Server, u" | | "_s);
    row("odd text", 400, R"({"message":"a\u0000b\ud800"})", Kind::Rejected, u"a�b� | | "_s);
    row("empty", 401, "", Kind::TokenRefused, u" | | "_s);
    row("list", 400, "[1,2]", Kind::Rejected, u" | | "_s);
}

void tst_Engine::errors()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, said);
    EngineTest test;
    test.answers = {reply(status, body, {{"Content-Type", "text/plain; charset=utf-8"}})};
    const Outcome outcome = test.run(CallId::SetAdmin, test.member());
    QCOMPARE(outcome.error.kind, kind);
    QCOMPARE(outcome.error.status, status);
    QStringList fields;
    for (const FieldError &field : outcome.error.fields)
        fields.append(field.field + u": "_s + field.message);
    const QStringList parts{outcome.error.message, outcome.error.code, fields.join(u", "_s)};
    QCOMPARE(parts.join(u" | "_s).replace(u"|  |"_s, u"| |"_s), said);
    QCOMPARE(outcome.error.verb, "POST");
    QCOMPARE(outcome.error.path, u"/api/organizations/acme/members/u1/toggle-admin"_s);
    QCOMPARE(outcome.error.mayHaveHappened, status >= 500);
    QCOMPARE(test.peer.seen.size(), 1);
}

void tst_Engine::identity()
{
    EngineTest test;
    test.answers = {reply(200, R"({"authenticated":true,"user":{"id":9007199254740993,)"
                               R"("username":"hana","email":null}})")};
    const Outcome outcome = test.run(CallId::WhoAmI);
    QCOMPARE(outcome.result.identity.id, Value::ofNumber(u"9007199254740993"_s));
    QCOMPARE(outcome.result.identity.name, u"hana"_s);
    QCOMPARE(outcome.result.identity.email, QString());
}

void tst_Engine::creates_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("slug");
    QTest::newRow("record") << reply(201, R"({"id":"o9","name":"New","slug":"new-1"})") << u"o9"_s
                            << u"new-1"_s;
    QTest::newRow("number") << reply(201, R"({"id":12,"name":"New"})") << u"12"_s << QString();
    QTest::newRow("elsewhere") << reply(200, R"({"message":"made","orgId":"77"})") << u"77"_s
                               << QString();
    QTest::newRow("no content") << reply(204, "") << QString() << QString();
    QTest::newRow("message only") << reply(200, R"({"message":"made"})") << QString() << QString();
    QTest::newRow("list") << reply(200, "[]") << QString() << QString();
}

void tst_Engine::creates()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, id);
    QFETCH(QString, slug);
    EngineTest test;
    test.answers = {answer};
    const Outcome outcome =
        test.run(CallId::CreateOrganization, {{u"name"_s, Value::ofText(u"New"_s)}});
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QCOMPARE(outcome.result.createdId.has_value(), !id.isEmpty());
    if (!id.isEmpty())
        QCOMPARE(outcome.result.createdId->text, id);
    QCOMPARE(outcome.result.createdSlug.value_or(QString()), slug);
    QCOMPARE(test.peer.seen.size(), 1);
}

void tst_Engine::rightAfterwards_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("right"); // -1: not said
    QTest::newRow("granted") << reply(201, R"({"ok":true,"admin":true})") << 1;
    QTest::newRow("withdrawn") << reply(201, R"({"ok":true,"admin":false})") << 0;
    QTest::newRow("not said") << reply(201, R"({"ok":true})") << -1;
    QTest::newRow("of another type") << reply(201, R"({"admin":[true]})") << -1;
    QTest::newRow("empty") << reply(200, "") << -1;
    QTest::newRow("no content") << reply(204, "") << -1;
    QTest::newRow("not JSON") << reply(200, "done") << -1;
    QTest::newRow("cut JSON") << reply(200, R"({"admin":tr)") << -1;
}

void tst_Engine::rightAfterwards()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, right);
    EngineTest test;
    test.answers = {answer};
    const Outcome outcome = test.run(CallId::SetAdmin, test.member());
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QCOMPARE(outcome.result.admin.has_value(), right >= 0);
    if (right >= 0)
        QCOMPARE(*outcome.result.admin, right == 1);
}

void tst_Engine::writeWithoutBody()
{
    EngineTest test;
    test.answers = {reply(204, "")};
    const Outcome outcome = test.run(CallId::RemoveMember, test.member());
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QCOMPARE(test.targets(), QByteArrayList{"DELETE /api/organizations/acme/members/u1"});
}

void tst_Engine::writeWithWebPage()
{
    EngineTest test;
    test.answers = {reply(200, "<html>Sign in to this network</html>")};
    const Outcome outcome = test.run(CallId::RemoveMember, test.member());
    QCOMPARE(outcome.error.kind, Error::Kind::Malformed);
    QVERIFY(outcome.error.mayHaveHappened);
    QVERIFY(outcome.error.detail.contains(u"web page"_s));
}

void tst_Engine::lostWrite()
{
    EngineTest test;
    test.answers = {QByteArray()}; // closes
    const Outcome outcome = test.run(CallId::SetAdmin, test.member());
    QCOMPARE(outcome.error.kind, Error::Kind::ConnectionLost);
    QVERIFY(outcome.error.mayHaveHappened);
    QCOMPARE(test.peer.seen.size(), 1);
}

void tst_Engine::rowsStayAfterCut()
{
    TransportSettings settings;
    settings.retry.attempts = 1;
    EngineTest test(settings);
    const QByteArray body = R"([{"id":"1","name":"Acme","slug":"acme"},{"id":"2")";
    test.answers = {reply(200, body + QByteArray(50, ' ')).chopped(50)};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::ConnectionLost);
    QVERIFY2(outcome.error.detail.contains(QString::number(body.size())),
             qPrintable(outcome.error.detail));
    QCOMPARE(test.organizations.rows.size(), 1);
    QCOMPARE(outcome.result.rows, 1);
}

void tst_Engine::chunksCutOff()
{
    TransportSettings settings;
    settings.retry.attempts = 1;
    EngineTest test(settings);
    const QByteArray head = "HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n";
    test.answers = {head + "a\r\n[{\"id\":1},\r\n"};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::ConnectionLost);
    QCOMPARE(test.organizations.rows.size(), 1);
}

void tst_Engine::retriesAPage()
{
    EngineTest test;
    const QByteArray whole = reply(200, R"([{"id":"1"},{"id":"2"}])");
    test.answers = {whole.chopped(8), whole};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QCOMPARE(test.organizations.pages, (QStringList{u"new"_s, u"again"_s}));
    QCOMPARE(test.organizations.rows.size(), 3);
    QCOMPARE(outcome.result.rows, 2);
    QCOMPARE(outcome.retries, 1);
}

void tst_Engine::cancels()
{
    EngineTest test;
    test.answers = {reply(200, "[" + QByteArray(99, ' ')).chopped(50), silent()};
    CallJob *job = test.start(CallId::ListOrganizations);
    QSignalSpy spy(job, &Job::finished);
    QTRY_COMPARE(test.peer.seen.size(), 1);
    job->cancel();
    QCOMPARE(spy.size(), 0); // never before control returns
    job->cancel();
    QCOMPARE(job->error().kind, Error::Kind::Cancelled);
    QVERIFY(!job->error().mayHaveHappened);
    QTRY_COMPARE(spy.size(), 1);
}

void tst_Engine::cancelsWrite()
{
    EngineTest test;
    test.answers = {silent()};
    CallJob *job = test.start(CallId::SetAdmin, test.member());
    QTRY_COMPARE(test.peer.seen.size(), 1);
    job->cancel();
    QCOMPARE(job->error().kind, Error::Kind::Cancelled);
    QVERIFY(job->error().mayHaveHappened);
}

void tst_Engine::destroys()
{
    EngineTest test;
    test.answers = {reply(200, "[{\"id\":1}," + QByteArray(99, ' ')).chopped(50), silent()};
    auto owner = std::make_unique<QObject>();
    CallJob *job = test.engine.call(CallId::ListOrganizations, {}, test.sinks(), owner.get());
    QSignalSpy spy(job, &Job::finished);
    QTRY_COMPARE(test.organizations.rows.size(), 1);
    owner.reset();
    CallJob *untouched = test.start(CallId::UpdateOrganization);
    delete untouched;
    QTest::qWait(0);
    QCOMPARE(spy.size(), 0);
}

/// A service that repeats what it was sent, wherever words of its own go.
void tst_Engine::echoedSecretsAreBlotted()
{
    const QByteArray token = "canary+token/7";
    const QByteArrayList forms{token, token.toBase64(), token.toPercentEncoding(),
                               "canary+token\\/7"};
    for (const QByteArray &form : forms) {
        EngineTest test;
        test.transport.setCredentials(
            Credentials(test.peer.url(), {{"X-API-Key", "k-" + token}}, {token}));
        test.answers = {reply(422,
                              R"({"words":"no ~","error":{"code":"~"},)"
                              R"("fields":{"~":["~ is bad"]},)"
                              R"("extra":[{"key":"~","message":"~"}]})"_ba.replace("~", form),
                              {{"Content-Type", "application/json"}})};
        const Outcome outcome = test.run(CallId::CreateOrganization,
                                         {{u"name"_s, Value::ofText(QString::fromUtf8(form))}});
        QCOMPARE(outcome.error.kind, Error::Kind::Rejected);
        QCOMPARE(outcome.error.message, u"no •••"_s);
        QCOMPARE(outcome.error.code, u"•••"_s);
        QCOMPARE(outcome.error.fields.value(0), (FieldError{u"•••"_s, u"••• is bad"_s}));
        QCOMPARE(outcome.error.fields.value(1), (FieldError{u"•••"_s, u"•••"_s}));
        QVERIFY2(!outcome.raw.contains(form), outcome.raw.constData());
        QCOMPARE(outcome.raw.count("•••"), 6);
        QVERIFY(!details(outcome.error).contains(QString::fromUtf8(form)));
    }
}

void tst_Engine::identityIsBlotted()
{
    EngineTest test;
    test.transport.setCredentials(
        Credentials(test.peer.url(), {{"X-API-Key", "canary-token"}}, {"canary-token"}));
    test.answers = {reply(200,
                          R"({"authenticated":true,"user":{"id":"u1",)"
                          R"("username":"key canary-token","email":"canary-token@a.example"}})")};
    const Outcome outcome = test.run(CallId::WhoAmI);
    QCOMPARE(outcome.result.identity.id, Value::ofText(u"u1"_s));
    QCOMPARE(outcome.result.identity.name, u"key •••"_s);
    QCOMPARE(outcome.result.identity.email, u"•••@a.example"_s);
}

void tst_Engine::tellsNoMoreThanAPersonReads_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("item"); // ~ is its number
    QTest::addColumn<QByteArray>("end");
    const auto row = [](const char *name, const char *begin, const char *item, const char *end) {
        QTest::newRow(name) << QByteArray(begin) << QByteArray(item) << QByteArray(end);
    };
    row("texts", R"({"detail":[)", R"("t~")", "]}");
    row("objects with texts", R"({"detail":[)", R"({"msg":"t~"})", "]}");
    row("fields of a list", R"({"extra":[)", R"({"key":"k~","message":"t"})", "]}");
    row("texts of a list", R"({"extra":[)", R"("t~")", "]}");
    row("fields of an object", R"({"fields":{)", R"("k~":"t")", "}}");
    row("texts of one field", R"({"fields":{"k":[)", R"("t~")", "]}}");
}

/// Each text is compared with those before: without a bound a refusal could stop the program.
void tst_Engine::tellsNoMoreThanAPersonReads()
{
    QFETCH(QByteArray, begin);
    QFETCH(QByteArray, item);
    QFETCH(QByteArray, end);
    QByteArrayList items;
    for (int i = 0; i < 2000; ++i)
        items.append(QByteArray(item).replace("~", QByteArray::number(i)));
    EngineTest test;
    test.answers = {reply(422, begin + items.join(',') + end)};
    const Error error = test.run(CallId::SetAdmin, test.member()).error;
    QCOMPARE(error.fields.size() + error.message.split(u"; "_s, Qt::SkipEmptyParts).size(), 50);
}

/// What is kept of a reply may end in the midst of a secret, and so may a reply that breaks off.
void tst_Engine::begunSecretIsBlotted()
{
    EngineTest test;
    test.transport.setCredentials(
        Credentials(test.peer.url(), {{"X-API-Key", "canary-token"}}, {"canary-token"}));
    const QByteArray start = R"([{"id":")";
    const QByteArray filler(256 * 1024 - start.size() - 10, 'x');
    test.answers = {reply(200, start + filler + R"(canary-token"}])")};
    Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QVERIFY2(outcome.raw.endsWith("xx•••"), outcome.raw.last(30).constData());

    test.answers = {reply(200, R"([{"id":"canary-token"}])").chopped(6)};
    outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::ConnectionLost);
    QCOMPARE(outcome.raw, R"([{"id":"•••)"_ba);
}

void tst_Engine::keepsRaw()
{
    EngineTest test;
    const QByteArray body = "[{\"id\":1,\"name\":\"" + QByteArray(600'000, 'n') + "\"}]";
    test.answers = {reply(200, body)};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.rawSize, body.size());
    QCOMPARE(outcome.raw, body.first(256 * 1024));
}

void tst_Engine::tellsTimes()
{
    EngineTest test;
    test.answers = {reply(200, "[{\"id\":1}]")};
    const qint64 before = QDateTime::currentMSecsSinceEpoch();
    const Outcome outcome = test.run(CallId::ListOrganizations);
    const qint64 after = QDateTime::currentMSecsSinceEpoch();
    QVERIFY(outcome.sentMs >= before && outcome.sentMs <= after);
    QVERIFY(outcome.durationMs >= 0 && outcome.durationMs <= after - before);
    QCOMPARE(test.organizations.lastSentMs, outcome.sentMs);
}

void tst_Engine::countsProgress()
{
    EngineTest test;
    QByteArray body = "[";
    for (int i = 0; i < 50'000; ++i)
        body += (i ? ",{\"id\":" : "{\"id\":") + QByteArray::number(i) + "}";
    test.answers = {reply(200, body + "]")};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.result.rows, 50'000);
    QVERIFY(outcome.progress.size() > 1);
    QVERIFY(std::is_sorted(outcome.progress.begin(), outcome.progress.end()));
    QCOMPARE(outcome.progress.last(), 50'000);
}

QTEST_GUILESS_MAIN(tst_Engine)
#include "tst_engine.moc"
