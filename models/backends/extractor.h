// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "extractorrow.h"
#include "readerfailure.h"
#include "readershape.h"
#include "rowsink.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace orgkeeper {

/// A value that was kept by its number, see ReaderShape::addCapture().
struct Captured
{
    bool present = false;                 ///< there is such a member, whatever it holds
    Cell::Kind kind = Cell::Kind::Absent; ///< Absent as well: an object or an array
    std::int64_t number = 0;
    std::string text; ///< Text; Integer and Real: the digits
};

/// Where rows go, by EntityKind; null: not wanted. Not owned.
using RowSinks = std::array<RowSink *, ReaderShape::EntityKinds>;

/// Turns the events of a JSON parser into rows and captures by walking a ReaderShape along.
///
/// - Rows leave in the order they end; a record leaves after the rows inside it.
/// - Of members with the same name in one object the first counts.
/// - A value of another type than the field's (an object for a text) is as if it were absent.
/// - Nothing is kept but the open rows, the captures and the text that is just being read.
///
/// Events return false when failure() says why reading cannot go on; none may follow then.
class Extractor
{
public:
    static constexpr std::size_t MaxDepth = 64;         ///< open arrays and objects
    static constexpr std::size_t MaxText = 1024 * 1024; ///< bytes of one text or number

    Extractor(std::shared_ptr<const ReaderShape> shape, const RowSinks &sinks);
    void restart();

    bool beginObject();
    bool endObject();
    bool beginArray();
    bool endArray();
    /// Keys, texts and numbers may come in parts; the last one is marked.
    bool key(std::string_view part, bool last);
    bool text(std::string_view part, bool last);
    bool numberPart(std::string_view part);
    bool integer(std::int64_t value, std::string_view rest);
    bool unsignedInteger(std::string_view rest); ///< beyond 63 bits
    bool real(std::string_view rest);
    bool flag(bool value);
    bool null();

    [[nodiscard]] const ReaderShape &shape() const { return *m_shape; }
    /// The byte is for the caller to fill in.
    [[nodiscard]] const ReaderFailure &failure() const { return m_failure; }
    [[nodiscard]] const Captured &captured(int index) const
    {
        return m_captured[std::size_t(index)];
    }
    /// Whether what the shape wants for the entity was there: None, or why not. A null stands for
    /// an empty list, because some services write one so; not one of members: on so
    /// little nobody is taken for gone.
    [[nodiscard]] ReaderFailure missing(EntityKind kind) const;
    [[nodiscard]] std::int64_t rows(EntityKind kind) const;

private:
    struct Frame
    {
        int node = ReaderShape::Nowhere;
        bool array = false;
        int rowsOf = ReaderShape::Nowhere; ///< array of rows of that entity
        int row = ReaderShape::Nowhere;    ///< object that is a row of that entity
        std::size_t hint = 0;              ///< where the next known member is looked for first
        std::int64_t count = 0;            ///< array: items so far
    };
    enum class Met : std::uint8_t { Nothing, Null, Wanted, Other };
    struct Tally
    {
        Met met = Met::Nothing;
        std::int64_t rows = 0;
    };

    [[nodiscard]] int nextNode();
    [[nodiscard]] int memberNode(Frame &frame, std::string_view name);
    [[nodiscard]] int elementNode(const Frame &frame) const;
    bool enter(bool array);
    bool scalar(const Cell &cell);
    bool scalarAt(int node, const Cell &cell);
    bool containerAt(const ReaderShape::Node &node, bool array, Frame &frame);
    bool finishContainer(const Frame &frame);
    bool apply(const ReaderShape::Target &target, const Cell &cell);
    void capture(const ReaderShape::Target &target, const Cell &cell);
    bool closeRow(int entity);
    [[nodiscard]] ExtractorRow &rowOf(const ReaderShape::Target &target);
    bool fits(bool goesOn, const ReaderShape::Target &target);
    bool number(Cell cell, std::string_view rest);
    bool fail(ReaderFailure::Code code, std::int64_t row = 0);

    std::shared_ptr<const ReaderShape> m_shape;
    RowSinks m_sinks;
    std::array<Frame, MaxDepth> m_frames;
    std::size_t m_depth = 0;
    int m_next = 0; ///< the node of the value after a key
    std::array<ExtractorRow, ReaderShape::EntityKinds> m_rows;
    std::array<Tally, ReaderShape::EntityKinds> m_tallies;
    std::vector<Captured> m_captured;
    std::string m_key; ///< what of a name came in parts; the name of a flag that is an item
    bool m_keyGoesOn = false;
    std::string m_text;
    std::string m_digits;
    std::string m_repaired;
    ReaderFailure m_failure;
};

} // namespace orgkeeper
