// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "actions.h"
#include "demoworld.h"
#include "membersmodel.h"
#include "openorganization.h"
#include "organizationview.h"
#include "orgtable.h"
#include "page.h"
#include "runner.h"
#include "windowkit.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// That what is done is what was shown, whatever happens in between.
class TestWindowGuards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCorrectedFormIsAskedAnew();
    void undoGoesBackStepByStep();
    void aMenuMeansTheRowItWasOpenedFor();
    void anOutcomeThatNobodyShowsIsSaid();
    void readAgainMeansTheDetailsToo();
    void quittingWaitsForTheChangeAndNoLonger();
};

void TestWindowGuards::aCorrectedFormIsAskedAnew()
{
    WindowKit kit;
    QVERIFY(kit.start());
    QVERIFY(kit.openDemo());
    kit.page().readAgain();
    QTRY_VERIFY_WITH_TIMEOUT(!kit.page().isReading(), 20000);
    QVERIFY(kit.openTab(freight));
    DemoWorld &world = kit.stage(u"Acme Ancla"_s).world();
    QList<const DemoPerson *> strangers;
    for (qsizetype i = 0; strangers.size() < 2; ++i) {
        if (!world.isMember(u"acme-berlin-freight"_s, QString::fromUtf8(world.person(i).id))) {
            strangers.append(&world.person(i));
        }
    }
    kit.window().actions().addMember->trigger();
    QDialog *const dialog = kit.dialog(u"add-member"_s);
    QVERIFY(dialog);
    auto *const name = dialog->findChild<QLineEdit *>(u"form-username"_s);
    QVERIFY(name);
    QPushButton *const add = WindowKit::button(dialog, u"Add"_s);
    const auto asks = [&](const DemoPerson *person) {
        const QString said = WindowKit::textsOf(dialog).join(u' ');
        return said.contains(u"production"_s) && said.contains(QString::fromUtf8(person->username));
    };
    name->setFocus();
    QTest::keyClicks(name, QString::fromUtf8(strangers[0]->username));
    QTest::mouseClick(add, Qt::LeftButton);
    QVERIFY(asks(strangers[0]));
    QVERIFY(!add->isEnabled()); // the second half of a double click is no answer
    name->selectAll();
    QTest::keyClicks(name, QString::fromUtf8(strangers[1]->username));
    QVERIFY(add->isEnabled());
    QTest::mouseClick(add, Qt::LeftButton);
    QVERIFY(asks(strangers[1]));
    QCOMPARE(kit.application().runner().log().size(), 0);
    QTRY_VERIFY(add->isEnabled());
    QTest::mouseClick(add, Qt::LeftButton);
    QTRY_VERIFY(!kit.dialog(u"add-member"_s));
    const auto isIn = [&world](const DemoPerson *person) {
        return world.isMember(u"acme-berlin-freight"_s, QString::fromUtf8(person->id));
    };
    QVERIFY(!isIn(strangers[0]));
    QVERIFY(isIn(strangers[1]));
}

void TestWindowGuards::undoGoesBackStepByStep()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(freight));
    QStringList granted;
    for (int i = 0; i < 2; ++i) {
        granted.append(kit.members()->idAt(kit.firstMember(false)));
        kit.clickBox(granted.last());
        QTRY_VERIFY(kit.isAdmin(granted.last()) && !kit.window().isBusy());
    }
    kit.window().actions().undoLast->trigger();
    QTRY_VERIFY(!kit.isAdmin(granted[1]) && !kit.window().isBusy());
    QVERIFY(kit.isAdmin(granted[0]));
    kit.window().actions().undoLast->trigger();
    QTRY_VERIFY(!kit.isAdmin(granted[0]) && !kit.window().isBusy());
    QVERIFY(!kit.isAdmin(granted[1]));
    QTRY_VERIFY(!kit.window().actions().undoLast->isEnabled());
}

void TestWindowGuards::aMenuMeansTheRowItWasOpenedFor()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(freight));
    const QString meant = kit.members()->idAt(kit.firstMember(false));
    kit.memberTable()->setFocus();
    kit.memberTable()->chooseRow(kit.members()->rowOfId(meant));
    QContextMenuEvent wish(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(kit.memberTable()->viewport(), &wish);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QVERIFY(kit.stage().world().removeMember(u"acme-berlin-freight"_s, meant));
    kit.page().readAgain();
    QTRY_VERIFY(!kit.page().isReading() && kit.members()->rowOfId(meant) < 0);
    kit.window().actions().grantAdmin->trigger();
    kit.window().actions().removeMember->trigger();
    QApplication::activePopupWidget()->close(); // a popup that is left open hangs a failed test
    QVERIFY(!kit.question());
    QCOMPARE(kit.application().runner().log().size(), 0);
    QTRY_VERIFY(
        kit.window().findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly).isEmpty());
    const QString next = kit.members()->idAt(kit.firstMember(false));
    kit.memberTable()->chooseRow(kit.members()->rowOfId(next));
    kit.window().actions().grantAdmin->trigger(); // by the menu bar: the row that is current now
    QTRY_VERIFY(kit.isAdmin(next) && !kit.window().isBusy());
}

void TestWindowGuards::anOutcomeThatNobodyShowsIsSaid()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(freight));
    Fault late = Fault::refuse(403);
    late.holdMs = 500;
    kit.trouble("POST", toggle, late);
    kit.clickBox(kit.members()->idAt(kit.firstMember(false)));
    QTRY_COMPARE(kit.sent("POST", toggle), 1);
    kit.window().actions().closeTab->trigger();
    QVERIFY(kit.choose(u"Acme Berlin Labs"_s)); // the pane shows another one
    QTRY_VERIFY(!kit.window().isBusy());
    QTRY_COMPARE(kit.strips().size(), 1);
    QVERIFY2(kit.strips().constFirst()->text().contains(freight),
             qPrintable(kit.strips().constFirst()->text()));
    QPushButton *const show = WindowKit::button(kit.strips().constFirst(), u"Show organization"_s);
    QVERIFY(show);
    QTest::mouseClick(show, Qt::LeftButton);
    QTRY_VERIFY(kit.view() && kit.view()->organization().name() == freight);
}

void TestWindowGuards::readAgainMeansTheDetailsToo()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.choose(freight));
    QTRY_VERIFY(kit.view() && kit.members() && kit.members()->rowCount() == 48);
    const QString gone = kit.members()->idAt(kit.firstMember(false));
    QVERIFY(kit.stage().world().removeMember(u"acme-berlin-freight"_s, gone));
    kit.press(Qt::Key_F5);
    QTRY_COMPARE(kit.members()->rowCount(), 47);
}

void TestWindowGuards::quittingWaitsForTheChangeAndNoLonger()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(freight));
    Fault late;
    late.holdMs = 500;
    kit.trouble("POST", toggle, late);
    const QString id = kit.members()->idAt(kit.firstMember(false));
    kit.clickBox(id);
    QTRY_COMPARE(kit.sent("POST", toggle), 1);
    kit.window().close();
    QVERIFY(kit.window().isVisible());
    QTRY_VERIFY(kit.window().findChild<QDialog *>());
    // The change ends while the box is read: it goes, and nothing closes later on.
    QTRY_VERIFY(!kit.window().isBusy() && !kit.window().findChild<QDialog *>());
    QVERIFY(kit.window().isVisible());
    kit.clickBox(kit.members()->idAt(kit.firstMember(false)));
    QTRY_VERIFY(kit.sent("POST", toggle) == 2);
    kit.window().close();
    QPushButton *stop = nullptr;
    QTRY_VERIFY((stop = WindowKit::button(kit.window().findChild<QDialog *>(),
                                          u"Stop after the current requests and quit"_s)));
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_VERIFY(!kit.window().isVisible());
    QVERIFY(!kit.window().isBusy());
}

QTEST_MAIN(TestWindowGuards)
#include "tst_windowguards.moc"
