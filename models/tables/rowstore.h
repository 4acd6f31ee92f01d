// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine.h"

#include <QString>

#include <memory>

namespace orgkeeper {

/// Rows of one entity, by column, as compact UTF-8; the order is the service's. Rows are known by
/// id (the text of field 0). Not a QObject: the model on top drains its changes in slices.
///
/// A reading (begin .. end) adds and updates; only end(true), a complete one, removes what it did
/// not meet. Within a reading the first row of an id wins, later ones are counted as duplicates.
/// A value older than protect()'s time is dropped.
class RowStore final : public RowSink
{
public:
    /// The entity (of a description that outlives the store) says which cells a row has.
    explicit RowStore(const Entity *entity);
    ~RowStore() override;

    void beginReading();
    void endReading(bool complete);
    void beginPage(std::int64_t sentMs, bool again) override;
    void addRow(std::span<const Cell> cells) override;

    [[nodiscard]] int size() const;
    [[nodiscard]] int duplicates() const; ///< met in the last reading
    [[nodiscard]] int rowOf(const QString &id) const; ///< -1: not there
    [[nodiscard]] QString id(int row) const;
    [[nodiscard]] Cell cell(int row, int field) const; ///< text valid until the next change
    [[nodiscard]] QString text(int row, int field) const; ///< for painting and copying, by locale
    [[nodiscard]] Value value(int row, int field) const;  ///< typed, for templates
    /// "<prefix>.id", "<prefix>.slug", ... of a row, for templates.
    [[nodiscard]] Values values(int row, const QString &prefix) const;
    void set(int row, int field, const Value &value); ///< after a verified change
    void clear();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace orgkeeper
