// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "enginekit.h"
#include "linkheader.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>
#include <QSignalSpy>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

/// The example with pages; its list is at "/items".
std::shared_ptr<Description> paged(const Paging &paging, const QJsonValue &body = {})
{
    auto description = exampleDescription();
    Call &call = description->calls.at(CallId::ListOrganizations);
    call.rows = "/items";
    call.paging = paging;
    if (body.isObject()) {
        call.verb = "POST";
        call.body = body;
    }
    return description;
}

Paging cursor()
{
    Paging paging;
    paging.kind = Paging::Kind::Cursor;
    paging.parameter = u"cursor"_s;
    paging.next = "/pagination/next_cursor";
    paging.total = "/pagination/total_count";
    return paging;
}

Paging numbered(Paging::Kind kind, int first = 1)
{
    Paging paging;
    paging.kind = kind;
    paging.parameter = u"at"_s;
    paging.sizeParameter = u"limit"_s;
    paging.size = 2;
    paging.first = first;
    paging.total = "/total";
    paging.more = "/has_next";
    return paging;
}

Paging ofKind(Paging::Kind kind, const std::string &next = {})
{
    Paging paging;
    paging.kind = kind;
    paging.next = next;
    return paging;
}

/// {"items":[{"id":first}, ...], rest}
QByteArray body(int first, int count, const QByteArray &rest = {})
{
    QByteArrayList items;
    for (int i = 0; i < count; ++i)
        items.append("{\"id\":" + QByteArray::number(first + i) + "}");
    return "{\"items\":[" + items.join(',') + "]" + (rest.isEmpty() ? "" : "," + rest) + "}";
}

QByteArray page(int first, int count, const QByteArray &rest = {}, const Headers &headers = {})
{
    return reply(200, body(first, count, rest), headers);
}

/// A cursor that stands before the rows.
Paging cursorFirst()
{
    Paging paging = cursor();
    paging.next = "/next";
    return paging;
}

/// A first page that stops after one of its two rows until it is told to go on.
struct SlowFirst
{
    SlowFirst(Headers moreHeaders, QByteArray start)
        : headers(std::move(moreHeaders))
        , body(start + "{\"id\":1},{\"id\":2}]}")
        , rest("{\"id\":2}]}")
    {
    }
    void begin(QTcpSocket *to)
    {
        socket = to;
        socket->write(reply(200, body, headers).chopped(rest.size()));
    }
    void finish() const { socket->write(rest); }

    Headers headers;
    QByteArray body;
    QByteArray rest;
    QPointer<QTcpSocket> socket;
};

QByteArray next(const QByteArray &json)
{
    return "\"pagination\":{\"next_cursor\":" + json + "}";
}

} // namespace

class tst_EnginePages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walks_data();
    void walks();
    void bodyCarriesCursor();
    void pageNamedInError();
    void refusedOnSecondPage();
    void againOnSecondPage();
    void asksAhead_data();
    void asksAhead();
    void dropsWhatWasAskedAhead();
    void foresightMayBeWrong();
    void givesUpALongOneAhead();
    void cancelsBoth();
    void endsAListWithoutEnd_data();
    void endsAListWithoutEnd();
    void boundsAreWide();
    void fillsTheRoom();
    void links_data();
    void links();
};

void tst_EnginePages::walks_data()
{
    QTest::addColumn<Paging>("paging");
    QTest::addColumn<QList<QByteArray>>("answers");
    QTest::addColumn<QByteArray>("queries"); // of the requests, in order
    QTest::addColumn<int>("rows");
    QTest::addColumn<bool>("cut");
    QTest::addColumn<int>("total");
    using Kind = Paging::Kind;
    const auto row = [](const char *name, const Paging &paging, const QList<QByteArray> &answers,
                        const QByteArray &queries, int rows, bool cut = false, int total = -1) {
        QTest::newRow(name) << paging << answers << queries << rows << cut << total;
    };
    row("none", {}, {page(1, 2, next("\"x\""))}, "", 2);
    row("cursor null", cursor(), {page(1, 2, next("\"a+/=\"")), page(3, 1, next("null"))},
        " ?cursor=a%2B%2F%3D", 3);
    row("cursor empty", cursor(), {page(1, 2, next("\"\""))}, "", 2);
    row("cursor absent", cursor(), {page(1, 2)}, "", 2);
    row("cursor number", cursor(), {page(1, 2, next("12")), page(3, 1)}, " ?cursor=12", 3);
    row("cursor, pagination null", cursor(), {page(1, 2, "\"pagination\":null")}, "", 2);
    row("cursor repeated", cursor(),
        {page(1, 2, next("\"a\"")), page(3, 2, next("\"b\"")), page(5, 2, next("\"a\""))},
        " ?cursor=a ?cursor=b", 6, true);
    row("cursor on an empty page", cursor(), {page(1, 2, next("\"a\"")), page(1, 0, next("\"b\""))},
        " ?cursor=a", 2);
    row("cursor beyond the total", cursor(),
        {page(1, 2, "\"pagination\":{\"total_count\":2,\"next_cursor\":\"a\"}"), page(3, 1)},
        " ?cursor=a", 3, false, 2);
    row("cursor before the total", cursor(),
        {page(1, 2, "\"pagination\":{\"total_count\":9,\"next_cursor\":null}")}, "", 2, true, 9);
    Paging sized = cursor();
    sized.size = 50;
    sized.sizeParameter = u"limit"_s;
    row("cursor with size", sized, {page(1, 2, next("\"a\"")), page(3, 1)},
        "?limit=50 ?cursor=a&limit=50", 3);
    row("page, total", numbered(Kind::Page), {page(1, 2, "\"total\":3"), page(3, 1, "\"total\":3")},
        "?at=1&limit=2 ?at=2&limit=2", 3, false, 3);
    row("page from 0, empty one", numbered(Kind::Page, 0), {page(1, 2), page(3, 2), page(5, 0)},
        "?at=0&limit=2 ?at=1&limit=2 ?at=2&limit=2", 4);
    row("page, a limit cut silently", numbered(Kind::Page), {page(1, 1), page(2, 1), page(3, 0)},
        "?at=1&limit=2 ?at=2&limit=2 ?at=3&limit=2", 2);
    Paging shortEnds = numbered(Kind::Page);
    shortEnds.shortPageEnds = true;
    row("short page ends", shortEnds, {page(1, 2), page(3, 1)}, "?at=1&limit=2 ?at=2&limit=2", 3);
    row("no more", numbered(Kind::Page),
        {page(1, 2, "\"has_next\":true"), page(3, 2, "\"has_next\":false")},
        "?at=1&limit=2 ?at=2&limit=2", 4);
    row("parameter unknown to the service", numbered(Kind::Page), {page(1, 2)},
        "?at=1&limit=2 ?at=2&limit=2", 2, true);
    Paging capped = numbered(Kind::Page);
    capped.cap = 3;
    row("cap", capped, {page(1, 2), page(3, 2), page(5, 2), page(7, 2)},
        "?at=1&limit=2 ?at=2&limit=2 ?at=3&limit=2", 6, true);
    row("cap met at the end", capped, {page(1, 2), page(3, 2), page(5, 2, "\"total\":6")},
        "?at=1&limit=2 ?at=2&limit=2 ?at=3&limit=2", 6, false, 6);
    row("offset", numbered(Kind::Offset), {page(1, 2), page(3, 1), page(4, 0)},
        "?at=0&limit=2 ?at=2&limit=2 ?at=3&limit=2", 3);
    row("link", ofKind(Kind::Link),
        {page(1, 2, {}, {{"Link", "</api/organizations?p=2&x=%2B>; rel=\"next\""}}),
         page(3, 1, {}, {{"Link", "</api/organizations?p=1>; rel=\"first\""}})},
        " ?p=2&x=%2B", 3);
    row("link to itself", ofKind(Kind::Link),
        {page(1, 2, {}, {{"Link", "<?p=2>; rel=next"}}),
         page(3, 2, {}, {{"Link", "<?p=2>; rel=next"}})},
        " ?p=2", 4, true);
    row("next URL", ofKind(Kind::NextUrl, "/meta/next"),
        {page(1, 2, R"("meta":{"next":"/api/organizations?p=2"})"),
         page(3, 1, R"("meta":{"next":null})")},
        " ?p=2", 3);
}

void tst_EnginePages::walks()
{
    QFETCH(Paging, paging);
    QFETCH(QList<QByteArray>, answers);
    QFETCH(QByteArray, queries);
    QFETCH(int, rows);
    QFETCH(bool, cut);
    QFETCH(int, total);
    EngineTest test({}, paged(paging));
    test.answers = answers;
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QByteArrayList asked;
    for (const Seen &seen : test.peer.seen) {
        QVERIFY(seen.target.startsWith("/api/organizations"));
        asked.append(seen.target.mid(int(qstrlen("/api/organizations"))));
    }
    QCOMPARE(asked.join(' '), queries);
    QCOMPARE(outcome.result.rows, rows);
    QCOMPARE(QSet<QString>(test.organizations.rows.begin(), test.organizations.rows.end()).size(),
             rows);
    QCOMPARE(outcome.result.pages, asked.size());
    QCOMPARE(outcome.result.cut, cut);
    QCOMPARE(outcome.result.total, total);
    QCOMPARE(outcome.result.remarks.size(), total > rows ? 1 : 0);
}

void tst_EnginePages::bodyCarriesCursor()
{
    Paging paging = cursor();
    paging.inBody = true;
    EngineTest test({}, paged(paging, QJsonObject{{u"filter"_s, u"all"_s}, {u"cursor"_s, u"x"_s}}));
    test.answers = {page(1, 1, next("\"a\"")), page(2, 1)};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QCOMPARE(test.peer.seen.at(0).body, R"({"cursor":"x","filter":"all"})");
    QCOMPARE(test.peer.seen.at(1).body, R"({"filter":"all","cursor":"a"})");
    QCOMPARE(test.peer.seen.at(1).target, "/api/organizations");
}

void tst_EnginePages::pageNamedInError()
{
    EngineTest test({}, paged(cursor()));
    test.answers = {page(1, 2, next("\"a\"")), reply(200, R"({"items":[{"id":3},{"id":!]})")};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::Malformed);
    QVERIFY2(outcome.error.detail.contains(u"Page 2"_s), qPrintable(outcome.error.detail));
    QVERIFY2(outcome.error.detail.contains(u"byte 25"_s), qPrintable(outcome.error.detail));
    QCOMPARE(test.organizations.rows.size(), 3);
    QCOMPARE(outcome.result.rows, 3);
}

void tst_EnginePages::refusedOnSecondPage()
{
    const QByteArrayList elsewhere{
        "http://evil.example/api",  "https://127.0.0.1/api",  "//evil.example/api",
        "http://user@127.0.0.1:1/", "http://127.0.0.1:1/api",
    };
    for (const QByteArray &address : elsewhere) {
        EngineTest test({}, paged(ofKind(Paging::Kind::NextUrl, "/next")));
        test.answers = {page(1, 2, "\"next\":\"" + address + "\"")};
        const Outcome outcome = test.run(CallId::ListOrganizations);
        QCOMPARE(outcome.error.kind, Error::Kind::Redirected);
        QVERIFY(!outcome.error.detail.contains(u"user"_s));
        QCOMPARE(test.peer.seen.size(), 1);
        QCOMPARE(test.organizations.rows.size(), 2);
    }
}

void tst_EnginePages::againOnSecondPage()
{
    EngineTest test({}, paged(cursor()));
    const QByteArray second = page(3, 2, next("null"));
    test.answers = {page(1, 2, next("\"a\"")), second.chopped(30), second};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QCOMPARE(test.organizations.pages, (QStringList{u"new"_s, u"new"_s, u"again"_s}));
    QCOMPARE(outcome.result.rows, 4);
    QCOMPARE(outcome.result.pages, 2);
}

void tst_EnginePages::asksAhead_data()
{
    QTest::addColumn<bool>("byHeader");
    QTest::addColumn<bool>("whole"); // the second reply comes to its end before the first
    QTest::newRow("cursor before the rows") << false << true;
    QTest::newRow("link header") << true << true;
    QTest::newRow("second slower") << false << false;
}

void tst_EnginePages::asksAhead()
{
    QFETCH(bool, byHeader);
    QFETCH(bool, whole);
    EngineTest test({}, paged(byHeader ? ofKind(Paging::Kind::Link) : cursorFirst()));
    SlowFirst slow(byHeader ? Headers{{"Link", "<?cursor=b>; rel=next"}} : Headers(),
                   byHeader ? "{\"items\":[" : R"({"next":"b","items":[)");
    const QByteArray second = page(10, 2);
    QPointer<QTcpSocket> rest;
    test.answering = [&](qsizetype request, QTcpSocket *socket) {
        if (request == 0)
            return slow.begin(socket);
        rest = socket;
        socket->write(whole ? second : second.chopped(5));
    };
    CallJob *job = test.start(CallId::ListOrganizations);
    QSignalSpy spy(job, &Job::finished);
    QTRY_COMPARE(test.peer.seen.size(), 2);
    QCOMPARE(test.peer.seen.at(1).target, "/api/organizations?cursor=b");
    QTest::qWait(20); // the second reply has time to come, and must wait all the same
    QCOMPARE(test.organizations.rows, QStringList{u"1 - - -"_s});
    slow.finish();
    if (!whole) {
        QTRY_COMPARE(test.organizations.rows.size(), 3);
        rest->write(second.last(5));
    }
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(test.organizations.rows,
             (QStringList{u"1 - - -"_s, u"2 - - -"_s, u"10 - - -"_s, u"11 - - -"_s}));
    QCOMPARE(test.organizations.pages, (QStringList{u"new"_s, u"new"_s}));
    QCOMPARE(test.peer.seen.size(), 2);
}

void tst_EnginePages::dropsWhatWasAskedAhead()
{
    EngineTest test({}, paged(cursorFirst()));
    SlowFirst slow({}, R"({"next":"b","items":[)");
    test.answering = [&](qsizetype request, QTcpSocket *socket) {
        request == 0 ? slow.begin(socket) : void(socket->write(page(10, 2)));
    };
    CallJob *job = test.start(CallId::ListOrganizations);
    Error error;
    connect(job, &Job::finished, this, [&] { error = job->error(); });
    QTRY_COMPARE(test.peer.seen.size(), 2);
    slow.socket->write("!"); // where a row should begin
    QTRY_COMPARE(error.kind, Error::Kind::Malformed);
    QCOMPARE(error.path, u"/api/organizations"_s);
    QCOMPARE(test.organizations.rows, QStringList{u"1 - - -"_s});
}

void tst_EnginePages::foresightMayBeWrong()
{
    EngineTest test({}, paged(cursorFirst()));
    SlowFirst slow({}, R"({"next":"b","items":[)");
    test.answering = [&](qsizetype request, QTcpSocket *socket) {
        if (request == 0)
            return slow.begin(socket);
        // The first page is tried again and names another page now.
        socket->write(request == 2 ? reply(200, R"({"next":"c","items":[{"id":1}]})")
                                   : page(request * 10, 1));
    };
    CallJob *job = test.start(CallId::ListOrganizations);
    QSignalSpy spy(job, &Job::finished);
    QTRY_COMPARE(test.peer.seen.size(), 2);
    slow.socket->abort();
    QTRY_COMPARE(spy.size(), 1);
    QCOMPARE(test.targets(),
             (QByteArrayList{"GET /api/organizations", "GET /api/organizations?cursor=b",
                             "GET /api/organizations", "GET /api/organizations?cursor=c"}));
    QCOMPARE(test.organizations.rows, (QStringList{u"1 - - -"_s, u"1 - - -"_s, u"30 - - -"_s}));
}

void tst_EnginePages::givesUpALongOneAhead()
{
    EngineTest test({}, paged(cursorFirst()));
    SlowFirst slow({}, R"({"next":"b","items":[)");
    const QByteArray filler = QByteArray(1000, 'x');
    QByteArrayList texts;
    for (int i = 0; i < 5'000; ++i)
        texts.append('"' + filler + '"');
    const QByteArray large = page(10, 2, "\"x\":[" + texts.join(',') + "]");
    int largeOnes = 0;
    test.answering = [&](qsizetype request, QTcpSocket *socket) {
        if (request == 0)
            return slow.begin(socket);
        ++largeOnes;
        socket->write(large);
        if (largeOnes == 1)
            connect(socket, &QTcpSocket::disconnected, this, [&slow] { slow.finish(); });
    };
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QCOMPARE(largeOnes, 2);
    QCOMPARE(test.organizations.rows.size(), 4);
}

void tst_EnginePages::cancelsBoth()
{
    EngineTest test({}, paged(cursorFirst()));
    SlowFirst slow({}, R"({"next":"b","items":[)");
    int gone = 0;
    test.answering = [&](qsizetype request, QTcpSocket *socket) {
        connect(socket, &QTcpSocket::disconnected, this, [&gone] { ++gone; });
        if (request == 0)
            slow.begin(socket);
    };
    CallJob *job = test.start(CallId::ListOrganizations);
    QSignalSpy spy(job, &Job::finished);
    QTRY_COMPARE(test.peer.seen.size(), 2);
    job->cancel();
    QTRY_COMPARE(spy.size(), 1);
    QTRY_COMPARE(gone, 2);
}

void tst_EnginePages::endsAListWithoutEnd_data()
{
    QTest::addColumn<qint64>("mostRows");
    QTest::addColumn<qint64>("mostBytes");
    QTest::addColumn<bool>("ahead"); // cursor before the rows, so that pages are asked for ahead
    QTest::newRow("rows") << qint64(7) << qint64(1 << 30) << false;
    QTest::newRow("rows, asked ahead") << qint64(7) << qint64(1 << 30) << true;
    QTest::newRow("bytes") << qint64(1 << 30) << qint64(body(1, 2, next("\"n\"")).size() * 4 - 1)
                           << false;
}

/// Every page names another cursor and other rows.
void tst_EnginePages::endsAListWithoutEnd()
{
    QFETCH(qint64, mostRows);
    QFETCH(qint64, mostBytes);
    QFETCH(bool, ahead);
    Paging paging = ahead ? cursorFirst() : cursor();
    paging.mostRows = mostRows;
    paging.mostBytes = mostBytes;
    paging.cap = 20;
    EngineTest test({}, paged(paging));
    test.answering = [&](qsizetype request, QTcpSocket *socket) {
        const QByteArray number = '"' + QByteArray::number(request) + '"';
        const int first = int(request) * 2 + 1;
        socket->write(ahead ? reply(200, "{\"next\":" + number + "," + body(first, 2).mid(1))
                            : page(first, 2, next(number)));
    };
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::TooLarge);
    QVERIFY2(outcome.error.detail.contains("does not end"_L1), qPrintable(outcome.error.detail));
    QVERIFY(!outcome.result.cut);
    QVERIFY(test.peer.seen.size() <= 5); // the fourth page is too much, a fifth was asked ahead
    const bool byRows = mostRows < mostBytes;
    QCOMPARE(test.organizations.rows.size(), byRows ? 8 : 6); // what came stays
}

/// A list of the size of the largest services is read whole, and what is kept of one that does not
/// end fits into the memory of an ordinary computer.
void tst_EnginePages::boundsAreWide()
{
    const auto description = exampleDescription();
    const Paging &paging = description->calls.at(CallId::ListOrganizations).paging;
    QVERIFY(paging.mostRows >= 5'000'000);
    QCOMPARE(paging.mostBytes, 1024LL * 1024 * 1024);
}

void tst_EnginePages::fillsTheRoom()
{
    Paging paging = cursor();
    paging.mostRows = 4;
    paging.mostBytes = body(1, 2, next("\"a\"")).size() + body(3, 2).size();
    EngineTest test({}, paged(paging));
    test.answers = {page(1, 2, next("\"a\"")), page(3, 2)};
    const Outcome outcome = test.run(CallId::ListOrganizations);
    QCOMPARE(outcome.error.kind, Error::Kind::None);
    QCOMPARE(outcome.result.rows, 4);
    QCOMPARE(outcome.result.cut, false);
}

void tst_EnginePages::links_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("target");
    const auto row = [](const char *name, const QByteArray &header, const QString &target) {
        QTest::newRow(name) << header << target;
    };
    row("none", "", {});
    row("absolute", "<https://other.example/b>; rel=\"next\"", u"https://other.example/b"_s);
    row("relative", "<?page=2>; rel=next", u"https://a.example/x?page=2"_s);
    row("second", "</1>; rel=\"first\", </2>; title=\"a, <b>; rel=next\"; rel=\"last next\"",
        u"https://a.example/2"_s);
    row("case", "</2>; REL=\"Next\"", u"https://a.example/2"_s);
    row("comma in the target", "</a,b;c>; rel=next", u"https://a.example/a,b;c"_s);
    row("first rel counts", "</2>; rel=prev; rel=next", {});
    row("no brackets", "/2; rel=next", {});
    row("garbage", "<<>;;,,\";rel=next", {});
    row("open", "</2; rel=next", {});
}

void tst_EnginePages::links()
{
    QFETCH(QByteArray, header);
    QFETCH(QString, target);
    QCOMPARE(nextLink(header, QUrl(u"https://a.example/x?page=1"_s)).toString(), target);
}

QTEST_GUILESS_MAIN(tst_EnginePages)
#include "tst_enginepages.moc"
