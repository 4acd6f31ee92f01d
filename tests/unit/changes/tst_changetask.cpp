// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changewords.h"
#include "wordyservice.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

/// One change's way with services whose rights are words, and who is found in what was read.
class TestChangeTask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhoWasTyped_data();
    void findsWhoWasTyped();
    void findsByTheFieldThatIsMeant();
    void namesakeSettlesNothing();
    void severalWhoFitSettleNothing_data();
    void severalWhoFitSettleNothing();
    void whoCannotBeShownIsNotReadBack();
    void anotherEmailIsSomebodyElse();
    void cappedReadingKnowsLess();
    void otherWordIsAConflict();
    void restoresTheWord();
    void wordIsVerified();
    void wordsOfWhatNeverLeft();
};

void TestChangeTask::findsWhoWasTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("row");
    QTest::newRow("e-mail") << u"kata@example.org"_s << 1;
    QTest::newRow("e-mail in other case") << u"Kata@Example.org"_s << 1;
    QTest::newRow("a name") << u"Kata Példa"_s << -1;
    QTest::newRow("an id") << u"8"_s << -1;
    QTest::newRow("somebody else's name for display") << u"mila@example.org"_s << -1;
    QTest::newRow("two fit without case, none as typed") << u"SAM@example.org"_s << -1;
    QTest::newRow("two fit without case, one as typed") << u"Sam@example.org"_s << 2;
    QTest::newRow("nobody") << u"zofia@example.org"_s << -1;
    QTest::newRow("a part") << u"Kata"_s << -1;
}

void TestChangeTask::findsWhoWasTyped()
{
    QFETCH(QString, typed);
    const Snapshot snapshot = snapshotOf(wordy(), {{"5", "Elif Örnek", "elif@example.org", ""},
                                                   {"7", "Kata Példa", "kata@example.org", ""},
                                                   {"8", "Sam", "Sam@example.org", ""},
                                                   {"9", "sam", "sam@example.org", ""},
                                                   {"10", "mila@example.org", "", ""},
                                                   {"mila@example.org", "Mila", "", ""}});
    Change change = makeChange(ChangeKind::AddMember, u"acme"_s);
    change.memberName = typed;
    change.values.insert(u"email"_s, Value::ofText(typed));
    QTEST(snapshot.rowOf(change), "row");
}

/// An input stands for the fields that the description names, and for those alone.
void TestChangeTask::findsByTheFieldThatIsMeant()
{
    auto made = std::make_shared<Description>(*wordy());
    FormField who = input(u"who"_s, FieldType::Text, {});
    made->calls[CallId::AddMember].form = {who};
    const std::vector<Person> people{{"5", "elif", "kata@example.org", ""},
                                     {"7", "kata", "elif@example.org", ""}};
    Change change = makeChange(ChangeKind::AddMember, u"acme"_s);
    change.values.insert(u"who"_s, Value::ofText(u"kata"_s));
    QVERIFY(!snapshotOf(made, people).canShow(change)); // nobody said what "who" is

    who.member = {u"name"_s};
    made->calls[CallId::AddMember].form = {who};
    QVERIFY(snapshotOf(made, people).canShow(change));
    QCOMPARE(snapshotOf(made, people).rowOf(change), 1);
    change.values.insert(u"who"_s, Value::ofText(u"kata@example.org"_s));
    QCOMPARE(snapshotOf(made, people).rowOf(change), -1);

    who.member = {u"name"_s, u"email"_s};
    made->calls[CallId::AddMember].form = {who};
    QCOMPARE(snapshotOf(made, people).rowOf(change), 0);
    change.values.insert(u"who"_s, Value::ofText(u"5"_s));
    QCOMPARE(snapshotOf(made, people).rowOf(change), -1);
}

/// A lost answer is not settled by somebody who calls himself like the one who was asked for.
void TestChangeTask::namesakeSettlesNothing()
{
    const auto description = wordy();
    Change change = makeChange(ChangeKind::AddMember, u"acme"_s);
    change.memberName = u"kata@example.org"_s;
    change.values.insert(u"email"_s, Value::ofText(change.memberName));
    Error lost;
    lost.kind = Error::Kind::ConnectionLost;
    lost.mayHaveHappened = true;
    ChangeTask task(change, {}, false);
    QCOMPARE(task.check(snapshotOf(description, {}), noGuards(description)),
             ChangeTask::Next::Send);
    task.beginAttempt();
    QCOMPARE(task.answered(lost, {}, {}, u"Ancla"_s, 3), ChangeTask::Next::VerifyNow);
    const Snapshot after = snapshotOf(description, {{"5", "kata@example.org", "", "Viewer"}});
    QCOMPARE(task.settle(after, u"Ancla"_s), ChangeTask::Next::ReadLater);
    QCOMPARE(task.settle(after, u"Ancla"_s), ChangeTask::Next::Ended);
    QCOMPARE(task.change().outcome, Outcome::NotSent);
    QVERIFY(task.change().memberId.isEmpty());
}

void TestChangeTask::severalWhoFitSettleNothing_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("lost");
    QTest::newRow("as typed, answered") << u"sam@example.org"_s << false;
    QTest::newRow("as typed, lost") << u"sam@example.org"_s << true;
    QTest::newRow("in another case, answered") << u"SAM@example.org"_s << false;
    QTest::newRow("in another case, lost") << u"SAM@example.org"_s << true;
}

/// Nobody can say which of them was added, so neither is taken for the one: an Undo could remove
/// somebody else.
void TestChangeTask::severalWhoFitSettleNothing()
{
    QFETCH(QString, typed);
    QFETCH(bool, lost);
    const auto description = wordy();
    const bool exact = typed == "sam@example.org"_L1;
    const Snapshot two = snapshotOf(
        description, {{"5", "Sam", "sam@example.org", "Viewer"},
                      {"6", "Sam", exact ? "sam@example.org" : "Sam@example.org", "Viewer"}});
    Change change = makeChange(ChangeKind::AddMember, u"acme"_s);
    change.memberName = typed;
    change.values.insert(u"email"_s, Value::ofText(typed));
    ChangeTask task(change, {}, false);
    QCOMPARE(task.check(snapshotOf(description, {}), noGuards(description)),
             ChangeTask::Next::Send);
    task.beginAttempt();
    Error error;
    error.kind = lost ? Error::Kind::ConnectionLost : Error::Kind::None;
    error.mayHaveHappened = lost;
    QCOMPARE(task.answered(error, {}, {}, u"Ancla"_s, 3),
             lost ? ChangeTask::Next::VerifyNow : ChangeTask::Next::Verify);
    QCOMPARE(task.settle(two, u"Ancla"_s), ChangeTask::Next::Ended);
    QCOMPARE(task.change().outcome, Outcome::Unknown);
    QVERIFY(task.change().memberId.isEmpty());
    QVERIFY(!task.change().values.contains(u"member.id"_s));
    QVERIFY2(task.change().outcomeText.contains("More than one"_L1),
             qPrintable(task.change().outcomeText));
    QVERIFY(!inverseOf(task.change(), *description));

    // Before sending it is known already that nothing could settle it.
    ChangeTask late(change, {}, false);
    QCOMPARE(late.check(two, noGuards(description)), ChangeTask::Next::Ended);
    QCOMPARE(late.change().outcome, Outcome::NotSent);
    QVERIFY(late.change().memberId.isEmpty());
}

/// Where nothing that is typed stands in a row, no reading is taken for an answer.
void TestChangeTask::whoCannotBeShownIsNotReadBack()
{
    auto made = std::make_shared<Description>(*wordy());
    made->calls[CallId::AddMember].form = {input(u"who"_s, FieldType::Text, {})};
    Change change = makeChange(ChangeKind::AddMember, u"acme"_s);
    change.values.insert(u"who"_s, Value::ofText(u"Kata"_s));
    const Snapshot read = snapshotOf(made, {{"5", "Kata", "", "Viewer"}});
    ChangeTask yes(change, {}, false);
    QCOMPARE(yes.check(read, noGuards(made)), ChangeTask::Next::Send);
    yes.beginAttempt();
    QCOMPARE(yes.answered({}, {}, {}, u"Ancla"_s, 3), ChangeTask::Next::Verify);
    QCOMPARE(yes.settle(read, u"Ancla"_s), ChangeTask::Next::Ended);
    QCOMPARE(yes.change().outcome, Outcome::Done);
    QVERIFY(yes.change().outcomeText.contains("no way to read"_L1));
    QVERIFY(yes.change().memberId.isEmpty());

    Error lost;
    lost.kind = Error::Kind::ConnectionLost;
    lost.mayHaveHappened = true;
    ChangeTask unknown(change, {}, false);
    QCOMPARE(unknown.check(read, noGuards(made)), ChangeTask::Next::Send);
    unknown.beginAttempt();
    QCOMPARE(unknown.answered(lost, {}, {}, u"Ancla"_s, 3), ChangeTask::Next::VerifyNow);
    QCOMPARE(unknown.settle(read, u"Ancla"_s), ChangeTask::Next::Ended);
    QCOMPARE(unknown.change().outcome, Outcome::Unknown);
}

void TestChangeTask::anotherEmailIsSomebodyElse()
{
    auto made = std::make_shared<Description>(*wordy());
    FormField login = input(u"login"_s, FieldType::Text, {});
    login.member = {u"name"_s};
    made->calls[CallId::AddMember].form.append(login);
    const Snapshot snapshot = snapshotOf(
        made, {{"5", "Elif Örnek", "elif@example.org", ""}, {"7", "Kata Példa", "", ""}});
    Change change = makeChange(ChangeKind::AddMember, u"acme"_s);
    change.values.insert(u"login"_s, Value::ofText(u"Elif Örnek"_s));
    QCOMPARE(snapshot.rowOf(change), 0);
    change.values.insert(u"email"_s, Value::ofText(u"other@example.org"_s));
    QCOMPARE(snapshot.rowOf(change), -1);
    change.values.insert(u"login"_s, Value::ofText(u"Kata Példa"_s));
    QCOMPARE(snapshot.rowOf(change), 1); // the service does not show her e-mail
}

void TestChangeTask::cappedReadingKnowsLess()
{
    const auto description = wordy();
    const Snapshot capped = snapshotOf(description, {{"5", "Elif", "", "Admin"}}, false);
    ChangeTask withdraw(changeOf(ChangeKind::WithdrawAdmin), {}, false);
    QCOMPARE(withdraw.check(capped, noGuards(description)), ChangeTask::Next::Ended);
    QCOMPARE(withdraw.change().outcome, Outcome::NotSent); // perhaps nobody else is admin

    Change other = changeOf(ChangeKind::GrantAdmin);
    other.memberId = u"6"_s;
    ChangeTask grant(other, {}, false);
    QCOMPARE(grant.check(capped, noGuards(description)), ChangeTask::Next::Ended);
    QCOMPARE(grant.change().outcome, Outcome::NotSent); // perhaps not a member

    const Snapshot shown = snapshotOf(description, {{"5", "Elif", "", "Viewer"}}, false);
    ChangeTask fine(changeOf(ChangeKind::GrantAdmin), {}, false);
    QCOMPARE(fine.check(shown, noGuards(description)), ChangeTask::Next::Send);
}

void TestChangeTask::otherWordIsAConflict()
{
    const auto description = wordy();
    const Snapshot snapshot = snapshotOf(description, {{"5", "Elif", "", "Viewer"}});
    Change change = changeOf(ChangeKind::GrantAdmin);
    change.before.role = u"Editor"_s; // what the user saw
    ChangeTask task(change, {}, false);
    QCOMPARE(task.check(snapshot, noGuards(description)), ChangeTask::Next::Ended);
    QCOMPARE(task.change().outcome, Outcome::Conflict);
    QCOMPARE(task.change().found.role, u"Viewer"_s);
}

void TestChangeTask::restoresTheWord()
{
    const auto description = wordy();
    const Snapshot snapshot =
        snapshotOf(description, {{"5", "Elif", "", "Admin"}, {"6", "Hana", "", "Admin"}});
    Change change = changeOf(ChangeKind::WithdrawAdmin);
    change.wanted.role = u"Editor"_s;
    ChangeTask task(change, {}, false);
    QCOMPARE(task.check(snapshot, noGuards(description)), ChangeTask::Next::Send);
    task.beginAttempt();
    QCOMPARE(task.answered({}, {}, {}, u"Ancla"_s, 3), ChangeTask::Next::Verify);
    const Snapshot after = snapshotOf(description, {{"5", "Elif", "", "Editor"}});
    QCOMPARE(task.settle(after, u"Ancla"_s), ChangeTask::Next::Ended);
    QCOMPARE(task.change().outcome, Outcome::Done);
}

void TestChangeTask::wordIsVerified()
{
    const auto description = wordy();
    const Snapshot before =
        snapshotOf(description, {{"5", "Elif", "", "Admin"}, {"6", "Hana", "", "Admin"}});
    Change change = changeOf(ChangeKind::WithdrawAdmin);
    change.wanted.role = u"Editor"_s;
    ChangeTask task(change, {}, false);
    QCOMPARE(task.check(before, noGuards(description)), ChangeTask::Next::Send);
    task.beginAttempt();
    QCOMPARE(task.answered({}, {}, {}, u"Ancla"_s, 3), ChangeTask::Next::Verify);
    const Snapshot after = snapshotOf(description, {{"5", "Elif", "", "Viewer"}});
    QCOMPARE(task.settle(after, u"Ancla"_s), ChangeTask::Next::ReadLater);
    QCOMPARE(task.settle(after, u"Ancla"_s), ChangeTask::Next::Ended);
    QCOMPARE(task.change().outcome, Outcome::Conflict);
    QVERIFY(task.change().outcomeText.contains("Viewer"_L1));
}

void TestChangeTask::wordsOfWhatNeverLeft()
{
    const auto description = wordy();
    ChangeTask task(changeOf(ChangeKind::GrantAdmin), {}, false);
    QCOMPARE(
        task.check(snapshotOf(description, {{"5", "Elif", "", "Viewer"}}), noGuards(description)),
        ChangeTask::Next::Send);
    task.beginAttempt();
    Error error;
    error.kind = Error::Kind::Unreachable;
    QCOMPARE(task.answered(error, {}, {}, u"Ancla"_s, 3), ChangeTask::Next::Ended);
    QCOMPARE(task.change().outcome, Outcome::NotSent);
    QCOMPARE(ChangeWords::ended(task.change()), u"Not sent"_s);
}

QTEST_GUILESS_MAIN(TestChangeTask)
#include "tst_changetask.moc"
