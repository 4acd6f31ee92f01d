// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readershape.h"

#include <algorithm>

namespace orgkeeper {

namespace {

/// One step of a JSON pointer (RFC 6901): "~1" is a slash, "~0" a tilde.
std::string unescaped(std::string_view step)
{
    std::string text;
    for (std::size_t i = 0; i < step.size(); ++i) {
        if (step[i] == '~' && i + 1 < step.size() && (step[i + 1] == '0' || step[i + 1] == '1'))
            text += step[++i] == '0' ? '~' : '/';
        else
            text += step[i];
    }
    return text;
}

bool isArrayIndex(const std::string &step)
{
    return !step.empty() &&
           std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

ReaderShape::ReaderShape()
{
    m_nodes.emplace_back(); // the root
}

void ReaderShape::addRows(EntityKind kind, const std::string &pointer, const Entity &entity)
{
    const int array = nodeAt(0, pointer);
    m_nodes[std::size_t(array)].rowsOf = int(kind);
    m_sources[std::size_t(kind)] = {true, true, pointer, int(entity.fields.size())};
    addFields(kind, elementOf(array), entity);
}

void ReaderShape::addRecord(EntityKind kind, const std::string &pointer, const Entity &entity)
{
    const int object = nodeAt(0, pointer);
    m_nodes[std::size_t(object)].recordOf = int(kind);
    m_sources[std::size_t(kind)] = {true, false, pointer, int(entity.fields.size())};
    addFields(kind, object, entity);
}

int ReaderShape::addCapture(const std::string &pointer)
{
    Target target;
    target.use = Target::Use::Capture;
    target.index = m_captures;
    m_nodes[std::size_t(nodeAt(0, pointer))].targets.push_back(target);
    return m_captures++;
}

void ReaderShape::close()
{
    // An array may have wants for each item and for one of them ("/errors/0/text"): that one gets
    // both. New nodes are appended behind and need no second look.
    const std::size_t size = m_nodes.size();
    for (std::size_t i = 0; i < size; ++i) {
        const int element = m_nodes[i].element;
        if (element == Nowhere)
            continue;
        for (std::size_t m = 0; m < m_nodes[i].members.size(); ++m) {
            if (isArrayIndex(m_nodes[i].members[m].first))
                mergeInto(m_nodes[i].members[m].second, element);
        }
    }
}

int ReaderShape::nodeAt(int from, std::string_view pointer)
{
    while (!pointer.empty()) {
        pointer.remove_prefix(1); // the slash
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        from = step(from, unescaped(pointer.substr(0, end)));
        pointer.remove_prefix(end);
    }
    return from;
}

int ReaderShape::step(int from, const std::string &member)
{
    for (const auto &[name, index] : m_nodes[std::size_t(from)].members) {
        if (name == member)
            return index;
    }
    const int made = int(m_nodes.size());
    m_nodes.emplace_back();
    m_nodes[std::size_t(from)].members.emplace_back(member, made);
    return made;
}

int ReaderShape::elementOf(int array)
{
    if (m_nodes[std::size_t(array)].element == Nowhere) {
        const int made = int(m_nodes.size());
        m_nodes.emplace_back();
        m_nodes[std::size_t(array)].element = made;
    }
    return m_nodes[std::size_t(array)].element;
}

void ReaderShape::addFields(EntityKind kind, int row, const Entity &entity)
{
    for (int f = 0; f < entity.fields.size(); ++f) {
        const Field &field = entity.fields.at(f);
        Target target;
        target.entity = kind;
        target.index = f;
        for (const std::string &pointer : field.pointers) {
            const int at = nodeAt(row, pointer);
            if (field.type == FieldType::List) {
                addList(kind, at, field, target);
            } else {
                target.use = field.length ? Target::Use::Count : Target::Use::Cell;
                m_nodes[std::size_t(at)].targets.push_back(target);
            }
            ++target.order;
        }
    }
}

void ReaderShape::addList(EntityKind kind, int array, const Field &field, Target target)
{
    target.use = Target::Use::List;
    m_nodes[std::size_t(array)].targets.push_back(target);

    Target item;
    item.use = Target::Use::ListItem;
    item.entity = kind;
    item.index = target.index;
    const int element = nodeAt(elementOf(array), field.item);
    m_nodes[std::size_t(element)].targets.push_back(item);

    if (m_nodes[std::size_t(array)].anyMember == Nowhere) {
        const int made = int(m_nodes.size());
        m_nodes.emplace_back();
        m_nodes[std::size_t(array)].anyMember = made;
    }
    item.use = Target::Use::ListFlag;
    const int any = m_nodes[std::size_t(array)].anyMember;
    m_nodes[std::size_t(any)].targets.push_back(item);
}

void ReaderShape::mergeInto(int to, int from)
{
    // By value: step() and emplace_back() move the nodes.
    const Node source = m_nodes[std::size_t(from)];
    for (const auto &[name, index] : source.members)
        mergeInto(step(to, name), index);
    if (source.element != Nowhere)
        mergeInto(elementOf(to), source.element);
    Node &target = m_nodes[std::size_t(to)];
    target.targets.insert(target.targets.end(), source.targets.begin(), source.targets.end());
    if (target.anyMember == Nowhere)
        target.anyMember = source.anyMember;
    if (target.rowsOf == Nowhere)
        target.rowsOf = source.rowsOf;
    if (target.recordOf == Nowhere)
        target.recordOf = source.recordOf;
}

} // namespace orgkeeper
