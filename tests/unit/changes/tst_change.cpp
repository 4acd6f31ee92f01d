// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changetask.h"
#include "changewords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

namespace {

Field field(const QString &key, FieldType type)
{
    Field field;
    field.key = key;
    field.type = type;
    return field;
}

FormField input(const QString &name, FieldType type, const QStringList &choices)
{
    FormField input;
    input.name = name;
    input.type = type;
    input.required = true;
    input.choices = choices;
    return input;
}

/// A service whose rights are words.
std::shared_ptr<const Description> wordy()
{
    auto made = std::make_shared<Description>();
    made->member.fields = {field(u"id"_s, FieldType::Id), field(u"name"_s, FieldType::Text),
                           field(u"email"_s, FieldType::Email), field(u"role"_s, FieldType::Text)};
    made->member.role = {RoleRule::Kind::Words, 3, {}, {u"Admin"_s}, u"Admin"_s, u"Viewer"_s};
    for (const CallId call :
         {CallId::ListMembers, CallId::AddMember, CallId::SetAdmin, CallId::RemoveMember})
        made->calls[call].id = call;
    Call &add = made->calls[CallId::AddMember];
    add.form = {input(u"email"_s, FieldType::Email, {}),
                input(u"role"_s, FieldType::Text, {u"Viewer"_s, u"Editor"_s})};
    made->calls[CallId::SetAdmin].verify = CallId::ListMembers;
    return made;
}

Change changeOf(ChangeKind kind)
{
    Change change = makeChange(kind, u"acme"_s);
    change.organizationId = u"17"_s;
    change.organizationName = u"Muster Bau"_s;
    change.memberId = u"5"_s;
    change.memberName = u"Elif Örnek"_s;
    change.values = {{u"member.id"_s, Value::ofNumber(u"5"_s)},
                     {u"member.name"_s, Value::ofText(u"Elif Örnek"_s)},
                     {u"member.email"_s, Value::ofText(u"elif@example.org"_s)}};
    return change;
}

struct Person
{
    std::string id;
    std::string name;
    std::string email;
    std::string role;
};

Snapshot snapshotOf(const std::shared_ptr<const Description> &description,
                    const std::vector<Person> &people, bool complete = true)
{
    auto store = std::make_shared<RowStore>(&description->member);
    store->beginReading();
    store->beginPage(1, false);
    for (const Person &person : people) {
        const auto text = [](const std::string &words) { return Cell{Cell::Kind::Text, 0, words}; };
        const std::array cells{text(person.id), text(person.name), text(person.email),
                               text(person.role)};
        store->addRow(cells);
    }
    store->endReading(complete);
    return {description, EntityKind::Member, store, complete, 1};
}

GuardContext noGuards(const std::shared_ptr<const Description> &description)
{
    static const Account account;
    GuardContext context;
    context.account = [](const QString &) { return &account; };
    context.description = [description](const QString &) { return description.get(); };
    return context;
}

} // namespace

/// The change as a value, and one change's way with services whose rights are words.
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

void TestChange::findsWhoWasTyped_data()
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

void TestChange::findsWhoWasTyped()
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
void TestChange::findsByTheFieldThatIsMeant()
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
void TestChange::namesakeSettlesNothing()
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

void TestChange::severalWhoFitSettleNothing_data()
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
void TestChange::severalWhoFitSettleNothing()
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
void TestChange::whoCannotBeShownIsNotReadBack()
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

void TestChange::anotherEmailIsSomebodyElse()
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

void TestChange::cappedReadingKnowsLess()
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

void TestChange::otherWordIsAConflict()
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

void TestChange::restoresTheWord()
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

void TestChange::wordIsVerified()
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

void TestChange::wordsOfWhatNeverLeft()
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

QTEST_GUILESS_MAIN(TestChange)
#include "tst_change.moc"
