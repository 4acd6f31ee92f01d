// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readerescapes.h"
#include "readerkit.h"
#include "readerutf8.h"

#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;
using Code = ReaderFailure::Code;

namespace {

Entity organizationEntity()
{
    Entity entity;
    entity.fields = {field("id", {"/id"}, FieldType::Id), field("name", {"/name", "/username"})};
    return entity;
}

Entity memberEntity()
{
    Entity entity;
    entity.fields = {field("id", {"/user/id"}, FieldType::Id), field("name", {"/user/name"}),
                     field("admin", {"/admin"}, FieldType::Flag)};
    return entity;
}

std::shared_ptr<const ReaderShape> listShape(const std::string &pointer, const Entity &entity,
                                             const std::vector<std::string> &captures = {})
{
    auto shape = std::make_shared<ReaderShape>();
    shape->addRows(EntityKind::Organization, pointer, entity);
    for (const std::string &capture : captures)
        shape->addCapture(capture);
    shape->close();
    return shape;
}

Entity withField(const Field &last)
{
    Entity entity;
    entity.fields = {field("id", {"/id"}, FieldType::Id), last};
    return entity;
}

} // namespace

class tst_Reader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells_data();
    void cells();
    void placesOfRows_data();
    void placesOfRows();
    void recordWithMembers();
    void captures();
    void failures_data();
    void failures();
    void missing_data();
    void missing();
    void everySplit_data();
    void everySplit();
    void rowTooLarge();
    void rowsComeAtOnce();
    void startsAgain();
    void escapes_data();
    void escapes();
    void utf8_data();
    void utf8();
};

void tst_Reader::cells_data()
{
    QTest::addColumn<Field>("last");
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QString>("cell");
    const Field x = field("x", {"/x"});
    const Field alternatives = field("x", {"/x", "/y"});
    const Field nested = field("x", {"/a/b/c"});
    const Field list = listField("x", "/x");
    const Field pointed = listField("x", "/x", "/domain");
    const Field count = lengthField("x", {"/count", "/x"});
    const auto row = [](const char *name, const Field &last, const QByteArray &member,
                        const QString &cell) { QTest::newRow(name) << last << member << cell; };
    row("text", x, R"("x":"Příklad")", u"'Příklad'"_s);
    row("empty text", x, R"("x":"")", u"''"_s);
    row("escapes", x, R"("x":"a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00")", u"'a\"\\/\b\f\n\r\té😀'"_s);
    row("absent", x, R"("z":1)", u"-"_s);
    row("null", x, R"("x":null)", u"null"_s);
    row("true", x, R"("x":true)", u"true"_s);
    row("false", x, R"("x":false)", u"false"_s);
    row("zero", x, R"("x":0)", u"0"_s);
    row("minus", x, R"("x":-12)", u"-12"_s);
    row("beyond double", x, R"("x":9007199254740993)", u"9007199254740993"_s);
    row("int64 max", x, R"("x":9223372036854775807)", u"9223372036854775807"_s);
    row("int64 min", x, R"("x":-9223372036854775808)", u"-9223372036854775808"_s);
    row("uint64", x, R"("x":18446744073709551615)", u"'18446744073709551615'"_s);
    row("beyond 64 bits", x, R"("x":184467440737095516150)", u"184467440737095516150r"_s);
    row("real", x, R"("x":1.10)", u"1.10r"_s);
    row("exponent", x, R"("x":-2.5E+10)", u"-2.5E+10r"_s);
    row("real of many digits", x, R"("x":3.14159265358979323846264338327950288)",
        u"3.14159265358979323846264338327950288r"_s);
    row("object for text", x, R"("x":{"y":"no"})", u"-"_s);
    row("list for text", x, R"("x":["no"])", u"-"_s);
    row("first of two names", x, R"("x":"first","x":"second")", u"'first'"_s);
    row("first of two names, null", x, R"("x":null,"x":"second")", u"null"_s);
    row("first of two names, object", x, R"("x":{},"x":"second")", u"-"_s);
    row("alternative missing", alternatives, R"("y":"b")", u"'b'"_s);
    row("alternative in order", alternatives, R"("y":"b","x":"a")", u"'a'"_s);
    row("alternative for null", alternatives, R"("x":null,"y":"b")", u"'b'"_s);
    row("alternatives all null", alternatives, R"("y":null,"x":null)", u"null"_s);
    row("alternative for object", alternatives, R"("x":{},"y":"b")", u"'b'"_s);
    row("nested", nested, R"("a":{"z":[1,{"b":2}],"b":{"c":"deep"}})", u"'deep'"_s);
    row("nested in a text", nested, R"("a":{"b":"c"})", u"-"_s);
    row("escaped pointer", field("x", {"/a~1b/~0"}), R"("a/b":{"~":"y"})", u"'y'"_s);
    row("index", field("x", {"/a/1"}), R"("a":["no","yes","no"])", u"'yes'"_s);
    row("odd key", field("x", {"/é\""}), R"("\u00e9\"":"y")", u"'y'"_s);
    row("list", list, R"("x":["a","b",null,3,true,["no"]])", u"'a+b+3+true'"_s);
    row("list empty", list, R"("x":[])", u"''"_s);
    row("list null", list, R"("x":null)", u"null"_s);
    row("list of one", list, R"("x":"one")", u"'one'"_s);
    row("list twice", list, R"("x":["a"],"x":["b"])", u"'a'"_s);
    row("list of pointers", pointed,
        R"("x":[{"domain":"a.example"},{"id":1},{"id":2,"domain":"b.example"}])",
        u"'a.example+b.example'"_s);
    row("list of flags", list, R"("x":{"cloud":true,"scim":false,"sso":true,"n":1})",
        u"'cloud+sso'"_s);
    row("length", count, R"("x":[{"a":[1,2]},2,[]])", u"3"_s);
    row("length of none", count, R"("x":[])", u"0"_s);
    row("count before length", count, R"("x":[1,2],"count":5)", u"5"_s);
    row("count null", count, R"("count":null,"x":[1])", u"1"_s);
    row("count is no flag", count, R"("count":true)", u"-"_s);
    row("NUL", x, R"("x":"a\u0000b")", u"'a�b'"_s);
    row("lone high", x, R"("x":"a\ud800b")", u"'a�b'"_s);
    row("lone low", x, R"("x":"\uDC00")", u"'�'"_s);
    row("two high, one low", x, R"("x":"\ud83d\ud83d\ude00")", u"'�😀'"_s);
    row("high, then an escape", x, R"("x":"\ud83d\n")", u"'�\n'"_s);
    row("no UTF-8", x, "\"x\":\"a\xff\xc3\"", u"'a��'"_s);
    row("surrogate as UTF-8", x, "\"x\":\"\xed\xa0\x80\"", u"'���'"_s);
}

void tst_Reader::cells()
{
    QFETCH(Field, last);
    QFETCH(QByteArray, member);
    QFETCH(QString, cell);
    const QByteArray body = "[{\"id\":7," + member + "}]";
    const Reading reading = readWhole(listShape("", withField(last)), body.toStdString());
    QCOMPARE(int(reading.code), int(Code::None));
    QCOMPARE(reading.organizations, QStringList{u"7 "_s + cell});
}

void tst_Reader::placesOfRows_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("root") << u""_s << QByteArray(R"([{"id":"a"},{"name":"B","id":"b"}])");
    QTest::newRow("pointer")
        << u"/organizations"_s
        << QByteArray(R"({"x":[{"id":"no"}],"organizations":[{"id":"a"},{"name":"B","id":"b"}]})");
    QTest::newRow("deep") << u"/data/organizations"_s
                          << QByteArray(R"({"organizations":[{"id":"no"}],"data":{"message":"x",)"
                                        R"("organizations":[{"id":"a"},{"name":"B","id":"b"}]}})");
    QTest::newRow("twice") << u"/o"_s
                           << QByteArray(R"({"o":[{"id":"a"},{"name":"B","id":"b"}],)"
                                         R"("o":[{"id":"c"}]})");
    QTest::newRow("mark and blanks") << u""_s
                                     << QByteArray("\xEF\xBB\xBF \n[ {\"id\" : \"a\"} ,\t"
                                                   "{\"name\":\"B\",\"id\":\"b\"}\r\n] \n");
}

void tst_Reader::placesOfRows()
{
    QFETCH(QString, pointer);
    QFETCH(QByteArray, body);
    const auto shape = listShape(pointer.toStdString(), organizationEntity());
    const Reading reading = readWhole(shape, body.toStdString());
    QCOMPARE(int(reading.code), int(Code::None));
    QCOMPARE(reading.organizations, (QStringList{u"'a' -"_s, u"'b' 'B'"_s}));
}

void tst_Reader::recordWithMembers()
{
    ReaderShape made;
    Entity organization = organizationEntity();
    organization.fields.append(lengthField("members", {"/members"}));
    made.addRecord(EntityKind::Organization, "/data", organization);
    made.addRows(EntityKind::Member, "/data/members", memberEntity());
    made.close();
    const auto shape = std::make_shared<const ReaderShape>(made);
    const Reading reading = readWhole(
        shape, R"({"data":{"name":"Acme","members":[{"user":{"id":1,"name":"A"},"admin":true},)"
               R"({"admin":false,"user":{"name":"B","id":2}}],"id":"acme"},"id":"no"})");
    QCOMPARE(int(reading.code), int(Code::None));
    QCOMPARE(reading.members, (QStringList{u"1 'A' true"_s, u"2 'B' false"_s}));
    QCOMPARE(reading.organizations, QStringList{u"'acme' 'Acme' 2"_s});
}

void tst_Reader::captures()
{
    const auto shape = listShape(
        "/items", organizationEntity(),
        {"/page/next", "/page/total", "/ok", "/user", "/items/0/id", "/none", "/items/1/name"});
    const Reading reading = readWhole(
        shape, R"({"ok":false,"items":[{"id":"a"},{"id":"b","name":"B"}],)"
               R"("page":{"next":null,"total":12345678901,"next":"again"},"user":{"id":1}})");
    QCOMPARE(reading.captures, (QStringList{u"null"_s, u"12345678901"_s, u"false"_s, u"-"_s,
                                            u"'a'"_s, u"none"_s, u"'B'"_s}));
    QCOMPARE(reading.organizations, (QStringList{u"'a' -"_s, u"'b' 'B'"_s}));
}

void tst_Reader::failures_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    QTest::addColumn<qint64>("byte");
    QTest::addColumn<int>("rows");
    const auto row = [](const char *name, const QByteArray &body, Code code, qint64 byte,
                        int rows = 0) { QTest::newRow(name) << body << int(code) << byte << rows; };
    row("empty", "", Code::Empty, 0);
    row("blanks", " \n ", Code::Empty, 0);
    row("mark alone", "\xEF\xBB\xBF", Code::Empty, 0);
    row("half a mark", "\xEF\xBB[]", Code::NotJson, 0);
    row("web page", "\n<!DOCTYPE html><html></html>", Code::WebPage, 1);
    row("words", "no such page", Code::NotJson, 0);
    row("NUL byte", QByteArray("[{\"id\":\"a\0\"}]", 13), Code::NotJson, 9);
    row("comma", R"([{"id":"a"},])", Code::NotJson, 12, 1);
    row("single quotes", R"([{'id':1}])", Code::NotJson, 2);
    row("cut", R"([{"id":"a"},{"id":"b")", Code::CutShort, 21, 1);
    row("cut in an escape", R"([{"id":"a"},{"id":"\ud83d)", Code::CutShort, 25, 1);
    row("more", R"([{"id":"a"}] [])", Code::MoreAfterEnd, 13, 1);
    row("bracket", R"([{"id":"a"}]])", Code::MoreAfterEnd, 12, 1);
    row("number row", R"([{"id":"a"},5])", Code::RowNotObject, 13, 1);
    row("text row", R"(["a"])", Code::RowNotObject, 3);
    row("list row", R"([{"id":"a"},[]])", Code::RowNotObject, 12, 1);
    row("null row", R"([null])", Code::RowNotObject, 1);
    row("no id", R"([{"id":"a"},{"name":"b"}])", Code::RowWithoutId, 23, 1);
    row("null id", R"([{"id":null}])", Code::RowWithoutId, 11);
    row("flag id", R"([{"id":true}])", Code::RowWithoutId, 11);
    row("empty id", R"([{"id":""}])", Code::RowWithoutId, 9);
    row("object id", R"([{"id":{}}])", Code::RowWithoutId, 9);
    row("64 deep", QByteArray(64, '[') + QByteArray(64, ']'), Code::RowNotObject, 1);
    row("65 deep in a row",
        "[{\"id\":\"a\",\"x\":" + QByteArray(63, '[') + QByteArray(63, ']') + "}]", Code::TooDeep,
        15 + 62);
    row("nearly 65 deep in a row",
        "[{\"id\":\"a\",\"x\":" + QByteArray(62, '[') + QByteArray(62, ']') + "}]", Code::None, 0,
        1);
    row("long text", "[{\"id\":\"" + QByteArray(1024 * 1024, 'a') + "\"}]", Code::None, 0, 1);
}

void tst_Reader::failures()
{
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    QFETCH(qint64, byte);
    QFETCH(int, rows);
    const Reading reading = readWhole(listShape("", organizationEntity()), body.toStdString());
    QCOMPARE(int(reading.code), code);
    QCOMPARE(qint64(reading.byte), byte);
    QCOMPARE(reading.organizations.size(), rows);
    ReaderFailure failure{Code(code), byte, 1, "/x"};
    QCOMPARE(describe(failure, 0).isEmpty(), code == int(Code::None));
    QVERIFY(!describe(failure, 3).contains(u'%'));
}

void tst_Reader::missing_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    QTest::newRow("there") << QByteArray(R"({"o":[]})") << int(Code::None);
    QTest::newRow("null") << QByteArray(R"({"o":null})") << int(Code::None);
    QTest::newRow("nothing") << QByteArray("{}") << int(Code::RowsMissing);
    QTest::newRow("list at the top") << QByteArray("[]") << int(Code::RowsMissing);
    QTest::newRow("object") << QByteArray(R"({"o":{}})") << int(Code::RowsNotList);
    QTest::newRow("text") << QByteArray(R"({"o":"x"})") << int(Code::RowsNotList);
    QTest::newRow("first is no list")
        << QByteArray(R"({"o":1,"o":[{"id":1}]})") << int(Code::RowsNotList);
}

void tst_Reader::missing()
{
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    CollectingSink sink;
    Reader reader(listShape("/o", organizationEntity()), {&sink, nullptr, nullptr});
    QVERIFY(reader.write(body.toStdString()));
    QVERIFY(reader.finish());
    QCOMPARE(int(reader.extractor().missing(EntityKind::Organization).code), code);
    QCOMPARE(sink.rows.size(), 0);
}

void tst_Reader::everySplit_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("good") << QByteArray(
        "\xEF\xBB\xBF {\"items\":[{\"id\":-9223372036854775808,\"name\":\"\\ud83d\\ude00\\u0000\","
        "\"username\":\"P\xC5\x99\xC3\xAD\"},{\"na\\u006de\":\"\\ud800\\\\\\ud83d\\ud83d\\ude00\","
        "\"id\":18446744073709551615},{\"id\":1.25e-3,\"name\":null,\"x\":{\"y\":[true,false]}}],"
        "\"page\":{\"next\":\"\\\"c=\\/\"},\"n\":-0.5} ");
    QTest::newRow("cut") << QByteArray(R"({"items":[{"id":1},{"id":2,"name":"\ud83d)");
    QTest::newRow("broken") << QByteArray(R"({"items":[{"id":1},{"id":2,"name":"\x"}]})");
    QTest::newRow("more") << QByteArray(R"({"items":[{"id":1}]} x)");
    QTest::newRow("number") << QByteArray(R"({"items":[{"id":1},{"id":-}]})");
}

void tst_Reader::everySplit()
{
    QFETCH(QByteArray, body);
    const std::string text = body.toStdString();
    const auto shape = listShape("/items", organizationEntity(), {"/page/next", "/n"});
    const Reading whole = readWhole(shape, text);
    QVERIFY(readBody(shape, text, [] { return std::size_t(1); }) == whole);
    for (std::size_t first = 1; first < text.size(); ++first) {
        for (std::size_t second = 1; first + second < text.size(); ++second) {
            int piece = 0;
            const auto cut = [&] {
                const std::size_t length[] = {first, second, text.size()};
                return length[std::min(piece++, 2)];
            };
            if (!(readBody(shape, text, cut) == whole))
                QFAIL(qPrintable(u"Cut after %1 and %2 bytes"_s.arg(first).arg(second)));
        }
    }
}

void tst_Reader::rowTooLarge()
{
    const auto shape = listShape("", withField(listField("x", "/x")));
    const std::string megabyte(1024 * 1024, 'm');
    const auto body = [&megabyte](int texts) {
        std::string list = R"([{"id":"a","x":["first"]},{"id":"b","x":[)";
        for (int i = 0; i < texts; ++i)
            list += '"' + megabyte.substr(2) + "\",";
        return list + "1]}]";
    };
    const Reading fits = readWhole(shape, body(3));
    QCOMPARE(int(fits.code), int(Code::None));
    QCOMPARE(fits.organizations.last().size(), 3 * (1024 * 1024 - 2) + 3 + 1 + 6);
    // Said while the list still grows, not at its end.
    const std::string endless = body(5);
    const Reading tooLarge = readWhole(shape, endless.substr(0, endless.size() - 4));
    QCOMPARE(int(tooLarge.code), int(Code::RowTooLarge));
    QCOMPARE(tooLarge.row, 2);
    QCOMPARE(tooLarge.organizations.size(), 1);
}

void tst_Reader::rowsComeAtOnce()
{
    CollectingSink sink;
    Reader reader(listShape("/o", organizationEntity()), {&sink, nullptr, nullptr});
    QVERIFY(reader.write(R"({"o":[{"id":1}, {"id":2)"));
    QCOMPARE(sink.rows.size(), 1);
    QVERIFY(reader.write("}"));
    QCOMPARE(sink.rows, (QStringList{u"1 -"_s, u"2 -"_s}));
}

void tst_Reader::startsAgain()
{
    CollectingSink sink;
    Reader reader(listShape("/o", organizationEntity(), {"/n"}), {&sink, nullptr, nullptr});
    QVERIFY(!reader.write(R"({"n":1,"o":[{"id":"\ud83d","name":"x"},{"id":{"a":[!)"));
    QVERIFY(!reader.finish());
    reader.restart();
    QCOMPARE(int(reader.failure().code), int(Code::None));
    QVERIFY(!reader.extractor().captured(0).present);
    QVERIFY(reader.write(R"({"o":[{"id":2}],"n":2})"));
    QVERIFY(reader.finish());
    QCOMPARE(sink.rows, (QStringList{u"'�' 'x'"_s, u"2 -"_s}));
    QCOMPARE(reader.extractor().captured(0).number, 2);
    QCOMPARE(reader.extractor().rows(EntityKind::Organization), 1);
}

void tst_Reader::escapes_data()
{
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QByteArray>("out");
    QTest::newRow("none") << QByteArray("plain") << QByteArray("plain");
    QTest::newRow("pair") << QByteArray(R"(\ud83d\ude00)") << QByteArray(R"(\ud83d\ude00)");
    QTest::newRow("upper pair") << QByteArray(R"(\uD83D\uDE00)") << QByteArray(R"(\uD83D\uDE00)");
    QTest::newRow("high") << QByteArray(R"(\ud83dx)") << QByteArray(R"(\ufffdx)");
    QTest::newRow("low") << QByteArray(R"(x\ude00x)") << QByteArray(R"(x\ufffdx)");
    QTest::newRow("turned pair") << QByteArray(R"(\ude00\ud83d!)")
                                 << QByteArray(R"(\ufffd\ufffd!)");
    QTest::newRow("high high low")
        << QByteArray(R"(\ud83d\ud83d\ude00)") << QByteArray(R"(\ufffd\ud83d\ude00)");
    QTest::newRow("high NUL") << QByteArray(R"(\ud83d\u0000)") << QByteArray(R"(\ufffd\ufffd)");
    QTest::newRow("backslash, then u")
        << QByteArray(R"(\\ud83d\\u0000)") << QByteArray(R"(\\ud83d\\u0000)");
    QTest::newRow("no digits") << QByteArray(R"(\ud8zz\u00)") << QByteArray(R"(\ud8zz\u00)");
    QTest::newRow("high at the end") << QByteArray(R"(a\ud83d\u)") << QByteArray(R"(a\ud83d\u)");
}

void tst_Reader::escapes()
{
    QFETCH(QByteArray, in);
    QFETCH(QByteArray, out);
    QCOMPARE(in.size(), out.size());
    const std::string text = in.toStdString();
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        ReaderEscapes escapes;
        std::string got;
        const auto output = [&got](std::string_view piece) {
            got += piece;
            return true;
        };
        QVERIFY(escapes.pass(std::string_view(text).substr(0, cut), output));
        QVERIFY(escapes.pass(std::string_view(text).substr(cut), output));
        QVERIFY(escapes.flush(output));
        QCOMPARE(QByteArray::fromStdString(got), out);
    }
}

void tst_Reader::utf8_data()
{
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QByteArray>("out");
    const QByteArray no("\xEF\xBF\xBD");
    QTest::newRow("good") << QByteArray("Příklad 組織 😀") << QByteArray("Příklad 組織 😀");
    QTest::newRow("long ASCII, then bad")
        << QByteArray("0123456789abcdef\x80z") << "0123456789abcdef" + no + "z";
    QTest::newRow("overlong") << QByteArray("\xC0\x80\xE0\x80\x80") << no.repeated(5);
    QTest::newRow("beyond Unicode") << QByteArray("\xF4\x90\x80\x80") << no.repeated(4);
    QTest::newRow("cut") << QByteArray("a\xF0\x9F\x98") << "a" + no.repeated(3);
}

void tst_Reader::utf8()
{
    QFETCH(QByteArray, in);
    QFETCH(QByteArray, out);
    std::string buffer;
    const std::string text = in.toStdString();
    const std::string_view repaired = repairedUtf8(text, buffer);
    QCOMPARE(QByteArray(repaired.data(), qsizetype(repaired.size())), out);
}

QTEST_APPLESS_MAIN(tst_Reader)
#include "tst_reader.moc"
