// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "celltime.h"
#include "servicetest.h"

#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

class TestK6 : public ServiceTest
{
    Q_OBJECT

public:
    TestK6();

private:
    [[nodiscard]] K6Switches &switches() const { return bench().k6()->switches; }
    [[nodiscard]] QJsonObject at(qsizetype index) const
    {
        return {{u"organization.id"_s, world().organization(index).number}};
    }

private Q_SLOTS:
    void sendsItsScheme();
    void lists();
    void keepsTimesWithAndWithoutZone();
    void readsWithTheOwnersId();
    void keepsWideIdsApart();
    void followsPages();
    void listsProjects();
    void saysThatProjectsAreNotAllowed();
    void refusesAWrongToken();
    void isWithdrawn_data();
    void isWithdrawn();
};

TestK6::TestK6()
    : ServiceTest(
          {.backend = u"k6-cloud"_s,
           .address = u"https://api.k6.io/v3"_s,
           .absent = {{CallId::ListMembers, u"no call for members"_s},
                      {CallId::AddMember, u"invited on the k6 web page"_s},
                      {CallId::SetAdmin, u"rights are changed on the k6 web page"_s},
                      {CallId::RemoveMember, u"removed on the k6 web page"_s},
                      {CallId::CreateOrganization, u"lets no program create organizations"_s},
                      {CallId::UpdateOrganization, u"lets no program edit organizations"_s},
                      {CallId::WhoAmI, u"cannot say who a token belongs to"_s}}},
          [](auto description) { return ServiceBench::k6(description); })
{
}

void TestK6::sendsItsScheme()
{
    QCOMPARE(kindOf(run(CallId::ListOrganizations)), QString());
    QCOMPARE(takeRequests(), QStringList{u"GET /v3/organizations | Authorization: Token TOKEN"_s});
}

void TestK6::lists()
{
    const QJsonArray rows = rowsOf(CallId::ListOrganizations);
    QCOMPARE(rows.size(), 15); // the last one of the world is none of the user's
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const DemoOrganization &shown = world().organization(i);
        const QJsonObject row = rows.at(i).toObject();
        QCOMPARE(row.value("id"_L1).toInteger(), shown.number);
        QCOMPARE(row.value("name"_L1).toString(), QString::fromUtf8(shown.name));
        if (i == 6) { // this one has its id and name alone
            QCOMPARE(row.keys(), (QStringList{u"id"_s, u"name"_s}));
            continue;
        }
        QCOMPARE(row.value("default"_L1), QJsonValue(i == 0));
        const qint64 owner = row.value("ownerId"_L1).toInteger();
        QVERIFY(owner >= 512'000 && owner < 512'009);
        QVERIFY(row.contains("billingEmail"_L1) && row.contains("vatNumber"_L1));
        QCOMPARE(row.value("billingCountry"_L1).isNull(), i == 5);
        if (i != 5) {
            QCOMPARE(row.value("billingCountry"_L1).toString(), i % 3 ? u"SE"_s : QString());
        }
    }
}

void TestK6::keepsTimesWithAndWithoutZone()
{
    const QJsonArray rows = rowsOf(CallId::ListOrganizations);
    int withoutZone = 0;
    int withOffset = 0;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        if (i == 5 || i == 6) { // without times
            continue;
        }
        const DemoOrganization &shown = world().organization(i);
        for (const auto &[key, wanted] :
             {std::pair(u"created"_s, shown.created), std::pair(u"updated"_s, shown.updated)}) {
            const QByteArray text = rows.at(i).toObject().value(key).toString().toUtf8();
            const auto time = parseTime(std::string_view(text.data(), std::size_t(text.size())));
            QVERIFY2(time, text.data());
            QCOMPARE(time->ms / 1000, wanted);
            withoutZone += !text.contains('Z') && !text.contains('+') ? 1 : 0;
            withOffset += text.contains('+') ? 1 : 0;
        }
    }
    QVERIFY(withoutZone > 0 && withOffset > 0);
}

void TestK6::readsWithTheOwnersId()
{
    const QJsonArray listed = rowsOf(CallId::ListOrganizations);
    (void)takeRequests();
    const QJsonArray read = rowsOf(CallId::ReadOrganization, at(2));
    QCOMPARE(read, QJsonArray{listed.at(2)});
    QVERIFY(read.at(0).toObject().value("ownerId"_L1).toInteger() >= 512'000);
    const QString id = QString::number(world().organization(2).number);
    QCOMPARE(takeRequests(),
             QStringList{u"GET /v3/organizations/%1 | Authorization: Token TOKEN"_s.arg(id)});
    const QJsonObject unknown = run(CallId::ReadOrganization, {{u"organization.id"_s, 7}});
    QCOMPARE(kindOf(unknown), u"NotFound"_s);
    QCOMPARE(errorPart(unknown, u"code"_s), u"3"_s);
}

void TestK6::keepsWideIdsApart()
{
    const QJsonArray rows = rowsOf(CallId::ListOrganizations);
    const QJsonValue one(qint64(9'007'199'254'740'993)); // no double is equal to it
    QCOMPARE(rows.at(7).toObject().value("id"_L1).toInteger(), qint64(9'007'199'254'740'993));
    QCOMPARE(rows.at(8).toObject().value("id"_L1).toInteger(), qint64(9'007'199'254'740'992));
    const QJsonObject read = run(CallId::ReadOrganization, {{u"organization.id"_s, one}});
    QCOMPARE(read.value("organizations"_L1).toArray(), QJsonArray{rows.at(7)});
}

void TestK6::followsPages()
{
    const QJsonValue whole = run(CallId::ListOrganizations).value("organizations"_L1);
    (void)takeRequests();
    switches().pageSize = 6;
    const QJsonObject paged = run(CallId::ListOrganizations);
    QCOMPARE(paged.value("organizations"_L1), whole);
    QCOMPARE(paged.value("total"_L1), QJsonValue(15));
    const QString tail = u" | Authorization: Token TOKEN"_s;
    QCOMPARE(takeRequests(), (QStringList{u"GET /v3/organizations"_s + tail,
                                          u"GET /v3/organizations?page=2"_s + tail,
                                          u"GET /v3/organizations?page=3"_s + tail}));
}

void TestK6::listsProjects()
{
    const QJsonObject values = at(0);
    const qint64 number = values.value("organization.id"_L1).toInteger();
    const QJsonArray rows = rowsOf(CallId::ListProjects, values);
    QCOMPARE(takeRequests(),
             QStringList{
                 u"GET /v3/organizations/%1/projects | Authorization: Token TOKEN"_s.arg(number)});
    QVERIFY(!rows.isEmpty());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject row = rows.at(i).toObject();
        QCOMPARE(row.value("id"_L1).toInteger(), number * 100 + i);
        QCOMPARE(row.value("organizationId"_L1).toInteger(), number);
        QCOMPARE(row.value("default"_L1), QJsonValue(i == 0));
        QVERIFY(!row.value("name"_L1).toString().isEmpty());
        QCOMPARE(row.value("description"_L1).toString().isEmpty(), i % 2 == 1);
        QVERIFY(!row.value("created"_L1).toString().isEmpty());
        QVERIFY(!row.value("updated"_L1).toString().isEmpty());
    }
    const QJsonObject none = run(CallId::ListProjects, at(12)); // it has no projects
    QVERIFY2(none.isEmpty(), "no rows and no error");
}

void TestK6::saysThatProjectsAreNotAllowed()
{
    const QJsonObject outcome = run(CallId::ListProjects, at(11));
    QCOMPARE(kindOf(outcome), u"Forbidden"_s);
    QCOMPARE(errorPart(outcome, u"code"_s), u"4"_s);
    QVERIFY(!errorPart(outcome, u"message"_s).isEmpty());
}

void TestK6::refusesAWrongToken()
{
    bench().setToken("wrong-token");
    const QJsonObject outcome = run(CallId::ListOrganizations);
    QCOMPARE(kindOf(outcome), u"TokenRefused"_s);
    QCOMPARE(errorPart(outcome, u"message"_s), u"Authentication failed: unknown token."_s);
    QVERIFY(!outcome.contains("organizations"_L1));
}

void TestK6::isWithdrawn_data()
{
    QTest::addColumn<bool>("gone");
    QTest::addColumn<CallId>("call");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("words");
    const QString gone = u"k6 Cloud has withdrawn this API. Organizations are stacks of Grafana "
                         "Cloud now."_s;
    QTest::newRow("410, list") << true << CallId::ListOrganizations << u"Withdrawn"_s << gone;
    QTest::newRow("410, read") << true << CallId::ReadOrganization << u"Withdrawn"_s << gone;
    QTest::newRow("410, projects") << true << CallId::ListProjects << u"Withdrawn"_s << gone;
    QTest::newRow("404, list") << false << CallId::ListOrganizations << u"Withdrawn"_s
                               << u"k6 Cloud has withdrawn this API: it knows no list of "
                                  "organizations any more."_s;
    // One organization may be gone without the service.
    QTest::newRow("404, read") << false << CallId::ReadOrganization << u"NotFound"_s << QString();
}

void TestK6::isWithdrawn()
{
    QFETCH(bool, gone);
    QFETCH(CallId, call);
    QFETCH(QString, kind);
    QFETCH(QString, words);
    switches().withdrawn = gone ? K6Switches::Withdrawn::Gone : K6Switches::Withdrawn::NotFound;
    const QJsonObject outcome = run(call, at(0));
    QCOMPARE(kindOf(outcome), kind);
    if (!words.isEmpty()) {
        QCOMPARE(errorPart(outcome, u"detail"_s), words);
    }
}

QTEST_GUILESS_MAIN(TestK6)
#include "tst_k6cloud.moc"
