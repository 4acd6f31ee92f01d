// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demostage.h"
#include "demowire.h"
#include "k6dialect.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

// What the k6 dialect says, held against the published pages of the API.
class TstDemoK6 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }
    void lists();
    void showsEveryFormOfTime();
    void keepsWideIdsApart();
    void reads();
    void readsProjects();
    void wantsItsOwnScheme_data();
    void wantsItsOwnScheme();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void knowsMe();
    void canBeWithdrawn();
    void canPage();

private:
    WireHeaders key() const { return {{"Authorization", "Token " + m_stage->token()}}; }
    WireReply get(const QByteArray &path) { return ask(*m_stage, "GET", path, key()); }
    QJsonArray listed()
    {
        return get("/organizations").object().value(u"organizations"_s).toArray();
    }
    QByteArray id(qsizetype organization)
    {
        return QByteArray::number(m_stage->world().organization(organization).number);
    }

    std::unique_ptr<DemoStage> m_stage;
    K6Dialect *m_dialect = nullptr;
};

void TstDemoK6::init()
{
    auto dialect =
        std::make_unique<K6Dialect>(DemoWorldPlan{.organizations = 37, .specials = false});
    m_dialect = dialect.get();
    m_stage = std::make_unique<DemoStage>(u"Example stage"_s, std::move(dialect), 7);
    QVERIFY(m_stage->start());
    QCOMPARE(m_stage->baseUrl().path(), u"/v3"_s);
}

void TstDemoK6::lists()
{
    const WireReply reply = get("/organizations");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.object().keys(), QStringList{u"organizations"_s});
    const QJsonArray rows = listed();
    QCOMPARE(rows.size(), 36);
    const QStringList all{u"billing_address"_s, u"billing_country"_s,
                          u"billing_email"_s,   u"created"_s,
                          u"description"_s,     u"id"_s,
                          u"is_default"_s,      u"name"_s,
                          u"owner_id"_s,        u"updated"_s,
                          u"vat_number"_s};
    qsizetype defaults = 0;
    qsizetype empty = 0;
    qsizetype nulls = 0;
    qsizetype sparse = 0;
    for (const QJsonValue &row : rows) {
        QVERIFY(row[u"id"_s].isDouble() && row[u"name"_s].isString());
        sparse += row.toObject().keys() == QStringList{u"id"_s, u"name"_s} ? 1 : 0;
        if (row.toObject().size() > 2)
            QCOMPARE(row.toObject().keys(), all);
        defaults += row[u"is_default"_s].toBool() ? 1 : 0;
        nulls += row[u"description"_s].isNull() ? 1 : 0;
        empty += row[u"description"_s].isString() && row[u"description"_s].toString().isEmpty();
    }
    QCOMPARE(defaults, 1);
    QCOMPARE(sparse, 1);
    QCOMPARE(nulls, 1);
    QVERIFY(empty > 0);
}

void TstDemoK6::showsEveryFormOfTime()
{
    const QString form = u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d%1$"_s;
    const QStringList tails = {u"Z"_s, u"\\.\\d{6}"_s, u"\\.\\d{6}Z"_s, u"\\+02:00"_s};
    const QJsonArray rows = listed();
    for (const QString &tail : tails) {
        const QRegularExpression wanted(form.arg(tail));
        QVERIFY2(std::any_of(rows.begin(), rows.end(),
                             [&wanted](const QJsonValue &row) {
                                 return wanted.match(row[u"created"_s].toString()).hasMatch();
                             }),
                 qPrintable(tail));
    }
}

void TstDemoK6::keepsWideIdsApart()
{
    const QByteArray body = get("/organizations").body;
    for (const char *id : {"\"id\":9007199254740993,", "\"id\":9007199254740992,"})
        QVERIFY(body.contains(id));
    const QJsonValue one = get("/organizations/9007199254740993").object().value(u"organization"_s);
    const QJsonValue two = get("/organizations/9007199254740992").object().value(u"organization"_s);
    QVERIFY(one[u"name"_s].isString() && two[u"name"_s].isString());
    QVERIFY(one[u"name"_s] != two[u"name"_s]);
}

void TstDemoK6::reads()
{
    const WireReply reply = get("/organizations/" + id(0));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.object().keys(), QStringList{u"organization"_s});
    QCOMPARE(reply.object().value(u"organization"_s), listed().first());
}

void TstDemoK6::readsProjects()
{
    const WireReply reply = get("/organizations/" + id(0) + "/projects");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.object().keys(), QStringList{u"projects"_s});
    const QJsonArray projects = reply.object().value(u"projects"_s).toArray();
    QVERIFY(!projects.isEmpty());
    for (const QJsonValue &project : projects) {
        QCOMPARE(project.toObject().keys(),
                 (QStringList{u"created"_s, u"description"_s, u"id"_s, u"is_default"_s, u"name"_s,
                              u"organization_id"_s, u"updated"_s}));
        QCOMPARE(QByteArray::number(project[u"organization_id"_s].toInteger()), id(0));
    }
    QCOMPARE(get("/organizations/" + id(12) + "/projects").body, R"({"projects":[]})");
    QCOMPARE(get("/organizations/" + id(11) + "/projects").status, 403);
    QCOMPARE(get("/organizations/9007199254740993/projects").status, 200);
}

void TstDemoK6::wantsItsOwnScheme_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("code"); // 0: accepted
    QTest::newRow("as the clients send it") << QByteArray("Token ") << QByteArray() << 0;
    QTest::newRow("as the pages print it") << QByteArray("token ") << QByteArray() << 0;
    QTest::newRow("bearer") << QByteArray("Bearer ") << QByteArray() << 5;
    QTest::newRow("no scheme") << QByteArray() << QByteArray() << 5;
    QTest::newRow("another token") << QByteArray("Token ") << QByteArray("0") << 6;
    QTest::newRow("glued") << QByteArray("Token") << QByteArray() << 5;
}

void TstDemoK6::wantsItsOwnScheme()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, code);
    const WireReply reply = ask(*m_stage, "GET", "/organizations",
                                {{"Authorization", before + m_stage->token() + after}});
    QCOMPARE(reply.status, code == 0 ? 200 : 401);
    QCOMPARE(reply.object().value(u"error"_s)[u"code"_s].toInt(0), code);
    QCOMPARE(ask(*m_stage, "GET", "/organizations", {{"X-API-Key", m_stage->token()}}).status, 401);
}

void TstDemoK6::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("no such id") << QByteArray("GET") << QByteArray("/organizations/1") << 404 << 3;
    QTest::newRow("not a number") << QByteArray("GET") << QByteArray("/organizations/x") << 404
                                  << 3;
    QTest::newRow("not a path") << QByteArray("GET") << QByteArray("/organization") << 404 << 3;
    QTest::newRow("projects of none")
        << QByteArray("GET") << QByteArray("/organizations/1/projects") << 404 << 3;
    QTest::newRow("create") << QByteArray("POST") << QByteArray("/organizations") << 405 << 7;
    QTest::newRow("members") << QByteArray("GET") << QByteArray("/organizations/1/members") << 404
                             << 3;
}

void TstDemoK6::saysWhatIsWrong()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);
    QFETCH(int, code);
    const WireReply reply = ask(*m_stage, method, path, key());
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.object().keys(), QStringList{u"error"_s});
    const QJsonValue error = reply.object().value(u"error"_s);
    QCOMPARE(error[u"code"_s], code);
    QVERIFY(error[u"message"_s].isString());
    // Somebody else's organization is there, but not for us; the message comes twice.
    const WireReply foreign = get("/organizations/" + id(36));
    QCOMPARE(foreign.status, 403);
    const QJsonValue refused = foreign.object().value(u"error"_s);
    QCOMPARE(refused[u"code"_s], 4);
    QCOMPARE(refused[u"errors"_s][0], refused[u"message"_s]);
}

void TstDemoK6::knowsMe()
{
    const WireReply reply = get("/account/me");
    QCOMPARE(reply.status, 200);
    const QJsonArray rows = reply.object().value(u"organizations"_s).toArray();
    QCOMPARE(rows.size(), 36);
    QCOMPARE(rows.at(0)[u"grafana_stack_id"_s], 0);
    QVERIFY(rows.at(1)[u"grafana_stack_id"_s].isUndefined());
    QCOMPARE(ask(*m_stage, "GET", "/account/me").status, 401);
}

void TstDemoK6::canBeWithdrawn()
{
    m_dialect->switches.withdrawn = K6Switches::Withdrawn::Gone;
    for (const char *path : {"/organizations", "/organizations/1", "/account/me", "/elsewhere"}) {
        const WireReply reply = get(path);
        QCOMPARE(reply.status, 410);
        QVERIFY(reply.object().value(u"error"_s)[u"message"_s].isString());
    }
    m_dialect->switches.withdrawn = K6Switches::Withdrawn::NotFound;
    QCOMPARE(get("/organizations").status, 404);
    QCOMPARE(get("/account/me").status, 200);
}

void TstDemoK6::canPage()
{
    m_dialect->switches.meta = true;
    QJsonValue meta = get("/organizations").object().value(u"meta"_s);
    QCOMPARE(meta[u"count"_s], 36);
    QVERIFY(meta[u"next"_s].isNull() && meta[u"prev"_s].isNull());
    m_dialect->switches.pageSize = 15;
    const QJsonObject first = get("/organizations").object();
    QCOMPARE(first.value(u"organizations"_s).toArray().size(), 15);
    QCOMPARE(first.value(u"meta"_s)[u"next"_s], u"http://127.0.0.1/v3/organizations?page=2"_s);
    const QJsonObject last = get("/organizations?page=3").object();
    QCOMPARE(last.value(u"organizations"_s).toArray().size(), 6);
    QVERIFY(last.value(u"meta"_s)[u"next"_s].isNull());
    QVERIFY(get("/organizations?page=4").object().value(u"organizations"_s).toArray().isEmpty());
}

QTEST_GUILESS_MAIN(TstDemoK6)
#include "tst_demok6.moc"
