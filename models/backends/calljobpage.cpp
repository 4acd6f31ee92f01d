// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "calljobpage.h"

#include <algorithm>
#include <functional>

namespace orgkeeper {

namespace {

size_t hashOf(const Cell &cell)
{
    return cell.text.empty() ? std::hash<std::int64_t>()(cell.number)
                             : std::hash<std::string_view>()(cell.text);
}

RowSinks sinksOf(std::array<RowTap, ReaderShape::EntityKinds> &taps)
{
    RowSinks sinks{};
    for (std::size_t i = 0; i < taps.size(); ++i)
        sinks[i] = &taps[i];
    return sinks;
}

} // namespace

RowTap::RowTap(RowSink *sink, int slugField)
    : m_sink(sink)
    , m_slugField(slugField)
{
}

void RowTap::beginPage(std::int64_t sentMs, bool again)
{
    m_rows = 0;
    m_hash = 0;
    m_id.reset();
    m_slug.clear();
    if (m_sink)
        m_sink->beginPage(sentMs, again);
}

void RowTap::addRow(std::span<const Cell> cells)
{
    const Cell &id = cells.front();
    ++m_rows;
    m_hash = m_hash * 31 + hashOf(id);
    if (m_rows == 1) {
        const bool isNumber = id.kind == Cell::Kind::Integer;
        m_id = Captured{true, id.kind, id.number,
                        isNumber ? std::to_string(id.number) : std::string(id.text)};
        if (m_slugField >= 0) {
            const std::string_view slug = cells[std::size_t(m_slugField)].text;
            m_slug = QString::fromUtf8(slug.data(), qsizetype(slug.size()));
        }
    }
    if (m_guard)
        m_guard(m_sink, cells);
    else if (m_sink)
        m_sink->addRow(cells);
}

CallJobPage::CallJobPage(const CallShape &shape, const Sinks &sinks, Effect effect, int slugField,
                         const PageRoom &room)
    : m_effect(effect)
    , m_room(room)
    , m_about(shape.rows)
    , m_taps{RowTap(sinks.organizations, slugField), RowTap(sinks.members, -1),
             RowTap(sinks.projects, -1)}
    , m_recordId(shape.recordId)
    , m_gate(shape.askedId)
    , m_reader(shape.shape, sinksOf(m_taps))
{
    if (shape.askedId)
        guardRecord();
}

/// A record leaves the reader after the rows inside it, though its id mostly comes before them.
void CallJobPage::guardRecord()
{
    for (const EntityKind inside : {EntityKind::Member, EntityKind::Project}) {
        m_taps[std::size_t(inside)].setGuard([this](RowSink *sink, std::span<const Cell> cells) {
            m_gate.look(captured(m_recordId));
            m_gate.pass(sink, cells);
        });
    }
    m_taps[std::size_t(EntityKind::Organization)].setGuard(
        [this](RowSink *sink, std::span<const Cell> cells) {
            if (m_gate.conclude(cells.front()))
                m_gate.pass(sink, cells);
        });
}

void CallJobPage::begin(const ReplyHead &head)
{
    const qint64 sentMs = head.sent.isValid() ? head.sent.toMSecsSinceEpoch() : 0;
    if (m_firstSentMs == 0)
        m_firstSentMs = sentMs;
    m_raw.clear();
    m_size = 0;
    m_beyond = false;
    m_reader.restart();
    m_gate.restart();
    m_reads = head.status >= 200 && head.status < 300;
    if (!m_reads)
        return;
    const auto &extractor = m_reader.extractor();
    for (std::size_t i = 0; i < m_taps.size(); ++i) {
        if (extractor.shape().source(EntityKind(i)).wanted)
            m_taps[i].beginPage(sentMs, m_rowsBegun);
    }
    m_rowsBegun = true;
}

bool CallJobPage::write(QByteArrayView bytes)
{
    m_size += bytes.size();
    m_raw.append(bytes.first(std::min(bytes.size(), MostRaw - m_raw.size())));
    if (!m_reads)
        return true;
    const bool isRead = m_effect == Effect::Read;
    m_beyond = m_beyond || (isRead && m_size > m_room.bytes);
    if (m_beyond)
        return false;
    const bool goesOn = m_reader.write({bytes.data(), std::size_t(bytes.size())});
    m_beyond = isRead && allRows() > m_room.rows;
    return (goesOn && !m_beyond) || !isRead;
}

qint64 CallJobPage::allRows() const
{
    qint64 rows = 0;
    for (const RowTap &tap : m_taps)
        rows += tap.rows();
    return rows;
}

const Captured &CallJobPage::captured(int number) const
{
    static const Captured nothing;
    return number == CallShape::Unwanted ? nothing : m_reader.extractor().captured(number);
}

const RowTap &CallJobPage::rows() const
{
    return m_taps[std::size_t(m_about.value_or(EntityKind::Organization))];
}

} // namespace orgkeeper
