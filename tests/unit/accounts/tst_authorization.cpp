// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "authorization.h"
#include "runtokenstore.h"
#include "template.h"

#include <QSignalSpy>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

Description withToken()
{
    Description description;
    description.credentials = {{u"token"_s, u"API key"_s, true, {}}};
    description.authHeaders = {{"X-API-Key", parseTemplate(u"{token}"_s).value}};
    return description;
}

Description withPassword()
{
    Description description;
    description.credentials = {{u"user"_s, u"User"_s, false, {}},
                               {u"password"_s, u"Password"_s, true, {}}};
    description.authHeaders = {{"Authorization", parseTemplate(u"Basic {basic}"_s).value}};
    return description;
}

const QUrl Origin(u"https://ancla.example/api/v1"_s);

} // namespace

class tst_Authorization : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsThatCanBeSent();
    void secretsThatCannot_data();
    void secretsThatCannot();
    void boundToTheirOrigin();
    void storeForThisRun();
};

void tst_Authorization::secretsThatCanBeSent()
{
    const Secrets token{{u"token"_s, u"ancla_0123"_s}};
    QCOMPARE(problemOfSecrets(withToken(), token), QString());
    const Credentials credentials = makeCredentials(withToken(), Origin, token);
    QVERIFY(!credentials.isEmpty());
    QVERIFY(credentials.belongsTo(QUrl(u"https://ancla.example/other"_s)));
    QVERIFY(!credentials.belongsTo(QUrl(u"https://ancla.example:444/api/v1"_s)));
    QVERIFY(!credentials.belongsTo(QUrl(u"http://ancla.example/api/v1"_s)));

    // base64 makes a header of any letter.
    const Secrets pair{{u"user"_s, u"ada"_s}, {u"password"_s, u"Žluť:kůň"_s}};
    QCOMPARE(problemOfSecrets(withPassword(), pair), QString());
    const Credentials withUser = makeCredentials(withPassword(), Origin, pair);
    QVERIFY(!withUser.isEmpty());
    QCOMPARE(withUser.scrubber().text(u"no Žluť:kůň for ada"_s), u"no ••• for ada"_s);
}

void tst_Authorization::secretsThatCannot_data()
{
    QTest::addColumn<bool>("basic");
    QTest::addColumn<Secrets>("secrets");
    QTest::addColumn<QString>("word");
    const auto token = [](const char *name, const QString &value, const QString &word) {
        QTest::newRow(name) << false << Secrets{{u"token"_s, value}} << word;
    };
    token("empty", {}, u"empty"_s);
    token("line break", u"sesame\r\nX-Other: 1"_s, u"line break"_s);
    token("line feed at the end", u"sesame\n"_s, u"line break"_s);
    token("NUL", u"sesame"_s + QChar(u'\0'), u"control"_s);
    token("DEL", u"sesame\u007f"_s, u"control"_s);
    token("not ASCII", u"sesamé"_s, u"letter"_s);
    QTest::newRow("nothing") << false << Secrets() << u"“API key” is empty"_s;
    QTest::newRow("other field") << false << Secrets{{u"password"_s, u"sesame"_s}} << u"empty"_s;
    QTest::newRow("no password") << true << Secrets{{u"user"_s, u"ada"_s}} << u"“Password”"_s;
    QTest::newRow("colon in the user")
        << true << Secrets{{u"user"_s, u"a:b"_s}, {u"password"_s, u"sesame"_s}} << u"colon"_s;
    QTest::newRow("line break in the password")
        << true << Secrets{{u"user"_s, u"ada"_s}, {u"password"_s, u"sesame\n"_s}}
        << u"line break"_s;
}

void tst_Authorization::secretsThatCannot()
{
    QFETCH(bool, basic);
    QFETCH(Secrets, secrets);
    QFETCH(QString, word);
    const Description description = basic ? withPassword() : withToken();
    const QString problem = problemOfSecrets(description, secrets);
    QVERIFY2(problem.contains(word), qPrintable(problem));
    QVERIFY(!problem.contains(u"sesam"_s));
    QVERIFY(makeCredentials(description, Origin, secrets).isEmpty());
}

void tst_Authorization::boundToTheirOrigin()
{
    const Secrets secrets{{u"token"_s, u"t"_s}};
    const Secrets bound = boundTo(Origin, secrets);
    QVERIFY(isBound(bound) && !isBound(secrets));
    QCOMPARE(unboundFrom(Origin, bound), secrets);
    QCOMPARE(unboundFrom(QUrl(u"https://ancla.example:443/other"_s), bound), secrets);
    for (const QString &other :
         {u"https://ancla.example.evil.example/api/v1"_s, u"http://ancla.example/api/v1"_s,
          u"https://ancla.example:444"_s, u"https://api.ancla.example"_s}) {
        QVERIFY2(!unboundFrom(QUrl(other), bound), qPrintable(other));
    }
    QVERIFY(!unboundFrom(Origin, secrets));
}

void tst_Authorization::storeForThisRun()
{
    QObject owner;
    RunTokenStore store(nullptr);
    QString token = u"token of this run"_s;
    token.detach();
    store.put(u"a"_s, {{u"token"_s, token}});

    SecretsJob *const read = store.read(u"a"_s, &owner);
    QSignalSpy finished(read, &Job::finished);
    QCOMPARE(finished.count(), 0); // never before control has returned
    const Secrets given = read->secrets();
    QVERIFY(finished.wait());
    QCOMPARE(given.value(u"token"_s), token);
    QVERIFY(store.displayName().contains(u"this run"_s));

    // Overwriting is for the store's own copy: what was handed in or out stays whole.
    store.remove(u"a"_s, &owner);
    QCOMPARE(token, u"token of this run"_s);
    QCOMPARE(given.value(u"token"_s), token);
    QVERIFY(store.read(u"a"_s, &owner)->secrets().isEmpty());

    store.write(u"b"_s, {{u"token"_s, token}}, &owner);
    QCOMPARE(store.read(u"b"_s, &owner)->secrets().value(u"token"_s), token);
    QVERIFY(store.read(u"c"_s, &owner)->secrets().isEmpty());
}

QTEST_GUILESS_MAIN(tst_Authorization)
#include "tst_authorization.moc"
