// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tabletest.h"

#include <QSignalSpy>
#include <QTest>

using namespace orgkeeper;
using namespace orgkeeper::test;
using namespace Qt::StringLiterals;

namespace {

Error broken()
{
    Error error;
    error.kind = Error::Kind::ConnectionLost;
    return error;
}

/// How many of the first rows of the long list are in a city.
int rowsIn(const QString &city, int count)
{
    int found = 0;
    for (int n = 0; n < count; ++n) {
        found += organizationRow(n)[1].text.contains(city.toUtf8()) ? 1 : 0;
    }
    return found;
}

/// Ranges of rows that a signal announced, as "first-last".
QStringList ranges(const QSignalSpy &spy, int firstArgument)
{
    QStringList all;
    for (const QList<QVariant> &arguments : spy) {
        const auto number = [&](int argument) {
            return arguments.at(argument).canConvert<QModelIndex>()
                       ? arguments.at(argument).toModelIndex().row()
                       : arguments.at(argument).toInt();
        };
        all.append(u"%1-%2"_s.arg(number(firstArgument)).arg(number(firstArgument + 1)));
    }
    return all;
}

} // namespace

class TestTableModel : public TableTest
{
    Q_OBJECT
private Q_SLOTS:
    void showsRowsWhileTheyCome();
    void tellsHowFarAReadingCame();
    void keepsWhatItKnowsWhenNothingCame();
    void saysAtLeastWhenACapEndedIt();
    void updatesByIdWithTheLeast();
    void removesInRanges();
    void filtersFewRowsAtOnce();
    void findsDisplayedAndRawText();
    void keepsTheViewUntilTheFilterIsDone();
    void newestDemandWins();
    void endWaitsForRowsToBeArranged();
    void insertsNewRowsWhereTheyBelong();
    void pinnedRowsStay();
};

void TestTableModel::showsRowsWhileTheyCome()
{
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy state(m_model.get(), &TableModel::stateChanged);
    RowSink *sink = m_model->beginReading();
    QCOMPARE(m_model->state().kind, ListState::Kind::Reading);
    sink->beginPage(++m_sentMs, false);
    test::addRow(*sink, row(u"a"_s));
    test::addRow(*sink, row(u"b"_s));
    QCOMPARE(m_model->rowCount(), 0); // never within the call that brings them
    QTRY_COMPARE(m_model->rowCount(), 2);
    QCOMPARE(ranges(inserted, 1), QStringList{u"0-1"_s}); // one batch
    QCOMPARE(m_model->state().read, 2);
    for (int n = 0; n < 500; ++n) {
        test::addRow(*sink, row(u"n%1"_s.arg(n)));
    }
    QTRY_COMPARE(m_model->rowCount(), 502);
    QCOMPARE(ranges(inserted, 1), (QStringList{u"0-1"_s, u"2-501"_s}));
    QCOMPARE(m_model->total(), 502);
    QVERIFY(state.count() >= 3);
    m_model->endReading({}, false);
    QCOMPARE(inserted.count(), 2);
}

void TestTableModel::tellsHowFarAReadingCame()
{
    QCOMPARE(m_model->state().kind, ListState::Kind::Nothing);
    RowSink *sink = m_model->beginReading();
    sink->beginPage(1714745520000, false);
    m_model->setTotal(20);
    test::addRow(*sink, row(u"a"_s));
    test::addRow(*sink, row(u"b"_s));
    test::addRow(*sink, row(u"a"_s));
    QTRY_COMPARE(m_model->state().read, 2);
    QCOMPARE(m_model->state().total, 20);
    m_model->endReading(broken(), false);
    QCOMPARE(m_model->state().kind, ListState::Kind::Partial);
    QCOMPARE(m_model->state().error.kind, Error::Kind::ConnectionLost);
    QCOMPARE(m_model->state().duplicates, 1);
    QCOMPARE(m_model->state().asOf.toMSecsSinceEpoch(), 1714745520000);
    read({row(u"a"_s)});
    QCOMPARE(m_model->state().kind, ListState::Kind::Complete);
    QCOMPARE(m_model->state().error.kind, Error::Kind::None);
    QCOMPARE(m_model->state().total, -1);
    QCOMPARE(m_model->state().duplicates, 0);
    QCOMPARE(shown(), QStringList{u"a"_s});
    m_model->endReading(broken(), false); // there is none to end
    QCOMPARE(m_model->state().kind, ListState::Kind::Complete);
}

void TestTableModel::keepsWhatItKnowsWhenNothingCame()
{
    static_cast<void>(m_model->beginReading());
    m_model->endReading(broken(), false);
    QCOMPARE(m_model->state().kind, ListState::Kind::Nothing);
    QVERIFY(m_model->state().error);
    QVERIFY(!m_model->state().asOf.isValid());
    read({row(u"a"_s)});
    const QDateTime asOf = m_model->state().asOf;
    static_cast<void>(m_model->beginReading());
    QCOMPARE(m_model->state().asOf, asOf); // known while the next one runs
    m_model->endReading(broken(), false);
    QCOMPARE(m_model->state().kind, ListState::Kind::Complete);
    QVERIFY(m_model->state().error);
    QCOMPARE(m_model->state().asOf, asOf);
    QCOMPARE(m_model->rowCount(), 1);
}

void TestTableModel::saysAtLeastWhenACapEndedIt()
{
    read({row(u"a"_s), row(u"b"_s)});
    RowSink *sink = m_model->beginReading();
    sink->beginPage(++m_sentMs, false);
    test::addRow(*sink, row(u"b"_s));
    m_model->endReading({}, true);
    QCOMPARE(m_model->state().kind, ListState::Kind::Partial);
    QVERIFY(m_model->state().atLeast);
    QCOMPARE(m_model->rowCount(), 2); // what was not met may be behind the cap
}

void TestTableModel::updatesByIdWithTheLeast()
{
    QList<OwnedRow> rows;
    for (int n = 0; n < 10; ++n) {
        rows.append(row(u"%1"_s.arg(n), u"name %1"_s.arg(n)));
    }
    read(rows);
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    read(rows);
    QCOMPARE(changed.count(), 0);
    rows[2][1] = u"two"_s;
    rows[3][1] = u"three"_s;
    rows[7][1] = u"seven"_s;
    rows.append(row(u"10"_s));
    read(rows);
    QCOMPARE(ranges(changed, 0), (QStringList{u"2-3"_s, u"7-7"_s}));
    QCOMPARE(ranges(inserted, 1), QStringList{u"10-10"_s});
    QCOMPARE(at(7, u"name"_s), u"seven"_s);
    QCOMPARE(layout.count(), 0);
    QCOMPARE(removed.count(), 0);
}

void TestTableModel::removesInRanges()
{
    QList<OwnedRow> rows;
    for (int n = 0; n < 10; ++n) {
        rows.append(row(u"%1"_s.arg(n), u"name %1"_s.arg(n)));
    }
    read(rows);
    QSignalSpy about(m_model.get(), &QAbstractItemModel::rowsAboutToBeRemoved);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    QStringList gone;
    connect(m_model.get(), &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this, &gone](const QModelIndex &, int first, int last) {
                for (int each = first; each <= last; ++each) {
                    gone.append(at(each, u"name"_s).toString()); // can still be asked
                }
            });
    rows.remove(8);
    rows.remove(2, 2);
    read(rows);
    QCOMPARE(ranges(removed, 1), (QStringList{u"8-8"_s, u"2-3"_s}));
    QCOMPARE(gone, (QStringList{u"name 8"_s, u"name 2"_s, u"name 3"_s}));
    QCOMPARE(m_model->rowCount(), 7);
    QCOMPARE(m_model->rowOfId(u"9"_s), 6);
    disconnect(m_model.get(), nullptr, this, nullptr);
}

void TestTableModel::filtersFewRowsAtOnce()
{
    read({row(u"1"_s, u"Acme Łódź Freight"_s), row(u"2"_s, u"Acme Örebro Tools"_s),
          row(u"3"_s, u"Muster Oslo"_s)});
    m_model->setFilter(u"acme"_s);
    QCOMPARE(shown(), (QStringList{u"1"_s, u"2"_s}));
    m_model->setFilter(u"  FREIGHT   lodz "_s);
    QCOMPARE(shown(), QStringList{u"1"_s});
    QCOMPARE(m_model->filterWords(), (QStringList{u"FREIGHT"_s, u"lodz"_s}));
    m_model->setFilter(u"ÖRE"_s);
    QCOMPARE(shown(), QStringList{u"2"_s});
    QCOMPARE(m_model->matching(), 1);
    QCOMPARE(m_model->total(), 3);
    QVERIFY(m_model->hasId(u"1"_s));
    QCOMPARE(m_model->rowOfId(u"1"_s), -1);
    m_model->setFilter({});
    QCOMPARE(m_model->rowCount(), 3);
    m_model->setPredicate([](const RowStore &store, int each) { return store.id(each) != u"2"; });
    QCOMPARE(shown(), (QStringList{u"1"_s, u"3"_s}));
    m_model->setFilter(u"o"_s);
    m_model->setPredicate({});
    QCOMPARE(shown(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
}

void TestTableModel::findsDisplayedAndRawText()
{
    OwnedRow all = row(u"org-1"_s, u"Acme"_s, 20000);
    all[4] = OwnedCell::real("12.5");
    all[5] = u"2024-05-03T12:00:00Z"_s;
    all[6] = true;
    all[9] = u"a.example\u001fb.example"_s;
    read({all});
    for (const QString &found : {u"20,000"_s, u"20000"_s, u"12.5"_s, u"5/3/24"_s, u"2024-05-03"_s,
                                 u"b.example"_s, u"org-1 acme"_s}) {
        m_model->setFilter(found);
        QVERIFY2(m_model->rowCount() == 1, qPrintable(found));
    }
    // Flags are not words, and a word is in one cell or in none.
    for (const QString &none : {u"yes"_s, u"true"_s, u"acme20000"_s, u"acme\n20"_s}) {
        m_model->setFilter(none);
        const bool splits = none.contains(u'\n'); // two words, both there
        QVERIFY2(m_model->rowCount() == (splits ? 1 : 0), qPrintable(none));
    }
}

void TestTableModel::keepsTheViewUntilTheFilterIsDone()
{
    m_model->setPace({0, 0, 0, 0});
    readMany(3000);
    QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    m_model->setFilter(u"zurich"_s);
    QVERIFY(!m_model->isSettled());
    QCOMPARE(m_model->rowCount(), 3000);
    for (int rounds = 0; rounds < 3; ++rounds) {
        QCoreApplication::processEvents();
        QCOMPARE(m_model->rowCount(), 3000); // far from done
    }
    QTRY_VERIFY(m_model->isSettled());
    QCOMPARE(m_model->rowCount(), rowsIn(u"Zürich"_s, 3000));
    QCOMPARE(layout.count(), 1); // swapped at once
    QCOMPARE(removed.count(), 0);
    m_model->setOrder(3, Qt::DescendingOrder);
    QVERIFY(!m_model->isSettled());
    QTRY_VERIFY(m_model->isSettled());
    QCOMPARE(layout.count(), 2);
    for (int each = 1; each < m_model->rowCount(); ++each) {
        QVERIFY(at(each - 1, u"members"_s, TableModel::CopyRole).toInt() >=
                at(each, u"members"_s, TableModel::CopyRole).toInt());
    }
}

void TestTableModel::newestDemandWins()
{
    m_model->setPace({0, 0, 0, 0});
    readMany(3000);
    QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
    const QString typed = u"zurich 9"_s;
    for (int length = 1; length <= typed.size(); ++length) {
        m_model->setFilter(typed.left(length));
        m_model->setOrder(length % 2 == 0 ? 1 : 3, Qt::AscendingOrder);
        QCoreApplication::processEvents();
    }
    m_model->setFilter(u"lodz"_s);
    m_model->setOrder(-1, Qt::AscendingOrder);
    QTRY_VERIFY(m_model->isSettled());
    QCOMPARE(layout.count(), 1);
    QCOMPARE(m_model->rowCount(), rowsIn(u"Łódź"_s, 3000));
    for (int each = 0; each < m_model->rowCount(); ++each) {
        QVERIFY(at(each, u"name"_s).toString().contains(u"Łódź"));
        QVERIFY(each == 0 || m_model->idAt(each - 1) < m_model->idAt(each));
    }
}

void TestTableModel::endWaitsForRowsToBeArranged()
{
    m_model->setPace({0, 0, 0, 0});
    m_model->setFilter(u"zurich"_s);
    m_tester.reset();
    RowSink *sink = m_model->beginReading();
    sink->beginPage(++m_sentMs, false);
    for (int n = 0; n < 3000; ++n) {
        test::addRow(*sink, organizationRow(n));
    }
    m_model->endReading({}, false);
    QCOMPARE(m_model->state().kind, ListState::Kind::Reading);
    QTRY_COMPARE(m_model->state().kind, ListState::Kind::Complete);
    QCOMPARE(m_model->rowCount(), rowsIn(u"Zürich"_s, 3000));
    // Begun again before the end came: nothing is lost.
    sink = m_model->beginReading();
    sink->beginPage(++m_sentMs, false);
    for (int n = 2999; n >= 1000; --n) {
        test::addRow(*sink, organizationRow(n));
    }
    m_model->endReading({}, false);
    sink = m_model->beginReading();
    QCOMPARE(m_model->store().size(), 2000);
    m_model->endReading(broken(), false);
    QTRY_VERIFY(m_model->isSettled());
    QCOMPARE(m_model->state().kind, ListState::Kind::Complete);
    m_model->setFilter({});
    QTRY_VERIFY(m_model->isSettled());
    QCOMPARE(m_model->idAt(0), u"org-00002999"_s);
}

void TestTableModel::insertsNewRowsWhereTheyBelong()
{
    read({row(u"b"_s, u"b"_s), row(u"d"_s, u"d"_s), row(u"x"_s, u"no"_s)});
    m_model->setOrder(1, Qt::AscendingOrder);
    m_model->setPredicate([](const RowStore &store, int each) { return store.id(each) != u"x"; });
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy layout(m_model.get(), &QAbstractItemModel::layoutChanged);
    const QPersistentModelIndex held = m_model->index(1, 1);
    RowSink *sink = m_model->beginReading();
    sink->beginPage(++m_sentMs, false);
    for (const QString &id : {u"c"_s, u"a"_s, u"e"_s}) {
        test::addRow(*sink, row(id, id));
    }
    QTRY_COMPARE(m_model->rowCount(), 5);
    QCOMPARE(shown(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}));
    QCOMPARE(ranges(inserted, 1), (QStringList{u"0-0"_s, u"2-2"_s, u"4-4"_s}));
    QCOMPARE(layout.count(), 0);
    QCOMPARE(held.row(), 3);
    m_model->endReading(broken(), false);
    // An updated row moves to its new place.
    m_model->store().set(m_model->store().rowOf(u"a"_s), 1, Value::ofText(u"z"_s));
    QTRY_COMPARE(shown(), (QStringList{u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"a"_s}));
    QCOMPARE(held.row(), 2);
    QCOMPARE(held.data().toString(), u"d"_s);
}

void TestTableModel::pinnedRowsStay()
{
    read({row(u"1"_s, u"a x"_s), row(u"2"_s, u"b x"_s), row(u"3"_s, u"c x"_s)});
    m_model->setOrder(1, Qt::AscendingOrder);
    m_model->setFilter(u"x"_s);
    m_model->pin(u"2"_s);
    m_model->store().set(1, 1, Value::ofText(u"zzz"_s));
    QTRY_COMPARE(at(1, u"name"_s), u"zzz"_s);
    QCOMPARE(shown(), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
    read({row(u"0"_s, u"a a x"_s), row(u"1"_s, u"a x"_s), row(u"2"_s, u"y"_s),
          row(u"3"_s, u"c x"_s)});
    QCOMPARE(shown(), (QStringList{u"0"_s, u"1"_s, u"2"_s, u"3"_s}));
    m_model->setFilter(u"X"_s); // the same filter is no new one
    QCOMPARE(m_model->rowCount(), 4);
    m_model->setOrder(1, Qt::DescendingOrder);
    QCOMPARE(shown(), (QStringList{u"3"_s, u"1"_s, u"0"_s}));
    m_model->setFilter({});
    QCOMPARE(shown(), (QStringList{u"2"_s, u"3"_s, u"1"_s, u"0"_s}));
    // A row that the service has no more is no longer held.
    m_model->pin(u"2"_s);
    read({row(u"1"_s)});
    QCOMPARE(shown(), QStringList{u"1"_s});
}

QTEST_GUILESS_MAIN(TestTableModel)
#include "tst_tablemodel.moc"
