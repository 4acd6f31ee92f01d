// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formrules.h"
#include "servicetest.h"

#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

QJsonObject freight(QJsonObject values = {})
{
    values.insert(u"organization.slug"_s, u"acme-berlin-freight"_s);
    return values;
}

QJsonObject memberOfFreight(const QString &id)
{
    return freight({{u"member.id"_s, id}});
}

} // namespace

class TestAncla : public ServiceTest
{
    Q_OBJECT

public:
    TestAncla();

private:
    [[nodiscard]] AnclaSwitches &switches() const { return bench().ancla()->switches; }
    void refusesBadInput(AnclaSwitches::Errors shape, const QJsonObject &wanted);

private Q_SLOTS:
    void sendsItsKey();
    void listsABareArray();
    void leavesOutCounts();
    void readsBySlugWithMembers();
    void showsEveryKindOfEmail();
    void knowsItsUser();
    void refusesAWrongKey();
    void refusesAWrongKeyByStatus();
    void creates();
    void proposesASlugFromTheName();
    void refusesASlugThatIsTaken();
    void saysWhatIsWrongWithDetail();
    void saysWhatIsWrongWithMessage();
    void addsAMember_data();
    void addsAMember();
    void togglesAdmin();
    void togglesAdminWithoutAWord();
    void removesAMember();
    void reachesAnyMember();
    void isANewerServer();
};

TestAncla::TestAncla()
    : ServiceTest(
          {.backend = u"ancla"_s,
           .address = u"https://ancla.dev/api/v1"_s,
           .absent = {{CallId::ListProjects, u"only how many projects there are"_s},
                      {CallId::UpdateOrganization, u"lets no program edit organizations"_s}}},
          [](auto description) { return ServiceBench::ancla(description); })
{
}

void TestAncla::sendsItsKey()
{
    QCOMPARE(kindOf(run(CallId::ListOrganizations)), QString());
    QCOMPARE(takeRequests(), QStringList{u"GET /api/v1/organizations | X-API-Key: TOKEN"_s});
}

void TestAncla::listsABareArray()
{
    const QJsonArray rows = rowsOf(CallId::ListOrganizations);
    QCOMPARE(rows.size(), world().organizationCount());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const DemoOrganization &shown = world().organization(i);
        const QJsonObject row = rows.at(i).toObject();
        QCOMPARE(row.value("id"_L1).toString().toUtf8(), shown.id);
        QCOMPARE(row.value("name"_L1).toString().toUtf8(), shown.name);
        QCOMPARE(row.value("slug"_L1).toString().toUtf8(), shown.slug);
        if (!shown.countsMissing) {
            QCOMPARE(row.value("members"_L1).toInteger(-1), world().memberCount(i));
            QCOMPARE(row.value("projects"_L1).toInteger(-1), shown.projects);
        }
    }
}

/// A count that is not told is absent, which is not nought.
void TestAncla::leavesOutCounts()
{
    // As many as it takes for some without counts.
    const DemoWorldPlan plan{.seed = 2, .organizations = 200, .people = 80};
    startAgain([&plan](auto description) { return ServiceBench::ancla(description, plan); });
    const QJsonArray rows = rowsOf(CallId::ListOrganizations);
    int without = 0;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject row = rows.at(i).toObject();
        if (!world().organization(i).countsMissing) {
            continue;
        }
        ++without;
        QVERIFY(!row.contains("members"_L1));
        QCOMPARE(row.contains("projects"_L1), i % 2 == 0);
        const QJsonObject read =
            run(CallId::ReadOrganization, {{u"organization.slug"_s, row.value("slug"_L1)}});
        const QJsonArray members = read.value("members"_L1).toArray();
        QCOMPARE(members.size(), world().memberCount(i));
        for (const QJsonValue member : members) { // the flag is left out where it is false
            QVERIFY(member.toObject().value("admin"_L1) != QJsonValue(false));
        }
    }
    QVERIFY2(without > 0, "no organization without counts");
}

void TestAncla::readsBySlugWithMembers()
{
    const QJsonObject outcome = run(CallId::ReadOrganization, freight());
    QCOMPARE(takeRequests(),
             QStringList{u"GET /api/v1/organizations/acme-berlin-freight | X-API-Key: TOKEN"_s});
    const QJsonObject row = outcome.value("organizations"_L1).toArray().at(0).toObject();
    QCOMPARE(row.value("name"_L1).toString(), u"Acme Berlin Freight"_s);
    QCOMPARE(row.value("members"_L1), QJsonValue(48)); // counted: the reply has no number
    QCOMPARE(row.value("projects"_L1), QJsonValue(12));
    const QJsonArray members = outcome.value("members"_L1).toArray();
    QCOMPARE(members.size(), 48);
    int admins = 0;
    for (const QJsonValue member : members) {
        admins += member.toObject().value("admin"_L1).toBool() ? 1 : 0;
    }
    QCOMPARE(admins, 3);
    const QJsonObject ben = rowById(members, u"u-1418"_s);
    QCOMPARE(ben.value("name"_L1).toString(), u"ben.muster"_s);
    QCOMPARE(ben.value("email"_L1).toString(), u"ben.muster@acme.example"_s);
    const QJsonObject unknown =
        run(CallId::ReadOrganization, {{u"organization.slug"_s, u"nowhere"_s}});
    QCOMPARE(kindOf(unknown), u"NotFound"_s);
    QCOMPARE(errorPart(unknown, u"message"_s), u"No organization has the slug 'nowhere'."_s);
}

void TestAncla::showsEveryKindOfEmail()
{
    for (const QString &id : {u"u-2590"_s, u"u-5120"_s}) { // null, {}
        (void)world().addMember(u"acme-berlin-freight"_s, id, false);
    }
    const QJsonValue members = run(CallId::ReadOrganization, freight()).value("members"_L1);
    QCOMPARE(rowById(members, u"u-1418"_s).value("email"_L1),
             QJsonValue(u"ben.muster@acme.example"_s));
    QVERIFY(rowById(members, u"u-2590"_s).value("email"_L1).isNull());
    const QJsonObject empty = rowById(members, u"u-5120"_s);
    QCOMPARE(empty.value("name"_L1).toString(), u"umut.ornek"_s);
    QVERIFY(empty.value("email"_L1).toString().isEmpty());
}

void TestAncla::knowsItsUser()
{
    const QJsonObject outcome = run(CallId::WhoAmI);
    QCOMPARE(takeRequests(), QStringList{u"GET /api/v1/auth/session | X-API-Key: TOKEN"_s});
    QCOMPARE(outcome.value("identity"_L1).toObject(),
             (QJsonObject{{u"id"_s, u"u-7273"_s},
                          {u"name"_s, u"ada.example"_s},
                          {u"email"_s, u"ada@acme.example"_s}}));
}

/// The probe answers 200 to anybody; what it says is what counts.
void TestAncla::refusesAWrongKey()
{
    bench().setToken("ancla_wrong");
    const QJsonObject probe = run(CallId::WhoAmI);
    QCOMPARE(kindOf(probe), u"TokenRefused"_s);
    QCOMPARE(probe.value("error"_L1).toObject().value("status"_L1), QJsonValue(200));
    QVERIFY(!probe.contains("identity"_L1));
    QCOMPARE(kindOf(run(CallId::ListOrganizations)), u"TokenRefused"_s);
}

void TestAncla::refusesAWrongKeyByStatus()
{
    switches().sessionIs401 = true;
    bench().setToken("ancla_wrong");
    const QJsonObject probe = run(CallId::WhoAmI);
    QCOMPARE(kindOf(probe), u"TokenRefused"_s);
    QCOMPARE(errorPart(probe, u"message"_s), u"The API key is not known."_s);
}

void TestAncla::creates()
{
    const QJsonObject outcome =
        run(CallId::CreateOrganization,
            {{u"name"_s, u"Müster Example"_s}, {u"slug"_s, u"muester-example"_s}});
    const QString body = u"{\"name\":\"Müster Example\",\"slug\":\"muester-example\"}"_s;
    QCOMPARE(takeRequests(),
             QStringList{u"POST /api/v1/organizations %1 | X-API-Key: TOKEN"_s.arg(body)});
    const auto made = world().organizationBySlug("muester-example");
    QVERIFY(made);
    const QString id = QString::fromUtf8(world().organization(*made).id);
    QCOMPARE(outcome.value("created"_L1).toObject(),
             (QJsonObject{{u"id"_s, id}, {u"slug"_s, u"muester-example"_s}}));
    QCOMPARE(rowById(outcome.value("organizations"_L1), id).value("name"_L1),
             QJsonValue(u"Müster Example"_s));
    QCOMPARE(rowById(outcome.value("members"_L1), u"u-7273"_s).value("admin"_L1), QJsonValue(true));
}

/// What the form proposes for a slug is one that the service takes.
void TestAncla::proposesASlugFromTheName()
{
    const QList<FormField> &form = description().call(CallId::CreateOrganization)->form;
    QCOMPARE(form.size(), 2);
    QCOMPARE(form.at(0).name, u"name"_s);
    QCOMPARE(form.at(1).name, u"slug"_s);
    QCOMPARE(form.at(1).derivedFrom, u"name"_s);
    QVERIFY(form.at(0).required && form.at(1).required);
    const QString name = u"Café Müller & Søns, Example"_s;
    const QString slug = slugFrom(name);
    QCOMPARE(problemOf(form.at(1), slug), QString());
    QVERIFY(!problemOf(form.at(1), u"No Slug"_s).isEmpty());
    const QJsonObject outcome =
        run(CallId::CreateOrganization, {{u"name"_s, name}, {u"slug"_s, slug}});
    QCOMPARE(kindOf(outcome), QString());
    QVERIFY(world().organizationBySlug(slug.toUtf8()));
}

void TestAncla::refusesASlugThatIsTaken()
{
    const QJsonObject outcome =
        run(CallId::CreateOrganization,
            {{u"name"_s, u"Example"_s}, {u"slug"_s, u"acme-berlin-freight"_s}});
    QCOMPARE(kindOf(outcome), u"Conflict"_s);
    QCOMPARE(errorPart(outcome, u"message"_s),
             u"An organization with the slug 'acme-berlin-freight' exists already."_s);
}

void TestAncla::refusesBadInput(AnclaSwitches::Errors shape, const QJsonObject &wanted)
{
    switches().errors = shape;
    const QJsonObject outcome =
        run(CallId::CreateOrganization, {{u"name"_s, u"Example"_s}, {u"slug"_s, u"No Slug"_s}});
    QJsonObject error = outcome.value("error"_L1).toObject();
    error.remove("detail"_L1); // the reason phrase
    QCOMPARE(error, wanted);
}

void TestAncla::saysWhatIsWrongWithDetail()
{
    refusesBadInput(
        AnclaSwitches::Errors::Detail,
        {{u"kind"_s, u"Rejected"_s},
         {u"status"_s, 400},
         {u"message"_s, u"Validation failed for POST /api/v1/organizations"_s},
         {u"fields"_s,
          QJsonObject{
              {u"slug"_s, u"A slug has lower-case letters, digits and single hyphens"_s}}}});
}

void TestAncla::saysWhatIsWrongWithMessage()
{
    refusesBadInput(
        AnclaSwitches::Errors::Message,
        {{u"kind"_s, u"Rejected"_s},
         {u"status"_s, 422},
         {u"message"_s, u"slug: A slug has lower-case letters, digits and single hyphens"_s}});
}

void TestAncla::addsAMember_data()
{
    QTest::addColumn<bool>("admin");
    QTest::newRow("plain") << false;
    QTest::newRow("as admin") << true;
}

void TestAncla::addsAMember()
{
    QFETCH(bool, admin);
    (void)world().removeMember(u"acme-berlin-freight"_s, u"u-6368"_s);
    const QJsonObject values = freight({{u"username"_s, u"tara.demo"_s}, {u"admin"_s, admin}});
    const QJsonObject outcome = run(CallId::AddMember, values);
    const QString body =
        u"{\"admin\":%1,\"username\":\"tara.demo\"}"_s.arg(admin ? u"true"_s : u"false"_s);
    QCOMPARE(takeRequests(),
             QStringList{u"POST /api/v1/organizations/acme-berlin-freight/members %1 | X-API-Key: "
                         "TOKEN"_s.arg(body)});
    QCOMPARE(rowById(outcome.value("members"_L1), u"u-6368"_s).value("admin"_L1),
             QJsonValue(admin));
    QVERIFY(world().isMember(u"acme-berlin-freight"_s, u"u-6368"_s));
    QCOMPARE(world().isAdmin(u"acme-berlin-freight"_s, u"u-6368"_s), admin);
    QCOMPARE(kindOf(run(CallId::AddMember, values)), u"Conflict"_s);
    const QJsonObject nobody = run(
        CallId::AddMember, freight({{u"username"_s, u"example.nobody"_s}, {u"admin"_s, false}}));
    QCOMPARE(kindOf(nobody), u"NotFound"_s);
    QCOMPARE(errorPart(nobody, u"message"_s), u"No user is called 'example.nobody'."_s);
}

/// The call turns the right around; the description says so, and where the truth is read
/// afterwards.
void TestAncla::togglesAdmin()
{
    QCOMPARE(description().call(CallId::SetAdmin)->writeEffect, WriteEffect::Toggle);
    QCOMPARE(description().call(CallId::SetAdmin)->verify, CallId::ReadOrganization);
    const bool before = world().isAdmin(u"acme-berlin-freight"_s, u"u-1418"_s);
    for (const bool after : {!before, before}) {
        const QJsonObject outcome = run(CallId::SetAdmin, memberOfFreight(u"u-1418"_s));
        QCOMPARE(outcome, (QJsonObject{{u"admin"_s, after}}));
        QCOMPARE(world().isAdmin(u"acme-berlin-freight"_s, u"u-1418"_s), after);
        QCOMPARE(takeRequests(),
                 QStringList{u"POST /api/v1/organizations/acme-berlin-freight/members/u-1418/"
                             "toggle-admin | X-API-Key: TOKEN"_s});
    }
}

void TestAncla::togglesAdminWithoutAWord()
{
    switches().bareReplies = true;
    const bool before = world().isAdmin(u"acme-berlin-freight"_s, u"u-1418"_s);
    const QJsonObject outcome = run(CallId::SetAdmin, memberOfFreight(u"u-1418"_s));
    QVERIFY2(outcome.isEmpty(), "done, and nothing said of the right");
    QCOMPARE(world().isAdmin(u"acme-berlin-freight"_s, u"u-1418"_s), !before);
}

void TestAncla::removesAMember()
{
    QCOMPARE(run(CallId::RemoveMember, memberOfFreight(u"u-1418"_s)), QJsonObject());
    QCOMPARE(takeRequests(),
             QStringList{u"DELETE /api/v1/organizations/acme-berlin-freight/members/u-1418 | "
                         "X-API-Key: TOKEN"_s});
    QVERIFY(!world().isMember(u"acme-berlin-freight"_s, u"u-1418"_s));
    const QJsonObject again = run(CallId::RemoveMember, memberOfFreight(u"u-1418"_s));
    QCOMPARE(kindOf(again), u"NotFound"_s);
    QCOMPARE(errorPart(again, u"message"_s), u"No member has the id 'u-1418'."_s);
}

/// An id with a slash, a plus and a percent sign in it is one segment of a path.
void TestAncla::reachesAnyMember()
{
    const QString odd = u"u/77+1 %2F"_s;
    (void)world().addMember(u"acme-berlin-freight"_s, odd, false);
    QCOMPARE(run(CallId::SetAdmin, memberOfFreight(odd)), (QJsonObject{{u"admin"_s, true}}));
    QVERIFY(world().isAdmin(u"acme-berlin-freight"_s, odd));
    QCOMPARE(kindOf(run(CallId::RemoveMember, memberOfFreight(odd))), QString());
    QVERIFY(!world().isMember(u"acme-berlin-freight"_s, odd));
}

void TestAncla::isANewerServer()
{
    switches().renamed = true;
    const QJsonObject outcome = run(CallId::ListOrganizations);
    QCOMPARE(kindOf(outcome), u"Withdrawn"_s);
    QVERIFY2(errorPart(outcome, u"detail"_s).contains(u"workspaces"_s),
             qPrintable(errorPart(outcome, u"detail"_s)));
}

QTEST_GUILESS_MAIN(TestAncla)
#include "tst_ancla.moc"
