// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changebench.h"

#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// What a change makes of a record that does not show what was asked for.
class tst_OddRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void provesNothing_data();
    void provesNothing();
    void mayNameItselfLast();
};

void tst_OddRecords::provesNothing_data()
{
    QTest::addColumn<QByteArray>("record"); // ~ is the id that was asked for
    QTest::newRow("no members") << QByteArray(R"({"id":"~","name":"Acme","slug":"acme"})");
    QTest::newRow("null") << QByteArray(R"({"id":"~","name":"Acme","slug":"acme","members":null})");
    QTest::newRow("another organization")
        << QByteArray(R"({"id":"o-other","name":"Other","slug":"other","members":[]})");
}

/// Whoever is to be removed is not in these rows, which does not mean that he is gone.
void tst_OddRecords::provesNothing()
{
    QFETCH(QByteArray, record);
    ChangeBench bench(ChangeBench::quick());
    const QString member = bench.member(0, false);
    DemoResponse response;
    response.body = record.replace("~", bench.organizationId(0).toUtf8());
    bench.faultOnRead(Fault::replace(response));
    const Change change = bench.run(bench.change(ChangeKind::RemoveMember, 0, member));
    QCOMPARE(change.outcome, Outcome::NotSent);
    QCOMPARE(change.error.kind, Error::Kind::Malformed);
    QCOMPARE(bench.writes(), 0);
    QVERIFY(bench.isMember(0, member));
}

/// Its members are seen all the same.
void tst_OddRecords::mayNameItselfLast()
{
    ChangeBench bench(ChangeBench::quick());
    const QString member = bench.member(0, false);
    DemoResponse response;
    response.body = QByteArray(R"({"members":[{"user_id":"one"},{"user_id":"two"}],"id":"three"})")
                        .replace("one", bench.member(0, true).toUtf8())
                        .replace("two", member.toUtf8())
                        .replace("three", bench.organizationId(0).toUtf8());
    bench.faultOnRead(Fault::replace(response));
    const Change change = bench.run(bench.change(ChangeKind::RemoveMember, 0, member));
    QCOMPARE(change.outcome, Outcome::Done);
    QCOMPARE(bench.writes(), 1);
    QVERIFY(!bench.isMember(0, member));
}

QTEST_GUILESS_MAIN(tst_OddRecords)
#include "tst_oddrecords.moc"
