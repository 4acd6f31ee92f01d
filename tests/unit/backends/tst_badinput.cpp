// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enginekit.h"
#include "readerkit.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace orgkeeper;
using namespace Qt::StringLiterals;
using Code = ReaderFailure::Code;

// What a sanitizer keeps for itself would drown what is measured.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool MemoryTells = false;
#else
constexpr bool MemoryTells = true;
#endif

// Without optimization (and with a sanitizer) a gigabyte would take longer than all other tests.
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
constexpr qint64 Streamed = 1'000'000'000;
#else
constexpr qint64 Streamed = 100'000'000;
#endif

namespace {

constexpr qint64 Piece = 256 * 1024; // what a transport hands over at most

std::shared_ptr<const ReaderShape> exampleShape()
{
    auto shape = std::make_shared<ReaderShape>();
    shape->addRows(EntityKind::Organization, "/items", exampleDescription()->organization);
    shape->addCapture("/meta/next");
    shape->close();
    return shape;
}

class CountingSink final : public RowSink
{
public:
    void beginPage(std::int64_t, bool) override {}
    void addRow(std::span<const Cell>) override { ++rows; }
    qint64 rows = 0;
};

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    constexpr qint64 pageSize = 4096;
    return file.readAll().split(' ').value(1).toLongLong() * pageSize;
}

QByteArray row(int number)
{
    return R"({"id":"o)" + QByteArray::number(number) + R"(","name":"Muster \u00e9)" +
           QByteArray::number(number) + R"(","slug":null,"member_count":)" +
           QByteArray::number(number) + R"(,"x":[{"y":-1.5e3},true]})";
}

QByteArray list(int rows)
{
    QByteArrayList items;
    for (int i = 0; i < rows; ++i)
        items.append(row(i));
    return R"({"items":[)" + items.join(',') + R"(],"meta":{"next":"c"}})";
}

} // namespace

/// Each kind of bad reply and its verdict. Nothing here may crash, hang or keep what it is sent.
class tst_BadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void wrongTypesEverywhere();
    void cutEverywhere_data();
    void cutEverywhere();
    void cutOnTheWire();
    void oneHugeText_data();
    void oneHugeText();
    void endlessReply();
    void mutations();
};

void tst_BadInput::verdicts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QStringList>("rows");
    using Kind = Error::Kind;
    const QStringList a{u"'a' - - -"_s};
    const auto row = [](const char *name, const QByteArray &body, Kind kind, const QString &says,
                        const QStringList &rows = {}) {
        QTest::newRow(name) << body << kind << says << rows;
    };
    row("words", "Service up", Kind::Malformed, u"not JSON: byte 0"_s);
    row("web page", "<!DOCTYPE html><html><body>Hello</body></html>", Kind::Malformed,
        u"web page, not JSON: is the base URL right?"_s);
    row("empty", "", Kind::Malformed, u"is empty"_s);
    row("blanks", "\r\n\r\n", Kind::Malformed, u"is empty"_s);
    row("text", R"("ok")", Kind::Malformed, u"no list"_s);
    row("number", "0", Kind::Malformed, u"no list"_s);
    row("null", "null", Kind::Malformed, u"no list"_s);
    row("another object", R"({"ok":true})", Kind::Malformed, u"no list at “/items”"_s);
    row("list is an object", R"({"items":{"a":{"id":"a"}}})", Kind::Malformed, u"is not a list"_s);
    row("list is null", R"({"items":null})", Kind::None, {});
    row("row is null", R"({"items":[{"id":"a"},null]})", Kind::Malformed, u"item 2"_s, a);
    row("row is a text", R"({"items":[{"id":"a"},"b",{"id":"c"}]})", Kind::Malformed,
        u"item 2 of the list is not an object"_s, a);
    row("row without ID", R"({"items":[{"id":"a"},{"name":"b"}]})", Kind::Malformed,
        u"item 2 of the list has no ID"_s, a);
    row("cells of wrong types",
        R"({"items":[{"id":5,"name":{"a":1},"slug":["x"],"member_count":"many"}]})", Kind::None, {},
        {u"5 - - 'many'"_s});
    row("two documents", R"({"items":[{"id":"a"}]}{"items":[]})", Kind::Malformed,
        u"goes on after its end, at byte 22"_s, a);
    row("rubbish behind", R"({"items":[{"id":"a"}]};)", Kind::Malformed, u"at byte 22"_s, a);
    row("comment", R"({"items":[{"id":"a"},/**/{"id":"b"}]})", Kind::Malformed, u"byte 21"_s, a);
    row("trailing comma", R"({"items":[{"id":"a"},]})", Kind::Malformed, u"byte 21"_s, a);
    row("NaN", R"({"items":[{"id":"a"},{"id":NaN}]})", Kind::Malformed, u"byte 27"_s, a);
    row("leading zero", R"({"items":[{"id":"a"},{"id":01}]})", Kind::Malformed, u"byte 28"_s, a);
    row("line break in a text", "{\"items\":[{\"id\":\"a\"},{\"id\":\"\n\"}]}", Kind::Malformed,
        u"byte 28"_s, a);
    row("NUL byte", QByteArray("{\"items\":[{\"id\":\"a\"}\0]}", 23), Kind::Malformed, u"byte 20"_s,
        a);
    row("UTF-16", QByteArray("\xFF\xFE{\0}\0", 6), Kind::Malformed, u"byte 0"_s);
    row("64 deep",
        R"({"items":[{"id":"a"}],"x":)" + QByteArray(63, '[') + QByteArray(63, ']') + "}",
        Kind::None, {}, a);
    row("65 deep",
        R"({"items":[{"id":"a"}],"x":)" + QByteArray(64, '[') + QByteArray(64, ']') + "}",
        Kind::TooLarge, u"nested too deeply"_s, a);
    row("100,000 deep", R"({"items":[{"id":"a"}],"x":)" + QByteArray(100'000, '['), Kind::TooLarge,
        u"nested too deeply"_s, a);
    row("long text", R"({"items":[{"id":"a"},{"id":")" + QByteArray(1024 * 1024 + 1, 'x') + "\"}]}",
        Kind::TooLarge, u"text that is too long"_s, a);
    row("long text, unwanted",
        R"({"items":[{"id":"a"}],"x":")" + QByteArray(1024 * 1024 + 1, 'x') + "\"}", Kind::TooLarge,
        u"text that is too long"_s, a);
    row("long key", R"({"items":[{"id":"a"}],")" + QByteArray(1024 * 1024 + 1, 'x') + "\":1}",
        Kind::TooLarge, u"text that is too long"_s, a);
    row("long number", R"({"items":[{"id":"a"},{"id":)" + QByteArray(1024 * 1024 + 1, '1') + "}]}",
        Kind::TooLarge, u"text that is too long"_s, a);
    row("NUL", R"({"items":[{"id":"a","name":"\u0000"}]})", Kind::None, {}, {u"'a' '�' - -"_s});
    row("lone surrogates", R"({"items":[{"id":"a","name":"\ud800x\udfff"}]})", Kind::None, {},
        {u"'a' '�x�' - -"_s});
    row("no UTF-8", "{\"items\":[{\"id\":\"a\",\"name\":\"\xC3\x28\xFE\"}]}", Kind::None, {},
        {u"'a' '�(�' - -"_s});
    row("unknown words", R"({"items":[{"id":"a","name":"platinum","new":1}],"brand":"new"})",
        Kind::None, {}, {u"'a' 'platinum' - -"_s});
    // Which of two counts is the row store's business; both are handed over, in order.
    row("same ID twice", R"({"items":[{"id":"a","name":"1"},{"id":"a","name":"2"}]})", Kind::None,
        {}, {u"'a' '1' - -"_s, u"'a' '2' - -"_s});
    row("same name twice", R"({"items":[{"id":"a","id":"b","name":"1","name":"2"}]})", Kind::None,
        {}, {u"'a' '1' - -"_s});
}

void tst_BadInput::verdicts()
{
    QFETCH(QByteArray, body);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, says);
    QFETCH(QStringList, rows);
    auto description = exampleDescription();
    description->calls.at(CallId::ListOrganizations).rows = "/items";
    EngineTest test({}, description);
    test.answers = {reply(200, body)};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, kind);
    QVERIFY2(outcome.error.detail.contains(says), qPrintable(outcome.error.detail));
    QCOMPARE(outcome.error.detail.isEmpty(), says.isEmpty());
    QCOMPARE(test.organizations.rows, rows);
    QCOMPARE(test.peer.seen.size(), 1); // asking again would not make it better
}

void tst_BadInput::wrongTypesEverywhere()
{
    const QByteArrayList values{"null", "true", "7",   "-1.5", "\"x\"",
                                "[]",   "{}",   "[1]", "[{}]", "{\"id\":{}}"};
    // Where the value of a list of three rows is replaced by each of these, and which of them are
    // no mistake there.
    struct Place
    {
        QByteArray before;
        QByteArray after;
        QByteArrayList good;
        int rows; ///< handed over although it is a mistake
    };
    const QByteArrayList any = values;
    const QList<Place> places{
        {"", "", {}, 0},
        {R"({"items":)", "}", {"null", "[]"}, 0},
        {R"({"items":[{"id":1},)", R"(,{"id":3}]})", {}, 1},
        {R"({"items":[{"id":1},{"id":)", R"(},{"id":3}]})", {"7", "-1.5", "\"x\""}, 1},
        {R"({"items":[{"id":1},{"id":2,"name":)", R"(},{"id":3}]})", any, 3},
        {R"({"items":[{"id":1},{"id":2,"member_count":)", R"(},{"id":3}]})", any, 3},
        {R"({"items":[{"id":1},{"id":2},{"id":3}],"meta":)", "}", any, 3},
        {R"({"items":[{"id":1},{"id":2},{"id":3}],"meta":{"next":)", "}}", any, 3},
    };
    const auto shape = exampleShape();
    for (const Place &place : places) {
        for (const QByteArray &value : values) {
            const std::string body = (place.before + value + place.after).toStdString();
            CollectingSink sink;
            Reader reader(shape, {&sink, nullptr, nullptr});
            reader.write(body);
            reader.finish();
            const bool good =
                !reader.failure() && !reader.extractor().missing(EntityKind::Organization);
            QVERIFY2(good == place.good.contains(value), body.c_str());
            if (!good)
                QVERIFY2(sink.rows.size() == place.rows, body.c_str());
        }
    }
}

void tst_BadInput::cutEverywhere_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("step");
    QTest::newRow("each byte") << 3 << 1;
    QTest::newRow("each 100th byte") << 2'000 << 100;
}

void tst_BadInput::cutEverywhere()
{
    QFETCH(int, rows);
    QFETCH(int, step);
    const std::string body = list(rows).toStdString();
    const auto shape = exampleShape();
    // One reading that is looked at on its way: each look is what a cut there would leave.
    CollectingSink sink;
    Reader upTo(shape, {&sink, nullptr, nullptr});
    std::size_t endOfRow = 0;
    int whole = 0;
    for (std::size_t cut = 0; cut < body.size(); ++cut) {
        // "}" closes a row where its list of x was closed before.
        while (whole < rows && cut >= (endOfRow = body.find("true]}", endOfRow)) + 6) {
            ++whole;
            endOfRow += 6;
        }
        if (cut % std::size_t(step) == 0) {
            CountingSink counting;
            Reader reader(shape, {&counting, nullptr, nullptr});
            if (step == 1 || cut % 5'000 == 0) {
                QVERIFY(reader.write(std::string_view(body).substr(0, cut)));
                QVERIFY(!reader.finish());
                QCOMPARE(int(reader.failure().code), int(cut ? Code::CutShort : Code::Empty));
                QCOMPARE(reader.failure().byte, std::int64_t(cut));
                QCOMPARE(counting.rows, whole);
            }
            QVERIFY(!upTo.isWhole() || cut == 0);
            QCOMPARE(sink.rows.size(), whole);
        }
        QVERIFY(upTo.write(std::string_view(body).substr(cut, 1)));
    }
    QVERIFY(upTo.finish());
    QCOMPARE(sink.rows.size(), rows);
}

void tst_BadInput::cutOnTheWire()
{
    TransportSettings settings;
    settings.retry.attempts = 1;
    auto description = exampleDescription();
    description->calls.at(CallId::ListOrganizations).rows = "/items";
    const QByteArray whole = reply(200, list(100));
    const qsizetype head = whole.indexOf("\r\n\r\n") + 4;
    int before = 0;
    for (qsizetype cut = head; cut < whole.size(); cut += 100) {
        EngineTest test(settings, description);
        test.answers = {whole.first(cut)};
        const Outcome outcome = test.run(CallId::ListOrganizations);
        QCOMPARE(outcome.error.kind, Error::Kind::ConnectionLost);
        QVERIFY(test.organizations.rows.size() >= before);
        before = int(test.organizations.rows.size());
        QCOMPARE(before, whole.first(cut).count("true]}"));
    }
    QVERIFY(before > 90);
}

void tst_BadInput::oneHugeText_data()
{
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("a cell") << QByteArray(R"({"items":[{"id":"a"},{"id":"b","name":")");
    QTest::newRow("nobody wants it") << QByteArray(R"({"items":[{"id":"a"}],"x":")");
    QTest::newRow("escapes") << QByteArray(R"({"items":[{"id":"a"},{"name":"\)");
    QTest::newRow("a name") << QByteArray(R"({"items":[{"id":"a"},{")");
    QTest::newRow("a number") << QByteArray(R"({"items":[{"id":"a"},{"id":1)");
}

void tst_BadInput::oneHugeText()
{
    QFETCH(QByteArray, begin);
    const bool escapes = begin.endsWith('\\');
    const bool digits = begin.endsWith('1');
    CountingSink sink;
    Reader reader(exampleShape(), {&sink, nullptr, nullptr});
    QVERIFY(reader.write(begin.toStdString()));
    // "\u0000\" and so on: the piece begins within the escape that the one before has begun.
    const QByteArray unit = escapes ? "u0000\\" : digits ? "123456" : "abcdef";
    const std::string piece = unit.repeated(Piece / 6).toStdString();
    const qint64 before = residentBytes();
    qint64 fed = 0;
    qint64 refusedAt = -1;
    while (fed < 257LL * 1024 * 1024) { // also those who do not stop when told so
        const bool goesOn = reader.write(piece);
        fed += qint64(piece.size());
        if (!goesOn && refusedAt < 0)
            refusedAt = fed;
        QVERIFY(goesOn == (refusedAt < 0));
    }
    QVERIFY(!reader.finish());
    QCOMPARE(int(reader.failure().code), int(Code::TextTooLong));
    QCOMPARE(kindOf(reader.failure()), Error::Kind::TooLarge);
    // An escape of six bytes is a text of three.
    QVERIFY(refusedAt <= (escapes ? 2 : 1) * 1024 * 1024 + 2 * Piece);
    QCOMPARE(sink.rows, 1);
    if (MemoryTells)
        QVERIFY2(residentBytes() - before < 16 * 1024 * 1024,
                 qPrintable(QString::number(residentBytes() - before)));
}

void tst_BadInput::endlessReply()
{
    CountingSink sink;
    Reader reader(exampleShape(), {&sink, nullptr, nullptr});
    QByteArray rows;
    for (int i = 0; rows.size() < Piece; ++i)
        rows += row(i) + R"(,{"id":1,"name":")" + QByteArray(3'000, 'n') + R"(","x":")" +
                QByteArray(2'000, 'y') + R"("},)";
    const std::string piece = rows.toStdString();
    QVERIFY(reader.write(R"({"items":[)"));
    QVERIFY(reader.write(piece)); // what is kept for the next row has its size now
    const qint64 before = residentBytes();
    QElapsedTimer timer;
    timer.start();
    qint64 fed = 0;
    for (; fed < Streamed; fed += qint64(piece.size()))
        QVERIFY(reader.write(piece));
    const qint64 grown = residentBytes() - before;
    qInfo("%.2f GB, %lld rows: %.2f s, %.2f MB more memory", double(fed) / 1e9,
          static_cast<long long>(sink.rows), double(timer.elapsed()) / 1e3, double(grown) / 1e6);
    QVERIFY(reader.write(R"({"id":0}]})"));
    QVERIFY(reader.finish());
    if (MemoryTells)
        QVERIFY(grown < 4 * 1024 * 1024);
}

void tst_BadInput::mutations()
{
    constexpr quint32 seed = 20'261'122;
    constexpr int runs = 20'000;
    qInfo("seed %u, %d bodies", seed, runs);
    QRandomGenerator random(seed);
    const QByteArray seedBody =
        "\xEF\xBB\xBF{\"items\":[" + row(1) +
        ",{\"id\":18446744073709551615,\"name\":\"\\ud83d\\ude00\\u0000\xC3\xA9\",\"members\":"
        "[1,{},[]]},{\"id\":-0.5e-7,\"member_count\":null}],\"meta\":{\"next\":\"a\\\"b\"}} ";
    const QByteArray pieces = "\"\\{}[]:,0-.eu\xC3\xED \ndtn";
    const auto shape = exampleShape();
    int failed = 0;
    for (int run = 0; run < runs; ++run) {
        QByteArray body = seedBody;
        for (int m = random.bounded(4); m >= 0; --m) {
            const int at = random.bounded(int(body.size()));
            const int length = random.bounded(8);
            const int from = random.bounded(int(body.size()));
            switch (random.bounded(5)) {
            case 0:
                body[at] = pieces.at(random.bounded(int(pieces.size())));
                break;
            case 1:
                body[at] = char(random.bounded(256));
                break;
            case 2:
                body.remove(at, length);
                break;
            case 3:
                body.insert(at, body.mid(from, length));
                break;
            default:
                body.insert(at, pieces.at(random.bounded(int(pieces.size()))));
                break;
            }
            if (body.isEmpty())
                body = "[";
        }
        const std::string text = body.toStdString();
        const Reading whole = readWhole(shape, text);
        const int longest = 1 + random.bounded(40);
        const Reading split = readBody(
            shape, text, [&random, longest] { return std::size_t(1 + random.bounded(longest)); });
        failed += whole.code != Code::None;
        QVERIFY2(whole == split, body.toPercentEncoding().constData());
    }
    qInfo("%d of them were refused", failed);
    QVERIFY(failed > runs / 2 && failed < runs);
}

QTEST_GUILESS_MAIN(tst_BadInput)
#include "tst_badinput.moc"
