// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine.h"

#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace orgkeeper {

/// Rows of one entity, by column, as compact UTF-8; the order is the service's. Rows are known by
/// id (the text of field 0); a row without one is not taken. Not a QObject: the model on top
/// listens and drains its changes in slices.
///
/// A reading (begin .. end) adds and updates; only end(true), a complete one, removes what it did
/// not meet and takes over the order. Within a reading the first row of an id wins, later ones are
/// counted as duplicates. A value older than protect()'s time is dropped: neither a changed, nor an
/// added, nor a removed row goes back to what it was before. Fields that are computed are never
/// touched by a reading.
class RowStore final : public RowSink
{
public:
    /// What the model on top must know. Nothing may be written to the store from within.
    class Listener
    {
    public:
        virtual ~Listener() = default;
        /// Rows were added or updated and wait to be taken; said at each of them.
        virtual void rowsTouched() = 0;
        /// Rows go or change places now: newRows[i] is where row i will be, -1: nowhere. Before it
        /// happens all cells are still there, and
        virtual void aboutToRenumber(const std::vector<int> &newRows) = 0;
        /// afterwards the new numbers hold.
        virtual void renumbered(const std::vector<int> &newRows) = 0;
    };

    /// The entity (of a description that outlives the store) says which cells a row has.
    explicit RowStore(const Entity *entity);
    ~RowStore() override;

    /// One listener, not owned; null: none.
    void setListener(Listener *listener);
    /// Rows below the size that were updated since the last call, each once, ascending.
    [[nodiscard]] std::vector<int> takeUpdated();
    [[nodiscard]] bool hasUpdated() const;

    /// When a row was last changed from here, ms since the epoch, UTC, 0: never. Asked only for
    /// rows that would change.
    void protect(std::function<std::int64_t(const QString &id)> changedMs);

    void beginReading();
    void endReading(bool complete);
    void beginPage(std::int64_t sentMs, bool again) override;
    void addRow(std::span<const Cell> cells) override;

    /// One row from another call than the list's: members that it lacks stay as they are. Takes no
    /// part in a reading that is going on, which keeps the row.
    void mergeRow(std::span<const Cell> cells, std::int64_t sentMs);
    /// All rows as another complete reading had them: adds, updates and removes, but keeps the
    /// order. Nothing happens where this store's own reading is the newer one.
    void apply(const RowStore &newer, std::int64_t sentMs);

    [[nodiscard]] int size() const;
    [[nodiscard]] int duplicates() const; ///< met in the last reading
    [[nodiscard]] int withoutId() const;  ///< left out of the last reading
    [[nodiscard]] int met() const;        ///< different rows that the last reading showed
    [[nodiscard]] bool isReading() const;
    /// Grows whenever a row is updated, goes or changes places. Rows that are added leave it alone:
    /// who counts something needs to look at those only.
    [[nodiscard]] std::uint64_t edits() const;
    /// When the first page of the last reading was asked for; 0: it had none.
    [[nodiscard]] std::int64_t readingSentMs() const;

    [[nodiscard]] int rowOf(const QString &id) const; ///< -1: not there
    [[nodiscard]] QString id(int row) const;
    [[nodiscard]] Cell cell(int row, int field) const;    ///< text valid until the next change
    [[nodiscard]] QString text(int row, int field) const; ///< for painting and copying, by locale
    [[nodiscard]] Value value(int row, int field) const;  ///< typed, for templates
    /// "<prefix>.id", "<prefix>.slug", ... of a row, for templates.
    [[nodiscard]] Values values(int row, const QString &prefix) const;
    void set(int row, int field, const Value &value); ///< after a verified change
    void clear();
    [[nodiscard]] const Entity &entity() const;
    [[nodiscard]] std::size_t bytes() const; ///< of memory, without this object

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace orgkeeper
