// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace orgkeeper {

/// Stands before a JSON parser that refuses halves of surrogate pairs, and makes "\ufffd" of each
/// such escape and of "\u0000", so that one odd name does not make a whole list unreadable.
///
/// What goes out is as long as what came in, so offsets stay true. What may yet become a pair is
/// held back, at most eleven bytes.
class ReaderEscapes
{
public:
    /// Takes the bytes; false: no more of them are wanted.
    using Output = std::function<bool(std::string_view)>;

    /// The bytes in one or several pieces to the output. False: the output wants no more.
    bool pass(std::string_view bytes, const Output &output);
    /// What was held back, at the end of the text.
    bool flush(const Output &output);
    void clear() { m_held.clear(); }

private:
    bool passHeld(std::string_view &bytes, const Output &output);

    std::string m_held;
};

} // namespace orgkeeper
