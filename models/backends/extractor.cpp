// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "extractor.h"

#include "readerutf8.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace orgkeeper {

namespace {

constexpr int Nowhere = ReaderShape::Nowhere;

using Target = ReaderShape::Target;

Cell textCell(std::string_view text)
{
    return {Cell::Kind::Text, 0, text};
}

/// What an item of a list is shown as; empty: it is left out.
std::string_view itemText(const Cell &cell)
{
    switch (cell.kind) {
    case Cell::Kind::Flag:
        return cell.number ? "true" : "false";
    case Cell::Kind::Integer:
    case Cell::Kind::Real:
    case Cell::Kind::Text:
        return cell.text;
    case Cell::Kind::Absent:
    case Cell::Kind::Null:
        break;
    }
    return {};
}

bool isUsableId(const Cell &id)
{
    return id.kind == Cell::Kind::Integer || id.kind == Cell::Kind::Real ||
           (id.kind == Cell::Kind::Text && !id.text.empty());
}

} // namespace

Extractor::Extractor(std::shared_ptr<const ReaderShape> shape, const RowSinks &sinks)
    : m_shape(std::move(shape))
    , m_sinks(sinks)
{
    restart();
}

void Extractor::restart()
{
    m_depth = 0;
    m_next = 0;
    m_tallies = {};
    m_failure = {};
    m_captured.assign(std::size_t(m_shape->captures()), {});
    m_keyGoesOn = false;
    m_text.clear();
    m_digits.clear();
    for (std::size_t e = 0; e < m_rows.size(); ++e)
        m_rows[e].reset(m_shape->source(EntityKind(e)).fields);
}

bool Extractor::beginObject()
{
    return enter(false);
}

bool Extractor::beginArray()
{
    return enter(true);
}

bool Extractor::enter(bool array)
{
    const int node = nextNode();
    if (m_depth == m_frames.size())
        return fail(ReaderFailure::Code::TooDeep);
    const Frame *parent = m_depth > 0 ? &m_frames[m_depth - 1] : nullptr;
    if (parent && parent->rowsOf != Nowhere && array)
        return fail(ReaderFailure::Code::RowNotObject, parent->count);
    Frame &frame = m_frames[m_depth++];
    frame = Frame();
    frame.node = node;
    frame.array = array;
    if (parent && parent->rowsOf != Nowhere) {
        frame.row = parent->rowsOf;
        m_rows[std::size_t(frame.row)].open();
    }
    return node == Nowhere || containerAt(m_shape->node(node), array, frame);
}

bool Extractor::containerAt(const ReaderShape::Node &node, bool array, Frame &frame)
{
    if (node.rowsOf != Nowhere) {
        Tally &tally = m_tallies[std::size_t(node.rowsOf)];
        if (array && tally.met == Met::Nothing)
            frame.rowsOf = node.rowsOf;
        if (tally.met == Met::Nothing)
            tally.met = array ? Met::Wanted : Met::Other;
        else if (array)
            frame.node = Nowhere; // the same member once more: the first one counts
    }
    if (node.recordOf != Nowhere) {
        Tally &tally = m_tallies[std::size_t(node.recordOf)];
        if (!array && tally.met == Met::Nothing) {
            frame.row = node.recordOf;
            m_rows[std::size_t(frame.row)].open();
        }
        if (tally.met == Met::Nothing)
            tally.met = array ? Met::Other : Met::Wanted;
    }
    for (const Target &target : node.targets) {
        if (target.use == Target::Use::List)
            rowOf(target).beginList(target.index);
        else if (target.use == Target::Use::Capture)
            capture(target, {});
        else if (target.use == Target::Use::Cell || (!array && target.use == Target::Use::Count))
            rowOf(target).set(target.index, target.order, {});
    }
    return true;
}

bool Extractor::endObject()
{
    const Frame frame = m_frames[--m_depth];
    return finishContainer(frame) && (frame.row == Nowhere || closeRow(frame.row));
}

bool Extractor::endArray()
{
    const Frame frame = m_frames[--m_depth];
    return finishContainer(frame);
}

bool Extractor::finishContainer(const Frame &frame)
{
    if (frame.node == Nowhere)
        return true;
    for (const Target &target : m_shape->node(frame.node).targets) {
        bool goesOn = true;
        if (target.use == Target::Use::List)
            goesOn = rowOf(target).endList(target.index, target.order);
        else if (target.use == Target::Use::Count && frame.array)
            goesOn = rowOf(target).set(target.index, target.order,
                                       {Cell::Kind::Integer, frame.count, {}});
        if (!fits(goesOn, target))
            return false;
    }
    return true;
}

bool Extractor::key(std::string_view part, bool last)
{
    Frame &frame = m_frames[m_depth - 1];
    m_next = Nowhere;
    if (!std::exchange(m_keyGoesOn, !last))
        m_key.clear();
    if (frame.node == Nowhere)
        return true;
    const bool keepsName = m_shape->node(frame.node).anyMember != Nowhere;
    if (last && m_key.empty() && !keepsName) {
        m_next = memberNode(frame, part);
        return true;
    }
    m_key += part;
    if (last)
        m_next = memberNode(frame, m_key);
    return true;
}

int Extractor::memberNode(Frame &frame, std::string_view name)
{
    const ReaderShape::Node &node = m_shape->node(frame.node);
    const std::size_t count = node.members.size();
    // Services write the members of every row in the same order, so the next one is mostly right.
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = frame.hint + i < count ? frame.hint + i : frame.hint + i - count;
        if (node.members[at].first == name) {
            frame.hint = at + 1 < count ? at + 1 : 0;
            return node.members[at].second;
        }
    }
    return node.anyMember;
}

int Extractor::elementNode(const Frame &frame) const
{
    const ReaderShape::Node &node = m_shape->node(frame.node);
    if (!node.members.empty()) {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), frame.count);
        const std::string_view index(digits.data(), std::size_t(end.ptr - digits.data()));
        for (const auto &[name, at] : node.members) {
            if (name == index)
                return at;
        }
    }
    return node.element;
}

/// Of the value that comes now. Counts it where it is an item.
int Extractor::nextNode()
{
    if (m_depth == 0)
        return 0;
    Frame &frame = m_frames[m_depth - 1];
    if (!frame.array)
        return std::exchange(m_next, Nowhere);
    const int node = frame.node == Nowhere ? Nowhere : elementNode(frame);
    ++frame.count;
    return node;
}

bool Extractor::text(std::string_view part, bool last)
{
    // The node is asked for at the end only: until then the text may not be wanted at all.
    const Frame *frame = m_depth > 0 ? &m_frames[m_depth - 1] : nullptr;
    const bool wanted = !frame || (frame->array ? frame->node != Nowhere : m_next != Nowhere);
    if (!last) {
        if (wanted)
            m_text += part;
        return true;
    }
    if (!m_text.empty()) {
        m_text += part;
        part = m_text;
    }
    const bool goesOn = scalar(textCell(part));
    m_text.clear();
    return goesOn;
}

bool Extractor::numberPart(std::string_view part)
{
    if (m_digits.size() + part.size() > MaxText)
        return fail(ReaderFailure::Code::TextTooLong);
    m_digits += part;
    return true;
}

bool Extractor::number(Cell cell, std::string_view rest)
{
    if (m_digits.empty()) {
        cell.text = rest;
        return scalar(cell);
    }
    if (!numberPart(rest))
        return false;
    cell.text = m_digits;
    const bool goesOn = scalar(cell);
    m_digits.clear();
    return goesOn;
}

bool Extractor::integer(std::int64_t value, std::string_view rest)
{
    return number({Cell::Kind::Integer, value, {}}, rest);
}

bool Extractor::unsignedInteger(std::string_view rest)
{
    return number({Cell::Kind::Text, 0, {}}, rest);
}

bool Extractor::real(std::string_view rest)
{
    return number({Cell::Kind::Real, 0, {}}, rest);
}

bool Extractor::flag(bool value)
{
    return scalar({Cell::Kind::Flag, value ? 1 : 0, {}});
}

bool Extractor::null()
{
    return scalar({Cell::Kind::Null, 0, {}});
}

bool Extractor::scalar(const Cell &cell)
{
    const int node = nextNode();
    if (m_depth > 0 && m_frames[m_depth - 1].rowsOf != Nowhere)
        return fail(ReaderFailure::Code::RowNotObject, m_frames[m_depth - 1].count);
    return node == Nowhere || scalarAt(node, cell);
}

bool Extractor::scalarAt(int index, const Cell &cell)
{
    const ReaderShape::Node &node = m_shape->node(index);
    const Met met = cell.kind == Cell::Kind::Null ? Met::Null : Met::Other;
    for (const int entity : {node.rowsOf, node.recordOf}) {
        if (entity != Nowhere && m_tallies[std::size_t(entity)].met == Met::Nothing)
            m_tallies[std::size_t(entity)].met = met;
    }
    Cell clean = cell;
    if (cell.kind == Cell::Kind::Text && !node.targets.empty())
        clean.text = repairedUtf8(cell.text, m_repaired);
    return std::all_of(node.targets.begin(), node.targets.end(),
                       [&](const Target &target) { return apply(target, clean); });
}

bool Extractor::apply(const Target &target, const Cell &cell)
{
    ExtractorRow &row = rowOf(target);
    switch (target.use) {
    case Target::Use::Cell:
    case Target::Use::List:
        return fits(row.set(target.index, target.order, cell), target);
    case Target::Use::Count: {
        const bool isFlag = cell.kind == Cell::Kind::Flag;
        return fits(row.set(target.index, target.order, isFlag ? Cell() : cell), target);
    }
    case Target::Use::ListItem: {
        const std::string_view item = itemText(cell);
        return item.empty() || fits(row.addItem(target.index, item), target);
    }
    case Target::Use::ListFlag: {
        const bool isTrue = cell.kind == Cell::Kind::Flag && cell.number != 0;
        return !isTrue || fits(row.addItem(target.index, m_key), target);
    }
    case Target::Use::Capture:
        capture(target, cell);
        return true;
    }
    return true;
}

ExtractorRow &Extractor::rowOf(const Target &target)
{
    return m_rows[std::size_t(target.entity)];
}

bool Extractor::fits(bool goesOn, const Target &target)
{
    const std::int64_t row = m_tallies[std::size_t(target.entity)].rows + 1;
    return goesOn || fail(ReaderFailure::Code::RowTooLarge, row);
}

void Extractor::capture(const Target &target, const Cell &cell)
{
    Captured &captured = m_captured[std::size_t(target.index)];
    if (captured.present)
        return;
    captured.present = true;
    captured.kind = cell.kind;
    captured.number = cell.number;
    captured.text = cell.text;
}

bool Extractor::closeRow(int entity)
{
    const std::span<const Cell> cells = m_rows[std::size_t(entity)].close();
    Tally &tally = m_tallies[std::size_t(entity)];
    const bool usable = !cells.empty() && isUsableId(cells.front());
    if (!usable) {
        // Replies to writes are often no object of the entity: that is for the caller to judge.
        const bool inList = m_shape->source(EntityKind(entity)).isList;
        return !inList || fail(ReaderFailure::Code::RowWithoutId, tally.rows + 1);
    }
    ++tally.rows;
    if (RowSink *sink = m_sinks[std::size_t(entity)])
        sink->addRow(cells);
    return true;
}

bool Extractor::fail(ReaderFailure::Code code, std::int64_t row)
{
    m_failure.code = code;
    m_failure.row = row;
    return false;
}

ReaderFailure Extractor::missing(EntityKind kind) const
{
    const ReaderShape::Source &source = m_shape->source(kind);
    const Met met = m_tallies[std::size_t(kind)].met;
    ReaderFailure failure;
    failure.pointer = source.pointer;
    using Code = ReaderFailure::Code;
    if (!source.isList && source.wanted && rows(kind) == 0)
        failure.code = Code::RecordMissing;
    const bool isEmpty = met == Met::Null && kind != EntityKind::Member;
    if (!source.wanted || !source.isList || met == Met::Wanted || isEmpty)
        return failure;
    failure.code = met == Met::Nothing ? Code::RowsMissing : Code::RowsNotList;
    return failure;
}

std::int64_t Extractor::rows(EntityKind kind) const
{
    return m_tallies[std::size_t(kind)].rows;
}

} // namespace orgkeeper
