// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "actions.h"
#include "demoworld.h"
#include "emptystate.h"
#include "filterbox.h"
#include "membersmodel.h"
#include "openorganization.h"
#include "organizationsmodel.h"
#include "organizationview.h"
#include "orgtable.h"
#include "page.h"
#include "runner.h"
#include "windowkit.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr char organizations[] = "/organizations";
constexpr int retriesMs = 20000; // the program's own patience with a read

} // namespace

/// What the window shows when services refuse, fail, or do not answer.
class TestWindowTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusedChangeShowsWhyAndTheTruth();
    void aLostReplyIsSettledByReading();
    void readingAgainSettlesWhatStayedUnknown();
    void theListTellsTheAdminsOfALargeOrganization();
    void aTakenSlugIsSaidInTheForm();
    void aStoppedReadingLeavesAPartialList();
    void aPauseThatAServiceAsksForIsTold();
    void anEmptyListSaysSo();
    void aServiceThatIsDownIsSaidAndTriedAgain();
    void aRefusedTokenIsAskedForInPlace();
};

void TestWindowTrouble::aRefusedChangeShowsWhyAndTheTruth()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(freight));
    const QString id = kit.members()->idAt(kit.firstMember(false));
    DemoResponse no;
    no.status = 403;
    no.body = R"({"status_code":403,"detail":"Owners of sample projects stay as they are."})";
    kit.trouble("POST", toggle, Fault::replace(no));
    kit.clickBox(id);
    QTRY_VERIFY(kit.sent("POST", toggle) == 1 && !kit.window().isBusy());
    QVERIFY(!kit.isAdmin(id));
    QVERIFY(kit.cellText(id, TableModel::InFlightRole).isEmpty());
    const QString cell = kit.cellText(id, TableModel::RefusalRole);
    QVERIFY2(cell.contains(u"Owners of sample projects"_s), qPrintable(cell));
    QCOMPARE(kit.strips().size(), 1);
    QCOMPARE(kit.strips().constFirst()->kind(), StripKind::Error);
    const QString said = kit.strips().constFirst()->text();
    QVERIFY2(said.contains(u"Owners of sample projects"_s), qPrintable(said));
    QVERIFY(!WindowKit::button(kit.strips().constFirst(), u"Undo"_s));
    QCOMPARE(kit.application().runner().log().constFirst().outcome, Outcome::Refused);
}

void TestWindowTrouble::aLostReplyIsSettledByReading()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(freight));
    const QString id = kit.members()->idAt(kit.firstMember(false));
    kit.trouble("POST", toggle, Fault::dropAfter());
    kit.clickBox(id);
    QTRY_COMPARE(kit.sent("POST", toggle), 1);
    QTRY_VERIFY(kit.isAdmin(id) && !kit.window().isBusy());
    QCOMPARE(kit.sent("POST", toggle), 1);
    QCOMPARE(kit.application().runner().log().constFirst().outcome, Outcome::Done);
    QVERIFY(WindowKit::button(kit.strips().constFirst(), u"Undo"_s));
}

void TestWindowTrouble::readingAgainSettlesWhatStayedUnknown()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(freight));
    const QString id = kit.members()->idAt(kit.firstMember(false));
    RunnerSettings quick;
    quick.settlePause = std::chrono::milliseconds(200);
    kit.application().runner().setSettings(quick);
    bool wasSent = false;
    kit.stage().setInterceptor([&wasSent](const DemoRequest &request) -> std::optional<Fault> {
        wasSent = wasSent || request.method == "POST";
        return wasSent ? std::optional(Fault::dropBefore()) : std::nullopt;
    });
    kit.clickBox(id);
    ChangeRunner &runner = kit.application().runner();
    QTRY_VERIFY(wasSent && runner.log().constLast().state == ChangeState::Rereading);
    runner.cancelAll();
    QTRY_COMPARE_WITH_TIMEOUT(runner.log().constLast().outcome, Outcome::Unknown, retriesMs);
    const auto mark = [&] {
        return runner.mark(kit.page().accountId(), kit.page().organizationId(), id).kind;
    };
    QCOMPARE(mark(), RowMark::Kind::Unknown);
    kit.noTrouble();
    // A reading that leaves sooner may not show yet what the service still works on.
    const QDateTime settled = runner.log().constLast().finished.addMSecs(200);
    QTRY_VERIFY(QDateTime::currentDateTimeUtc() >= settled);
    kit.press(Qt::Key_F5);
    QTRY_COMPARE(mark(), RowMark::Kind::None);
    kit.clickBox(id); // and takes a click again
    QTRY_VERIFY(kit.isAdmin(id) && !kit.window().isBusy());
}

void TestWindowTrouble::theListTellsTheAdminsOfALargeOrganization()
{
    WindowKit kit;
    QVERIFY(kit.start());
    QVERIFY(kit.openDemo());
    kit.page().readAgain();
    QTRY_VERIFY(!kit.page().isReading() && kit.list()->isSettled());
    QVERIFY(kit.openTab(u"Example Large Assembly"_s));
    QTRY_COMPARE(kit.members()->adminCount(), 5);
    // Ordered in the smallest steps: that goes on for a while after the reading has ended.
    kit.memberTable()->horizontalHeader()->setSortIndicator(kit.members()->nameColumn(),
                                                            Qt::AscendingOrder);
    TableModel::Pace slow;
    slow.sliceUs = 1;
    kit.members()->setPace(slow);
    const QString promoted = kit.members()->idAt(kit.firstMember(false));
    DemoWorld &world = kit.stage(u"Acme Ancla"_s).world();
    QVERIFY(world.setAdmin(u"example-large-assembly"_s, promoted, true));
    kit.page().readAgain();
    QTRY_COMPARE(kit.members()->adminCount(), 6);
    const QString id = kit.page().organizationId();
    kit.clickAccount(u"Acme Ancla"_s);
    const auto *const list = qobject_cast<OrganizationsModel *>(kit.list());
    QVERIFY(list && list->adminsColumn() >= 0);
    QTRY_COMPARE(list->index(list->rowOfId(id), list->adminsColumn()).data().toString(), u"6"_s);
}

void TestWindowTrouble::aTakenSlugIsSaidInTheForm()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    kit.press(Qt::Key_N, Qt::ControlModifier);
    QPointer<QDialog> dialog = kit.dialog(u"new-organization"_s);
    QVERIFY(dialog);
    auto *const name = dialog->findChild<QLineEdit *>(u"form-name"_s);
    auto *const slug = dialog->findChild<QLineEdit *>(u"form-slug"_s);
    name->setFocus();
    QTest::keyClicks(name, freight);
    QCOMPARE(slug->text(), u"acme-berlin-freight"_s);
    QTest::mouseClick(WindowKit::button(dialog, u"Create"_s), Qt::LeftButton);
    QTRY_VERIFY(!kit.window().isBusy() && slug->isEnabled());
    QString said = WindowKit::textsOf(dialog).join(u' ');
    // The runner reads before it writes, so the service is not even asked.
    QVERIFY2(said.contains(u"already there"_s), qPrintable(said));
    QCOMPARE(kit.sent("POST", organizations), 0);
    QCOMPARE(name->text(), freight);
    QCOMPARE(slug->text(), u"acme-berlin-freight"_s);

    DemoResponse bad;
    bad.status = 400;
    bad.body = R"({"status_code":400,"detail":"Validation failed for POST /organizations",)"
               R"("extra":[{"message":"That slug is reserved for specimens","key":"slug"}]})";
    kit.trouble("POST", organizations, Fault::replace(bad));
    slug->setFocus();
    slug->selectAll();
    QTest::keyClicks(slug, u"specimen-reserved"_s);
    QTest::mouseClick(WindowKit::button(dialog, u"Create"_s), Qt::LeftButton);
    QTRY_COMPARE(kit.sent("POST", organizations), 1);
    QTRY_VERIFY(!kit.window().isBusy() && slug->isEnabled());
    said = WindowKit::textsOf(slug->parentWidget()).join(u' ');
    QVERIFY2(said.contains(u"reserved for specimens"_s), qPrintable(said));
    QTRY_VERIFY(slug->hasFocus());
    QCOMPARE(name->text(), freight);
    QCOMPARE(slug->text(), u"specimen-reserved"_s);

    kit.noTrouble();
    slug->selectAll();
    QTest::keyClicks(slug, u"acme-berlin-freight-2"_s);
    QTest::mouseClick(WindowKit::button(dialog, u"Create"_s), Qt::LeftButton);
    QTRY_VERIFY(!dialog);
    QTRY_COMPARE(kit.list()->total(), 213);
    QCOMPARE(kit.sent("POST", organizations), 2);
}

void TestWindowTrouble::aStoppedReadingLeavesAPartialList()
{
    WindowKit kit;
    QVERIFY(kit.start());
    QVERIFY(kit.openDemo());
    Faults slow;
    slow.bytesPerSecond = 400'000;
    kit.stage(u"Acme Ancla"_s).setFaults(slow);
    kit.page().readAgain();
    QTRY_VERIFY(kit.list()->rowCount() > 0);
    QVERIFY(kit.page().isReading());
    QVERIFY(kit.window().actions().stop->isEnabled());
    kit.press(Qt::Key_Period, Qt::ControlModifier);
    QTRY_VERIFY(!kit.page().isReading());
    const int kept = kit.list()->rowCount();
    QVERIFY(kept > 0 && kept < 20000);
    QCOMPARE(kit.list()->state().kind, ListState::Kind::Partial);
    const QString said = WindowKit::textsOf(&kit.page()).join(u' ');
    QVERIFY2(said.contains(u"Partial"_s), qPrintable(said));
    QVERIFY(kit.strips().isEmpty()); // stopping is no problem
    QVERIFY(!kit.window().actions().stop->isEnabled());
}

void TestWindowTrouble::aPauseThatAServiceAsksForIsTold()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    kit.trouble("GET", organizations, Fault::refuse(429, "2"));
    kit.page().readAgain();
    const auto said = [&kit] { return WindowKit::textsOf(&kit.page()).join(u' '); };
    QTRY_VERIFY(said().contains(u"Ancla asked for a pause (429); going on in "_s));
    kit.noTrouble();
    QTRY_VERIFY(!kit.page().isReading());
    QVERIFY(!said().contains(u"pause"_s));
}

void TestWindowTrouble::anEmptyListSaysSo()
{
    WindowKit kit;
    QVERIFY(kit.start());
    QVERIFY(kit.openDemo());
    DemoResponse none;
    none.body = "[]";
    kit.trouble("GET", organizations, Fault::replace(none));
    QVERIFY(kit.openAccount(staging));
    QCOMPARE(kit.list()->total(), 0);
    const QString said = WindowKit::textsOf(&kit.page()).join(u' ');
    QVERIFY2(said.contains(u"No organizations yet"_s), qPrintable(said));
    QPushButton *create = nullptr; // not the one in the page's header
    for (const EmptyState *const empty : kit.page().findChildren<EmptyState *>()) {
        create = create ? create : WindowKit::button(empty, u"New organization..."_s);
    }
    QVERIFY(create);
    QTest::mouseClick(create, Qt::LeftButton);
    QVERIFY(kit.dialog(u"new-organization"_s));
    QTest::keyClick(kit.dialog(u"new-organization"_s), Qt::Key_Escape);
    QTRY_VERIFY(!kit.dialog(u"new-organization"_s));
    kit.window().activateWindow(); // as a window manager does
    QVERIFY(QTest::qWaitForWindowActive(&kit.window()));
    kit.noTrouble();
    kit.press(Qt::Key_F5);
    QTRY_COMPARE(kit.list()->total(), 212);
    QVERIFY(kit.table()->isVisible());
}

void TestWindowTrouble::aServiceThatIsDownIsSaidAndTriedAgain()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    kit.trouble("GET", organizations, Fault::refuse(503, "0"));
    kit.press(Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(!kit.page().isReading() && !kit.strips().isEmpty(), retriesMs);
    QCOMPARE(kit.strips().size(), 1);
    QCOMPARE(kit.list()->total(), 212); // what was read stays
    QVERIFY(kit.table()->isVisible());
    QPushButton *const again = WindowKit::button(kit.strips().constFirst(), u"Try again"_s);
    QVERIFY(again);
    kit.noTrouble();
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_VERIFY(kit.strips().isEmpty() && !kit.page().isReading());
    QCOMPARE(kit.list()->state().kind, ListState::Kind::Complete);
}

void TestWindowTrouble::aRefusedTokenIsAskedForInPlace()
{
    WindowKit kit;
    QVERIFY(kit.start());
    QVERIFY(kit.openDemo());
    kit.stage().setInterceptor([](const DemoRequest &) { return Fault::refuse(401); });
    QVERIFY(kit.openAccount(staging));
    QTRY_COMPARE(kit.strips().size(), 1);
    const QPointer<QLineEdit> field =
        kit.strips().constFirst()->findChild<QLineEdit *>(u"token-token"_s);
    QVERIFY(field && field->isVisible());
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    QPushButton *const use = WindowKit::button(kit.strips().constFirst(), u"Use this token"_s);
    QVERIFY(use && !use->isEnabled());
    field->setFocus();
    kit.noTrouble();
    QTest::keyClicks(field, QString::fromLatin1(kit.stage().token()));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(kit.strips().isEmpty());
    QTRY_COMPARE(kit.list()->total(), 212);
}

QTEST_MAIN(TestWindowTrouble)
#include "tst_windowtrouble.moc"
