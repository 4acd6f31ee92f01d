// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "organizationsmodel.h"
#include "projectsmodel.h"
#include "selection.h"
#include "tabletestdata.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace orgkeeper;
using namespace orgkeeper::test;
using namespace Qt::StringLiterals;

class TestTableModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
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
    void keepsCurrentAndSelection();
    void clickingAnotherRowMeansItAlone();
    void removedRowsLeaveTheSelection();
    void viewFollowsEachLayout();
    void givesRoles();
    void speaksInSentences();
    void survivesAHostileText();
    void countsAdminsOnceRead();
    void takesARecordWhileReading();
    void showsProjects();

private:
    void read(const QList<OwnedRow> &rows, const Error &error = {});
    void readMany(int count);
    [[nodiscard]] QStringList shown() const;
    [[nodiscard]] QVariant at(int row, const QString &key, int role = Qt::DisplayRole) const;

    std::unique_ptr<OrganizationsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::int64_t m_sentMs = 0;
};

namespace {

OwnedRow row(const QString &id, const QString &name = {}, const OwnedCell &members = {})
{
    OwnedRow made(11);
    made[0] = id;
    if (!name.isNull()) {
        made[1] = name;
    }
    made[3] = members;
    return made;
}

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

void TestTableModel::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_model =
        std::make_unique<OrganizationsModel>(organizationsDescription(), u"account"_s, nullptr);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_sentMs = 1'000'000;
}

void TestTableModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TestTableModel::read(const QList<OwnedRow> &rows, const Error &error)
{
    RowSink *sink = m_model->beginReading();
    sink->beginPage(++m_sentMs, false);
    for (const OwnedRow &each : rows) {
        test::addRow(*sink, each);
    }
    m_model->endReading(error, false);
}

void TestTableModel::readMany(int count)
{
    m_tester.reset(); // it looks at each cell at each signal
    QList<OwnedRow> rows;
    for (int n = 0; n < count; ++n) {
        rows.append(organizationRow(n));
    }
    read(rows);
    QTRY_VERIFY(m_model->isSettled());
}

QStringList TestTableModel::shown() const
{
    QStringList ids;
    for (int each = 0; each < m_model->rowCount(); ++each) {
        ids.append(m_model->idAt(each));
    }
    return ids;
}

QVariant TestTableModel::at(int row, const QString &key, int role) const
{
    return m_model->index(row, m_model->entity().indexOf(key)).data(role);
}

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

void TestTableModel::keepsCurrentAndSelection()
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

void TestTableModel::clickingAnotherRowMeansItAlone()
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

void TestTableModel::removedRowsLeaveTheSelection()
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

void TestTableModel::viewFollowsEachLayout()
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

void TestTableModel::givesRoles()
{
    OwnedRow all = row(u"org-1"_s, u"Acme"_s, 20000);
    all[2] = OwnedCell::null();
    all[5] = u"2024-05-03T12:00:00Z"_s;
    all[6] = false;
    all[9] = u"a.example\u001fb.example"_s;
    read({all});
    QCOMPARE(at(0, u"members"_s), u"20,000"_s);
    QCOMPARE(at(0, u"members"_s, TableModel::CopyRole), u"20000"_s);
    QCOMPARE(at(0, u"members"_s, TableModel::CellTypeRole).toInt(), int(FieldType::Count));
    QCOMPARE(at(0, u"members"_s, TableModel::KindRole).toInt(), 1);
    QCOMPARE(at(0, u"id"_s, TableModel::KindRole).toInt(), 2);
    QVERIFY(!at(0, u"name"_s, TableModel::KindRole).isValid());
    QVERIFY(at(0, u"members"_s, Qt::TextAlignmentRole)
                .value<Qt::Alignment>()
                .testFlag(Qt::AlignTrailing));
    QVERIFY(
        at(0, u"name"_s, Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignLeading));
    QCOMPARE(at(0, u"created"_s, TableModel::CopyRole), u"2024-05-03T12:00:00Z"_s);
    QCOMPARE(at(0, u"created"_s, Qt::ToolTipRole), u"2024-05-03T12:00:00Z"_s);
    QCOMPARE(at(0, u"active"_s), u"no"_s);
    QCOMPARE(at(0, u"domains"_s), u"a.example, b.example"_s);
    QCOMPARE(at(0, u"domains"_s, TableModel::CopyRole), u"a.example, b.example"_s);
    QCOMPARE(at(0, u"slug"_s), QString());
    QVERIFY(at(0, u"slug"_s, TableModel::NullRole).toBool());
    QVERIFY(at(0, u"mail"_s, TableModel::NullRole).toBool());
    QVERIFY(!at(0, u"name"_s, TableModel::NullRole).toBool());
    QCOMPARE(at(0, u"slug"_s, Qt::ToolTipRole), u"Not given by the service."_s);
    QCOMPARE(at(0, u"mail"_s, TableModel::IdRole), u"org-1"_s);
    QCOMPARE(at(0, u"name"_s, TableModel::AvatarNameRole), u"Acme"_s);
    QCOMPARE(at(0, u"name"_s, TableModel::AvatarKindRole).toInt(), 1);
    QVERIFY(!at(0, u"mail"_s, TableModel::AvatarNameRole).isValid());
    QCOMPARE(m_model->headerData(3, Qt::Horizontal, Qt::DisplayRole), u"Members"_s);
    QVERIFY(!m_model->headerData(11, Qt::Horizontal, Qt::DisplayRole).isValid());
    QVERIFY(!m_model->headerData(0, Qt::Vertical, Qt::DisplayRole).isValid());
    QVERIFY(!m_model->data(QModelIndex(), Qt::DisplayRole).isValid());
    QCOMPARE(m_model->idAt(-1), QString());
    QCOMPARE(m_model->idAt(1), QString());
    QCOMPARE(m_model->rowOfId(u"org-2"_s), -1);
    QCOMPARE(m_model->rowOfId({}), -1);
}

void TestTableModel::speaksInSentences()
{
    read({row(u"org-1"_s, u"Acme"_s, 20000)});
    QCOMPARE(at(0, u"name"_s, Qt::AccessibleTextRole), u"Acme"_s);
    QCOMPARE(at(0, u"members"_s, Qt::AccessibleTextRole), u"Members of Acme: 20,000"_s);
    QCOMPARE(at(0, u"slug"_s, Qt::AccessibleTextRole), u"Slug of Acme: not given by the service"_s);
    QCOMPARE(at(0, u"admins"_s, Qt::AccessibleTextRole), u"Admins of Acme: not read"_s);
}

void TestTableModel::survivesAHostileText()
{
    read({row(u"1"_s, u"%1 %2 %3\nline\u202eeerf"_s)});
    QCOMPARE(at(0, u"name"_s), u"\u2068%1 %2 %3\u240aline\u202eeerf\u202c\u2069"_s);
    QCOMPARE(at(0, u"name"_s, TableModel::CopyRole), u"%1 %2 %3\nline\u202eeerf"_s);
    QCOMPARE(at(0, u"members"_s, Qt::AccessibleTextRole),
             u"Members of %1: not given by the service"_s.arg(at(0, u"name"_s).toString()));
}

void TestTableModel::countsAdminsOnceRead()
{
    read({row(u"a"_s, u"A"_s), row(u"b"_s, u"B"_s), row(u"c"_s, u"C"_s)});
    QCOMPARE(m_model->adminsColumn(), 10);
    QCOMPARE(at(0, u"admins"_s), u"not read"_s);
    QVERIFY(at(0, u"admins"_s, TableModel::NotReadRole).toBool());
    QVERIFY(at(0, u"admins"_s, TableModel::MutedRole).toBool());
    QVERIFY(!at(0, u"admins"_s, TableModel::NullRole).toBool());
    QVERIFY(!at(0, u"admins"_s, TableModel::WarnRole).toBool());
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setAdmins(u"b"_s, 0);
    m_model->setAdmins(u"c"_s, 2);
    m_model->setAdmins(u"nobody"_s, 2);
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(at(1, u"admins"_s), u"0"_s);
    QVERIFY(!at(1, u"admins"_s, TableModel::NotReadRole).toBool());
    QVERIFY(at(1, u"admins"_s, TableModel::WarnRole).toBool());
    QVERIFY(!at(2, u"admins"_s, TableModel::WarnRole).toBool());
    m_model->setAdmins(u"b"_s, 1);
    QVERIFY(at(1, u"admins"_s, TableModel::WarnRole).toBool());
    QVERIFY(!at(1, u"members"_s, TableModel::WarnRole).toBool());
    m_model->setOrder(10, Qt::AscendingOrder);
    QCOMPARE(shown(), (QStringList{u"b"_s, u"c"_s, u"a"_s})); // not read: last
    m_model->setAdmins(u"b"_s, 5);
    QTRY_COMPARE(shown(), (QStringList{u"c"_s, u"b"_s, u"a"_s}));
    read({row(u"c"_s), row(u"b"_s)});
    QCOMPARE(at(1, u"admins"_s), u"5"_s); // the list says nothing of them
}

void TestTableModel::takesARecordWhileReading()
{
    read({row(u"a"_s, u"A"_s, 7)});
    RowSink *sink = m_model->beginReading();
    sink->beginPage(++m_sentMs, false);
    RowSink *record = m_model->recordSink();
    record->beginPage(++m_sentMs, false);
    test::addRow(*record, row(u"a"_s, u"Alpha"_s));
    test::addRow(*record, row(u"new"_s, u"New"_s));
    QTRY_COMPARE(m_model->rowCount(), 2);
    QCOMPARE(at(0, u"name"_s), u"Alpha"_s);
    QCOMPARE(at(0, u"members"_s), u"7"_s);
    QCOMPARE(m_model->state().read, 0);
    test::addRow(*sink, row(u"a"_s, u"Alpha"_s, 7));
    m_model->endReading({}, false);
    QCOMPARE(shown(), (QStringList{u"a"_s, u"new"_s}));
}

void TestTableModel::showsProjects()
{
    auto description = std::make_shared<Description>(*organizationsDescription());
    description->project = description->organization;
    ProjectsModel projects(description, u"account"_s, u"organization"_s, nullptr);
    QAbstractItemModelTester tester(&projects,
                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
    RowSink *sink = projects.beginReading();
    test::addRow(*sink, row(u"p"_s, u"Project"_s));
    projects.endReading({}, false);
    QCOMPARE(projects.rowCount(), 1);
    QVERIFY(!projects.index(0, 1).data(TableModel::AvatarNameRole).isValid());
    QCOMPARE(projects.organizationId(), u"organization"_s);
    QVERIFY(projects.state().asOf.isValid()); // although no page said when it left
}

QTEST_MAIN(TestTableModel)
#include "tst_tablemodel.moc"
