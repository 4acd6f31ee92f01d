// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "celldelegate.h"
#include "orgstyle.h"
#include "palette.h"
#include "samplemodel.h"
#include "tableview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QPalette>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// The table: place, ids, keys.
class TestKitTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void rowsArrivingAboveKeepThePlace();
    void rowsGoingKeepThePlace();
    void aNewOrderKeepsThePlace();
    void aResetKeepsThePlaceById();
    void showFromTopGoesToTheTop();
    void anUntouchedListStaysAtItsTop();

    void aClickOnTheBoxTicks();
    void aReleaseOnAnotherIdTicksNothing();
    void aReleaseOnAnotherRowTicksNothing();
    void rowsMovingUnderThePressTickNothing();
    void inFlightTakesNoClick();
    void spaceTicks();
    void aDoubleClickOnTheBoxOpensNothing();

    void typingFindsInTheNameColumn();
    void chooseRowSelectsRightToLeft();
    void copyGivesTabsBetweenShownColumns();
    void theThirdHeaderClickTakesTheOrderAway();
    void tabLeavesTheTable();
    void theNameColumnCannotBeHidden();

private:
    [[nodiscard]] QPoint boxOf(int row) const;
    [[nodiscard]] int topOf(const QString &id) const;
    void scrollTo(int row);

    std::unique_ptr<SampleModel> m_model;
    std::unique_ptr<TableView> m_table;
};

void TestKitTable::initTestCase()
{
    QApplication::setStyle(new OrgStyle);
    QApplication::setPalette(toQPalette(paletteFor(Scheme::Light)));
}

void TestKitTable::init()
{
    QApplication::setLayoutDirection(Qt::LeftToRight);
    m_model = std::make_unique<SampleModel>();
    new QAbstractItemModelTester(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
    m_model->insert(0, SampleModel::numbered(0, 500));
    m_table = std::make_unique<TableView>(u"Members"_s, nullptr);
    m_table->setModel(m_model.get());
    m_table->setColumnKind(SampleModel::Organizations, ColumnKind::Count);
    m_table->resize(900, 400);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
}

void TestKitTable::cleanup()
{
    m_table.reset();
    m_model.reset();
}

QPoint TestKitTable::boxOf(int row) const
{
    const QModelIndex index = m_model->index(row, SampleModel::Admin);
    const auto *delegate = qobject_cast<CellDelegate *>(m_table->itemDelegate());
    return delegate->boxRect(m_table->visualRect(index), index).center();
}

int TestKitTable::topOf(const QString &id) const
{
    return m_table->rowViewportPosition(m_model->rowOfId(id));
}

void TestKitTable::scrollTo(int row)
{
    m_table->verticalScrollBar()->setValue(row * m_table->rowHeight(0) + 7);
}

void TestKitTable::rowsArrivingAboveKeepThePlace()
{
    scrollTo(200);
    const int before = topOf(u"m-205"_s);
    for (int batch = 0; batch < 5; ++batch)
        m_model->insert(batch * 10, SampleModel::numbered(1000 + batch * 40, 40));
    QCOMPARE(topOf(u"m-205"_s), before);
    m_model->insert(m_model->rowCount(), SampleModel::numbered(2000, 40));
    QCOMPARE(topOf(u"m-205"_s), before);
}

void TestKitTable::rowsGoingKeepThePlace()
{
    scrollTo(200);
    const int before = topOf(u"m-205"_s);
    m_model->remove(10, 60);
    QCOMPARE(topOf(u"m-205"_s), before);
    // The top row itself goes: what came after it takes its place.
    const int top = m_table->rowAt(0);
    const QString next = m_table->idAt(m_model->index(top + 1, 0));
    const int edge = m_table->rowViewportPosition(top);
    m_model->remove(top, top);
    QCOMPARE(topOf(next), edge);
}

void TestKitTable::aNewOrderKeepsThePlace()
{
    scrollTo(200);
    const int before = topOf(u"m-200"_s);
    m_model->reverse();
    QCOMPARE(topOf(u"m-200"_s), before);
}

void TestKitTable::aResetKeepsThePlaceById()
{
    m_table->setRowFinder([this](const QString &id) { return m_model->rowOfId(id); });
    m_table->chooseRow(203);
    scrollTo(200);
    const int before = topOf(u"m-203"_s);
    m_model->replace(SampleModel::numbered(-50, 600));
    QCOMPARE(m_table->currentId(), u"m-203"_s);
    QCOMPARE(topOf(u"m-203"_s), before);
}

void TestKitTable::showFromTopGoesToTheTop()
{
    scrollTo(200);
    m_table->showFromTop();
    m_model->reverse();
    QCOMPARE(m_table->verticalScrollBar()->value(), 0);
    scrollTo(200);
    m_table->showFromTop();
    m_model->replace(SampleModel::numbered(0, 400));
    QCOMPARE(m_table->verticalScrollBar()->value(), 0);
}

void TestKitTable::anUntouchedListStaysAtItsTop()
{
    m_table->clearFocus();
    m_table->setCurrentIndex({});
    m_model->insert(0, SampleModel::numbered(1000, 40));
    QCOMPARE(m_table->verticalScrollBar()->value(), 0);
}

void TestKitTable::aClickOnTheBoxTicks()
{
    m_table->chooseRow(1);
    QSignalSpy ticks(m_table.get(), &TableView::tickWished);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, boxOf(3));
    QCOMPARE(ticks.count(), 1);
    QCOMPARE(ticks.constFirst().at(0).toString(), u"m-3"_s);
    QCOMPARE(ticks.constFirst().at(2).toBool(), true);
    // The box moves the current cell and leaves the selection alone.
    QCOMPARE(m_table->currentId(), u"m-3"_s);
    QCOMPARE(m_table->selectionModel()->selectedRows().constFirst().row(), 1);
    // The view only wishes: the model is not touched.
    QCOMPARE(m_model->index(3, SampleModel::Admin).data(Qt::CheckStateRole).toInt(),
             int(Qt::Unchecked));
}

void TestKitTable::aReleaseOnAnotherIdTicksNothing()
{
    QSignalSpy ticks(m_table.get(), &TableView::tickWished);
    const QPoint box = boxOf(3);
    QTest::mousePress(m_table->viewport(), Qt::LeftButton, {}, box);
    m_model->setRow(3, SampleModel::numbered(900, 1).constFirst());
    QTest::mouseRelease(m_table->viewport(), Qt::LeftButton, {}, box);
    QCOMPARE(ticks.count(), 0);
}

void TestKitTable::aReleaseOnAnotherRowTicksNothing()
{
    QSignalSpy ticks(m_table.get(), &TableView::tickWished);
    QTest::mousePress(m_table->viewport(), Qt::LeftButton, {}, boxOf(3));
    QTest::mouseRelease(m_table->viewport(), Qt::LeftButton, {}, boxOf(4));
    QCOMPARE(ticks.count(), 0);
}

void TestKitTable::rowsMovingUnderThePressTickNothing()
{
    QSignalSpy ticks(m_table.get(), &TableView::tickWished);
    const QPoint box = boxOf(3);
    QTest::mousePress(m_table->viewport(), Qt::LeftButton, {}, box);
    m_model->remove(1, 3);
    QTest::mouseRelease(m_table->viewport(), Qt::LeftButton, {}, box);
    QCOMPARE(ticks.count(), 0);
}

void TestKitTable::inFlightTakesNoClick()
{
    SampleModel::Row row = SampleModel::numbered(3, 1).constFirst();
    row.inFlight = u"granting…"_s;
    m_model->setRow(3, row);
    QSignalSpy ticks(m_table.get(), &TableView::tickWished);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, boxOf(3));
    m_table->setCurrentIndex(m_model->index(3, SampleModel::Admin));
    QTest::keyClick(m_table.get(), Qt::Key_Space);
    QCOMPARE(ticks.count(), 0);
}

void TestKitTable::spaceTicks()
{
    QSignalSpy ticks(m_table.get(), &TableView::tickWished);
    m_table->setCurrentIndex(m_model->index(5, SampleModel::Admin));
    QTest::keyClick(m_table.get(), Qt::Key_Space);
    QCOMPARE(ticks.count(), 1);
    QCOMPARE(ticks.constFirst().at(0).toString(), u"m-5"_s);
    m_table->setCurrentIndex(m_model->index(6, SampleModel::Name));
    QTest::keyClick(m_table.get(), Qt::Key_Space);
    QCOMPARE(ticks.count(), 1);
}

void TestKitTable::aDoubleClickOnTheBoxOpensNothing()
{
    QSignalSpy details(m_table.get(), &TableView::detailsWished);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, boxOf(3));
    QTest::mouseDClick(m_table->viewport(), Qt::LeftButton, {}, boxOf(3));
    QCOMPARE(details.count(), 0);
    const QPoint name = m_table->visualRect(m_model->index(3, SampleModel::Name)).center();
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, name);
    QTest::mouseDClick(m_table->viewport(), Qt::LeftButton, {}, name);
    QCOMPARE(details.count(), 1);
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QCOMPARE(details.count(), 2);
    QSignalSpy tabs(m_table.get(), &TableView::tabWished);
    QTest::keyClick(m_table.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(tabs.count(), 1);
    QCOMPARE(details.count(), 2);
}

void TestKitTable::typingFindsInTheNameColumn()
{
    SampleModel::Row row = SampleModel::numbered(3, 1).constFirst();
    row.name = u"Zora Beispiel"_s;
    m_model->setRow(3, row);
    m_table->setCurrentIndex(m_model->index(7, SampleModel::Admin));
    QTest::keyClicks(m_table.get(), u"zor"_s);
    QCOMPARE(m_table->currentId(), u"m-3"_s);
    QCOMPARE(m_table->currentIndex().column(), int(SampleModel::Admin));
}

void TestKitTable::chooseRowSelectsRightToLeft()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    m_table->chooseRow(4);
    QCOMPARE(m_table->selectionModel()->selectedRows().size(), 1);
    // The box stands at the leading side of its cell, which is the right one now.
    const QRect cell = m_table->visualRect(m_model->index(4, SampleModel::Admin));
    QVERIFY(boxOf(4).x() > cell.center().x());
}

void TestKitTable::copyGivesTabsBetweenShownColumns()
{
    m_table->setColumnHidden(SampleModel::Admin, true);
    m_table->chooseRow(2);
    QTest::keyClick(m_table.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Member 0002\tmember2@acme.example\t1\tm-2\n"
                                                   "Member 0003\tmember3@acme.example\t1\tm-3"_s);
    QTest::keyClick(m_table.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Member 0003"_s);
}

void TestKitTable::theThirdHeaderClickTakesTheOrderAway()
{
    QSignalSpy orders(m_table.get(), &TableView::orderWished);
    QHeaderView *header = m_table->horizontalHeader();
    const QPoint at(header->sectionViewportPosition(SampleModel::Email) + 40, header->height() / 2);
    for (int click = 0; click < 3; ++click)
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(orders.count(), 3);
    QCOMPARE(orders.at(0).at(0).toInt(), int(SampleModel::Email));
    QCOMPARE(orders.at(0).at(1).value<Qt::SortOrder>(), Qt::AscendingOrder);
    QCOMPARE(orders.at(1).at(1).value<Qt::SortOrder>(), Qt::DescendingOrder);
    QCOMPARE(orders.at(2).at(0).toInt(), -1);
    m_table->showOrder(SampleModel::Name, Qt::AscendingOrder);
    QCOMPARE(orders.count(), 3);
    QCOMPARE(header->sortIndicatorSection(), int(SampleModel::Name));
    QVERIFY(header->isSortIndicatorShown());
}

void TestKitTable::tabLeavesTheTable()
{
    QVERIFY(!m_table->tabKeyNavigation());
    m_table->setCurrentIndex(m_model->index(2, SampleModel::Name));
    QTest::keyClick(m_table.get(), Qt::Key_Tab);
    QCOMPARE(m_table->currentIndex().column(), int(SampleModel::Name));
}

void TestKitTable::theNameColumnCannotBeHidden()
{
    QMenu menu;
    m_table->fillColumnMenu(&menu);
    QCOMPARE(menu.actions().size(), qsizetype(SampleModel::ColumnCount));
    QVERIFY(!menu.actions().at(SampleModel::Name)->isEnabled());
    menu.actions().at(SampleModel::Email)->trigger();
    QVERIFY(m_table->isColumnHidden(SampleModel::Email));
}

QTEST_MAIN(TestKitTable)
#include "tst_kittable.moc"
