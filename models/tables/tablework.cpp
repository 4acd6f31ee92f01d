// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablemodelprivate.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <utility>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

std::size_t at(int row)
{
    return static_cast<std::size_t>(row);
}

/// Never -1: field 0, the id, is always there.
int findNameColumn(const Entity &entity)
{
    static constexpr std::array keys{"name"_L1, "title"_L1, "email"_L1, "slug"_L1};
    for (const QLatin1StringView key : keys) {
        const int field = entity.indexOf(QString(key));
        if (field >= 0) {
            return field;
        }
    }
    return 0;
}

} // namespace

TableModel::Private::Private(TableModel *model, std::shared_ptr<const Description> ofBackend,
                             EntityKind ofKind)
    : description(std::move(ofBackend))
    , kind(ofKind)
    , entity(&description->entity(kind))
    , nameColumn(findNameColumn(*entity))
    , store(entity)
    , arranger(store)
    , q(model)
{
    store.setListener(this);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, model, [this] { run(Slice(pace.sliceUs)); });
}

TableModel::Private::~Private()
{
    store.setListener(nullptr);
}

void TableModel::Private::wake(int ms)
{
    if (!m_timer.isActive() || m_timer.remainingTime() > ms) {
        m_timer.start(ms);
    }
}

void TableModel::Private::rowsTouched()
{
    if (m_timer.isActive()) {
        return;
    }
    // The first rows at once, then in batches: a view lays itself out anew for each.
    const qint64 since = m_sinceBatch.isValid() ? m_sinceBatch.elapsed() : pace.batchMs;
    wake(static_cast<int>(std::max<qint64>(0, pace.batchMs - since)));
}

void TableModel::Private::demanded()
{
    if (m_running) {
        wake(0);
        return;
    }
    run(store.size() <= pace.fewRows ? Slice() : Slice(pace.sliceUs));
}

bool TableModel::Private::hasBacklog() const
{
    return arranger.isPending() || m_showDue || arranger.known() < store.size() ||
           store.hasUpdated() || !m_reconsider.empty();
}

void TableModel::Private::settle()
{
    while (hasBacklog()) {
        run(Slice());
    }
}

void TableModel::Private::wantEnd()
{
    if (m_running) {
        wake(0);
    } else if (store.size() > pace.fewRows && !arranger.isPlain()) {
        run(Slice(pace.sliceUs));
    } else {
        settle();
        if (ending) {
            finishReading();
        }
    }
}

void TableModel::Private::run(const Slice &slice)
{
    if (std::exchange(m_running, true)) {
        wake(0);
        return;
    }
    const bool idle = !hasBacklog() && !ending && state.kind != ListState::Kind::Reading;
    noteUpdates();
    const bool arranged = arrange(slice);
    while (arranged && takeIn(slice)) {
    }
    if (state.kind == ListState::Kind::Reading) {
        state.read = store.met();
        state.duplicates = store.duplicates();
    }
    m_running = false;
    m_sinceBatch.start();
    if (hasBacklog()) {
        wake(0);
    } else if (ending) {
        finishReading();
        return;
    } else {
        prepare(slice);
    }
    if (arranged && !idle) {
        Q_EMIT q->stateChanged();
    }
}

void TableModel::Private::prepare(const Slice &slice)
{
    const bool worthIt = store.size() > pace.fewRows && state.kind != ListState::Kind::Reading;
    if (worthIt && !slice.isEndless() && !arranger.prepare(slice)) {
        wake(pace.batchMs); // in the gaps of what the user does
    }
}

bool TableModel::Private::arrange(const Slice &slice)
{
    if (arranger.isPending()) {
        if (!arranger.step(slice)) {
            return false;
        }
        m_showDue = true;
        if (arranger.known() > pace.manyRows && !slice.isEndless()) {
            return false;
        }
    }
    if (std::exchange(m_showDue, false)) {
        show(arranger.rows(), Cause::Demand);
    }
    return true;
}

bool TableModel::Private::takeIn(const Slice &slice)
{
    if (arranger.isPending()) {
        return false; // a slot made a demand
    }
    if (!m_reconsider.empty()) {
        const auto done = static_cast<std::ptrdiff_t>(arranger.update(m_reconsider, slice));
        m_reconsider.erase(m_reconsider.begin(), m_reconsider.begin() + done);
    } else if (arranger.known() < store.size()) {
        arranger.admit(slice);
    } else {
        return false;
    }
    show(arranger.rows(), Cause::Rows);
    return !slice.isOver();
}

void TableModel::Private::noteUpdates()
{
    const std::vector<int> rows = store.takeUpdated();
    if (rows.empty()) {
        return;
    }
    std::vector<int> all;
    std::set_union(m_reconsider.begin(), m_reconsider.end(), rows.begin(), rows.end(),
                   std::back_inserter(all));
    m_reconsider = std::move(all);
    for (const int row : rows) {
        if (q->keepsPlace(row)) {
            arranger.pin(row);
        }
    }
    announce(rows);
}

void TableModel::Private::announce(const std::vector<int> &storeRows)
{
    constexpr std::size_t mostRanges = 64;
    std::vector<int> shown;
    for (const int row : storeRows) {
        if (at(row) < places().size() && places()[at(row)] >= 0) {
            shown.push_back(places()[at(row)]);
        }
    }
    if (shown.empty()) {
        return;
    }
    std::sort(shown.begin(), shown.end());
    std::vector<ViewChange::Range> ranges = rangesOf(shown);
    if (ranges.size() > mostRanges) { // a view repaints what it shows of it, and no more
        ranges = {{shown.front(), shown.back()}};
    }
    for (const ViewChange::Range &range : ranges) {
        Q_EMIT q->dataChanged(q->index(range.first, 0), q->index(range.last, q->columnCount() - 1));
    }
}

void TableModel::Private::show(std::vector<int> rows, Cause cause)
{
    const ViewChange change = viewChange(view, rows);
    if (change.kind == ViewChange::Kind::None) {
        return;
    }
    Q_EMIT q->aboutToRearrange();
    // What was demanded is always a new layout: a removed current row hands over to its neighbour,
    // whom nobody chose. That is for rows that are gone, not for those that a filter hides.
    if (cause == Cause::Demand || change.kind == ViewChange::Kind::Layout) {
        changeLayout(std::move(rows));
    } else if (change.kind == ViewChange::Kind::Insert) {
        insertRanges(rows, change.ranges);
    } else {
        removeRanges(change.ranges);
    }
    Q_EMIT q->rearranged();
}

void TableModel::Private::insertRanges(const std::vector<int> &rows,
                                       const std::vector<ViewChange::Range> &ranges)
{
    for (const ViewChange::Range &range : ranges) {
        q->beginInsertRows({}, range.first, range.last);
        view.insert(view.begin() + range.first, rows.begin() + range.first,
                    rows.begin() + range.last + 1);
        m_placesKnown = false;
        q->endInsertRows();
    }
}

void TableModel::Private::removeRanges(const std::vector<ViewChange::Range> &ranges)
{
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
        q->beginRemoveRows({}, range->first, range->last);
        view.erase(view.begin() + range->first, view.begin() + range->last + 1);
        m_placesKnown = false;
        q->endRemoveRows();
    }
}

template <typename NewPlace>
void TableModel::Private::movePersistent(NewPlace &&newPlace)
{
    const QModelIndexList from = q->persistentIndexList();
    QModelIndexList to;
    to.reserve(from.size());
    for (const QModelIndex &index : from) {
        const int row = newPlace(index.row());
        to.append(row < 0 ? QModelIndex() : q->createIndex(row, index.column()));
    }
    q->changePersistentIndexList(from, to);
}

void TableModel::Private::changeLayout(std::vector<int> rows)
{
    Q_EMIT q->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const std::vector<int> before = std::exchange(view, std::move(rows));
    m_placesKnown = false;
    movePersistent([this, &before](int row) { return places()[at(before[at(row)])]; });
    Q_EMIT q->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TableModel::Private::aboutToRenumber(const std::vector<int> &newRows)
{
    const bool sameOrder = RowArranger::keepsOrder(newRows);
    if (!sameOrder && !m_running) {
        settle(); // rows that are not known yet may come before others that are
    }
    m_running = true;
    Q_EMIT q->aboutToRearrange();
    std::vector<int> left;
    std::copy_if(view.begin(), view.end(), std::back_inserter(left),
                 [&newRows](int row) { return newRows[at(row)] >= 0; });
    const ViewChange change = viewChange(view, left);
    if (sameOrder && change.kind != ViewChange::Kind::Layout) {
        removeRanges(change.ranges);
        return;
    }
    m_relayout = true;
    Q_EMIT q->layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
}

void TableModel::Private::renumbered(const std::vector<int> &newRows)
{
    arranger.renumber(newRows);
    for (int &row : m_reconsider) {
        row = newRows[at(row)];
    }
    std::erase(m_reconsider, -1);
    std::sort(m_reconsider.begin(), m_reconsider.end());
    std::vector<int> before = view;
    for (int &row : view) {
        row = newRows[at(row)];
    }
    std::erase(view, -1);
    m_placesKnown = false;
    if (std::exchange(m_relayout, false)) {
        if (!arranger.isPending() && !m_showDue && m_reconsider.empty()) {
            view = arranger.rows();
        }
        movePersistent([this, &before, &newRows](int row) {
            const int storeRow = newRows[at(before[at(row)])];
            return storeRow < 0 ? -1 : places()[at(storeRow)];
        });
        Q_EMIT q->layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    }
    m_running = false;
    Q_EMIT q->rearranged();
    if (std::find(newRows.begin(), newRows.end(), -1) != newRows.end()) {
        Q_EMIT q->rowsGone();
    }
    wake(0);
}

const std::vector<int> &TableModel::Private::places() const
{
    if (!std::exchange(m_placesKnown, true)) {
        m_places.assign(at(store.size()), -1);
        for (std::size_t row = 0; row < view.size(); ++row) {
            m_places[at(view[row])] = static_cast<int>(row);
        }
    }
    return m_places;
}

void TableModel::Private::finishReading()
{
    const Ending how = *std::exchange(ending, std::nullopt);
    const bool complete = !how.error && !how.atLeast;
    const bool anything = store.readingSentMs() > 0 || store.met() > 0 || complete;
    store.endReading(complete);
    state.read = store.met();
    state.duplicates = store.duplicates();
    state.error = how.error;
    state.atLeast = how.atLeast;
    state.kind = complete ? ListState::Kind::Complete : ListState::Kind::Partial;
    if (anything) {
        const std::int64_t sentMs = store.readingSentMs();
        state.asOf = sentMs > 0 ? QDateTime::fromMSecsSinceEpoch(sentMs, Qt::UTC)
                                : QDateTime::currentDateTimeUtc();
    } else {
        state.kind = kindBefore; // what is known is as good as it was
    }
    if (store.size() <= pace.fewRows) {
        settle();
    } else {
        wake(pace.batchMs);
    }
    Q_EMIT q->stateChanged();
}

} // namespace orgkeeper
