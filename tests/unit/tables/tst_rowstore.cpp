// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rowstore.h"
#include "tabletestdata.h"

#include <QTest>

using namespace orgkeeper;
using namespace orgkeeper::test;
using namespace Qt::StringLiterals;

namespace {

/// Writes down what a store tells, and checks that it tells it in time.
class Listener final : public RowStore::Listener
{
public:
    explicit Listener(RowStore &of)
        : store(of)
    {
        store.setListener(this);
    }
    void rowsTouched() override { ++touched; }
    void aboutToRenumber(const std::vector<int> &newRows) override
    {
        sizeBefore = store.size();
        announced = newRows;
    }
    void renumbered(const std::vector<int> &newRows) override
    {
        QCOMPARE(newRows, announced);
        QCOMPARE(newRows.size(), static_cast<std::size_t>(sizeBefore));
        ++renumberings;
    }
    RowStore &store;
    int touched = 0;
    int renumberings = 0;
    int sizeBefore = 0;
    std::vector<int> announced;
};

OwnedRow row(const OwnedCell &id, const QString &name = {}, const OwnedCell &members = {})
{
    OwnedRow made(11);
    made[0] = id;
    if (!name.isNull()) {
        made[1] = name;
    }
    made[3] = members;
    return made;
}

} // namespace

class TestRowStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsCellsAsTheyCame();
    void givesValuesForTemplates();
    void knowsRowsById();
    void removesOnlyAfterACompleteReading();
    void takesOverTheOrder();
    void countsDuplicatesAndTheFirstWins();
    void forgetsABrokenAttempt();
    void forgetsSeveralBrokenAttempts();
    void dropsWhatIsOlderThanAChange();
    void keepsComputedCells();
    void mergesARecord();
    void appliesANewerTruth();
    void appliesWhileReading();
    void ignoresAnOlderTruth();
    void tellsWhatChanged();
    void staysSmallWhenReadAgain();
    void clears();

private:
    void read(const QList<OwnedRow> &rows, bool complete = true, std::int64_t sentMs = 0);
    [[nodiscard]] QStringList ids() const;

    std::shared_ptr<const Description> m_description = organizationsDescription();
    std::unique_ptr<RowStore> m_store;
    std::int64_t m_sentMs = 0;
};

void TestRowStore::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_store = std::make_unique<RowStore>(&m_description->organization);
    m_sentMs = 1000;
}

void TestRowStore::read(const QList<OwnedRow> &rows, bool complete, std::int64_t sentMs)
{
    m_store->beginReading();
    m_store->beginPage(sentMs > 0 ? sentMs : ++m_sentMs, false);
    for (const OwnedRow &each : rows) {
        test::addRow(*m_store, each);
    }
    m_store->endReading(complete);
}

QStringList TestRowStore::ids() const
{
    QStringList all;
    for (int each = 0; each < m_store->size(); ++each) {
        all.append(m_store->id(each));
    }
    return all;
}

void TestRowStore::keepsCellsAsTheyCame()
{
    const OwnedRow all{u"a"_s,
                       u"Łódź"_s,
                       OwnedCell::null(),
                       INT64_MIN,
                       OwnedCell::real("1e400"),
                       u"soon"_s,
                       true,
                       u""_s,
                       OwnedCell(),
                       u"x\u001fy"_s,
                       OwnedCell()};
    read({all, row(u"b"_s)});
    QCOMPARE(m_store->size(), 2);
    for (int field = 0; field < 11; ++field) {
        const Cell cell = m_store->cell(0, field);
        const Cell wanted = all[static_cast<std::size_t>(field)].cell();
        QVERIFY(cell.kind == wanted.kind);
        QCOMPARE(cell.number, wanted.number);
        QVERIFY(cell.text == wanted.text);
    }
    QCOMPARE(m_store->text(0, 3), QLocale().toString(qlonglong(INT64_MIN)));
    QCOMPARE(m_store->text(0, 9), u"x, y"_s);
    // Beyond the rows and the fields there is nothing, and no crash.
    QVERIFY(m_store->cell(2, 0).kind == Cell::Kind::Absent);
    QVERIFY(m_store->cell(0, 11).kind == Cell::Kind::Absent);
    QVERIFY(m_store->cell(-1, -1).kind == Cell::Kind::Absent);
    QCOMPARE(m_store->text(0, 11), QString());
    // A row with fewer cells than fields, and one with more.
    read({{u"short"_s}, OwnedRow(20, OwnedCell(u"long"_s))});
    QCOMPARE(ids(), (QStringList{u"short"_s, u"long"_s}));
}

void TestRowStore::givesValuesForTemplates()
{
    read({row(std::int64_t{9007199254740993}, u"Acme"_s, 12)});
    const Values values = m_store->values(0, u"organization"_s);
    QCOMPARE(values.size(), 3);
    QCOMPARE(values.value(u"organization.id"_s), Value::ofNumber(u"9007199254740993"_s));
    QCOMPARE(values.value(u"organization.name"_s), Value::ofText(u"Acme"_s));
    m_store->set(0, 1, Value::ofText(u"Acme Oslo"_s));
    m_store->set(0, 3, Value::ofNumber(u"18446744073709551615"_s));
    m_store->set(0, 6, Value::ofFlag(true));
    m_store->set(0, 2, Value::null());
    QCOMPARE(m_store->value(0, 1), Value::ofText(u"Acme Oslo"_s));
    QCOMPARE(m_store->value(0, 3), Value::ofNumber(u"18446744073709551615"_s));
    QCOMPARE(m_store->value(0, 6), Value::ofFlag(true));
    QCOMPARE(m_store->value(0, 2), Value::null());
    m_store->set(0, 0, Value::ofText(u"other"_s)); // an id never changes
    QCOMPARE(m_store->id(0), u"9007199254740993"_s);
}

void TestRowStore::knowsRowsById()
{
    QList<OwnedRow> rows;
    for (int i = 0; i < 5000; ++i) {
        rows.append(i % 2 == 0 ? row(i) : row(u"id-%1"_s.arg(i)));
    }
    rows.append(row(u""_s));
    rows.append(row(OwnedCell::null()));
    read(rows);
    QCOMPARE(m_store->size(), 5000);
    QCOMPARE(m_store->withoutId(), 2);
    for (int i = 0; i < 5000; ++i) {
        QCOMPARE(m_store->rowOf(i % 2 == 0 ? QString::number(i) : u"id-%1"_s.arg(i)), i);
    }
    QCOMPARE(m_store->rowOf(u"1"_s), -1);
    QCOMPARE(m_store->rowOf({}), -1);
}

void TestRowStore::removesOnlyAfterACompleteReading()
{
    read({row(u"a"_s), row(u"b"_s), row(u"c"_s)});
    read({row(u"b"_s, u"new"_s), row(u"d"_s)}, false);
    QCOMPARE(ids(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
    QCOMPARE(m_store->text(1, 1), u"new"_s);
    QCOMPARE(m_store->met(), 2);
    read({row(u"b"_s), row(u"d"_s)}, true);
    QCOMPARE(ids(), (QStringList{u"b"_s, u"d"_s}));
    QCOMPARE(m_store->rowOf(u"d"_s), 1);
    QCOMPARE(m_store->rowOf(u"a"_s), -1);
    QCOMPARE(m_store->text(0, 1), QString()); // the service gives the name no more
    read({}, true);
    QCOMPARE(m_store->size(), 0);
}

void TestRowStore::takesOverTheOrder()
{
    read({row(u"a"_s), row(u"b"_s), row(u"c"_s)});
    read({row(u"c"_s), row(u"x"_s), row(u"a"_s)}, false);
    QCOMPARE(ids(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"x"_s}));
    read({row(u"c"_s), row(u"x"_s, u"X"_s), row(u"a"_s)}, true);
    QCOMPARE(ids(), (QStringList{u"c"_s, u"x"_s, u"a"_s}));
    QCOMPARE(m_store->text(1, 1), u"X"_s);
    for (int each = 0; each < 3; ++each) {
        QCOMPARE(m_store->rowOf(m_store->id(each)), each);
    }
}

void TestRowStore::countsDuplicatesAndTheFirstWins()
{
    read({row(u"a"_s, u"first"_s), row(u"a"_s, u"second"_s), row(u"b"_s), row(u"a"_s)});
    QCOMPARE(m_store->duplicates(), 2);
    QCOMPARE(m_store->size(), 2);
    QCOMPARE(m_store->text(0, 1), u"first"_s);
    read({row(u"a"_s, u"later"_s), row(u"b"_s)});
    QCOMPARE(m_store->duplicates(), 0);
    QCOMPARE(m_store->text(0, 1), u"later"_s);
}

void TestRowStore::forgetsABrokenAttempt()
{
    m_store->beginReading();
    m_store->beginPage(1, false);
    test::addRow(*m_store, row(u"a"_s));
    m_store->beginPage(2, false);
    test::addRow(*m_store, row(u"b"_s, u"torn"_s));
    test::addRow(*m_store, row(u"gone"_s));
    test::addRow(*m_store, row(u"a"_s)); // a duplicate of page 1, seen on both attempts
    QCOMPARE(m_store->met(), 3);
    m_store->beginPage(3, true);
    test::addRow(*m_store, row(u"b"_s, u"whole"_s));
    test::addRow(*m_store, row(u"a"_s));
    m_store->endReading(true);
    QCOMPARE(m_store->duplicates(), 1);
    QCOMPARE(m_store->met(), 2);
    QCOMPARE(ids(), (QStringList{u"a"_s, u"b"_s})); // "gone" was not there the second time
    QCOMPARE(m_store->text(1, 1), u"whole"_s);
}

void TestRowStore::forgetsSeveralBrokenAttempts()
{
    m_store->beginReading();
    m_store->beginPage(1, false);
    test::addRow(*m_store, row(u"a"_s));
    for (int attempt = 0; attempt < 3; ++attempt) {
        m_store->beginPage(2 + attempt, true);
        test::addRow(*m_store, row(u"a"_s));
        test::addRow(*m_store, row(u"b"_s));
    }
    m_store->beginPage(9, false);
    test::addRow(*m_store, row(u"c"_s));
    m_store->endReading(true);
    QCOMPARE(m_store->duplicates(), 0);
    QCOMPARE(ids(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void TestRowStore::dropsWhatIsOlderThanAChange()
{
    QHash<QString, std::int64_t> changed;
    m_store->protect([&changed](const QString &id) { return changed.value(id); });
    read({row(u"kept"_s, u"old"_s), row(u"removed"_s), row(u"other"_s, u"old"_s)}, true, 100);
    changed = {{u"kept"_s, 200}, {u"removed"_s, 200}, {u"added"_s, 200}};
    // What was done from here at 200, shown at once by a newer read.
    RowStore truth(&m_description->organization);
    truth.beginReading();
    test::addRow(truth, row(u"kept"_s, u"fresh"_s));
    test::addRow(truth, row(u"other"_s, u"old"_s));
    test::addRow(truth, row(u"added"_s));
    truth.endReading(true);
    m_store->apply(truth, 201);
    QCOMPARE(ids(), (QStringList{u"kept"_s, u"other"_s, u"added"_s}));
    // A reading that left before it: changes none of the three, but all that was not changed.
    read({row(u"kept"_s, u"old"_s), row(u"removed"_s), row(u"other"_s, u"new"_s)}, true, 150);
    QCOMPARE(ids(), (QStringList{u"kept"_s, u"other"_s, u"added"_s}));
    QCOMPARE(m_store->text(0, 1), u"fresh"_s);
    QCOMPARE(m_store->text(1, 1), u"new"_s);
    // And one that left after it is believed.
    read({row(u"kept"_s, u"newest"_s), row(u"removed"_s)}, true, 250);
    QCOMPARE(ids(), (QStringList{u"kept"_s, u"removed"_s}));
    QCOMPARE(m_store->text(0, 1), u"newest"_s);
}

void TestRowStore::keepsComputedCells()
{
    read({row(u"a"_s), row(u"b"_s)});
    m_store->set(1, 10, Value::ofNumber(u"3"_s));
    OwnedRow other = row(u"b"_s, u"B"_s);
    other[10] = 7;
    read({other, row(u"a"_s)});
    QCOMPARE(m_store->value(0, 10), Value::ofNumber(u"3"_s));
    QCOMPARE(m_store->value(1, 10), Value());
}

void TestRowStore::mergesARecord()
{
    read({row(u"a"_s, u"A"_s, 5), row(u"b"_s)}, true, 100);
    const auto merge = [this](const OwnedRow &from, std::int64_t sentMs) {
        std::vector<Cell> cells;
        for (const OwnedCell &each : from) {
            cells.push_back(each.cell());
        }
        m_store->mergeRow(cells, sentMs);
    };
    merge(row(u"a"_s, u"Alpha"_s), 150); // says nothing of the members
    QCOMPARE(m_store->text(0, 1), u"Alpha"_s);
    QCOMPARE(m_store->text(0, 3), u"5"_s);
    merge(row(u"a"_s, u"stale"_s), 50);
    QCOMPARE(m_store->text(0, 1), u"Alpha"_s);
    m_store->beginReading();
    m_store->beginPage(160, false);
    merge(row(u"new"_s), 170);
    test::addRow(*m_store, row(u"a"_s, u"Alpha"_s, 5));
    m_store->endReading(true);
    QCOMPARE(ids(), (QStringList{u"a"_s, u"new"_s})); // it came after the list had passed there
}

void TestRowStore::appliesANewerTruth()
{
    read({row(u"a"_s, u"A"_s), row(u"b"_s), row(u"c"_s)}, true, 100);
    RowStore truth(&m_description->organization);
    truth.beginReading();
    for (const OwnedRow &each : {row(u"d"_s), row(u"c"_s), row(u"a"_s, u"Alpha"_s)}) {
        test::addRow(truth, each);
    }
    truth.endReading(true);
    m_store->apply(truth, 200);
    QCOMPARE(ids(), (QStringList{u"a"_s, u"c"_s, u"d"_s})); // nothing moves under the pointer
    QCOMPARE(m_store->text(0, 1), u"Alpha"_s);
}

void TestRowStore::appliesWhileReading()
{
    read({row(u"a"_s, u"0"_s), row(u"b"_s, u"0"_s), row(u"c"_s, u"0"_s)}, true, 10);
    m_store->beginReading();
    m_store->beginPage(100, false);
    test::addRow(*m_store, row(u"a"_s, u"page 1"_s));
    RowStore truth(&m_description->organization);
    truth.beginReading();
    for (const OwnedRow &each :
         {row(u"a"_s, u"truth"_s), row(u"b"_s, u"truth"_s), row(u"new"_s, u"truth"_s)}) {
        test::addRow(truth, each);
    }
    truth.endReading(true);
    m_store->apply(truth, 200);
    QCOMPARE(ids(), (QStringList{u"a"_s, u"b"_s, u"new"_s}));
    QCOMPARE(m_store->text(0, 1), u"truth"_s);
    m_store->beginPage(150, false); // left before the truth did
    test::addRow(*m_store, row(u"b"_s, u"stale"_s));
    test::addRow(*m_store, row(u"c"_s, u"stale"_s)); // is gone since
    m_store->beginPage(250, false);
    test::addRow(*m_store, row(u"later"_s));
    m_store->endReading(true);
    QCOMPARE(ids(), (QStringList{u"a"_s, u"b"_s, u"later"_s, u"new"_s}));
    QCOMPARE(m_store->text(1, 1), u"truth"_s);
    QCOMPARE(m_store->duplicates(), 0);
}

void TestRowStore::ignoresAnOlderTruth()
{
    read({row(u"a"_s, u"new"_s)}, true, 300);
    RowStore truth(&m_description->organization);
    truth.beginReading();
    test::addRow(truth, row(u"a"_s, u"old"_s));
    test::addRow(truth, row(u"b"_s));
    truth.endReading(true);
    m_store->apply(truth, 200);
    QCOMPARE(ids(), QStringList{u"a"_s});
    QCOMPARE(m_store->text(0, 1), u"new"_s);
}

void TestRowStore::tellsWhatChanged()
{
    Listener listener(*m_store);
    read({row(u"a"_s), row(u"b"_s), row(u"c"_s)});
    QCOMPARE(listener.touched, 3);
    QVERIFY(!m_store->hasUpdated());
    read({row(u"a"_s), row(u"b"_s), row(u"c"_s)});
    QCOMPARE(listener.touched, 3); // nothing is new
    QCOMPARE(listener.renumberings, 0);
    m_store->set(2, 1, Value::ofText(u"C"_s));
    read({row(u"c"_s, u"D"_s), row(u"b"_s, u"B"_s)});
    QCOMPARE(listener.renumberings, 1);
    QCOMPARE(listener.sizeBefore, 3);
    QCOMPARE(listener.announced, (std::vector<int>{-1, 1, 0}));
    QCOMPARE(m_store->takeUpdated(), (std::vector<int>{0, 1}));
    QVERIFY(!m_store->hasUpdated());
    m_store->set(0, 1, Value::ofText(u"D"_s)); // the same value
    QVERIFY(!m_store->hasUpdated());
}

void TestRowStore::staysSmallWhenReadAgain()
{
    std::size_t first = 0;
    for (int round = 0; round < 20; ++round) {
        QList<OwnedRow> rows;
        for (int i = 0; i < 1000; ++i) {
            rows.append(
                row(u"id-%1"_s.arg(i),
                    u"a name of more than thirty-two letters %1 %2"_s.arg(i).arg(round, 60)));
        }
        read(rows);
        if (round == 2) {
            first = m_store->bytes();
        }
    }
    QVERIFY2(m_store->bytes() < first * 2, qPrintable(QString::number(m_store->bytes())));
    QCOMPARE(m_store->text(999, 1).right(2), u"19"_s);
    QCOMPARE(m_store->rowOf(u"id-999"_s), 999);
}

void TestRowStore::clears()
{
    Listener listener(*m_store);
    read({row(u"a"_s), row(u"b"_s)});
    m_store->clear();
    QCOMPARE(m_store->size(), 0);
    QCOMPARE(listener.announced, (std::vector<int>{-1, -1}));
    read({row(u"b"_s)});
    QCOMPARE(m_store->rowOf(u"b"_s), 0);
}

QTEST_GUILESS_MAIN(TestRowStore)
#include "tst_rowstore.moc"
