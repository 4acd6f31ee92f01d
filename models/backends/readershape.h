// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace orgkeeper {

/// What of a reply is wanted and where it goes: a tree whose branches are the steps of JSON
/// pointers. Made once per call from its description, then only read, also by several readers at
/// once. Everything that has no node is skipped by the reader without being looked at.
class ReaderShape
{
public:
    static constexpr int Nowhere = -1;
    static constexpr int EntityKinds = 3; ///< number of values in EntityKind

    /// One thing to do with the value that stands at a node.
    struct Target
    {
        enum class Use : std::uint8_t {
            Cell,     ///< becomes a cell of the open row
            Count,    ///< an array's length, or a number as it is, becomes a cell
            List,     ///< an array, or the names of an object's true flags, becomes a cell
            ListItem, ///< is one item of the list that is being gathered
            ListFlag, ///< a flag whose name is an item when it is true
            Capture,  ///< is kept by its number
        };
        Use use = Use::Cell;
        std::uint8_t order = 0; ///< among alternatives; the lowest that has a value wins
        EntityKind entity = EntityKind::Organization;
        int index = 0; ///< of the field or of the capture
    };

    struct Node
    {
        std::vector<std::pair<std::string, int>> members;
        int element = Nowhere;   ///< every item of an array
        int anyMember = Nowhere; ///< every member of an object that is not in members
        std::vector<Target> targets;
        int rowsOf = Nowhere;   ///< EntityKind: an array here holds rows
        int recordOf = Nowhere; ///< EntityKind: an object here is a row
    };

    /// Where an entity's rows are.
    struct Source
    {
        bool wanted = false;
        bool isList = false;
        std::string pointer;
        int fields = 0;
    };

    ReaderShape();

    /// The array at the pointer holds rows of the entity.
    void addRows(EntityKind kind, const std::string &pointer, const Entity &entity);
    /// The object at the pointer is a row of the entity.
    void addRecord(EntityKind kind, const std::string &pointer, const Entity &entity);
    /// Keeps the value at the pointer; returns the number to ask for it by.
    int addCapture(const std::string &pointer);
    /// To be called once, after the last add...().
    void close();

    [[nodiscard]] const Node &node(int index) const { return m_nodes[std::size_t(index)]; }
    [[nodiscard]] const Source &source(EntityKind kind) const
    {
        return m_sources[std::size_t(kind)];
    }
    [[nodiscard]] int captures() const { return m_captures; }

private:
    int nodeAt(int from, std::string_view pointer);
    int step(int from, const std::string &member);
    int elementOf(int array);
    void addFields(EntityKind kind, int row, const Entity &entity);
    void addList(EntityKind kind, int array, const Field &field, Target target);
    void mergeInto(int to, int from);

    std::vector<Node> m_nodes;
    std::array<Source, EntityKinds> m_sources;
    int m_captures = 0;
};

} // namespace orgkeeper
