// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accessibleaudit.h"
#include "actions.h"
#include "membersmodel.h"
#include "openorganization.h"
#include "organizationview.h"
#include "orgtable.h"
#include "page.h"
#include "tabstrip.h"
#include "windowkit.h"

#include <QAccessible>
#include <QApplication>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// Every page, dialog and strip, at the usual and the smallest size, in both directions: what can
/// be reached has a name of its own, and what is said can be read.
class TestAccessible : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everythingHasItsNameAndItsRoom_data();
    void everythingHasItsNameAndItsRoom();

private:
    void audit(const QWidget *window, const QString &where);
    void walkFirstStart(WindowKit &kit);
    void walkDialog(WindowKit &kit, QAction *action, const QString &name);
    void walkTabs(WindowKit &kit, const QString &where);
    void walkOrganizations(WindowKit &kit);
    void walkStrips(WindowKit &kit);
    void walkOtherService(WindowKit &kit);
    QStringList m_problems;
};

void TestAccessible::init()
{
    m_problems.clear();
    QAccessible::setActive(true);
}

void TestAccessible::cleanup()
{
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

void TestAccessible::audit(const QWidget *window, const QString &where)
{
    // Layouts settle in posted events; a control that goes is deleted later.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents();
    m_problems += auditNames(window, where);
    m_problems += auditMnemonics(window, where);
    m_problems += auditRoom(window, where);
}

void TestAccessible::walkDialog(WindowKit &kit, QAction *action, const QString &name)
{
    QVERIFY2(action->isEnabled(), qPrintable(name));
    action->trigger();
    QTRY_VERIFY(kit.dialog(name) && kit.dialog(name)->isVisible());
    audit(kit.dialog(name), name);
    QTest::keyClick(kit.dialog(name), Qt::Key_Escape);
    QTRY_VERIFY(!kit.dialog(name));
}

void TestAccessible::walkFirstStart(WindowKit &kit)
{
    audit(&kit.window(), u"first start"_s);
    walkDialog(kit, kit.window().actions().addAccount, u"add-account"_s);
    QVERIFY(kit.openDemo());
}

void TestAccessible::walkTabs(WindowKit &kit, const QString &where)
{
    for (int tab = 0; tab < kit.view()->tabs()->count(); ++tab) {
        kit.view()->showTab(OrganizationView::Tab(tab));
        audit(&kit.window(), where + u", "_s + kit.view()->tabs()->tabText(tab));
    }
}

void TestAccessible::walkOrganizations(WindowKit &kit)
{
    QVERIFY(kit.openAccount(u"Ancla staging"_s));
    audit(&kit.window(), u"organizations"_s);
    walkDialog(kit, kit.window().actions().newOrganization, u"new-organization"_s);
    QVERIFY(kit.choose(u"Acme Berlin Freight"_s));
    kit.press(Qt::Key_Return);
    QTRY_VERIFY(kit.view() && kit.view()->organization().recordPart().wasRead);
    walkTabs(kit, u"details"_s);
    kit.press(Qt::Key_Escape);
    kit.table()->setFocus();
    QVERIFY(kit.openTab(u"Acme Berlin Freight"_s));
    walkTabs(kit, u"tab"_s);
    kit.view()->showTab(OrganizationView::Members);
    walkDialog(kit, kit.window().actions().addMember, u"add-member"_s);
}

void TestAccessible::walkStrips(WindowKit &kit)
{
    const QString refused = kit.members()->idAt(kit.firstMember(false));
    kit.trouble("POST", "/toggle-admin", Fault::refuse(403));
    kit.clickBox(refused);
    QTRY_VERIFY(!kit.strips().isEmpty() && !kit.window().isBusy());
    for (QToolButton *const button : kit.strips().constFirst()->findChildren<QToolButton *>()) {
        if (button->isCheckable()) {
            button->click(); // Details
        }
    }
    audit(&kit.window(), u"refusal"_s);
    kit.noTrouble();
    kit.memberTable()->chooseRow(kit.firstMember(false));
    QTRY_VERIFY(kit.window().actions().removeMember->isEnabled());
    kit.window().actions().removeMember->trigger();
    QTRY_VERIFY(kit.question());
    audit(&kit.window(), u"question"_s);
    QTest::keyClick(kit.question(), Qt::Key_Escape);
    QTRY_VERIFY(!kit.question());
    QVERIFY(kit.openAccount(u"Ancla staging"_s));
    kit.stage().setInterceptor([](const DemoRequest &) { return Fault::refuse(401); });
    kit.window().actions().readAgain->trigger();
    QTRY_VERIFY(!kit.strips().isEmpty());
    audit(&kit.window(), u"refused token"_s);
}

void TestAccessible::walkOtherService(WindowKit &kit)
{
    QVERIFY(kit.openAccount(u"Load tests"_s));
    kit.table()->setFocus();
    kit.table()->chooseRow(0);
    kit.press(Qt::Key_Return);
    QTRY_VERIFY(kit.view() && !kit.view()->organization().isReading());
    walkTabs(kit, u"other service"_s);
}

void TestAccessible::everythingHasItsNameAndItsRoom_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    const QSize usual(1440, 900);
    const QSize small(720, 450);
    QTest::newRow("usual") << usual << Qt::LeftToRight;
    QTest::newRow("small") << small << Qt::LeftToRight;
    QTest::newRow("usual, right to left") << usual << Qt::RightToLeft;
    QTest::newRow("small, right to left") << small << Qt::RightToLeft;
}

void TestAccessible::everythingHasItsNameAndItsRoom()
{
    QFETCH(const QSize, size);
    QFETCH(const Qt::LayoutDirection, direction);
    QGuiApplication::setLayoutDirection(direction);
    WindowKit kit;
    QVERIFY(kit.start());
    kit.window().resize(size);
    QTRY_COMPARE(kit.window().size(), size);
    walkFirstStart(kit);
    if (!QTest::currentTestFailed()) {
        walkOrganizations(kit);
    }
    if (!QTest::currentTestFailed()) {
        walkStrips(kit);
    }
    if (!QTest::currentTestFailed()) {
        walkOtherService(kit);
    }
    m_problems.removeDuplicates();
    QVERIFY2(m_problems.isEmpty(), qPrintable(u'\n' + m_problems.join(u'\n')));
}

QTEST_MAIN(TestAccessible)
#include "tst_accessible.moc"
