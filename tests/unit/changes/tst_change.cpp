// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changewords.h"
#include "wordyservice.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

/// The change as a value.
class TestChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesOfEachKind();
    void titles_data();
    void titles();
    void namesStayInTheirPlace();
    void valuesKeepTheirTypes();
    void roleWords_data();
    void roleWords();
    void filledInForm_data();
    void filledInForm();
    void nameOfWhoIsAdded();
    void inverseOfARight();
    void inverseOfMembership();
    void noInverse();
};

void TestChange::statesOfEachKind()
{
    const Change grant = makeChange(ChangeKind::GrantAdmin, u"acme"_s);
    QVERIFY(grant.before.present && !grant.before.admin && grant.wanted.admin);
    const Change withdraw = makeChange(ChangeKind::WithdrawAdmin, u"acme"_s);
    QVERIFY(withdraw.before.admin && withdraw.wanted.present && !withdraw.wanted.admin);
    const Change add = makeChange(ChangeKind::AddMember, u"acme"_s);
    QVERIFY(!add.before.present && add.wanted.present && !add.wanted.admin);
    const Change remove = makeChange(ChangeKind::RemoveMember, u"acme"_s);
    QVERIFY(remove.before.present && !remove.wanted.present);
    QVERIFY(grant.id != withdraw.id && !grant.id.isEmpty());
    QCOMPARE(makePlan({grant, add}).changes.size(), 2);
}

void TestChange::titles_data()
{
    QTest::addColumn<ChangeKind>("kind");
    QTest::addColumn<QString>("title");
    QTest::newRow("grant") << ChangeKind::GrantAdmin
                           << u"Grant admin to Elif Örnek in Muster Bau"_s;
    QTest::newRow("withdraw") << ChangeKind::WithdrawAdmin
                              << u"Withdraw admin from Elif Örnek in Muster Bau"_s;
    QTest::newRow("add") << ChangeKind::AddMember << u"Add Elif Örnek to Muster Bau"_s;
    QTest::newRow("remove") << ChangeKind::RemoveMember << u"Remove Elif Örnek from Muster Bau"_s;
    QTest::newRow("create") << ChangeKind::CreateOrganization
                            << u"Create organization Muster Bau"_s;
}

void TestChange::titles()
{
    QFETCH(ChangeKind, kind);
    QTEST(titleOf(changeOf(kind)), "title");
    Change odd = changeOf(ChangeKind::GrantAdmin);
    odd.memberName = u"100 %2 %1"_s; // a name is text, not a place for another
    QCOMPARE(titleOf(odd), u"Grant admin to 100 %2 %1 in Muster Bau"_s);
}

/// A name is a stranger's text: it stays inside its place in every sentence.
void TestChange::namesStayInTheirPlace()
{
    Change odd = changeOf(ChangeKind::GrantAdmin);
    odd.memberName = u"Elif\n\u202e\u200bnimda"_s;
    odd.organizationName = u"חברה"_s;
    QCOMPARE(titleOf(odd), u"Grant admin to Elif nimda in \u2068חברה\u2069"_s);
    odd.memberName = u"\u200b\u2069"_s;
    odd.organizationName = QString(5000, u'x');
    QCOMPARE(titleOf(odd), u"Grant admin to 5 in %1…"_s.arg(QString(119, u'x')));
    odd.found = {true, false, u"Edi\u202etor"_s};
    QVERIFY(ChangeWords::found(odd).contains("as Editor"_L1));
    odd.outcome = Outcome::Refused;
    odd.error.message = u"no\n\u202eway"_s;
    QCOMPARE(ChangeWords::ended(odd), u"Refused: no way"_s);
    odd.error.status = 403;
    QVERIFY(ChangeWords::whyNotRead(odd.error, u"Ancla"_s).contains(u"“no way” (403)"_s));
    odd.memberId.clear();
    odd.memberName.clear();
    QVERIFY(titleOf(odd).contains("(no name)"_L1));
}

void TestChange::valuesKeepTheirTypes()
{
    const Values values = valuesFor(changeOf(ChangeKind::GrantAdmin), *wordy());
    QCOMPARE(values.value(u"member.id"_s), Value::ofNumber(u"5"_s));
    QCOMPARE(values.value(u"organization.id"_s), Value::ofText(u"17"_s));
    QCOMPARE(values.value(u"admin"_s), Value::ofFlag(true));
    QVERIFY(!valuesFor(changeOf(ChangeKind::RemoveMember), *wordy()).contains(u"admin"_s));
}

void TestChange::roleWords_data()
{
    QTest::addColumn<ChangeKind>("kind");
    QTest::addColumn<bool>("admin");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("sent");
    const auto grant = ChangeKind::GrantAdmin;
    const auto withdraw = ChangeKind::WithdrawAdmin;
    const auto add = ChangeKind::AddMember;
    QTest::newRow("grant") << grant << true << QString() << QString() << u"Admin"_s;
    QTest::newRow("withdraw") << withdraw << false << QString() << QString() << u"Viewer"_s;
    QTest::newRow("restore") << withdraw << false << u"Editor"_s << QString() << u"Editor"_s;
    QTest::newRow("chosen") << add << false << QString() << u"Editor"_s << u"Editor"_s;
    QTest::newRow("chosen, contradicts") << add << false << QString() << u"Admin"_s << u"Viewer"_s;
    QTest::newRow("add as admin") << add << true << QString() << u"Viewer"_s << u"Admin"_s;
}

void TestChange::roleWords()
{
    QFETCH(ChangeKind, kind);
    QFETCH(bool, admin);
    QFETCH(QString, wanted);
    QFETCH(QString, chosen);
    Change change = changeOf(kind);
    change.wanted.admin = admin;
    change.wanted.role = wanted;
    if (!chosen.isEmpty())
        change.values.insert(u"role"_s, Value::ofText(chosen));
    QTEST(valuesFor(change, *wordy()).value(u"role"_s).text, "sent");
}

void TestChange::filledInForm_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("tick");
    QTest::addColumn<MemberState>("wanted");
    QTest::addColumn<QString>("sent");
    QTest::newRow("a word that makes an admin")
        << u"Owner"_s << QString() << MemberState{true, true, u"Owner"_s} << u"Owner"_s;
    QTest::newRow("in another case")
        << u"owner"_s << QString() << MemberState{true, true, u"owner"_s} << u"owner"_s;
    QTest::newRow("one that does not")
        << u"Editor"_s << QString() << MemberState{true, false, u"Editor"_s} << u"Editor"_s;
    QTest::newRow("ticked") << QString() << u"true"_s << MemberState{true, true, {}} << u"Admin"_s;
    QTest::newRow("not ticked") << QString() << u"false"_s << MemberState{true, false, {}}
                                << u"Viewer"_s;
    QTest::newRow("the tick says more")
        << u"Editor"_s << u"true"_s << MemberState{true, true, {}} << u"Admin"_s;
    QTest::newRow("the word says more")
        << u"Owner"_s << u"false"_s << MemberState{true, true, u"Owner"_s} << u"Owner"_s;
}

/// A chosen role is what is wanted, sent and read back; it is never replaced in silence.
void TestChange::filledInForm()
{
    QFETCH(QString, role);
    QFETCH(QString, tick);
    QFETCH(QString, sent);
    auto made = std::make_shared<Description>(*wordy());
    made->member.role.adminWords = {u"Admin"_s, u"Owner"_s};
    Values typed{{u"email"_s, Value::ofText(u"kata@example.org"_s)}};
    if (!role.isEmpty())
        typed.insert(u"role"_s, Value::ofText(role));
    if (!tick.isEmpty())
        typed.insert(u"admin"_s, Value::ofFlag(tick == "true"_L1));
    Change subject = makeChange(ChangeKind::AddMember, u"acme"_s);
    subject.organizationId = u"17"_s;
    const Change change = filledIn(subject, typed, *made);
    QTEST(change.wanted, "wanted");
    QCOMPARE(change.id, subject.id);
    QCOMPARE(change.memberName, u"kata@example.org"_s);
    QCOMPARE(valuesFor(change, *made).value(u"role"_s).text, sent);
    QCOMPARE(valuesFor(change, *made).value(u"admin"_s), Value::ofFlag(change.wanted.admin));

    ChangeTask task(change, {}, false);
    QCOMPARE(task.check(snapshotOf(made, {}), noGuards(made)), ChangeTask::Next::Send);
    task.beginAttempt();
    QCOMPARE(task.answered({}, {}, {}, u"Ancla"_s, 3), ChangeTask::Next::Verify);
    QCOMPARE(task.settle(snapshotOf(made, {{"7", "Kata", "kata@example.org",
                                            sent == "owner"_L1 ? "Owner" : sent.toStdString()}}),
                         u"Ancla"_s),
             ChangeTask::Next::Ended);
    QCOMPARE(task.change().outcome, Outcome::Done);
}

void TestChange::nameOfWhoIsAdded()
{
    auto made = std::make_shared<Description>(*wordy());
    FormField who = input(u"who"_s, FieldType::Text, {});
    made->calls[CallId::AddMember].form = {input(u"role"_s, FieldType::Text, {}),
                                           input(u"team"_s, FieldType::Text, {u"Blue"_s}),
                                           input(u"name"_s, FieldType::Text, {}), who};
    const Values typed{{u"role"_s, Value::ofText(u"Viewer"_s)},
                       {u"team"_s, Value::ofText(u"Blue"_s)},
                       {u"name"_s, Value::ofText(u"Kata"_s)},
                       {u"who"_s, Value::ofText(u"kata-p"_s)}};
    const Change subject = makeChange(ChangeKind::AddMember, u"acme"_s);
    QCOMPARE(filledIn(subject, typed, *made).memberName, u"Kata"_s); // nothing better is known
    made->calls[CallId::AddMember].form.last().member = {u"name"_s};
    QCOMPARE(filledIn(subject, typed, *made).memberName, u"kata-p"_s);

    const Change creation = filledIn(makeChange(ChangeKind::CreateOrganization, u"acme"_s),
                                     {{u"name"_s, Value::ofText(u"Muster Neu"_s)}}, *made);
    QCOMPARE(creation.organizationName, u"Muster Neu"_s);
    QVERIFY(creation.wanted.present && creation.memberName.isEmpty());
}

void TestChange::inverseOfARight()
{
    Change grant = changeOf(ChangeKind::GrantAdmin);
    grant.before.role = u"Editor"_s;
    const std::optional<Change> inverse = inverseOf(grant, *wordy());
    QVERIFY(inverse);
    QCOMPARE(inverse->kind, ChangeKind::WithdrawAdmin);
    QVERIFY(inverse->id != grant.id);
    QCOMPARE(inverse->wanted, grant.before); // the word comes back, not just "no admin"
    QCOMPARE(inverse->before, grant.wanted);
    QCOMPARE(inverse->memberId, grant.memberId);
    QCOMPARE(inverseOf(*inverse, *wordy())->wanted, grant.wanted);
}

void TestChange::inverseOfMembership()
{
    Change remove = changeOf(ChangeKind::RemoveMember);
    remove.before = {true, false, u"Editor"_s};
    const std::optional<Change> add = inverseOf(remove, *wordy());
    QVERIFY(add);
    QCOMPARE(add->kind, ChangeKind::AddMember);
    QCOMPARE(add->values.value(u"email"_s).text, u"elif@example.org"_s);
    QCOMPARE(add->values.value(u"role"_s).text, u"Editor"_s);
    QCOMPARE(add->wanted, remove.before);
    QCOMPARE(inverseOf(changeOf(ChangeKind::AddMember), *wordy())->kind, ChangeKind::RemoveMember);
}

void TestChange::noInverse()
{
    QVERIFY(!inverseOf(changeOf(ChangeKind::CreateOrganization), *wordy()));
    Change nameless = changeOf(ChangeKind::AddMember);
    nameless.memberId.clear();
    QVERIFY(!inverseOf(nameless, *wordy()));
    Change unknown = changeOf(ChangeKind::RemoveMember);
    unknown.values.remove(u"member.email"_s);
    QVERIFY(!inverseOf(unknown, *wordy())); // the form asks for an e-mail
    Description named = *wordy();
    named.calls[CallId::AddMember].form = {input(u"username"_s, FieldType::Text, {})};
    QVERIFY(!inverseOf(changeOf(ChangeKind::RemoveMember), named)); // a name is not who it is
    named.calls[CallId::AddMember].form.first().member = {u"name"_s};
    QVERIFY(inverseOf(changeOf(ChangeKind::RemoveMember), named));
    Description less = *wordy();
    less.calls.erase(CallId::SetAdmin);
    QVERIFY(!inverseOf(changeOf(ChangeKind::GrantAdmin), less));
}

QTEST_GUILESS_MAIN(TestChange)
#include "tst_change.moc"
