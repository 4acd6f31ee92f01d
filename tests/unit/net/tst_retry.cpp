// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "retry.h"

#include <QTest>

using namespace orgkeeper;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

class RetryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wish_data();
    void wish();
    void waitsGrow();
    void attempts();
};

namespace {
const QDateTime now(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
constexpr qint64 none = -1;
constexpr qint64 year = 365LL * 24 * 3600 * 1000;
} // namespace

void RetryTest::wish_data()
{
    QTest::addColumn<QString>("headers"); // name=value;name=value
    QTest::addColumn<int>("status");
    QTest::addColumn<qint64>("ms");
    const auto row = [](const char *headers, qint64 ms, int status = 429) {
        QTest::addRow("%s %d", headers, status) << QString::fromUtf8(headers) << status << ms;
    };
    row("", none);
    row("retry-after=20", 20'000);
    row("retry-after= 20 ", 20'000);
    row("retry-after=20", 20'000, 503);
    row("retry-after=0", 0);
    row("retry-after=1.5", 1500);
    row("retry-after=0.0001", 1);
    row("retry-after=-5", none);
    row("retry-after=soon", none);
    row("retry-after=", none);
    row("retry-after=nan", none);
    row("retry-after=inf", none);
    row("retry-after=99999999999999999999", year);
    row("retry-after=1e300", year);
    row("retry-after-ms=250", 250);
    row("retry-after-ms=250;retry-after=20", 250);
    row("retry-after-ms=x;retry-after=20", 20'000);
    row("x-retry-after=3", 3000);
    row("retry-after=7;x-retry-after=3", 7000);
    row("retry-after=Sun, 01 Mar 2026 12:00:30 GMT", 30'000);
    row("retry-after=Sunday, 01-Mar-26 12:00:30 GMT", 30'000);
    row("retry-after=Sun Mar  1 12:00:30 2026", 30'000);
    row("retry-after=Sun, 01 Mar 2026 11:00:00 GMT", 0);
    row("retry-after=Fri, 01 Mar 2999 11:00:00 GMT", year);
    row("retry-after=Sun, 41 Mar 2026 11:00:00 GMT", none);
    // The service's now is an hour ahead of ours.
    row("retry-after=Sun, 01 Mar 2026 13:00:30 GMT;date=Sun, 01 Mar 2026 13:00:00 GMT", 30'000);
    row("x-ratelimit-reset=45", 45'000);
    row("x-ratelimit-reset=1772366460", 60'000);    // 12:01:00 as seconds since 1970
    row("x-ratelimit-reset=1772366460000", 60'000); // and as milliseconds
    row("x-ratelimit-reset=1772366300", 0);
    row("x-ratelimit-reset=45", none, 503);
    row("x-ratelimit-reset=-1", none);
    row("x-ratelimit-reset=tomorrow", none);
    row("x-ratelimit-reset=1e99", year);
    row("retry-after=2;x-ratelimit-reset=45", 2000);
}

void RetryTest::wish()
{
    QFETCH(QString, headers);
    QFETCH(int, status);
    QFETCH(qint64, ms);
    const auto header = [&](const char *name) {
        const auto lines = headers.split(u';');
        for (const QString &line : lines) {
            if (line.section(u'=', 0, 0) == QLatin1String(name))
                return line.section(u'=', 1).toLatin1();
        }
        return QByteArray();
    };
    const auto wish = pauseWish(status, header, now);
    QCOMPARE(wish ? qint64(wish->count()) : none, ms);
}

void RetryTest::waitsGrow()
{
    const RetryPolicy policy;
    QCOMPARE(ownWait(policy, 1, 0), 500ms);
    QCOMPARE(ownWait(policy, 2, 0), 1000ms);
    QCOMPARE(ownWait(policy, 3, 0), 2000ms);
    QCOMPARE(ownWait(policy, 9, 0), 8000ms);
    QCOMPARE(ownWait(policy, 10000, 0), 8000ms);
    QCOMPARE(ownWait(policy, 2, 0.999999).count() / 10, 75);
    QCOMPARE(ownWait(policy, 0, 0), 500ms);
}

void RetryTest::attempts()
{
    const RetryPolicy policy;
    for (int kind = 0; kind <= int(Error::Kind::Keychain); ++kind) {
        Error error;
        error.kind = Error::Kind(kind);
        int expected = 1;
        if (error.kind == Error::Kind::ConnectionLost || error.kind == Error::Kind::RateLimited)
            expected = 4;
        else if (error.kind == Error::Kind::Unreachable)
            expected = 2;
        QCOMPARE(attemptsFor(error, policy), expected);
    }
    Error error;
    error.kind = Error::Kind::Server;
    for (const auto &[status, expected] :
         {std::pair{500, 1}, {501, 1}, {502, 4}, {503, 4}, {504, 4}, {505, 1}}) {
        error.status = status;
        QCOMPARE(attemptsFor(error, policy), expected);
    }
}

QTEST_APPLESS_MAIN(RetryTest)
#include "tst_retry.moc"
