// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "credentials.h"
#include "foreigntext.h"
#include "scrubber.h"

#include <QTest>
#include <QUrl>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "canary/Tok+en \"7\"&é";

} // namespace

class ScrubberTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forms_data();
    void forms();
    void partedByTheUnseen_data();
    void partedByTheUnseen();
    void escapedForJson_data();
    void escapedForJson();
    void insideOtherBase64();
    void shortOnes();
    void ordinaryTextStays();
    void begunAtTheEnd();
    void sideBySideAndOverlapping();
    void wholeErrors();
    void credentialsKnowWhatWasTyped();
    void several();
};

void ScrubberTest::forms_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::newRow("as it is") << secret;
    QTest::newRow("other case") << secret.toUpper();
    QTest::newRow("base64") << secret.toBase64();
    QTest::newRow("base64 without padding") << secret.toBase64(QByteArray::OmitTrailingEquals);
    QTest::newRow("base64 for addresses") << secret.toBase64(QByteArray::Base64UrlEncoding);
    QTest::newRow("base64 in an address") << secret.toBase64().toPercentEncoding();
    QTest::newRow("percent") << secret.toPercentEncoding();
    QTest::newRow("percent, small letters") << secret.toPercentEncoding().toLower();
    QTest::newRow("form") << secret.toPercentEncoding(" ").replace(' ', '+');
    QTest::newRow("hex") << secret.toHex();
    QTest::newRow("JSON") << QByteArray("canary/Tok+en \\\"7\\\"&é");
    QTest::newRow("JSON, slash") << QByteArray("canary\\/Tok+en \\\"7\\\"&é");
    QTest::newRow("JSON, ASCII") << QByteArray("canary/Tok+en \\\"7\\\"&\\u00E9");
    QTest::newRow("HTML") << QByteArray("canary/Tok+en &quot;7&quot;&amp;é");
}

void ScrubberTest::forms()
{
    QFETCH(QByteArray, form);
    const Scrubber scrubber({secret});
    QCOMPARE(scrubber.bytes("{\"error\":\"no " + form + " here\"}"),
             QByteArray("{\"error\":\"no ••• here\"}"));
    QCOMPARE(scrubber.text(QString::fromUtf8("ž " + form)), u"ž •••"_s);
    QCOMPARE(Scrubber().bytes(form), form);
}

void ScrubberTest::partedByTheUnseen_data()
{
    QTest::addColumn<QString>("between");
    QTest::newRow("zero width space") << u"\u200b"_s;
    QTest::newRow("joiner") << u"\u200d"_s;
    QTest::newRow("soft hyphen") << u"\u00ad"_s;
    QTest::newRow("byte order mark") << u"\ufeff"_s;
    QTest::newRow("override") << u"\u202e"_s;
    QTest::newRow("variation selector") << u"\ufe0f"_s;
    QTest::newRow("control character") << u"\u0007"_s;
    QTest::newRow("beyond the first plane") << u"\U000e0041"_s;
    QTest::newRow("several") << u"\u200b\u2060"_s;
}

/// Taming drops what is not seen, and would put the secret together again.
void ScrubberTest::partedByTheUnseen()
{
    QFETCH(QString, between);
    const Scrubber scrubber({QByteArray("canary-token"), QByteArray("sesame ž")});
    for (const QString &parts : {u"canary|-tok|en"_s, u"c|a|n|a|r|y|-|t|o|k|e|n"_s}) {
        const QString words = u"ž "_s + between + QString(parts).replace(u'|', between) + u" ž"_s;
        QCOMPARE(tamed(words), u"ž canary-token ž"_s); // else it proves nothing
        QCOMPARE(tamed(scrubber.text(words)), u"ž ••• ž"_s);
    }
    QCOMPARE(tamed(scrubber.text(u"sesame \n "_s + between + u"ž"_s)), u"•••"_s);
    const QString harmless = u"ca"_s + between + u"nary  7"_s;
    QCOMPARE(scrubber.text(harmless), harmless);
}

void ScrubberTest::escapedForJson_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<bool>("isCut");
    QTest::newRow("a letter") << QByteArray(R"(\u0063anary-token)") << false;
    QTest::newRow("all") << QByteArray(R"(\u0063\u0061\u006e\u0061\u0072\u0079\u002D)"
                                       R"(\u0074\u006F\u006B\u0065\u006E)")
                         << false;
    QTest::newRow("unseen") << QByteArray(R"(canary\u200b-token)") << false;
    QTest::newRow("control characters") << QByteArray(R"(canary\u0000-\u0007token)") << false;
    QTest::newRow("base64") << QByteArray("canary-token").toBase64().replace("Y", "\\u0059")
                            << false;
    QTest::newRow("cut") << QByteArray(R"(\u0063anary-t)") << true;
    QTest::newRow("cut in an escape") << QByteArray(R"(canary-\u00)") << true;
    QTest::newRow("cut after a backslash") << QByteArray(R"(canary-\)") << true;
    QTest::newRow("cut in a letter") << QByteArray("canary-\xe2\x80") << true;
}

void ScrubberTest::escapedForJson()
{
    QFETCH(QByteArray, form);
    QFETCH(bool, isCut);
    const Scrubber scrubber({QByteArray("canary-token")});
    const QByteArray rest = isCut ? "" : "\\n\"}";
    QCOMPARE(scrubber.bytes("{\"a\":\"\\\\ \\u017e " + form + rest, isCut),
             "{\"a\":\"\\\\ \\u017e •••" + rest);
    const QByteArray harmless = R"({"a":"\u0063anary \\u0063anary-token \uZZZZ"})";
    QCOMPARE(scrubber.bytes(harmless), harmless);
}

/// Basic credentials hold the password behind a user name of any length.
void ScrubberTest::insideOtherBase64()
{
    const QByteArray password = "canary-password";
    const Scrubber scrubber({password});
    for (const QByteArray &before : QByteArrayList{"a:", "ab:", "abc:", "abcd:"}) {
        const QByteArray shown = scrubber.bytes(QByteArray(before + password + "!").toBase64());
        const QByteArray rest = QByteArray(shown).replace("•••", "");
        QVERIFY2(shown.contains("•••"), shown.constData());
        QVERIFY2(rest.size() <= 12, shown.constData()); // what the words around it became
        QVERIFY(!QByteArray::fromBase64(rest).contains("ana"));
    }
}

void ScrubberTest::shortOnes()
{
    QCOMPARE(Scrubber({QByteArray("abc")}).text(u"abc abcd"_s), u"abc abcd"_s);
    QCOMPARE(Scrubber({QByteArray("abcd")}).text(u"abc abcd"_s), u"abc •••"_s);
    QCOMPARE(Scrubber({QByteArray()}).text(u"abc"_s), u"abc"_s);
}

void ScrubberTest::ordinaryTextStays()
{
    const QString text = u"Žluťoučký 🦊 token refused: canary, en 7"_s;
    QCOMPARE(Scrubber({secret}).text(text), text);
}

void ScrubberTest::begunAtTheEnd()
{
    const Scrubber scrubber({QByteArray("canary-token")});
    QCOMPARE(scrubber.bytes("{\"a\":\"canary-tok", true), QByteArray("{\"a\":\"•••"));
    QCOMPARE(scrubber.bytes("{\"a\":\"canary-tok"), QByteArray("{\"a\":\"canary-tok"));
    QCOMPARE(scrubber.bytes("tweety and can", true), QByteArray("tweety and can"));
}

void ScrubberTest::sideBySideAndOverlapping()
{
    const Scrubber scrubber({QByteArray("abcabc"), QByteArray("cabcx")});
    QCOMPARE(scrubber.text(u"1abcabcabcx2"_s), u"1•••2"_s);
    QCOMPARE(scrubber.text(u"abcabc abcabc"_s), u"••• •••"_s);
    QCOMPARE(scrubber.text(u"abcabcabcabc"_s).remove(u'•'), QString());
}

void ScrubberTest::wholeErrors()
{
    Error error;
    error.kind = Error::Kind::Rejected;
    error.status = 422;
    error.verb = "POST";
    error.code = error.message = error.detail = error.path = u"canary-token"_s;
    error.fields = {{u"canary-token"_s, u"canary-token"_s}};
    const Error clean = Scrubber({QByteArray("canary-token")}).error(error);
    QCOMPARE(clean.status, 422);
    QVERIFY2(!details(clean).contains("canary"_L1), qPrintable(details(clean)));
    QVERIFY(!sentence(clean, u"Ancla"_s).contains("canary"_L1));
    QCOMPARE(clean.fields.first(), (FieldError{u"•••"_s, u"•••"_s}));
}

void ScrubberTest::credentialsKnowWhatWasTyped()
{
    const QUrl origin(u"https://ancla.example"_s);
    const QByteArray basic = QByteArray("ada:sesame-7").toBase64();
    const Credentials credentials(origin, {{"Authorization", "Basic " + basic}}, {"sesame-7"});
    const Scrubber scrubber = credentials.scrubber();
    QCOMPARE(scrubber.text(u"Basic %1, sesame-7, ada"_s.arg(QString::fromLatin1(basic))),
             u"Basic •••, •••, ada"_s);
    QCOMPARE(Credentials().scrubber().text(u"sesame-7"_s), u"sesame-7"_s);
}

void ScrubberTest::several()
{
    Scrubber scrubber({QByteArray("former-token")});
    scrubber.add(Scrubber({QByteArray("newer-token")}));
    scrubber.add(Scrubber());
    QCOMPARE(scrubber.text(u"former-token newer-token"_s), u"••• •••"_s);
}

QTEST_GUILESS_MAIN(ScrubberTest)
#include "tst_scrubber.moc"
