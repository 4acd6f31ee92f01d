// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "extractor.h"

#include <optional>
#include <string>
#include <vector>

namespace orgkeeper {

/// Lets the rows inside a record pass only where the record is the one that was asked for. Until
/// its id is known they are held back; rows of another record never reach their sinks.
class RecordGate
{
public:
    /// Without an id all records are good.
    explicit RecordGate(std::optional<std::string> askedId);

    void restart();
    /// What the reply has shown of the record's id so far; opens the gate when it is the right one.
    void look(const Captured &id);
    /// To the sink, now or once the gate opens; null: nobody wants it.
    void pass(RowSink *sink, std::span<const Cell> cells);
    /// The record has ended with this id. False: it is another one, and all that was held is gone.
    [[nodiscard]] bool conclude(const Cell &id);

    [[nodiscard]] bool metAnother() const { return m_another; }

private:
    struct Held
    {
        RowSink *sink;
        std::size_t begin; ///< of its texts
        std::vector<Cell> cells;
    };
    void release();

    std::optional<std::string> m_askedId;
    std::vector<Held> m_held;
    std::string m_texts; ///< of all held cells, in order
    bool m_open = false;
    bool m_another = false;
};

} // namespace orgkeeper
