// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowarranger.h"
#include "tablemodel.h"
#include "viewchange.h"

#include <QElapsedTimer>
#include <QTimer>

#include <optional>

namespace orgkeeper {

/// The moving part of a table model: takes what the store has to tell, keeps the arranger going,
/// and says what changed in the words of an item model. All work is done in run(), a slice at a
/// time.
class TableModel::Private final : public RowStore::Listener
{
public:
    Private(TableModel *model, std::shared_ptr<const Description> ofBackend, EntityKind ofKind);
    ~Private() override;

    void rowsTouched() override;
    void aboutToRenumber(const std::vector<int> &newRows) override;
    void renumbered(const std::vector<int> &newRows) override;

    /// A demand was made: few rows are arranged at once, many as far as one slice goes.
    void demanded();
    void run(const Slice &slice);
    /// Takes what the store says was updated. Before a demand: it lets go the rows that keep their
    /// place because of what happened before it.
    void noteUpdates();
    /// Everything that is left, however long it takes.
    void settle();
    /// The end of a reading was demanded.
    void wantEnd();
    [[nodiscard]] bool hasBacklog() const;
    void finishReading();
    /// View rows by store row; -1: not shown.
    [[nodiscard]] const std::vector<int> &places() const;
    void announce(const std::vector<int> &storeRows);

    std::shared_ptr<const Description> description;
    const EntityKind kind;
    const Entity *entity;
    const int nameColumn;
    RowStore store;
    RowArranger arranger;
    std::vector<int> view; ///< store rows, as they are shown
    QStringList words;     ///< of the filter, as typed
    ListState state;
    Pace pace;
    struct Ending
    {
        Error error;
        bool atLeast = false;
    };
    std::optional<Ending> ending;                          ///< waits until all rows are shown
    ListState::Kind kindBefore = ListState::Kind::Nothing; ///< the reading that goes on

private:
    bool arrange(const Slice &slice);
    bool takeIn(const Slice &slice);
    /// With nothing else to do, gets ready for the first key that is typed into the filter.
    void prepare(const Slice &slice);
    enum class Cause { Demand, Rows };
    void show(std::vector<int> rows, Cause cause);
    void insertRanges(const std::vector<int> &rows, const std::vector<ViewChange::Range> &ranges);
    void removeRanges(const std::vector<ViewChange::Range> &ranges);
    void changeLayout(std::vector<int> rows);
    /// Between layoutAboutToBeChanged and layoutChanged: newPlace(old view row) or -1.
    template <typename NewPlace>
    void movePersistent(NewPlace &&newPlace);
    void wake(int ms);

    TableModel *q;
    QTimer m_timer;
    QElapsedTimer m_sinceBatch;
    std::vector<int> m_reconsider; ///< updated rows that were announced but not arranged anew
    bool m_showDue = false;        ///< an arrangement is ready and has a slice of its own
    bool m_running = false;        ///< a slot that makes a demand only wakes the timer
    bool m_relayout = false;       ///< a renumbering goes on as a change of layout
    mutable std::vector<int> m_places;
    mutable bool m_placesKnown = false;
};

} // namespace orgkeeper
