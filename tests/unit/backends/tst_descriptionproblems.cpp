// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "description.h"
#include "descriptionmistakes.h"

#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// Every mistake that an author can make is told, on its line and with a cure, and nothing else is.
class TestDescriptionProblems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBaseIsGood()
    {
        const LoadedDescription loaded = loadDescription(wikiText(), u"wiki.json"_s, false);
        QVERIFY2(loaded.description, qPrintable(checkBackendReport(loaded)));
        QCOMPARE(loaded.description->calls.size(), std::size_t(8));
        const Call *create = loaded.description->call(CallId::CreateOrganization);
        QCOMPARE(create->verify, CallId::ReadOrganization);
        QCOMPARE(loaded.description->call(CallId::SetAdmin)->verify, CallId::ListMembers);
        QCOMPARE(loaded.description->call(CallId::ListMembers)->paging.first, 1);
    }

    void eachMistakeIsTold_data()
    {
        QTest::addColumn<int>("index");
        for (qsizetype i = 0; i < mistakes().size(); ++i) {
            QTest::newRow(mistakes().at(i).name) << static_cast<int>(i);
        }
    }
    void eachMistakeIsTold()
    {
        QFETCH(int, index);
        const Mistake &mistake = mistakes().at(index);
        QByteArray text = wikiText();
        QCOMPARE(text.count(mistake.from), 1);
        text.replace(mistake.from, mistake.to);
        const LoadedDescription loaded = loadDescription(text, u"wiki.json"_s, false);
        QStringList told;
        for (const Problem &problem : loaded.problems) {
            told.append(u"%1: %2"_s.arg(problem.line).arg(problem.text));
            QVERIFY2(!problem.cure.isEmpty(), qPrintable(problem.text));
        }
        QCOMPARE(told.join(u'\n'), QString::fromUtf8(mistake.problems));
        QCOMPARE(loaded.description == nullptr, !loaded.problems.isEmpty());
        if (mistake.finder == Mistake::Finder::Json) {
            QCOMPARE(loaded.problems.size(), 1);
        }
    }

    void windowsLineEndsAndAByteOrderMarkAreTaken()
    {
        QByteArray text = wikiText();
        text.replace("\n", "\r\n").prepend("\xEF\xBB\xBF");
        QVERIFY(loadDescription(text, u"wiki.json"_s, false).description);
        text.replace("\"effect\"", "\"efect\"");
        QCOMPARE(loadDescription(text, u"wiki.json"_s, false).problems.first().line, 38);
    }

    void emptyTinyAndHugeTextsAreTold_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        QTest::newRow("empty") << QByteArray() << u"1: The file is empty."_s;
        QTest::newRow("blank") << QByteArray("\n \n") << u"1: The file is empty."_s;
        QTest::newRow("list") << QByteArray("[]")
                              << u"1: “the description” must be an object, not a list."_s;
        QTest::newRow("number") << QByteArray("7")
                                << u"1: “the description” must be an object, not 7."_s;
        QTest::newRow("deep") << QByteArray(200, '[') << u"1: More than 64 brackets are open."_s;
        QTest::newRow("huge") << QByteArray(2 * 1024 * 1024, ' ')
                              << u"0: The file is larger than 1 MiB."_s;
    }
    void emptyTinyAndHugeTextsAreTold()
    {
        QFETCH(QByteArray, text);
        const LoadedDescription loaded = loadDescription(text, u"wiki.json"_s, false);
        QVERIFY(!loaded.description);
        QCOMPARE(loaded.problems.size(), 1);
        const Problem &problem = loaded.problems.first();
        QTEST(u"%1: %2"_s.arg(problem.line).arg(problem.text), "problem");
    }

    void idAndNameAreKnownInSpiteOfMistakes()
    {
        const LoadedDescription loaded =
            loadDescription("{ \"id\": \"half\",\n \"name\": \"Half\",\n oops", u"h.json"_s, false);
        QCOMPARE(loaded.id, u"half"_s);
        QCOMPARE(loaded.name, u"Half"_s);
        QCOMPARE(loaded.problems.first().line, 3);
    }

    // A loopback server may be asked without TLS; nothing else may.
    void loopbackMayBePlain_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<bool>("good");
        QTest::newRow("127.0.0.1") << QByteArray("http://127.0.0.1:8080/api") << true;
        QTest::newRow("localhost") << QByteArray("http://localhost:8080") << true;
        QTest::newRow("::1") << QByteArray("http://[::1]:8080/") << true;
        QTest::newRow("127.9.9.9") << QByteArray("http://127.9.9.9/") << true;
        QTest::newRow("not quite") << QByteArray("http://127.0.0.1.example/") << false;
        QTest::newRow("another") << QByteArray("http://128.0.0.1/") << false;
        QTest::newRow("ftp") << QByteArray("ftp://wiki.example/") << false;
    }
    void loopbackMayBePlain()
    {
        QFETCH(QByteArray, url);
        QByteArray text = wikiText();
        text.replace("https://wiki.example/api", url);
        QTEST(loadDescription(text, u"wiki.json"_s, false).description != nullptr, "good");
    }
};

QTEST_GUILESS_MAIN(TestDescriptionProblems)
#include "tst_descriptionproblems.moc"
