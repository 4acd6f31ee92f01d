// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "guardworld.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

using Kind = Verdict::Kind;
using Guard = Verdict::Guard;

namespace {

constexpr int Plans = 100000;
constexpr quint32 Seed = 20261122;

QList<Verdict> of(const QList<Verdict> &verdicts, Guard guard)
{
    QList<Verdict> some;
    std::ranges::copy_if(verdicts, std::back_inserter(some),
                         [guard](const Verdict &verdict) { return verdict.guard == guard; });
    return some;
}

bool says(const QList<Verdict> &verdicts, const Change &change, Kind kind)
{
    return std::ranges::any_of(verdicts, [&](const Verdict &verdict) {
        return verdict.changeId == change.id && verdict.kind == kind;
    });
}

bool isBlocked(const QList<Verdict> &verdicts, const Change &change)
{
    return says(verdicts, change, Kind::Block);
}

bool asks(const QList<Verdict> &verdicts, const Change &change, Guard guard)
{
    return std::ranges::any_of(verdicts, [&](const Verdict &verdict) {
        return verdict.changeId == change.id && verdict.kind == Kind::Ask && verdict.guard == guard;
    });
}

} // namespace

/// Each guard alone, then all of them over random plans and states.
class TestGuards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silentOnAnOrdinaryChange();
    void blocksTheLastAdmin();
    void blocksRemovingTheLastAdmin();
    void countsInOrder();
    void doesNotCountWhoIsOnlyAdded();
    void doesNotCountWhoWasRemoved();
    void countsWhatYouMayRefuse();
    void passesWithItsOverride_data();
    void passesWithItsOverride();
    void overriddenById_data();
    void overriddenById();
    void saysThatMembersAreReadFirst();
    void asksBeforeYouLoseARight_data();
    void asksBeforeYouLoseARight();
    void saysThatItCannotKnowYou();
    void nothingToDo();
    void blocksOnReadOnlyAccounts();
    void asksOnProductionAccounts();
    void blocksMissingCalls();
    void oneBlockLeavesTheOthers();
    void randomPlans();

private:
    void carryOut(const Plan &plan, GuardWorld &world, QRandomGenerator &dice);

    int m_carriedOut = 0;
    int m_overridden = 0;
};

void TestGuards::silentOnAnOrdinaryChange()
{
    const GuardWorld world;
    const Plan plan = makePlan({world.change(ChangeKind::GrantAdmin, u"o1"_s, u"hana"_s)});
    QVERIFY(inspect(plan, world.context()).isEmpty());
}

void TestGuards::blocksTheLastAdmin()
{
    GuardWorld world;
    world.you = {Yourself::Known::ByAccount, {}, u"ada"_s, {}};
    const Plan plan = makePlan({world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"elif"_s)});
    const QList<Verdict> verdicts = inspect(plan, world.context());
    QCOMPARE(verdicts.size(), 1);
    QCOMPARE(verdicts.first().kind, Kind::Block);
    QCOMPARE(verdicts.first().guard, Guard::LastAdmin);
    QCOMPARE(verdicts.first().changeId, plan.changes.first().id);
    QCOMPARE(verdicts.first().typed, u"Muster o1"_s);
    QVERIFY(verdicts.first().text.contains("elif"_L1));

    world.minimumAdmins = 0;
    QVERIFY(inspect(plan, world.context()).isEmpty());
    world.minimumAdmins = 2;
    world.organizations[u"o1"_s][u"hana"_s] = true;
    QCOMPARE(inspect(plan, world.context()).first().kind, Kind::Block);
    world.organizations[u"o1"_s][u"kata"_s] = true;
    QVERIFY(inspect(plan, world.context()).isEmpty());
}

void TestGuards::blocksRemovingTheLastAdmin()
{
    GuardWorld world;
    const auto blocks = [&world](const QString &member) {
        const Plan plan = makePlan({world.change(ChangeKind::RemoveMember, u"o1"_s, member)});
        return !of(inspect(plan, world.context()), Guard::LastAdmin).isEmpty();
    };
    QVERIFY(blocks(u"elif"_s));
    QVERIFY(!blocks(u"hana"_s));
}

void TestGuards::countsInOrder()
{
    const GuardWorld world;
    const Change withdraw = world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"elif"_s);
    const Change grant = world.change(ChangeKind::GrantAdmin, u"o1"_s, u"hana"_s);
    QVERIFY(isBlocked(inspect(makePlan({withdraw, grant}), world.context()), withdraw));
    QVERIFY(!isBlocked(inspect(makePlan({grant, withdraw}), world.context()), withdraw));

    const Change second = world.change(ChangeKind::RemoveMember, u"o1"_s, u"hana"_s);
    const QList<Verdict> verdicts = inspect(makePlan({grant, withdraw, second}), world.context());
    QVERIFY(!isBlocked(verdicts, withdraw));
    QVERIFY(isBlocked(verdicts, second));
}

void TestGuards::doesNotCountWhoIsOnlyAdded()
{
    const GuardWorld world;
    Change add = world.change(ChangeKind::AddMember, u"o1"_s, {});
    add.memberName = u"Zofia Přiklad"_s;
    add.wanted.admin = true;
    const Change withdraw = world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"elif"_s);
    QVERIFY(isBlocked(inspect(makePlan({add, withdraw}), world.context()), withdraw));
}

void TestGuards::doesNotCountWhoWasRemoved()
{
    const GuardWorld world;
    const Change remove = world.change(ChangeKind::RemoveMember, u"o1"_s, u"hana"_s);
    const Change grant = world.change(ChangeKind::GrantAdmin, u"o1"_s, u"hana"_s);
    const Change withdraw = world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"elif"_s);
    QVERIFY(isBlocked(inspect(makePlan({remove, grant, withdraw}), world.context()), withdraw));
}

void TestGuards::countsWhatYouMayRefuse()
{
    // If you say no to the first, you are still the last admin when the second comes.
    GuardWorld world;
    world.you = {Yourself::Known::ByService, u"elif"_s, {}, {}};
    Change withdraw = world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"elif"_s);
    withdraw.override_ = withdraw.organizationName;
    const Change remove = world.change(ChangeKind::RemoveMember, u"o1"_s, u"elif"_s);
    const QList<Verdict> verdicts = inspect(makePlan({withdraw, remove}), world.context());
    QVERIFY(asks(verdicts, withdraw, Guard::Yourself));
    QVERIFY(isBlocked(verdicts, remove));
}

void TestGuards::passesWithItsOverride_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("passes");
    QTest::newRow("the name") << u"Muster o1"_s << true;
    QTest::newRow("blanks around") << u"  Muster o1 "_s << true;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("other case") << u"muster o1"_s << false;
    QTest::newRow("a part") << u"Muster"_s << false;
    QTest::newRow("another organization") << u"Muster o2"_s << false;
}

void TestGuards::passesWithItsOverride()
{
    QFETCH(QString, typed);
    QFETCH(bool, passes);
    const GuardWorld world;
    Change change = world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"elif"_s);
    change.override_ = typed;
    const QList<Verdict> verdicts =
        of(inspect(makePlan({change}), world.context()), Guard::LastAdmin);
    QCOMPARE(verdicts.size(), 1);
    QCOMPARE(verdicts.first().kind, passes ? Kind::Inform : Kind::Block);

    change.organizationName.clear();
    change.override_.clear();
    QVERIFY(isBlocked(inspect(makePlan({change}), world.context()), change));
}

void TestGuards::overriddenById_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("nothing to see") << u"\u200b\u2069"_s;
    QTest::newRow("something unseen in it") << u"Muster\u200b o1"_s;
    QTest::newRow("turned round") << u"\u202e1o retsuM"_s;
    QTest::newRow("over-long") << QString(61, u'M');
    QTest::newRow("line break") << u"Muster\no1"_s;
}

/// Where the name cannot be typed the organization's id lifts the block, and the words say so.
void TestGuards::overriddenById()
{
    QFETCH(QString, name);
    const GuardWorld world;
    Change change = world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"elif"_s);
    change.organizationName = name;
    Verdict verdict = inspect(makePlan({change}), world.context()).first();
    QCOMPARE(verdict.kind, Kind::Block);
    QCOMPARE(verdict.typed, u"o1"_s);
    QVERIFY2(verdict.text.contains("type the organization's ID"_L1), qPrintable(verdict.text));
    QVERIFY2(verdict.text.contains("cannot be typed: o1."_L1), qPrintable(verdict.text));

    change.override_ = name;
    QCOMPARE(inspect(makePlan({change}), world.context()).first().kind, Kind::Block);
    change.override_ = u"o1"_s;
    verdict = inspect(makePlan({change}), world.context()).first();
    QCOMPARE(verdict.kind, Kind::Inform);
    QVERIFY2(verdict.text.contains("typed its ID"_L1), qPrintable(verdict.text));

    change.organizationName = u"Muster o1"_s; // then the name is what counts
    QCOMPARE(inspect(makePlan({change}), world.context()).first().kind, Kind::Block);
}

void TestGuards::saysThatMembersAreReadFirst()
{
    GuardWorld world;
    world.unread.insert(u"o1"_s);
    const Change change = world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"elif"_s);
    const QList<Verdict> verdicts =
        of(inspect(makePlan({change}), world.context()), Guard::LastAdmin);
    QCOMPARE(verdicts.size(), 1);
    QCOMPARE(verdicts.first().kind, Kind::Inform);
}

void TestGuards::asksBeforeYouLoseARight_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("email");
    QTest::addColumn<bool>("asked");
    QTest::newRow("by id") << u"hana"_s << QString() << QString() << true;
    QTest::newRow("ids decide") << u"other"_s << u"hana"_s << QString() << false;
    QTest::newRow("by name") << QString() << u"Hana"_s << QString() << true;
    QTest::newRow("by e-mail") << QString() << u"x"_s << u"HANA@example.org"_s << true;
    QTest::newRow("e-mail as name") << QString() << u"hana@example.org"_s << QString() << true;
    QTest::newRow("somebody else") << QString() << u"kata"_s << QString() << false;
}

void TestGuards::asksBeforeYouLoseARight()
{
    QFETCH(QString, id);
    QFETCH(QString, name);
    QFETCH(QString, email);
    QFETCH(bool, asked);
    GuardWorld world;
    world.organizations[u"o1"_s][u"hana"_s] = true;
    world.you = {Yourself::Known::ByService, id, name, email};
    for (const ChangeKind kind : {ChangeKind::WithdrawAdmin, ChangeKind::RemoveMember}) {
        Change change = world.change(kind, u"o1"_s, u"hana"_s);
        change.values.insert(u"member.email"_s, Value::ofText(u"hana@example.org"_s));
        QCOMPARE(asks(inspect(makePlan({change}), world.context()), change, Guard::Yourself),
                 asked);
    }
}

void TestGuards::saysThatItCannotKnowYou()
{
    GuardWorld world;
    world.organizations[u"o1"_s][u"hana"_s] = true;
    const Change change = world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"hana"_s);
    const QList<Verdict> verdicts = inspect(makePlan({change}), world.context());
    QCOMPARE(verdicts.size(), 1);
    QCOMPARE(verdicts.first().kind, Kind::Inform);
    QCOMPARE(verdicts.first().guard, Guard::Yourself);
    QVERIFY(verdicts.first().text.contains("I am"_L1));
    QVERIFY(verdicts.first().text.contains(world.account.label));
}

void TestGuards::nothingToDo()
{
    GuardWorld world;
    world.account.environment = Environment::Production; // would ask
    Change added = world.change(ChangeKind::AddMember, u"o1"_s, u"hana"_s);
    added.before.present = true;
    const Change grant = world.change(ChangeKind::GrantAdmin, u"o1"_s, u"elif"_s);
    const Change withdraw = world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"hana"_s);
    const Change gone = world.change(ChangeKind::RemoveMember, u"o1"_s, u"nobody"_s);
    for (const Change &change : {added, grant, withdraw, gone}) {
        const QList<Verdict> verdicts = inspect(makePlan({change}), world.context());
        QCOMPARE(verdicts.size(), 1);
        QCOMPARE(verdicts.first().kind, Kind::NothingToDo);
        QVERIFY(verdicts.first().text.contains("Nothing was sent"_L1));
    }
    const Change first = world.change(ChangeKind::GrantAdmin, u"o1"_s, u"hana"_s);
    const Change again = world.change(ChangeKind::GrantAdmin, u"o1"_s, u"hana"_s);
    const QList<Verdict> twice = inspect(makePlan({first, again}), world.context());
    QCOMPARE(of(twice, Guard::NothingToDo).size(), 1);
    QCOMPARE(of(twice, Guard::NothingToDo).first().changeId, again.id);
}

void TestGuards::blocksOnReadOnlyAccounts()
{
    GuardWorld world;
    world.account.environment = Environment::ReadOnly;
    Change change = world.change(ChangeKind::GrantAdmin, u"o1"_s, u"hana"_s);
    change.override_ = change.organizationName;
    const QList<Verdict> verdicts = inspect(makePlan({change}), world.context());
    QCOMPARE(verdicts.size(), 1);
    QCOMPARE(verdicts.first().kind, Kind::Block);
    QVERIFY(verdicts.first().typed.isEmpty());
}

void TestGuards::asksOnProductionAccounts()
{
    GuardWorld world;
    world.account.environment = Environment::Production;
    const Change one = world.change(ChangeKind::GrantAdmin, u"o1"_s, u"hana"_s);
    const Change two = world.change(ChangeKind::GrantAdmin, u"o1"_s, u"kata"_s);
    QList<Verdict> verdicts = inspect(makePlan({one}), world.context());
    QCOMPARE(verdicts.size(), 1);
    QCOMPARE(verdicts.first().kind, Kind::Ask);
    QVERIFY(verdicts.first().typed.isEmpty());
    verdicts = inspect(makePlan({one, two}), world.context());
    QCOMPARE(verdicts.size(), 2);
    QCOMPARE(verdicts.last().typed, world.account.label);
}

void TestGuards::blocksMissingCalls()
{
    GuardWorld world;
    world.description.calls.erase(CallId::SetAdmin);
    world.description.absent[u"setAdmin"_s] = u"Ancla lets nobody do that."_s;
    const Change change = world.change(ChangeKind::GrantAdmin, u"o1"_s, u"hana"_s);
    const QList<Verdict> verdicts = inspect(makePlan({change}), world.context());
    QCOMPARE(verdicts.size(), 1);
    QCOMPARE(verdicts.first().guard, Guard::Capability);
    QCOMPARE(verdicts.first().text, u"Ancla lets nobody do that."_s);

    GuardContext nobody = world.context();
    nobody.account = [](const QString &) { return nullptr; };
    QCOMPARE(inspect(makePlan({change}), nobody).first().kind, Kind::Block);
}

void TestGuards::oneBlockLeavesTheOthers()
{
    GuardWorld world;
    world.organizations[u"o2"_s] = {{u"elif"_s, true}, {u"hana"_s, true}};
    const Change blocked = world.change(ChangeKind::WithdrawAdmin, u"o1"_s, u"elif"_s);
    const Change fine = world.change(ChangeKind::WithdrawAdmin, u"o2"_s, u"elif"_s);
    const QList<Verdict> verdicts = inspect(makePlan({blocked, fine}), world.context());
    QVERIFY(isBlocked(verdicts, blocked));
    QVERIFY(!isBlocked(verdicts, fine));
}

/// Whatever the guards let through is carried out on the true state, with random answers to their
/// questions; several plans one after the other. Where the guards were not told who the members
/// are, each change is inspected once more with what is true, as the runner does after its reading.
void TestGuards::randomPlans()
{
    QRandomGenerator dice(Seed);
    qInfo("seed %u, %d plans", Seed, Plans);
    GuardWorld world;
    for (int number = 0; number < Plans; ++number) {
        if (number % 4 == 0)
            world = GuardWorld::random(dice);
        QList<Change> changes;
        for (quint32 left = 1 + dice.bounded(4u); left > 0; --left)
            changes.append(world.randomChange(dice));
        carryOut(makePlan(changes), world, dice);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(u"plan %1"_s.arg(number)));
    }
    qInfo("%d changes carried out, %d with an override", m_carriedOut, m_overridden);
    QVERIFY(m_carriedOut > Plans / 4);
    QVERIFY(m_overridden > 100);
}

void TestGuards::carryOut(const Plan &plan, GuardWorld &world, QRandomGenerator &dice)
{
    const QList<Verdict> verdicts = inspect(plan, world.context());
    const bool production = dice.bounded(2) == 0;
    const QSet<QString> unread = std::exchange(world.unread, {});
    for (const Change &change : plan.changes) {
        const bool yes = dice.bounded(2) == 0;
        if (isBlocked(verdicts, change) || says(verdicts, change, Kind::NothingToDo) ||
            (asks(verdicts, change, Guard::Production) && !production) ||
            (asks(verdicts, change, Guard::Yourself) && !yes))
            continue;
        if (unread.contains(change.organizationId) &&
            isBlocked(inspect(makePlan({change}), world.context()), change))
            continue;
        const int before = world.admins(change.organizationId);
        const bool existed = world.organizations[change.organizationId].contains(change.memberId);
        world.apply(change);
        ++m_carriedOut;
        const int after = world.admins(change.organizationId);
        if (after < before && after < world.minimumAdmins) {
            ++m_overridden;
            QVERIFY(isOverridden(change));
        }
        const bool lost = after < before || (existed && change.kind == ChangeKind::RemoveMember);
        if (lost && world.you.is(change))
            QVERIFY(asks(verdicts, change, Guard::Yourself));
        QVERIFY(world.account.environment != Environment::ReadOnly);
        QVERIFY(world.description.can(callOf(change.kind)));
    }
    world.unread = unread;
}

QTEST_GUILESS_MAIN(TestGuards)
#include "tst_guards.moc"
