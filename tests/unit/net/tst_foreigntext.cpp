// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "foreigntext.h"

#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

class ForeignTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tames_data();
    void tames();
    void lengths();
    void standsApart_data();
    void standsApart();
    void canBeTyped_data();
    void canBeTyped();
};

void ForeignTextTest::tames_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &words, const QString &text) {
        QTest::newRow(name) << words << text;
    };
    row("plain", u"Müller & Söhne <b>%1</b>"_s, u"Müller & Söhne <b>%1</b>"_s);
    row("line breaks", u" Acme\r\nNothing\twas\u2028sent "_s, u"Acme Nothing was sent"_s);
    row("other blanks", u"Acme\u00a0\u3000GmbH"_s, u"Acme GmbH"_s);
    row("control characters", u"Ac\u0007m\u009be\u007f"_s, u"Acme"_s);
    row("overrides", u"Acme \u202egpj.exe\u202c"_s, u"Acme gpj.exe"_s);
    row("isolates and marks", u"\u2066A\u2069\u200e\u200f\u061cB"_s, u"AB"_s);
    row("zero width", u"A\u200bc\u2060m\ufeffe\u00ad"_s, u"Acme"_s);
    row("joiners between Latin letters", u"Ac\u200dm\u200ce"_s, u"Acme"_s);
    row("joiners in Persian", u"می\u200cخواهم"_s, u"می\u200cخواهم"_s);
    row("joiners in Hindi", u"क्\u200dष"_s, u"क्\u200dष"_s);
    row("joiner at an end", u"می\u200c"_s, u"می"_s);
    row("letters that are empty", u"\u3164A\u115f\u2800"_s, u"A"_s);
    row("tags", u"A\U000e0041\U000e0042"_s, u"A"_s);
    row("variation", u"A\ufe0f"_s, u"A"_s);
    row("nothing to see", u"\u200b\u202e \u2069"_s, {});
    row("half a pair", u"a"_s + QChar(0xd83d) + u"b"_s, u"a\ufffdb"_s);
    row("beyond the first plane", u"🦊 Fuchs"_s, u"🦊 Fuchs"_s);
    row("marks", u"e\u0301"_s, u"e\u0301"_s);
    row("a pile of marks", u"e"_s + QString(50, QChar(0x0301)), u"e"_s + QString(4, QChar(0x0301)));
    row("marks at the start", u"\u0301\u0301e"_s, u"e"_s);
    row("sign under a number", u"\u0600١"_s, u"\u0600١"_s);
    row("Hebrew", u"משה כהן"_s, u"משה כהן"_s);
}

void ForeignTextTest::tames()
{
    QFETCH(QString, words);
    QTEST(tamed(words), "text");
}

void ForeignTextTest::lengths()
{
    QCOMPARE(tamed(u"12345"_s, 5), u"12345"_s);
    QCOMPARE(tamed(u"123456"_s, 5), u"1234…"_s);
    QCOMPARE(tamed(u"123🦊🦊"_s, 5), u"123…"_s); // no half of a pair
    QCOMPARE(tamed(QString(100'000, u'x')).size(), 300);
    QCOMPARE(inSentence(QString(100'000, u'x')).size(), 120);
    QCOMPARE(tamed(QString(100'000, QChar(0x200b)) + u"x"_s), QString());
}

void ForeignTextTest::standsApart_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("Latin") << u"Acme (Berlin)"_s << u"Acme (Berlin)"_s;
    QTest::newRow("Hebrew") << u"משה כהן"_s << u"\u2068משה כהן\u2069"_s;
    QTest::newRow("mixed") << u"Acme חיפה 7"_s << u"\u2068Acme חיפה 7\u2069"_s;
    QTest::newRow("Arabic digits") << u"Acme ١٢"_s << u"\u2068Acme ١٢\u2069"_s;
    QTest::newRow("ends what is not its own") << u"כהן\u2069\u2069x"_s << u"\u2068כהןx\u2069"_s;
    QTest::newRow("empty") << QString() << QString();
}

void ForeignTextTest::standsApart()
{
    QFETCH(QString, name);
    QTEST(inSentence(name), "text");
}

void ForeignTextTest::canBeTyped_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("can");
    QTest::newRow("plain") << u"Muster o1"_s << true;
    QTest::newRow("blanks around") << u" Muster o1 "_s << true;
    QTest::newRow("right to left") << u"משה כהן"_s << true;
    QTest::newRow("empty") << u"  "_s << false;
    QTest::newRow("two blanks") << u"Muster  o1"_s << false;
    QTest::newRow("zero width") << u"Muster\u200bo1"_s << false;
    QTest::newRow("override") << u"\u202eo1"_s << false;
    QTest::newRow("60 characters") << QString(60, u'x') << true;
    QTest::newRow("61 characters") << QString(61, u'x') << false;
}

void ForeignTextTest::canBeTyped()
{
    QFETCH(QString, name);
    QTEST(orgkeeper::canBeTyped(name), "can");
}

QTEST_GUILESS_MAIN(ForeignTextTest)
#include "tst_foreigntext.moc"
