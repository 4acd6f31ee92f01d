// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "error.h"
#include "job.h"
#include "nettest.h"
#include "requestlog.h"

#include <QMetaEnum>
#include <QSignalSpy>

using namespace orgkeeper;
using Kind = Error::Kind;

/// The small values: errors in words, the job's promise, the request log.
class ErrorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sentences_data();
    void sentences();
    void everyKindHasWords();
    void foreignWordsAreTamed();
    void detailsToCopy();
    void jobFinishesOnce();
    void logIsARing();
    void pathsWithoutValues();
};

namespace {

class IdleJob : public Job
{
public:
    using Job::finish;
    using Job::Job;
    int aborted = 0;

private:
    Error abort() override
    {
        ++aborted;
        return {};
    }
};

Error made(Kind kind, int status = 0, const char *message = "", bool doubt = false)
{
    Error error;
    error.kind = kind;
    error.status = status;
    error.message = QString::fromUtf8(message);
    error.mayHaveHappened = doubt;
    return error;
}

} // namespace

void ErrorTest::sentences_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("text");
    const auto row = [](const Error &error, const char *text) {
        QTest::newRow(text) << error << QString::fromUtf8(text);
    };
    row(made(Kind::TokenRefused, 401, "Token has expired"),
        "Acme refused the token: \"Token has expired\" (401). Nothing was changed.");
    row(made(Kind::TokenRefused, 401), "Acme refused the token (401). Nothing was changed.");
    row(made(Kind::Forbidden, 403),
        "Acme does not allow this with the account's token (403). Nothing was changed.");
    row(made(Kind::Server, 502, "", true),
        "Acme has trouble of its own (502). It may have been done all the same; only reading again "
        "shows it.");
    row(made(Kind::ConnectionLost, 0, "", true),
        "The connection to Acme broke after the change was sent. It may have been done all the "
        "same; only reading again shows it.");
    row(made(Kind::ConnectionLost),
        "The connection to Acme broke before the answer was whole. Nothing was changed.");
    row(made(Kind::Unreachable), "Acme does not answer. Nothing was sent.");
    row(made(Kind::Cancelled), "This was stopped. Nothing was changed.");
    Error error = made(Kind::RateLimited, 429);
    row(error, "Acme asks for a pause (429). Nothing was changed.");
    error.pauseMs = 19'500;
    row(error, "Acme asks for a pause of 20 second(s) (429). Nothing was changed.");
    error.pauseMs = 86'400'000;
    row(error, "Acme asks for a pause of 1440 minute(s) (429). Nothing was changed.");
    error = made(Kind::Rejected, 422);
    error.fields = {{QStringLiteral("slug"), QStringLiteral("is taken")},
                    {QStringLiteral("name"), QStringLiteral("too long")}};
    row(error, "Acme does not accept what was sent: \"slug: is taken; name: too long\" (422). "
               "Nothing was changed.");
    error = made(Kind::NotAvailable);
    error.detail = QStringLiteral("This account is read-only.");
    row(error, "This account is read-only. Nothing was sent.");
    error = made(Kind::Malformed, 200);
    error.detail = QStringLiteral("Page 2 of the reply is not JSON: byte 25 cannot stand there.");
    row(error, "Acme answered in a way that its description does not foresee (200). Page 2 of the "
               "reply is not JSON: byte 25 cannot stand there. Nothing was changed.");
    error = made(Kind::TooLarge, 200);
    error.detail = QStringLiteral("The list\u202e does\nnot end");
    row(error, "Acme answered with more than Orgkeeper takes (200). The list does not end. Nothing "
               "was changed.");
    error = made(Kind::Withdrawn, 410, "Gone");
    row(error, "Acme has withdrawn this API: \"Gone\" (410). Nothing was changed.");
    error.detail = QStringLiteral("Acme has stacks now. Is %2 right?");
    row(error, "Acme has stacks now. Is %2 right? Acme answered: \"Gone\" (410). Nothing was "
               "changed.");
    error = made(Kind::Withdrawn);
    error.detail = QString(1000, u'x');
    row(error, qPrintable(QString(199, u'x') + QStringLiteral("… Nothing was changed.")));
    row(made(Kind::Refused, 200, "100 % %1 %2"),
        "Acme said no: \"100 % %1 %2\" (200). Nothing was changed.");
}

void ErrorTest::sentences()
{
    QFETCH(Error, error);
    QFETCH(QString, text);
    QCOMPARE(sentence(error, QStringLiteral("Acme")), text);
}

void ErrorTest::everyKindHasWords()
{
    const auto kinds = QMetaEnum::fromType<Kind>();
    QSet<QString> all;
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const auto kind = Kind(kinds.value(i));
        for (const bool doubt : {false, true}) {
            Error error = made(kind, 0, "", doubt);
            const QString text = sentence(error, QStringLiteral("Acme"));
            QCOMPARE(text.isEmpty(), kind == Kind::None);
            QVERIFY2(!text.contains(u'%'), qPrintable(text));
            if (doubt && kind != Kind::None)
                QVERIFY(details(error).contains(QStringLiteral("all the same")));
            for (const char *word : {"please", "invalid", "failed to", "oops", "probably", "!"})
                QVERIFY2(!text.contains(QLatin1String(word), Qt::CaseInsensitive),
                         qPrintable(text));
            if (!doubt && kind != Kind::None) {
                QVERIFY2(!all.contains(text), qPrintable(text));
                all.insert(text);
            }
        }
    }
}

void ErrorTest::foreignWordsAreTamed()
{
    Error error = made(Kind::Rejected, 400, "a\nb\t c\u202egpj.exe\u0007");
    QCOMPARE(sentence(error, QStringLiteral("Acme")),
             QStringLiteral("Acme does not accept what was sent: \"a b cgpj.exe\" (400). "
                            "Nothing was changed."));
    error.message = QString(100'000, u'x');
    QVERIFY(sentence(error, QStringLiteral("Acme")).size() < 500);
}

void ErrorTest::detailsToCopy()
{
    Error error = made(Kind::Rejected, 422, "Name is taken");
    error.verb = "POST";
    error.path = QStringLiteral("/organizations");
    error.code = QStringLiteral("name_taken");
    error.attempts = 1;
    error.time = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
    error.fields = {{QStringLiteral("name"), QStringLiteral("taken")}};
    QCOMPARE(details(error), QStringLiteral("POST /organizations\n"
                                            "Status: 422\n"
                                            "Code: name_taken\n"
                                            "The service says: Name is taken\n"
                                            "name: taken\n"
                                            "Time: 2026-03-01T12:00:00.000Z\n"
                                            "Attempts: 1"));
}

void ErrorTest::jobFinishesOnce()
{
    QObject owner;
    QPointer<IdleJob> job = new IdleJob(&owner);
    int ends = 0;
    Kind kind = Kind::None;
    connect(job, &Job::finished, &owner, [&](Job *done) {
        ++ends;
        kind = done->error().kind;
        done->cancel(); // too late, and harmless
    });
    QVERIFY(!job->isFinished());
    job->finish(made(Kind::Conflict));
    job->finish();
    job->cancel();
    QCOMPARE(ends, 0);
    QVERIFY(job->isFinished());
    QCOMPARE(job->aborted, 0);
    QVERIFY(until([&] { return !job; }));
    QCOMPARE(ends, 1);
    QCOMPARE(kind, Kind::Conflict);

    job = new IdleJob(&owner);
    QSignalSpy finished(job, &Job::finished);
    job->cancel();
    job->cancel();
    QCOMPARE(job->aborted, 1);
    QCOMPARE(job->error().kind, Kind::Cancelled);
    QVERIFY(until([&] { return !job; }));
    QCOMPARE(finished.size(), 1);

    auto brief = std::make_unique<QObject>();
    job = new IdleJob(brief.get());
    QSignalSpy silent(job, &Job::finished);
    job->cancel();
    brief.reset();
    QCoreApplication::processEvents();
    QCOMPARE(silent.size(), 0);
}

void ErrorTest::logIsARing()
{
    QObject owner;
    auto *log = new RequestLog(&owner);
    QSignalSpy logged(log, &RequestLog::logged);
    for (int i = 0; i < 2500; ++i) {
        LoggedRequest entry;
        entry.status = i;
        log->add(entry);
    }
    QCOMPARE(logged.size(), 2500);
    QCOMPARE(log->entries().size(), 2000);
    QCOMPARE(log->entries().first().status, 500);
    QCOMPARE(log->entries().last().status, 2499);
    log->clear();
    QVERIFY(log->entries().isEmpty());
}

void ErrorTest::pathsWithoutValues()
{
    const auto path = [](const char *url) { return pathForLog(QUrl(QString::fromLatin1(url))); };
    QCOMPARE(path("https://me:pw@a.example/x%2Fy/z?a=secret&b=&c#frag"),
             QStringLiteral("/x%2Fy/z?a&b&c"));
    QCOMPARE(path("https://a.example/x?"), QStringLiteral("/x"));
    QCOMPARE(path("https://a.example/x?a&a=2"), QStringLiteral("/x?a&a"));
}

QTEST_GUILESS_MAIN(ErrorTest)
#include "tst_error.moc"
