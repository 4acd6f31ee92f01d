// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "collectingsink.h"
#include "reader.h"

#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace orgkeeper {

inline Field field(const char *key, std::vector<std::string> pointers,
                   FieldType type = FieldType::Text)
{
    Field field;
    field.key = QString::fromLatin1(key);
    field.type = type;
    field.pointers = std::move(pointers);
    return field;
}

inline Field listField(const char *key, const char *pointer, const char *item = "")
{
    Field list = field(key, {pointer}, FieldType::List);
    list.item = item;
    return list;
}

inline Field lengthField(const char *key, std::vector<std::string> pointers)
{
    Field length = field(key, std::move(pointers), FieldType::Count);
    length.length = true;
    return length;
}

/// What one reading gave, to be compared as a whole.
struct Reading
{
    QStringList organizations;
    QStringList members;
    QStringList captures;
    ReaderFailure::Code code = ReaderFailure::Code::None;
    std::int64_t byte = 0;
    std::int64_t row = 0;
};

/// The byte of a mistake inside a word ("nulx") may be its first or the wrong one.
inline bool operator==(const Reading &left, const Reading &right)
{
    constexpr int longestWord = 5;
    return left.organizations == right.organizations && left.members == right.members &&
           left.captures == right.captures && left.code == right.code && left.row == right.row &&
           std::abs(left.byte - right.byte) < longestWord;
}

/// Gives the body to a reader in pieces; cut says how long the next one is.
inline Reading readBody(const std::shared_ptr<const ReaderShape> &shape, std::string_view body,
                        const std::function<std::size_t()> &cut)
{
    CollectingSink organizations;
    CollectingSink members;
    Reader reader(shape, {&organizations, &members, nullptr});
    while (!body.empty()) {
        const std::size_t length = std::min(cut(), body.size());
        // A copy of its own, so that a sanitizer sees a look beyond the piece.
        const std::string piece(body.substr(0, length));
        body.remove_prefix(length);
        if (!reader.write(piece))
            break;
    }
    reader.finish();
    Reading result{organizations.rows,    members.rows,          {},
                   reader.failure().code, reader.failure().byte, reader.failure().row};
    for (int i = 0; i < shape->captures(); ++i) {
        const Captured &captured = reader.extractor().captured(i);
        result.captures += captured.present ? shown({captured.kind, captured.number, captured.text})
                                            : QStringLiteral("none");
    }
    return result;
}

inline Reading readWhole(const std::shared_ptr<const ReaderShape> &shape, std::string_view body)
{
    return readBody(shape, body, [] { return std::size_t(-1); });
}

} // namespace orgkeeper
