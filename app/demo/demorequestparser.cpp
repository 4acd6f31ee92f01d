// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demorequestparser.h"

#include <algorithm>
#include <utility>

namespace orgkeeper {

namespace {

constexpr qsizetype HeadLimit = 64 * 1024;
constexpr qint64 BodyLimit = 16 * 1024 * 1024;

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

// The split comes first and the decoding second: a "%2F" belongs to its segment.
QByteArrayList decodedSegments(const QByteArray &path)
{
    QByteArrayList segments;
    const QByteArrayList parts = path.mid(1).split('/');
    segments.reserve(parts.size());
    for (const QByteArray &part : parts)
        segments.append(QByteArray::fromPercentEncoding(part));
    return segments;
}

} // namespace

void DemoRequestParser::feed(const QByteArray &bytes)
{
    m_buffer.append(bytes);
}

DemoRequestParser::Result DemoRequestParser::parse()
{
    while (m_errorStatus == 0 && m_step != Step::Done) {
        if (step() == Progress::Stuck)
            break;
    }
    if (m_errorStatus != 0)
        return Result::Broken;
    return m_step == Step::Done ? Result::Ready : Result::NeedMore;
}

DemoRequest DemoRequestParser::take()
{
    m_step = Step::Head;
    m_http10 = false;
    m_continueWish = false;
    return std::exchange(m_request, {});
}

bool DemoRequestParser::takeContinueWish()
{
    return m_step != Step::Done && std::exchange(m_continueWish, false);
}

DemoRequestParser::Progress DemoRequestParser::step()
{
    switch (m_step) {
    case Step::Head:
        return parseHead();
    case Step::Body:
        return parseBody();
    case Step::ChunkSize:
        return parseChunkSize();
    case Step::ChunkData:
        return parseChunkData();
    case Step::ChunkEnd:
        return parseChunkEnd();
    case Step::Trailer:
        return parseTrailer();
    case Step::Done:
        break;
    }
    return Progress::Stuck;
}

DemoRequestParser::Progress DemoRequestParser::parseHead()
{
    while (m_buffer.startsWith("\r\n")) // tolerated before a request line, RFC 9112 section 2.2
        m_buffer.remove(0, 2);
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0 || end > HeadLimit) {
        if (m_buffer.size() > HeadLimit)
            fail(431);
        return Progress::Stuck;
    }
    QByteArrayList lines = m_buffer.left(end).split('\n');
    m_buffer.remove(0, end + 4);
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    if (!parseRequestLine(lines.takeFirst()))
        return Progress::Stuck;
    for (const QByteArray &line : std::as_const(lines)) {
        if (!parseHeaderLine(line))
            return Progress::Stuck;
    }
    decideBody();
    return Progress::Moved;
}

bool DemoRequestParser::parseRequestLine(const QByteArray &line)
{
    const QByteArrayList parts = line.split(' ');
    if (parts.size() != 3 || !isToken(parts.at(0)) || !parts.at(1).startsWith('/')) {
        fail(400);
        return false;
    }
    m_http10 = parts.at(2) == "HTTP/1.0";
    if (!m_http10 && parts.at(2) != "HTTP/1.1") {
        fail(505);
        return false;
    }
    m_request.method = parts.at(0);
    m_request.target = parts.at(1);
    const qsizetype question = m_request.target.indexOf('?');
    m_request.path = question < 0 ? m_request.target : m_request.target.left(question);
    m_request.query = question < 0 ? QByteArray() : m_request.target.mid(question + 1);
    m_request.segments = decodedSegments(m_request.path);
    return true;
}

bool DemoRequestParser::parseHeaderLine(const QByteArray &line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.left(colon))) {
        fail(400);
        return false;
    }
    m_request.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    return true;
}

void DemoRequestParser::decideBody()
{
    const QByteArray connection = m_request.header("connection").toLower();
    m_request.keepAlive =
        m_http10 ? connection.contains("keep-alive") : !connection.contains("close");
    const QByteArray coding = m_request.header("transfer-encoding").toLower();
    const qsizetype lengths = m_request.headerCount("content-length");
    if (!m_http10 && m_request.headerCount("host") != 1)
        return fail(400);
    // Both at once, or a length given twice, is how requests are smuggled.
    if (lengths > 1 || (lengths == 1 && !coding.isEmpty()))
        return fail(400);
    m_continueWish = m_request.header("expect").toLower() == "100-continue";
    if (!coding.isEmpty()) {
        if (coding != "chunked")
            return fail(501);
        m_step = Step::ChunkSize;
        return;
    }
    bool ok = true;
    m_left = lengths == 1 ? m_request.header("content-length").toLongLong(&ok) : 0;
    if (!ok || m_left < 0)
        return fail(400);
    if (m_left > BodyLimit)
        return fail(413);
    m_step = m_left > 0 ? Step::Body : Step::Done;
}

DemoRequestParser::Progress DemoRequestParser::parseBody()
{
    if (m_buffer.size() < m_left)
        return Progress::Stuck;
    m_request.body = m_buffer.left(m_left);
    m_buffer.remove(0, m_left);
    m_step = Step::Done;
    return Progress::Moved;
}

DemoRequestParser::Progress DemoRequestParser::parseChunkSize()
{
    QByteArray line;
    if (!takeLine(line, 256))
        return Progress::Stuck;
    const QByteArray size = line.split(';').first().trimmed(); // an extension may follow
    bool ok = false;
    m_left = size.toLongLong(&ok, 16);
    if (!ok || m_left < 0) {
        fail(400);
        return Progress::Stuck;
    }
    if (m_request.body.size() + m_left > BodyLimit) {
        fail(413);
        return Progress::Stuck;
    }
    m_step = m_left == 0 ? Step::Trailer : Step::ChunkData;
    return Progress::Moved;
}

DemoRequestParser::Progress DemoRequestParser::parseChunkData()
{
    if (m_buffer.isEmpty())
        return Progress::Stuck;
    const qsizetype take = std::min<qint64>(m_left, m_buffer.size());
    m_request.body.append(m_buffer.first(take));
    m_buffer.remove(0, take);
    m_left -= take;
    if (m_left == 0)
        m_step = Step::ChunkEnd;
    return Progress::Moved;
}

DemoRequestParser::Progress DemoRequestParser::parseChunkEnd()
{
    QByteArray line;
    if (!takeLine(line, 2))
        return Progress::Stuck;
    if (!line.isEmpty()) {
        fail(400);
        return Progress::Stuck;
    }
    m_step = Step::ChunkSize;
    return Progress::Moved;
}

DemoRequestParser::Progress DemoRequestParser::parseTrailer()
{
    QByteArray line;
    if (!takeLine(line, HeadLimit))
        return Progress::Stuck;
    if (line.isEmpty())
        m_step = Step::Done;
    return Progress::Moved; // trailer fields are read and dropped
}

bool DemoRequestParser::takeLine(QByteArray &line, qsizetype limit)
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0 || end > limit) {
        if (m_buffer.size() > limit + 1)
            fail(400);
        return false;
    }
    line = m_buffer.left(end);
    m_buffer.remove(0, end + 2);
    return true;
}

void DemoRequestParser::fail(int status)
{
    m_errorStatus = status;
}

} // namespace orgkeeper
