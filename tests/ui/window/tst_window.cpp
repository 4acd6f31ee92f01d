// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "actions.h"
#include "demoworld.h"
#include "filterbox.h"
#include "membersmodel.h"
#include "openorganization.h"
#include "organizationview.h"
#include "orgtable.h"
#include "page.h"
#include "runner.h"
#include "searchedit.h"
#include "tabstrip.h"
#include "windowkit.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// The main job in the real window, against the demo over real sockets.
class TestWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstStartOffersTwoWays();
    void filterChooseDetails();
    void aTickGrantsOnceAndUndoTakesItBack();
    void theLastAdminIsBlockedUntilTheNameIsTyped();
    void productionAsks();
    void aReadOnlyAccountSaysWhy();
    void theRemovedMemberGoes();
    void theSelectionIsKeptById();
    void whatTheFilterHidesStaysSelected();
    void rowsMovingUnderThePointerTickNobodyElse_data();
    void rowsMovingUnderThePointerTickNobodyElse();
    void theNextRunRemembersTheTable();
    void copiesCellsAndRows();
    void theKeyboardAlone();
};

void TestWindow::theFirstStartOffersTwoWays()
{
    WindowKit kit;
    QVERIFY(kit.start());
    auto *const account = kit.window().findChild<QPushButton *>(u"choose-account"_s);
    auto *const demo = kit.window().findChild<QPushButton *>(u"choose-demo"_s);
    QVERIFY(account && account->isVisible() && account->isEnabled());
    QVERIFY(demo && demo->isVisible() && demo->isEnabled());
    QVERIFY(!kit.window().page());
    QVERIFY(!kit.application().demo());
    QTest::mouseClick(account, Qt::LeftButton);
    QVERIFY(kit.dialog(u"add-account"_s));
    QTest::keyClick(kit.dialog(u"add-account"_s), Qt::Key_Escape);
    QTRY_VERIFY(!kit.dialog(u"add-account"_s));
    QTest::mouseClick(demo, Qt::LeftButton);
    QVERIFY(kit.application().demo());
    QCOMPARE(kit.page().title(), u"Acme Ancla"_s);
    QTRY_VERIFY(kit.list()->state().kind == ListState::Kind::Complete);
    QCOMPARE(kit.list()->total(), 20000);
}

void TestWindow::filterChooseDetails()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QCOMPARE(kit.list()->total(), 212);
    kit.press(Qt::Key_F, Qt::ControlModifier);
    kit.type(u"berlin freight"_s);
    QTRY_VERIFY(kit.list()->isSettled() && kit.list()->matching() < 212);
    for (int row = 0; row < kit.list()->rowCount(); ++row) {
        QVERIFY(kit.list()->nameAt(row).contains(u"berlin"_s, Qt::CaseInsensitive));
    }
    QVERIFY(kit.page().filterBox()->countText().contains(u"212"_s));
    QVERIFY(kit.choose(freight));
    QTRY_VERIFY(kit.view() && kit.view()->organization().recordPart().wasRead);
    QCOMPARE(kit.view()->organization().name(), freight);
    QVERIFY(WindowKit::textsOf(kit.view()).join(u' ').contains(u"acme-berlin-freight"_s));
    // The header has no room for it, so it is a field of the overview.
    QVERIFY(WindowKit::textsOf(kit.view()).contains(kit.view()->organization().id()));
    kit.view()->showTab(OrganizationView::Members);
    QTRY_COMPARE(kit.members()->rowCount(), 48);
    QCOMPARE(kit.members()->adminIds().size(), 3);
}

void TestWindow::aTickGrantsOnceAndUndoTakesItBack()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(freight));
    const QString id = kit.members()->idAt(kit.firstMember(false));
    Fault held;
    held.holdMs = 600;
    kit.trouble("POST", toggle, held);
    kit.clickBox(id);
    QTRY_COMPARE(kit.sent("POST", toggle), 1);
    QVERIFY2(kit.cellText(id, TableModel::InFlightRole).contains(u"granting"_s),
             qPrintable(kit.cellText(id, TableModel::InFlightRole)));
    QVERIFY(!kit.isAdmin(id)); // what is shown is what is true
    kit.clickBox(id);
    QTest::keyClick(kit.memberTable(), Qt::Key_Space);
    QTRY_VERIFY(!kit.window().isBusy());
    QTRY_VERIFY(kit.isAdmin(id));
    QCOMPARE(kit.sent("POST", toggle), 1);
    QCOMPARE(kit.application().runner().log().size(), 1);
    QVERIFY(kit.stage().world().isAdmin(u"acme-berlin-freight"_s, id));

    kit.noTrouble();
    QCOMPARE(kit.strips().size(), 1);
    QCOMPARE(kit.strips().constFirst()->kind(), StripKind::Ok);
    QPushButton *const undo = WindowKit::button(kit.strips().constFirst(), u"Undo"_s);
    QVERIFY(undo);
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_VERIFY(!kit.isAdmin(id) && !kit.window().isBusy());
    QCOMPARE(kit.sent("POST", toggle), 2);
    QVERIFY(!kit.stage().world().isAdmin(u"acme-berlin-freight"_s, id));
}

void TestWindow::theLastAdminIsBlockedUntilTheNameIsTyped()
{
    const QString name = u"Muster Berlin Bau"_s;
    const QString slug = u"muster-berlin-bau"_s;
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(name));
    const QString last = kit.members()->idAt(kit.firstMember(true));
    for (const QString &admin : kit.members()->adminIds()) {
        QVERIFY(admin == last || kit.stage().world().setAdmin(slug, admin, false));
    }
    kit.page().readAgain();
    QTRY_COMPARE(kit.members()->adminIds(), QStringList{last});
    QTRY_VERIFY(!kit.page().isReading() && kit.members()->isSettled());
    kit.clickBox(last);
    QTRY_VERIFY(kit.question());
    QVERIFY(!kit.question()->acceptButton()->isEnabled());
    QCOMPARE(kit.sent("POST", toggle), 0);
    auto *field = kit.question()->findChild<QLineEdit *>();
    QVERIFY(field);
    QTRY_VERIFY(field->hasFocus());
    kit.type(u"Muster Berlin"_s);
    QVERIFY(!kit.question()->acceptButton()->isEnabled());
    kit.type(u" Bau"_s);
    QVERIFY(kit.question()->acceptButton()->isEnabled());
    QTest::mouseClick(kit.question()->acceptButton(), Qt::LeftButton);
    QTRY_VERIFY(!kit.window().isBusy() && kit.members()->adminIds().isEmpty());
    QCOMPARE(kit.sent("POST", toggle), 1);
    QCOMPARE(kit.application().runner().log().size(), 1);
    QCOMPARE(kit.application().runner().log().constFirst().override_, name);
    QCOMPARE(kit.application().runner().log().constFirst().outcome, Outcome::Done);
}

void TestWindow::productionAsks()
{
    WindowKit kit;
    QVERIFY(kit.startAt(u"Acme Ancla"_s));
    kit.page().readAgain();
    QTRY_COMPARE_WITH_TIMEOUT(kit.list()->total(), 20000, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(!kit.page().isReading(), 20000);
    QVERIFY(kit.openTab(freight));
    const QString id = kit.members()->idAt(kit.firstMember(false));
    kit.clickBox(id);
    QTRY_VERIFY(kit.question());
    QTest::keyClick(kit.question(), Qt::Key_Escape);
    QTRY_VERIFY(!kit.question());
    QCOMPARE(kit.sent("POST", toggle, u"Acme Ancla"_s), 0);
    kit.clickBox(id);
    QTRY_VERIFY(kit.question());
    QVERIFY2(kit.question()->text().contains(u"Acme Ancla"_s), qPrintable(kit.question()->text()));
    // One change: a plain yes, but not by the second half of the press that asked for it.
    QVERIFY(!kit.question()->acceptButton()->isEnabled());
    QVERIFY(!kit.question()->acceptButton()->hasFocus());
    QTRY_VERIFY(kit.question()->acceptButton()->isEnabled());
    QTest::mouseClick(kit.question()->acceptButton(), Qt::LeftButton);
    QTRY_VERIFY(kit.isAdmin(id) && !kit.window().isBusy());
    QCOMPARE(kit.sent("POST", toggle, u"Acme Ancla"_s), 1);
}

void TestWindow::aReadOnlyAccountSaysWhy()
{
    WindowKit kit;
    QVERIFY(kit.startAt(u"Load tests"_s));
    QVERIFY(kit.list()->total() > 0);
    const QAction *const create = kit.window().actions().newOrganization;
    QVERIFY(!create->isEnabled());
    QVERIFY2(create->toolTip().contains(u"lets no program create organizations"_s),
             qPrintable(create->toolTip()));
    kit.table()->setFocus();
    kit.table()->chooseRow(0);
    QTRY_VERIFY(kit.view() && !kit.view()->organization().isReading());
    TabStrip *const tabs = kit.view()->tabs();
    QVERIFY(tabs->isMuted(OrganizationView::Members));
    QVERIFY(tabs->isTabEnabled(OrganizationView::Members));
    QVERIFY(!tabs->isMuted(OrganizationView::Projects));
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(OrganizationView::Members).center());
    QCOMPARE(kit.view()->currentTab(), OrganizationView::Members);
    const QString said = WindowKit::textsOf(kit.view()).join(u' ');
    QVERIFY2(said.contains(u"does not tell who the members are"_s), qPrintable(said));
    const QString owner = kit.view()->organization().text(kit.list()->entity().indexOf(u"ownerId"));
    QVERIFY2(said.contains(u"The owner is user %1."_s.arg(owner)), qPrintable(said));
    QPushButton *const copy = WindowKit::button(kit.view(), u"Copy owner ID"_s);
    QVERIFY(copy);
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), owner);
    QVERIFY(!kit.window().actions().addMember->isEnabled());
    const DemoStage::Counters counters = kit.stage(u"Load tests"_s).counters();
    QCOMPARE(counters.writes, 0);
}

void TestWindow::theRemovedMemberGoes()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(freight));
    const QString id = kit.members()->idAt(kit.firstMember(false));
    kit.memberTable()->setFocus();
    kit.memberTable()->chooseRow(kit.members()->rowOfId(id));
    QTRY_VERIFY(kit.window().actions().removeMember->isEnabled());
    kit.press(Qt::Key_Delete);
    QTRY_VERIFY(kit.question());
    QCOMPARE(kit.application().runner().log().size(), 0);
    QTRY_VERIFY(kit.question()->acceptButton()->isEnabled());
    QTest::mouseClick(kit.question()->acceptButton(), Qt::LeftButton);
    QTRY_VERIFY(kit.members()->rowOfId(id) < 0 && !kit.window().isBusy());
    QCOMPARE(kit.members()->rowCount(), 47);
    QVERIFY(!kit.stage().world().isMember(u"acme-berlin-freight"_s, id));
    // The focus is in the list, not nowhere.
    QVERIFY(QApplication::focusWidget());
    QVERIFY(kit.page().isAncestorOf(QApplication::focusWidget()));
}

void TestWindow::theSelectionIsKeptById()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    kit.table()->setFocus();
    kit.table()->chooseRow(20);
    const QString id = kit.list()->idAt(20);
    const QString name = kit.list()->nameAt(20);
    QCOMPARE(kit.table()->currentId(), id);
    kit.page().filterBox()->setText(name);
    QTRY_VERIFY(kit.list()->isSettled() && kit.list()->rowCount() < 212);
    QCOMPARE(kit.table()->currentId(), id);
    QVERIFY(kit.table()->selectedIds().contains(id));
    kit.page().filterBox()->setText({});
    QTRY_COMPARE(kit.list()->rowCount(), 212);
    QCOMPARE(kit.table()->currentId(), id);

    const qsizetype made = kit.stage().world().createOrganization("AAA Acme Above", "aaa-above");
    QVERIFY(made > 0);
    const int nameColumn = kit.list()->nameColumn();
    kit.list()->setOrder(nameColumn, Qt::AscendingOrder);
    QTRY_VERIFY(kit.list()->isSettled());
    const int before = kit.list()->rowOfId(id);
    kit.page().readAgain();
    QTRY_COMPARE(kit.list()->rowCount(), 213);
    QTRY_VERIFY(!kit.page().isReading() && kit.list()->isSettled());
    QCOMPARE(kit.list()->rowOfId(id), before + 1);
    QCOMPARE(kit.table()->currentId(), id);
    QCOMPARE(kit.table()->selectedIds(), QStringList{id});
    QCOMPARE(kit.table()->selectionModel()->selectedRows().constFirst().row(), before + 1);
}

// Rows arrive above between press and release: the member pressed on is ticked or nobody.
void TestWindow::whatTheFilterHidesStaysSelected()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(freight));
    OrgTable *const table = kit.memberTable();
    for (const int row : {3, 5}) {
        const QRect cell =
            table->visualRect(kit.members()->index(row, kit.members()->nameColumn()));
        QTest::mouseClick(table->viewport(), Qt::LeftButton,
                          row == 3 ? Qt::NoModifier : Qt::ControlModifier, cell.center());
    }
    const QSet<QString> chosen{kit.members()->idAt(3), kit.members()->idAt(5)};
    const QStringList before = table->selectedIds();
    QCOMPARE(QSet<QString>(before.begin(), before.end()), chosen);
    kit.page().filterBox()->setText(kit.members()->nameAt(5));
    QTRY_VERIFY(kit.members()->isSettled() && kit.members()->rowCount() == 1);
    const QStringList filtered = table->selectedIds();
    QCOMPARE(QSet<QString>(filtered.begin(), filtered.end()), chosen);
    QVERIFY(WindowKit::textsOf(kit.view()).contains(u"1 hidden by the filter"_s));
    kit.page().filterBox()->setText({});
    QTRY_COMPARE(kit.members()->rowCount(), 48);
    QTRY_COMPARE(table->selectionModel()->selectedRows().size(), 2);
    for (const QModelIndex &row : table->selectionModel()->selectedRows()) {
        QVERIFY(chosen.contains(kit.members()->idAt(row.row())));
    }
}

void TestWindow::rowsMovingUnderThePointerTickNobodyElse_data()
{
    QTest::addColumn<bool>("follows");
    QTest::newRow("the pointer stays") << false;
    QTest::newRow("the pointer goes after the member") << true;
}

void TestWindow::rowsMovingUnderThePointerTickNobodyElse()
{
    QFETCH(const bool, follows);
    const QString slug = u"acme-lisbon-freight"_s;
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.openTab(u"Acme Lisbon Freight"_s));
    const int nameColumn = kit.members()->nameColumn();
    kit.memberTable()->horizontalHeader()->setSortIndicator(nameColumn, Qt::AscendingOrder);
    QTRY_VERIFY(kit.members()->isSettled());
    int row = kit.members()->rowCount() - 1;
    while (kit.members()->isAdmin(row)) {
        --row;
    }
    const QString pressedOn = kit.members()->idAt(row);
    const QPoint box = kit.boxOf(pressedOn);
    QTest::mousePress(kit.memberTable()->viewport(), Qt::LeftButton, {}, box);
    DemoWorld &world = kit.stage().world();
    const QString before = kit.members()->nameAt(row);
    int arrived = 0;
    for (qsizetype person = 0; arrived < 3; ++person) {
        const DemoPerson &candidate = world.person(person);
        if (QString::fromUtf8(candidate.username) < before &&
            world.addMember(slug, QString::fromUtf8(candidate.id), false)) {
            ++arrived;
        }
    }
    kit.page().readAgain();
    QTRY_VERIFY(!kit.page().isReading() && kit.members()->isSettled());
    QCOMPARE(kit.members()->rowOfId(pressedOn), row + 3);
    QTest::mouseRelease(kit.memberTable()->viewport(), Qt::LeftButton, {},
                        follows ? kit.boxOf(pressedOn) : box);
    if (follows) {
        QTRY_VERIFY(kit.isAdmin(pressedOn));
    }
    QTRY_VERIFY(!kit.window().isBusy());
    for (const Change &change : kit.application().runner().log()) {
        QCOMPARE(change.memberId, pressedOn);
    }
    QVERIFY(kit.sent("POST", toggle) <= 1);
    QCOMPARE(kit.members()->adminIds().size(),
             1 + (kit.isAdmin(pressedOn) ? 1 : 0)); // nobody else became admin
}

void TestWindow::theNextRunRemembersTheTable()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QHeaderView *header = kit.table()->horizontalHeader();
    const Entity entity = kit.list()->entity();
    const int projects = entity.indexOf(u"projects");
    const int slug = entity.indexOf(u"slug");
    const int name = entity.indexOf(u"name");
    QMenu menu;
    kit.table()->fillColumnMenu(&menu);
    for (QAction *const action : menu.actions()) {
        if (action->text().remove(u'&') ==
            kit.list()->headerData(projects, Qt::Horizontal, Qt::DisplayRole).toString()) {
            action->trigger();
        }
    }
    QVERIFY(kit.table()->isColumnHidden(projects));
    header->moveSection(header->visualIndex(slug), header->count() - 1);
    header->resizeSection(slug, 137);
    const QPoint onName(header->sectionViewportPosition(name) + 30, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, onName);
    QTRY_VERIFY(header->isSortIndicatorShown());
    kit.window().resize(1200, 777);
    QTRY_COMPARE(kit.window().height(), 777);
    kit.end();

    QVERIFY(kit.startAt(staging));
    header = kit.table()->horizontalHeader();
    QCOMPARE(kit.window().size(), QSize(1200, 777));
    QVERIFY(kit.table()->isColumnHidden(projects));
    QCOMPARE(header->visualIndex(slug), header->count() - 1);
    QCOMPARE(header->sectionSize(slug), 137);
    QVERIFY(header->isSortIndicatorShown());
    QCOMPARE(header->sortIndicatorSection(), name);
}

void TestWindow::copiesCellsAndRows()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    QVERIFY(kit.choose(freight));
    QClipboard *const clipboard = QGuiApplication::clipboard();
    clipboard->clear();
    kit.press(Qt::Key_C, Qt::ControlModifier);
    const QStringList cells = clipboard->text().trimmed().split(u'\t');
    QVERIFY2(cells.size() > 2, qPrintable(clipboard->text()));
    QCOMPARE(cells.constFirst(), freight);
    QVERIFY(cells.contains(u"acme-berlin-freight"_s));
    const int slug = kit.list()->entity().indexOf(u"slug");
    kit.table()->setCurrentIndex(kit.list()->index(kit.table()->currentIndex().row(), slug));
    kit.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(clipboard->text(), u"acme-berlin-freight"_s);
    kit.page().filterBox()->setText(u"berlin"_s);
    QTRY_VERIFY(kit.list()->isSettled() && kit.list()->rowCount() > 3);
    kit.press(Qt::Key_A, Qt::ControlModifier);
    kit.press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard->text().trimmed().split(u'\n').size(), kit.list()->rowCount());
}

void TestWindow::theKeyboardAlone()
{
    WindowKit kit;
    QVERIFY(kit.startAt(staging));
    kit.press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), kit.page().filterBox()->field());
    kit.type(u"acme-berlin-freight"_s);
    QTRY_COMPARE(kit.list()->rowCount(), 1);
    kit.press(Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), kit.table());
    QCOMPARE(kit.list()->nameAt(kit.table()->currentIndex().row()), freight);
    QTRY_VERIFY(kit.view() && kit.view()->organization().recordPart().wasRead);
    // F6 goes round all areas and comes back; none is left out, none twice.
    QList<QWidget *> visited;
    for (int i = 0; i < 4; ++i) {
        visited.append(QApplication::focusWidget());
        kit.press(Qt::Key_F6);
    }
    QCOMPARE(QApplication::focusWidget(), kit.table());
    QCOMPARE(QSet<QWidget *>(visited.begin(), visited.end()).size(), visited.size());
    QVERIFY(visited.contains(kit.view()->tabs()));

    while (QApplication::focusWidget() != kit.view()->tabs()) {
        kit.press(Qt::Key_F6);
    }
    kit.press(Qt::Key_Right);
    QCOMPARE(kit.view()->currentTab(), OrganizationView::Members);
    kit.press(Qt::Key_F6);
    QCOMPARE(QApplication::focusWidget(), kit.memberTable());
    const int row = kit.firstMember(false);
    const QString id = kit.members()->idAt(row);
    QVERIFY(row > 0);
    kit.press(Qt::Key_Home, Qt::ControlModifier);
    for (int i = 0; i < row; ++i) {
        kit.press(Qt::Key_Down);
    }
    for (int i = 0; i < kit.members()->columnCount() &&
                    kit.memberTable()->currentIndex().column() != kit.members()->adminColumn();
         ++i) {
        kit.press(Qt::Key_Right);
    }
    QCOMPARE(kit.memberTable()->currentId(), id);
    QCOMPARE(kit.memberTable()->currentIndex().column(), kit.members()->adminColumn());
    kit.press(Qt::Key_Space);
    QTRY_VERIFY(kit.isAdmin(id) && !kit.window().isBusy());
    QCOMPARE(kit.sent("POST", toggle), 1);
    QCOMPARE(QApplication::focusWidget(), kit.memberTable());

    kit.press(Qt::Key_F6);
    while (QApplication::focusWidget() != kit.page().filterBox()->field() &&
           QApplication::focusWidget() != kit.memberTable()) {
        kit.press(Qt::Key_F6);
    }
    kit.press(Qt::Key_F, Qt::ControlModifier);
    kit.press(Qt::Key_Escape); // clears what is typed, if anything, then leaves
    kit.press(Qt::Key_Escape);
    QVERIFY(qobject_cast<OrgTable *>(QApplication::focusWidget()));
}

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
