// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "account.h"

#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

class tst_Account : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void environmentsHaveNames();
    void baseUrl_data();
    void baseUrl();
    void form();
};

void tst_Account::environmentsHaveNames()
{
    for (const Environment environment :
         {Environment::Normal, Environment::Production, Environment::ReadOnly}) {
        QCOMPARE(environmentNamed(nameOf(environment)), environment);
    }
    for (const QString &unknown : {u""_s, u"Production"_s, u"prod"_s, u"readonly"_s}) {
        QVERIFY(!environmentNamed(unknown));
    }
}

void tst_Account::baseUrl_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("word"); // of the sentence; empty: fine
    const auto row = [](const char *url, const QString &word) {
        QTest::newRow(url) << QString::fromLatin1(url) << word;
    };
    row("https://ancla.example/api/v1", {});
    row("https://ancla.example", {});
    row("https://ancla.example:8443/", {});
    row("https://[2001:db8::1]/api", {});
    row("http://127.0.0.1:8080/v3", {});
    row("http://127.1.2.3/", {});
    row("http://[::1]:80/", {});
    row("http://localhost/", {});
    row("http://LOCALHOST/", {});
    row("", u"Enter"_s);
    row("ancla.example", u"whole address"_s);
    row("/api/v1", u"whole address"_s);
    row("https://", u"whole address"_s);
    row("https:///api", u"whole address"_s);
    row("http://ancla.example", u"Plain http"_s);
    row("http://localhost.example/", u"Plain http"_s);
    row("http://127.0.0.1.example/", u"Plain http"_s);
    row("http://10.0.0.1/", u"Plain http"_s);
    row("ftp://ancla.example/", u"https://"_s);
    row("file:///etc/passwd", u"whole address"_s);
    row("https://ada:secret@ancla.example/", u"user name or password"_s);
    row("https://ada@ancla.example/", u"user name or password"_s);
    row("https://@ancla.example/", u"user name or password"_s);
    row("https://ancla.example/?a=b", u"? or #"_s);
    row("https://ancla.example/#a", u"? or #"_s);
    row("https://ancla.example/a/../b", u"backslash"_s);
    row("https://ancla.example/%2e%2e/b", u"backslash"_s);
}

void tst_Account::baseUrl()
{
    QFETCH(QString, url);
    QFETCH(QString, word);
    const QString problem = problemOfBaseUrl(QUrl(url, QUrl::StrictMode));
    QCOMPARE(problem.isEmpty(), word.isEmpty());
    QVERIFY2(problem.contains(word), qPrintable(problem));
    QVERIFY(!problem.contains(u"secret"_s));
}

void tst_Account::form()
{
    Account account;
    QVERIFY(problemOf(account, {}).contains(u"label"_s));
    account.label = u" Acme Ancla "_s;
    QVERIFY(problemOf(account, {u"acme ancla"_s}).contains(u"“Acme Ancla”"_s));
    QVERIFY(problemOf(account, {u"Other"_s}).contains(u"service"_s));
    account.backend = u"ancla"_s;
    QVERIFY(problemOf(account, {}).contains(u"base URL"_s));
    account.baseUrl = QUrl(u"https://ancla.example/api/v1"_s);
    QCOMPARE(problemOf(account, {u"Other"_s}), QString());
}

QTEST_GUILESS_MAIN(tst_Account)
#include "tst_account.moc"
