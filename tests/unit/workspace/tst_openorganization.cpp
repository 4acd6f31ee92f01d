// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "connectionkit.h"
#include "openorganization.h"
#include "organizationsmodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// An organization that is being looked at, whose service answers oddly.
class tst_OpenOrganization : public ConnectionKit
{
    Q_OBJECT

private:
    /// Once read, the record is answered with this.
    void answerWith(const QByteArray &record);
    [[nodiscard]] bool readNow(OpenOrganization &organization);
    [[nodiscard]] Values known();

private Q_SLOTS:
    void keepsMembersThatAReplyLacks_data();
    void keepsMembersThatAReplyLacks();
    void takesNothingOfAnother();
    void tellsWhatItWaitsFor_data();
    void tellsWhatItWaitsFor();
};

void tst_OpenOrganization::answerWith(const QByteArray &record)
{
    m_stage->setInterceptor([record](const DemoRequest &request) -> std::optional<Fault> {
        if (!request.path.contains("/organizations/"))
            return {};
        DemoResponse response;
        response.body = record;
        return Fault::replace(response);
    });
}

bool tst_OpenOrganization::readNow(OpenOrganization &organization)
{
    organization.read();
    return QTest::qWaitFor([&organization] { return !organization.isReading(); });
}

Values tst_OpenOrganization::known()
{
    const DemoOrganization &first = m_stage->world().organization(0);
    return {{u"organization.id"_s, Value::ofText(QString::fromUtf8(first.id))},
            {u"organization.slug"_s, Value::ofText(QString::fromUtf8(first.slug))}};
}

void tst_OpenOrganization::keepsMembersThatAReplyLacks_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("null") << QByteArray(R"(,"members":null)");
}

void tst_OpenOrganization::keepsMembersThatAReplyLacks()
{
    QFETCH(QByteArray, members);
    const auto connection = make();
    const Values values = known();
    const QString id = values.value(u"organization.id"_s).text;
    OpenOrganization organization(connection.get(), nullptr, id, {}, values, nullptr);
    QVERIFY(readNow(organization));
    QCOMPARE(organization.members()->state().kind, ListState::Kind::Complete);
    const int count = organization.members()->total();
    QVERIFY(count > 0);

    QSignalSpy read(&organization, &OpenOrganization::membersRead);
    answerWith(R"({"id":")" + id.toUtf8() + R"(","name":"Acme Renamed","slug":"x")" + members +
               '}');
    QVERIFY(readNow(organization));
    QCOMPARE(organization.members()->state().kind, ListState::Kind::Partial);
    QCOMPARE(organization.membersPart().error.kind, Error::Kind::Malformed);
    QCOMPARE(organization.members()->total(), count);
    QCOMPARE(read.size(), 0);                         // so no mark is cleared on it
    QCOMPARE(organization.name(), u"Acme Renamed"_s); // what it says of itself is shown
}

void tst_OpenOrganization::takesNothingOfAnother()
{
    const auto connection = make();
    const Values values = known();
    const QString id = values.value(u"organization.id"_s).text;
    OpenOrganization organization(connection.get(), nullptr, id, {}, values, nullptr);
    QVERIFY(readNow(organization));
    const QString name = organization.name();
    const Values before = organization.values();
    const int count = organization.members()->total();

    answerWith(R"({"members":[{"user_id":"u-other","username":"other.example"}],)"
               R"("id":"o-other","name":"Other","slug":"other"})");
    QVERIFY(readNow(organization));
    QCOMPARE(organization.recordPart().error.kind, Error::Kind::Malformed);
    QCOMPARE(organization.values(), before);
    QCOMPARE(organization.name(), name);
    QCOMPARE(organization.members()->total(), count);
    QVERIFY(!organization.members()->hasId(u"u-other"_s));
}

void tst_OpenOrganization::tellsWhatItWaitsFor_data()
{
    QTest::addColumn<bool>("list");
    QTest::newRow("list") << true;
    QTest::newRow("record") << false;
}

void tst_OpenOrganization::tellsWhatItWaitsFor()
{
    QFETCH(bool, list);
    const auto connection = make();
    const Values values = known();
    OpenOrganization organization(connection.get(), nullptr,
                                  values.value(u"organization.id"_s).text, {}, values, nullptr);
    OrganizationsModel model(connection->description(), accountId(), nullptr);
    ListReading reading(connection.get(), CallId::ListOrganizations, &model, nullptr);
    QList<Error> reasons;
    const auto note = [&reasons](int waitMs, const Error &reason) {
        QVERIFY(waitMs >= 1000);
        reasons.append(reason);
    };
    connect(&organization, &OpenOrganization::waiting, this, note);
    connect(&reading, &ListReading::waiting, this, note);
    bool refused = false;
    m_stage->setInterceptor([&refused](const DemoRequest &request) -> std::optional<Fault> {
        if (!request.path.contains("/organizations") || std::exchange(refused, true))
            return {};
        return Fault::refuse(429, "1");
    });
    if (list)
        reading.read();
    else
        organization.read();
    QTRY_VERIFY(refused && !reading.isReading() && !organization.isReading());
    QCOMPARE(reasons.size(), 1);
    QCOMPARE(reasons.first().kind, Error::Kind::RateLimited);
    QCOMPARE(reasons.first().status, 429);
    QVERIFY(!reading.error() && !organization.recordPart().error);
}

QTEST_GUILESS_MAIN(tst_OpenOrganization)
#include "tst_openorganization.moc"
