// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "description.h"
#include "shipped.h"
#include "template.h"

#include <QFile>
#include <QJsonObject>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

QByteArray shippedText(const QString &id)
{
    registerShippedBackends();
    QFile file(u":/backends/"_s + id + u".json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::shared_ptr<const Description> shipped(const QString &id)
{
    return loadDescription(shippedText(id), id + u".json"_s, true).description;
}

QStringList columnLabels(const Entity &entity)
{
    QMap<int, QString> byPosition;
    for (const Field &field : entity.fields) {
        if (field.shown) {
            byPosition.insert(field.position, field.label);
        }
    }
    return byPosition.values();
}

/// "17: text | cure" of each problem.
QStringList lines(const LoadedDescription &loaded)
{
    QStringList result;
    for (const Problem &problem : loaded.problems) {
        result.append(u"%1: %2 | %3"_s.arg(problem.line).arg(problem.text, problem.cure));
    }
    return result;
}

} // namespace

class TestDescription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callNamesGoThereAndBack()
    {
        QCOMPARE(allCalls().size(), 10);
        for (const CallId id : allCalls()) {
            QCOMPARE(callNamed(nameOf(id).toString()), std::optional(id));
        }
        QVERIFY(!callNamed(u"deleteOrganization"));
    }

    void rolesAreReadAsTheServiceWritesThem()
    {
        RoleRule flag;
        flag.kind = RoleRule::Kind::Flag;
        QVERIFY(flag.isAdmin(u"true"_s));
        QVERIFY(!flag.isAdmin(u"false"_s));
        RoleRule words;
        words.kind = RoleRule::Kind::Words;
        words.adminWords = QStringList{u"Admin"_s, u"owner"_s};
        QVERIFY(words.isAdmin(u"admin"_s));
        QVERIFY(!words.isAdmin(u"Editor"_s));
        QVERIFY(!words.isAdmin(u"member,owner"_s));
        QVERIFY2(words.isAdmin(u"member\u001fowner"_s), "an item of a list");
        words.separator = u","_s;
        QVERIFY(words.isAdmin(u"member, owner"_s));
        QVERIFY(!words.isAdmin(u"co-owner"_s));
        QVERIFY(!RoleRule().isAdmin(u"true"_s));
    }

    void templatesAreRead()
    {
        const ParsedTemplate path = parseTemplate(u"/a/{organization.id}/b/{member.id}"_s);
        QCOMPARE(path.value.pieces, QStringList({u"/a/"_s, u"organization.id"_s, u"/b/"_s,
                                                 u"member.id"_s, QString()}));
        QCOMPARE(variablesIn(path.value), QStringList({u"organization.id"_s, u"member.id"_s}));
        QVERIFY(isSingleVariable(parseTemplate(u"{admin}"_s).value));
        QVERIFY(!isSingleVariable(parseTemplate(u"{admin} "_s).value));
        QVERIFY(!isSingleVariable(parseTemplate(QString()).value));
        QCOMPARE(parseTemplate(u"{{a}} {b}"_s).value.pieces,
                 QStringList({u"{a} "_s, u"b"_s, QString()}));
        QCOMPARE(expand(path.value, [](const QString &name) { return name.right(2).toUpper(); }),
                 u"/a/ID/b/ID"_s);
        const QJsonObject body{{u"a"_s, u"{x}"_s}, {u"b"_s, QJsonObject{{u"c"_s, u"{y}{x}"_s}}}};
        QCOMPARE(variablesIn(QJsonValue(body)), QStringList({u"x"_s, u"y"_s}));
    }

    void brokenTemplatesAreTold_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        QTest::newRow("open") << u"/a/{b"_s << u"has a \"{\" that is never closed."_s;
        QTest::newRow("close") << u"/a}"_s << u"has a \"}\" without its \"{\"."_s;
        QTest::newRow("empty") << u"{}"_s << u"has {}, which is not a variable's name."_s;
        QTest::newRow("blank") << u"{a b}"_s << u"has {a b}, which is not a variable's name."_s;
        QTest::newRow("dot") << u"{a.}"_s << u"has {a.}, which is not a variable's name."_s;
        QTest::newRow("nested") << u"{a{b}}"_s << u"has {a{b}, which is not a variable's name."_s;
    }
    void brokenTemplatesAreTold()
    {
        QFETCH(QString, text);
        QTEST(parseTemplate(text).problem, "problem");
        QVERIFY(!parseTemplate(text).cure.isEmpty());
    }

    void authHeadersAreFilled()
    {
        const auto ancla = shipped(u"ancla"_s);
        QVERIFY(ancla);
        const auto headers = authHeaderValues(*ancla, {{u"token"_s, u"ancla_example"_s}});
        QCOMPARE(headers.size(), 1);
        QCOMPARE(headers.first().first, QByteArray("X-API-Key"));
        QCOMPARE(headers.first().second, QByteArray("ancla_example"));
    }

    void basicIsUserAndPassword()
    {
        const LoadedDescription loaded =
            loadDescription(R"({ "schema": 1, "id": "lab", "name": "Lab",
  "auth": { "fields": [ { "name": "user", "label": "User", "secret": false },
                        { "name": "password", "label": "Password" } ],
            "headers": { "Authorization": "Basic {basic}" } },
  "organization": { "fields": [ { "key": "id", "value": "/id" }, { "key": "name", "value": "/name" } ] },
  "calls": { "listOrganizations": { "read": "GET /orgs" } } })",
                            u"lab.json"_s, false);
        QVERIFY2(loaded.description, qPrintable(checkBackendReport(loaded)));
        QVERIFY(!loaded.description->credentials.first().secret);
        const auto headers = authHeaderValues(*loaded.description,
                                              {{u"user"_s, u"ada"_s}, {u"password"_s, u"pä:ss"_s}});
        QCOMPARE(headers.first().second, QByteArray("Basic YWRhOnDDpDpzcw=="));
    }

    void ancla()
    {
        const auto description = shipped(u"ancla"_s);
        QVERIFY(description);
        QCOMPARE(description->baseUrl, QUrl(u"https://ancla.dev/api/v1"_s));
        QCOMPARE(description->organization.fields.first().key, u"id"_s);
        QCOMPARE(columnLabels(description->organization),
                 QStringList({u"Name"_s, u"Slug"_s, u"Members"_s, u"Admins"_s, u"Projects"_s}));
        QCOMPARE(columnLabels(description->member),
                 QStringList({u"Name"_s, u"E-mail"_s, u"Admin"_s, u"User ID"_s}));
        QCOMPARE(description->organization.fields.at(4).computed, u"admins"_s);
        QCOMPARE(description->member.role.kind, RoleRule::Kind::Flag);
        QVERIFY(description->hasMembers());
        QVERIFY(!description->hasProjects());
        QVERIFY(!description->can(CallId::UpdateOrganization));
        const Call *toggle = description->call(CallId::SetAdmin);
        QVERIFY(toggle);
        QCOMPARE(toggle->writeEffect, WriteEffect::Toggle);
        QCOMPARE(toggle->effect, Effect::Write);
        QCOMPARE(toggle->verify, CallId::ReadOrganization);
        QCOMPARE(toggle->result, std::string("/admin"));
        QCOMPARE(description->call(CallId::WhoAmI)->proofs.first().otherwise,
                 Error::Kind::TokenRefused);
        QCOMPARE(description->call(CallId::CreateOrganization)->form.at(1).derivedFrom, u"name"_s);
        QCOMPARE(description->summary.value(u"listProjects"_s), u"counts"_s);
    }

    void k6Cloud()
    {
        const auto description = shipped(u"k6-cloud"_s);
        QVERIFY(description);
        QVERIFY(!description->hasMembers());
        QVERIFY(description->can(CallId::ListProjects));
        for (const CallId id : {CallId::CreateOrganization, CallId::AddMember, CallId::SetAdmin,
                                CallId::RemoveMember, CallId::UpdateOrganization, CallId::WhoAmI}) {
            QVERIFY(!description->can(id));
            QVERIFY(!description->absent.value(nameOf(id).toString()).isEmpty());
        }
        QVERIFY(description->whyNot(CallId::ListMembers)
                    .startsWith(u"k6 Cloud does not tell who the members are. "_s));
        QCOMPARE(description->meanings.first().status, 410);
        QCOMPARE(description->call(CallId::ListOrganizations)->meanings.first().kind,
                 Error::Kind::Withdrawn);
        QCOMPARE(description->call(CallId::ListOrganizations)->paging.kind, Paging::Kind::NextUrl);
        QCOMPARE(columnLabels(description->organization),
                 QStringList(
                     {u"Name"_s, u"Owner ID"_s, u"Created"_s, u"Default"_s, u"Organization ID"_s}));
    }

    void reasonsAreGivenWhereADescriptionIsSilent()
    {
        Description description;
        description.name = u"Example Wiki"_s;
        for (const CallId id : allCalls()) {
            QVERIFY(description.whyNot(id).startsWith(u"Example Wiki "_s));
        }
        description.calls[CallId::ListMembers] = Call();
        QVERIFY(description.whyNot(CallId::ListMembers).isEmpty());
    }

    void theReportNamesFileLineAndCure()
    {
        const QByteArray json = "{\n \"schema\": 1\n}";
        const QString report = checkBackendReport(loadDescription(json, u"wiki.json"_s, false));
        QVERIFY2(report.startsWith(u"wiki.json:1: “id” is missing. A short name"_s),
                 qPrintable(report));
        QVERIFY(report.endsWith(u"5 problem(s)\n"_s) || report.endsWith(u"5 problems\n"_s));
        const LoadedDescription good =
            loadDescription(shippedText(u"ancla"_s), u"ancla.json"_s, true);
        QVERIFY(checkBackendReport(good).startsWith(u"ancla.json: no problems."_s));
    }

    // The file of the design's picture: five mistakes, each with its line and its cure.
    void theFiveMistakesOfThePicture()
    {
        QFile file(QStringLiteral(ORGKEEPER_FIXTURES "/descriptions/placeholder-auth.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const LoadedDescription loaded =
            loadDescription(file.readAll(), u"placeholder-auth.json"_s, false);
        QCOMPARE(loaded.name, u"Placeholder Auth"_s);
        const QStringList expected{
            u"4: “auth.headers” is missing. | Say which header carries the token: "
            "{ \"X-API-Key\": \"{token}\" }."_s,
            u"9: “baseUrl” must begin with https. | http is allowed only for this computer itself "
            "(127.0.0.1, localhost)."_s,
            u"17: “listMembers” has no path variable for the organization. | Write "
            "{organization.id} or {organization.slug} where the ID belongs."_s,
            u"23: “efect” is not a word of the format. | Did you mean \"effect\"? It may be "
            "\"set\" or \"toggle\"."_s,
            u"31: “paging.kind” is “pages”, which is not known. | Did you mean \"page\"? Known are "
            "none, cursor, page, offset, link, next."_s,
        };
        QCOMPARE(lines(loaded).join(u'\n'), expected.join(u'\n'));
    }
};

QTEST_GUILESS_MAIN(TestDescription)
#include "tst_description.moc"
