// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "selection.h"
#include "tabletest.h"

#include <QApplication>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace orgkeeper;
using namespace orgkeeper::test;
using namespace Qt::StringLiterals;

class TestTableSelection : public TableTest
{
    Q_OBJECT
private Q_SLOTS:
    void keepsCurrentAndSelection();
    void clickingAnotherRowMeansItAlone();
    void removedRowsLeaveTheSelection();
    void viewFollowsEachLayout();
};

void TestTableSelection::keepsCurrentAndSelection()
{
    QList<OwnedRow> rows;
    for (int n = 0; n < 20; ++n) {
        rows.append(row(u"%1"_s.arg(n, 2, 10, QChar(u'0')), n % 2 == 0 ? u"even"_s : u"odd"_s));
    }
    read(rows);
    QItemSelectionModel view(m_model.get());
    SelectionById selection(m_model.get(), nullptr);
    selection.follow(&view);
    QSignalSpy changed(&selection, &SelectionById::changed);
    using Select = QItemSelectionModel;
    for (const int each : {3, 4, 7}) {
        view.select(m_model->index(each, 0), Select::Select | Select::Rows);
    }
    view.setCurrentIndex(m_model->index(7, 1), Select::NoUpdate);
    QCOMPARE(selection.ids(), (QSet<QString>{u"03"_s, u"04"_s, u"07"_s}));
    QCOMPARE(changed.count(), 3);
    m_model->setFilter(u"even"_s);
    QCOMPARE(selection.ids().size(), 3);
    QCOMPARE(selection.hidden(), 2);
    QCOMPARE(view.selectedRows().size(), 1);
    QCOMPARE(m_model->idAt(view.selectedRows().first().row()), u"04"_s);
    QVERIFY(!view.currentIndex().isValid()); // hidden, and no neighbour was chosen
    m_model->setFilter(u"07"_s);
    QCOMPARE(selection.hidden(), 2);
    view.setCurrentIndex(m_model->index(0, 1), Select::NoUpdate);
    m_model->setFilter(u"0"_s); // a single range less would do
    m_model->setPredicate([](const RowStore &store, int each) { return store.id(each) != u"07"; });
    QVERIFY(!view.currentIndex().isValid());
    m_model->setPredicate({});
    QCOMPARE(m_model->idAt(view.currentIndex().row()), u"07"_s);
    m_model->setOrder(0, Qt::DescendingOrder);
    m_model->setFilter({});
    QCOMPARE(selection.hidden(), 0);
    QCOMPARE(view.selectedRows().size(), 3);
    QCOMPARE(m_model->idAt(view.currentIndex().row()), u"07"_s);
    QCOMPARE(view.currentIndex().column(), 1);
    m_model->setFilter(u"0"_s);
    read(rows.mid(4)); // 03 is gone
    QCOMPARE(selection.ids(), (QSet<QString>{u"04"_s, u"07"_s}));
    QCOMPARE(view.selectedRows().size(), 2);
    QCOMPARE(changed.count(), 4);
    selection.setIds({u"05"_s, u"nobody"_s});
    QCOMPARE(selection.ids(), QSet<QString>{u"05"_s});
    QCOMPARE(view.selectedRows().size(), 1);
    selection.clear();
    QVERIFY(!view.hasSelection());
    QCOMPARE(changed.count(), 6);
}

void TestTableSelection::clickingAnotherRowMeansItAlone()
{
    read({row(u"a"_s, u"x"_s), row(u"b"_s), row(u"c"_s, u"x"_s), row(u"d"_s, u"x"_s)});
    QItemSelectionModel view(m_model.get());
    SelectionById selection(m_model.get(), nullptr);
    selection.follow(&view);
    using Select = QItemSelectionModel;
    view.select(m_model->index(0, 0), Select::Select | Select::Rows);
    view.select(m_model->index(1, 0), Select::Select | Select::Rows);
    m_model->setFilter(u"x"_s);
    QCOMPARE(selection.hidden(), 1);
    view.select(m_model->index(1, 0), Select::Select | Select::Rows); // Ctrl+click: one more
    QCOMPARE(selection.ids(), (QSet<QString>{u"a"_s, u"b"_s, u"c"_s}));
    view.select(m_model->index(2, 0), Select::ClearAndSelect | Select::Rows);
    QCOMPARE(selection.ids(), QSet<QString>{u"d"_s});
    QCOMPARE(selection.hidden(), 0);
}

void TestTableSelection::removedRowsLeaveTheSelection()
{
    QList<OwnedRow> rows;
    for (int n = 0; n < 100; ++n) {
        rows.append(row(u"%1"_s.arg(n)));
    }
    read(rows);
    QItemSelectionModel view(m_model.get());
    SelectionById selection(m_model.get(), nullptr);
    selection.follow(&view);
    view.select(QItemSelection(m_model->index(0, 0), m_model->index(99, 10)),
                QItemSelectionModel::Select);
    QCOMPARE(selection.ids().size(), 100);
    QList<OwnedRow> odd;
    for (int n = 1; n < 100; n += 2) {
        odd.prepend(rows.at(n));
    }
    read(odd); // scattered, and in another order
    QCOMPARE(selection.ids().size(), 50);
    QCOMPARE(view.selectedRows().size(), 50);
    m_model->setFilter(u"9"_s);
    QCOMPARE(selection.hidden(), 36);
    m_model->store().clear();
    QCOMPARE(selection.ids().size(), 0);
    QCOMPARE(m_model->rowCount(), 0);
}

void TestTableSelection::viewFollowsEachLayout()
{
    QList<OwnedRow> rows;
    for (int n = 0; n < 200; ++n) {
        rows.append(row(u"%1"_s.arg(n, 3, 10, QChar(u'0')), u"n%1"_s.arg(n % 7)));
    }
    QTableView view;
    view.setModel(m_model.get());
    view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view.resize(600, 400);
    view.show();
    read(rows);
    const auto fits = [&] {
        QCOMPARE(view.verticalHeader()->count(), m_model->rowCount());
        QCOMPARE(view.verticalHeader()->length(),
                 m_model->rowCount() * view.verticalHeader()->defaultSectionSize());
        const QModelIndex last = m_model->index(m_model->rowCount() - 1, 0);
        view.scrollTo(last);
        QCOMPARE(view.indexAt(view.visualRect(last).center()), last);
    };
    fits();
    m_model->setFilter(u"n3"_s);
    fits();
    m_model->setFilter(u"n3 00"_s);
    fits();
    m_model->setFilter({});
    fits();
    m_model->setOrder(1, Qt::DescendingOrder);
    fits();
    read(rows.mid(50));
    fits();
    read(rows);
    fits();
}

QTEST_MAIN(TestTableSelection)
#include "tst_tableselection.moc"
