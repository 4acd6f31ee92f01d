// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "calljobpaging.h"

#include <QCryptographicHash>

namespace orgkeeper {

namespace {

/// A cursor may be a mebibyte, and there may be thousands of them.
QByteArray digestOf(const QString &mark)
{
    return QCryptographicHash::hash(mark.toUtf8(), QCryptographicHash::Sha256);
}

PageStep cut()
{
    return {PageStep::To::Cut, false, {}, {}};
}

} // namespace

CallJobPaging::CallJobPaging(const Paging &paging)
    : m_paging(paging)
{
}

Values CallJobPaging::firstPlace() const
{
    switch (m_paging.kind) {
    case Paging::Kind::None:
        return {};
    case Paging::Kind::Page:
        return placeOf(Value::ofNumber(QString::number(m_paging.first)));
    case Paging::Kind::Offset:
        return placeOf(Value::ofNumber(QString::number(0)));
    case Paging::Kind::Cursor:
    case Paging::Kind::Link:
    case Paging::Kind::NextUrl:
        return placeOf({});
    }
    return {};
}

PageStep CallJobPaging::next(const PageFacts &facts)
{
    ++m_pages;
    if (isLast(facts))
        return {};
    // A service that does not know the parameter gives its first page again and again.
    if (m_pageHashes.contains(facts.rowsHash))
        return {PageStep::To::Cut, true, {}, {}};
    m_pageHashes.insert(facts.rowsHash);
    const PageStep step = stepAfter(facts);
    return step.to == PageStep::To::End || m_pages < m_paging.cap ? step : cut();
}

PageStep CallJobPaging::stepAfter(const PageFacts &facts)
{
    switch (m_paging.kind) {
    case Paging::Kind::None:
        return {};
    case Paging::Kind::Page:
    case Paging::Kind::Offset:
        return byNumber(facts);
    case Paging::Kind::Cursor:
    case Paging::Kind::Link:
    case Paging::Kind::NextUrl: {
        const PageStep step = byMark(facts);
        m_marks.insert(digestOf(markOf(facts)));
        return step;
    }
    }
    return {};
}

PageStep CallJobPaging::foreseen(const PageFacts &facts) const
{
    // Only a cursor or an address says by itself that there is a next page.
    const bool isCounted = m_paging.kind == Paging::Kind::Page ||
                           m_paging.kind == Paging::Kind::Offset || m_paging.shortPageEnds;
    if (isCounted || isLast(facts) || m_pages + 1 >= m_paging.cap)
        return {};
    const PageStep step = byMark(facts);
    return step.to == PageStep::To::Cut ? PageStep() : step;
}

bool CallJobPaging::isLast(const PageFacts &facts) const
{
    if (m_paging.kind == Paging::Kind::None || facts.rows == 0)
        return true;
    if (facts.more.kind == Cell::Kind::Flag && facts.more.number == 0)
        return true;
    return m_paging.shortPageEnds && m_paging.size > 0 && facts.rows < m_paging.size;
}

QString CallJobPaging::markOf(const PageFacts &facts) const
{
    return m_paging.kind == Paging::Kind::Link ? facts.link.toString() : textOf(facts.next);
}

PageStep CallJobPaging::byMark(const PageFacts &facts) const
{
    const QString mark = markOf(facts);
    if (mark.isEmpty())
        return {};
    if (m_marks.contains(digestOf(mark)))
        return cut();
    if (m_paging.kind == Paging::Kind::Cursor)
        return {PageStep::To::Place, false, placeOf(valueOf(facts.next)), {}};
    const QUrl address = m_paging.kind == Paging::Kind::Link
                             ? facts.link
                             : facts.asked.resolved(QUrl::fromEncoded(mark.toUtf8()));
    return {PageStep::To::Address, false, {}, address};
}

PageStep CallJobPaging::byNumber(const PageFacts &facts)
{
    // Only here: a service that names a next page has more, whatever its total says.
    if (facts.total >= 0 && facts.allRows >= facts.total)
        return {};
    m_offset += facts.rows;
    const qint64 number =
        m_paging.kind == Paging::Kind::Offset ? m_offset : m_paging.first + m_pages;
    return {PageStep::To::Place, false, placeOf(Value::ofNumber(QString::number(number))), {}};
}

Values CallJobPaging::placeOf(const Value &value) const
{
    Values place;
    if (value.kind != Value::Kind::Absent && !m_paging.parameter.isEmpty())
        place.insert(m_paging.parameter, value);
    if (m_paging.size > 0 && !m_paging.sizeParameter.isEmpty())
        place.insert(m_paging.sizeParameter, Value::ofNumber(QString::number(m_paging.size)));
    return place;
}

QString textOf(const Captured &captured)
{
    const bool isWord = captured.kind == Cell::Kind::Text || captured.kind == Cell::Kind::Integer ||
                        captured.kind == Cell::Kind::Real;
    return isWord ? QString::fromStdString(captured.text) : QString();
}

Value valueOf(const Captured &captured)
{
    switch (captured.kind) {
    case Cell::Kind::Absent:
    case Cell::Kind::Null:
        return {};
    case Cell::Kind::Flag:
        return Value::ofFlag(captured.number != 0);
    case Cell::Kind::Integer:
    case Cell::Kind::Real:
        return Value::ofNumber(QString::fromStdString(captured.text));
    case Cell::Kind::Text:
        return Value::ofText(QString::fromStdString(captured.text));
    }
    return {};
}

} // namespace orgkeeper
