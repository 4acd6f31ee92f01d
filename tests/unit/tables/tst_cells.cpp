// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "celltext.h"
#include "folding.h"
#include "orderkeys.h"
#include "rowfilter.h"
#include "slicedsort.h"
#include "tabletestdata.h"
#include "textarena.h"
#include "viewchange.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace orgkeeper;
using namespace orgkeeper::test;
using namespace Qt::StringLiterals;

class TestCells : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void readsTimes_data();
    void readsTimes();
    void writesTimesByLocale();
    void writesCells_data();
    void writesCells();
    void keepsTextsOnOneLine_data();
    void keepsTextsOnOneLine();
    void folds_data();
    void folds();
    void keepsTextsInTheArena();
    void cutsHugeTextsAtACharacter();
    void ordersByValue_data();
    void ordersByValue();
    void sortsInSlices();
    void narrows();
    void findsTheLeastChange_data();
    void findsTheLeastChange();
};

void TestCells::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    qputenv("TZ", "Europe/Berlin"); // not UTC, and with two changes a year
}

void TestCells::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("ms");    // -1: it is no time
    const qint64 base = 1714745520000; // 2024-05-03 14:12 UTC
    QTest::newRow("Z") << u"2024-05-03T14:12:00Z"_s << base;
    QTest::newRow("no zone is UTC") << u"2024-05-03T14:12:00"_s << base;
    QTest::newRow("blank for T") << u"2024-05-03 14:12:00"_s << base;
    QTest::newRow("no seconds") << u"2024-05-03T14:12Z"_s << base;
    QTest::newRow("milliseconds") << u"2024-05-03T14:12:00.007Z"_s << base + 7;
    QTest::newRow("microseconds") << u"2024-05-03T14:12:00.123456"_s << base + 123;
    QTest::newRow("nanoseconds") << u"2024-05-03T14:12:00.123456789Z"_s << base + 123;
    QTest::newRow("tenth") << u"2024-05-03T14:12:00.5Z"_s << base + 500;
    QTest::newRow("ahead") << u"2024-05-03T16:12:00+02:00"_s << base;
    QTest::newRow("behind, no colon") << u"2024-05-03T09:42:00-0430"_s << base;
    QTest::newRow("hours alone") << u"2024-05-03T16:12:00+02"_s << base;
    QTest::newRow("date") << u"2024-05-03"_s << base - (14 * 60 + 12) * 60000;
    QTest::newRow("before the epoch") << u"1969-12-31T23:59:59Z"_s << qint64(-1000);
    QTest::newRow("leap day") << u"2024-02-29"_s << qint64(1709164800000);
    QTest::newRow("no leap day") << u"2023-02-29"_s << qint64(-1);
    QTest::newRow("month 13") << u"2024-13-01"_s << qint64(-1);
    QTest::newRow("hour 25") << u"2024-05-03T25:00:00Z"_s << qint64(-1);
    QTest::newRow("rubbish behind") << u"2024-05-03T14:12:00Zx"_s << qint64(-1);
    QTest::newRow("cut short") << u"2024-05-03T14:"_s << qint64(-1);
    QTest::newRow("no fraction") << u"2024-05-03T14:12:00.Z"_s << qint64(-1);
    QTest::newRow("words") << u"yesterday"_s << qint64(-1);
    QTest::newRow("nothing") << u""_s << qint64(-1);
}

void TestCells::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(qint64, ms);
    const auto time = parseTime(text.toStdString());
    QCOMPARE(time.has_value(), ms != -1);
    if (time) {
        QCOMPARE(qint64(time->ms), ms);
        QCOMPARE(time->dateOnly, text.size() == 10);
    }
}

void TestCells::writesTimesByLocale()
{
    const CellTime time{1714745520000, false};
    QCOMPARE(TimeText(QLocale::c()).text(time), u"2024-05-03 16:12"_s);
    QCOMPARE(TimeText(QLocale(QLocale::German)).text(time), u"03.05.24 16:12"_s);
    // A date is the same day everywhere.
    QCOMPARE(TimeText(QLocale::c()).text({1714694400000, true}), u"2024-05-03"_s);
    // The offsets that are remembered must not be taken for others.
    TimeText texts(QLocale::c());
    for (int i = -5000; i < 5000; ++i) {
        const qint64 ms = time.ms + i * 79LL * 60000;
        const QString wanted = QDateTime::fromMSecsSinceEpoch(ms).toString(u"yyyy-MM-dd HH:mm");
        QCOMPARE(texts.text({ms, false}), wanted);
    }
}

void TestCells::writesCells_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<OwnedCell>("cell");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, FieldType type, const OwnedCell &cell,
                        const QString &text) {
        QTest::newRow(name) << static_cast<int>(type) << cell << text;
    };
    row("absent", FieldType::Text, OwnedCell(), u""_s);
    row("null", FieldType::Count, OwnedCell::null(), u""_s);
    row("count", FieldType::Count, 20000, u"20,000"_s);
    row("beyond a double", FieldType::Number, INT64_MAX, u"9,223,372,036,854,775,807"_s);
    row("beyond 64 bits", FieldType::Number, u"18446744073709551615"_s, u"18446744073709551615"_s);
    row("real", FieldType::Number, OwnedCell::real("1234.5"), u"1,234.5"_s);
    row("no number", FieldType::Number, u"many"_s, u"many"_s);
    row("id is not grouped", FieldType::Id, 20000, u"20000"_s);
    row("yes", FieldType::Flag, true, u"yes"_s);
    row("no", FieldType::Flag, false, u"no"_s);
    row("flag by number", FieldType::Flag, 1, u"yes"_s);
    row("flag by word", FieldType::Flag, u"false"_s, u"no"_s);
    row("flag by another word", FieldType::Flag, u"perhaps"_s, u"perhaps"_s);
    row("list", FieldType::List, u"a.example\u001fb.example"_s, u"a.example, b.example"_s);
    row("time", FieldType::Time, u"2024-05-03T14:12:00Z"_s, u"5/3/24 4:12 PM"_s);
    row("time in seconds", FieldType::Time, 1714745520, u"5/3/24 4:12 PM"_s);
    row("time in milliseconds", FieldType::Time, std::int64_t{1714745520000}, u"5/3/24 4:12 PM"_s);
    row("no time", FieldType::Time, u"soon"_s, u"soon"_s);
    row("text", FieldType::Text, u"Łódź"_s, u"Łódź"_s);
}

void TestCells::writesCells()
{
    QFETCH(int, type);
    QFETCH(OwnedCell, cell);
    QFETCH(QString, text);
    QString shown = CellText().text(cell.cell(), static_cast<FieldType>(type));
    shown.replace(QChar(0x202f), u' '); // newer locale data
    QCOMPARE(shown, text);
}

void TestCells::keepsTextsOnOneLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("line");
    QTest::newRow("plain") << u"Elif Örnek"_s << u"Elif Örnek"_s;
    QTest::newRow("line break") << u"a\nb"_s << u"a\u240ab"_s;
    QTest::newRow("paragraph") << u"a\u2029b"_s << u"a\ufffdb"_s;
    QTest::newRow("delete") << u"a\u007f"_s << u"a\u2421"_s;
    QTest::newRow("override is closed")
        << u"evil\u202egpj"_s << u"\u2068evil\u202egpj\u202c\u2069"_s;
    QTest::newRow("closed ones stay") << u"\u202babc\u202c"_s << u"\u2068\u202babc\u202c\u2069"_s;
    QTest::newRow("cannot close what is around") << u"a\u2069b\u202cc"_s << u"abc"_s;
    QTest::newRow("an isolate closes what is inside")
        << u"\u2067\u202ea\u2069b"_s << u"\u2068\u2067\u202ea\u2069b\u2069"_s;
    QTest::newRow("an embedding does not end outside its isolate")
        << u"\u202a\u2067a\u202cb"_s << u"\u2068\u202a\u2067ab\u2069\u202c\u2069"_s;
}

void TestCells::keepsTextsOnOneLine()
{
    QFETCH(QString, text);
    QFETCH(QString, line);
    QCOMPARE(oneLine(text), line);
}

void TestCells::folds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");
    QTest::newRow("case") << u"ACME Berlin"_s << u"acme berlin"_s;
    QTest::newRow("accents") << u"Elif Örnek, Hana Příklad"_s << u"elif ornek, hana priklad"_s;
    QTest::newRow("strokes") << u"Łódź Ørsted Đurđica"_s << u"lodz orsted durdica"_s;
    QTest::newRow("two letters") << u"Straße Æsir"_s << u"strasse aesir"_s;
    QTest::newRow("dotless") << u"Işık"_s << u"isik"_s;
    QTest::newRow("composed as decomposed") << u"O\u0308rnek"_s << u"ornek"_s;
    QTest::newRow("wide letters") << u"ＡＣＭＥ"_s << u"acme"_s;
    QTest::newRow("other scripts") << u"Пример"_s << u"пример"_s;
}

void TestCells::folds()
{
    QFETCH(QString, text);
    QFETCH(QString, folded);
    QCOMPARE(QString::fromStdString(orgkeeper::folded(text)), folded);
}

void TestCells::keepsTextsInTheArena()
{
    std::mt19937 random(20260501); // NOLINT: the same texts each time
    TextArena arena;
    std::vector<std::pair<TextArena::Ref, std::string>> kept;
    for (int i = 0; i < 3000; ++i) {
        const std::size_t length = i % 500 == 499 ? 3'000'000 : random() % 300;
        std::string text(length, static_cast<char>('a' + i % 26));
        const TextArena::Ref ref = arena.add(text);
        kept.emplace_back(ref, std::move(text));
    }
    for (const auto &[ref, text] : kept) {
        QVERIFY(arena.at(ref) == text);
    }
    QVERIFY(!arena.isWasteful());
    for (const auto &[ref, text] : kept) {
        arena.release(ref);
    }
    QVERIFY(arena.isWasteful());
}

void TestCells::cutsHugeTextsAtACharacter()
{
    TextArena arena;
    std::string text(TextArena::longestText - 1, 'x');
    text += "\u20ac\u20ac"; // three bytes each
    const std::string_view kept = arena.at(arena.add(text));
    QCOMPARE(kept.size(), TextArena::longestText - 1);
    QCOMPARE(kept.back(), 'x');
}

void TestCells::ordersByValue_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<QList<OwnedCell>>("cells");
    QTest::addColumn<QList<int>>("ascending");
    QTest::addColumn<QList<int>>("descending");
    // Among equals the service's order stays, and nothing is last: both ways.
    QTest::newRow("text") << 1
                          << QList<OwnedCell>{u"acme 10"_s, OwnedCell(), u"Acme 2"_s, u"Ärzte"_s,
                                              u""_s,        u"zoo"_s,    u"acme 2"_s}
                          << QList<int>{2, 6, 0, 3, 5, 1, 4} << QList<int>{5, 3, 0, 2, 6, 1, 4};
    QTest::newRow("count") << 3 << QList<OwnedCell>{9, OwnedCell::null(),     10, u"many"_s, -1,
                                                    9, OwnedCell::real("9.5")}
                           << QList<int>{4, 0, 5, 6, 2, 3, 1} << QList<int>{2, 6, 0, 5, 4, 3, 1};
    QTest::newRow("beyond a double") << 3 << QList<OwnedCell>{INT64_MAX, INT64_MAX - 1, INT64_MAX}
                                     << QList<int>{1, 0, 2} << QList<int>{0, 2, 1};
    QTest::newRow("not a number") << 4
                                  << QList<OwnedCell>{OwnedCell::real("nan"), 2,
                                                      OwnedCell::real("inf"), 1, u"nan"_s}
                                  << QList<int>{3, 1, 0, 2, 4} << QList<int>{1, 3, 0, 2, 4};
    QTest::newRow("time") << 5
                          << QList<OwnedCell>{u"2024-05-03T14:12:00Z"_s, u"2024-05-03"_s,
                                              u"2024-05-03T15:00:00+02:00"_s, u"soon"_s,
                                              OwnedCell()}
                          << QList<int>{1, 2, 0, 3, 4} << QList<int>{0, 2, 1, 3, 4};
    QTest::newRow("flag") << 6 << QList<OwnedCell>{true, false, OwnedCell(), true, false}
                          << QList<int>{1, 4, 0, 3, 2} << QList<int>{0, 3, 1, 4, 2};
}

void TestCells::ordersByValue()
{
    QFETCH(int, field);
    QFETCH(QList<OwnedCell>, cells);
    QFETCH(QList<int>, ascending);
    QFETCH(QList<int>, descending);
    const auto description = organizationsDescription();
    RowStore store(&description->organization);
    store.beginReading();
    for (int row = 0; row < cells.size(); ++row) {
        OwnedRow made(11);
        made[0] = QString::number(row);
        made[static_cast<std::size_t>(field)] = cells.at(row);
        test::addRow(store, made);
    }
    store.endReading(true);
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        OrderKeys keys(store);
        keys.begin(field, order);
        QList<int> rows;
        for (int row = 0; row < store.size(); ++row) {
            keys.append();
            rows.prepend(row);
        }
        std::sort(rows.begin(), rows.end(),
                  [&keys](int left, int right) { return keys.isBefore(left, right); });
        QCOMPARE(rows, order == Qt::AscendingOrder ? ascending : descending);
    }
}

void TestCells::sortsInSlices()
{
    const auto description = organizationsDescription();
    for (const int count : {0, 1, 1023, 1024, 1025, 2048, 5000, 9217}) {
        RowStore store(&description->organization);
        store.beginReading();
        for (int row = 0; row < count; ++row) {
            OwnedRow made(4);
            made[0] = row;
            made[3] = static_cast<int>(row * 7919LL % 4001 / 3); // with equals
            test::addRow(store, made);
        }
        OrderKeys keys(store);
        keys.begin(3, Qt::AscendingOrder);
        std::vector<int> rows;
        for (int row = 0; row < count; ++row) {
            keys.append();
            rows.push_back(row);
        }
        std::vector<int> wanted = rows;
        std::sort(wanted.begin(), wanted.end(),
                  [&keys](int left, int right) { return keys.isBefore(left, right); });
        SlicedSort sort;
        sort.begin(rows);
        int slices = 0;
        // Over before it began, so that each step does the least it can; what it did must count.
        while (!sort.step(keys, Slice(count > 2000 ? 50 : -1))) {
            QVERIFY(++slices < 1'000'000);
        }
        QVERIFY(sort.take() == wanted);
    }
}

void TestCells::narrows()
{
    using Words = std::vector<std::string>;
    QVERIFY(isNarrower(Words{}, Words{"a"}));
    QVERIFY(isNarrower(Words{"ac"}, Words{"acm"}));
    QVERIFY(isNarrower(Words{"ac"}, Words{"berlin", "ac"}));
    QVERIFY(isNarrower(Words{"me"}, Words{"acme"}));
    QVERIFY(!isNarrower(Words{"acm"}, Words{"ac"}));
    QVERIFY(!isNarrower(Words{"acme", "be"}, Words{"acme"}));
    QVERIFY(!isNarrower(Words{"a"}, Words{}));
}

void TestCells::findsTheLeastChange_data()
{
    using Rows = QList<int>;
    QTest::addColumn<Rows>("from");
    QTest::addColumn<Rows>("to");
    QTest::addColumn<int>("kind");
    QTest::addColumn<Rows>("ranges"); // first, last, first, last ...
    const auto kind = [](ViewChange::Kind which) { return static_cast<int>(which); };
    using Kind = ViewChange::Kind;
    QTest::newRow("same") << Rows{1, 2} << Rows{1, 2} << kind(Kind::None) << Rows{};
    QTest::newRow("first rows") << Rows{} << Rows{0, 1} << kind(Kind::Insert) << Rows{0, 1};
    QTest::newRow("at the end") << Rows{1} << Rows{1, 2, 3} << kind(Kind::Insert) << Rows{1, 2};
    QTest::newRow("two places") << Rows{1, 2} << Rows{0, 1, 2, 5} << kind(Kind::Insert)
                                << Rows{0, 0, 3, 3};
    QTest::newRow("all go") << Rows{4, 2} << Rows{} << kind(Kind::Remove) << Rows{0, 1};
    QTest::newRow("some go") << Rows{4, 2, 7, 9} << Rows{4, 9} << kind(Kind::Remove) << Rows{1, 2};
    QTest::newRow("moved") << Rows{1, 2} << Rows{2, 1} << kind(Kind::Layout) << Rows{};
    QTest::newRow("moved and more") << Rows{1, 2} << Rows{2, 1, 3} << kind(Kind::Layout) << Rows{};
    QTest::newRow("other ones") << Rows{1, 2, 3} << Rows{4} << kind(Kind::Layout) << Rows{};
    Rows many;
    Rows few;
    for (int i = 0; i < 18; ++i) {
        many.append(i);
        if (i % 2 == 0) {
            few.append(i);
        }
    }
    QTest::newRow("too many places") << few << many << kind(Kind::Layout) << Rows{};
}

void TestCells::findsTheLeastChange()
{
    QFETCH(QList<int>, from);
    QFETCH(QList<int>, to);
    QFETCH(int, kind);
    QFETCH(QList<int>, ranges);
    const ViewChange change = viewChange({from.cbegin(), from.cend()}, {to.cbegin(), to.cend()});
    QCOMPARE(static_cast<int>(change.kind), kind);
    QList<int> found;
    for (const ViewChange::Range &range : change.ranges) {
        found << range.first << range.last;
    }
    QCOMPARE(found, ranges);
}

QTEST_GUILESS_MAIN(TestCells)
#include "tst_cells.moc"
