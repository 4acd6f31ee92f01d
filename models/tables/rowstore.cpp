// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rowstore.h"

#include "celltext.h"
#include "cellvalue.h"
#include "readinglog.h"
#include "rowtable.h"

#include <algorithm>
#include <limits>

namespace orgkeeper {

namespace {

std::size_t at(int row)
{
    return static_cast<std::size_t>(row);
}

QString plain(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

} // namespace

class RowStore::Private
{
public:
    explicit Private(const Entity *ofEntity)
        : entity(ofEntity)
        , table(*ofEntity)
    {
    }

    int append(std::span<const Cell> cells);
    void touch(int row);
    /// Whether what was asked for then is older than what is known of the row.
    [[nodiscard]] bool isOutdated(std::string_view id, std::int64_t sentMs) const;
    [[nodiscard]] bool isOutdated(int row, std::int64_t sentMs) const;
    void applyRow(std::span<const Cell> cells, std::int64_t sentMs, std::vector<bool> &present);
    /// Keeps these rows, in this order.
    void keep(const std::vector<int> &oldRows);

    const Entity *entity;
    RowTable table;
    ReadingLog log;
    bool reading = false;
    bool lastWasComplete = false;
    int withoutId = 0;
    /// When what apply() brought during this reading was asked for: older pages are stale as a
    /// whole.
    std::int64_t appliedMs = std::numeric_limits<std::int64_t>::min();
    std::function<std::int64_t(const QString &)> changedMs;
    Listener *listener = nullptr;
    std::vector<int> updated;
    std::uint64_t edits = 0;
    mutable std::unique_ptr<CellText> texts;
};

int RowStore::Private::append(std::span<const Cell> cells)
{
    const int row = table.append(cells);
    log.append();
    if (listener) {
        listener->rowsTouched();
    }
    return row;
}

void RowStore::Private::touch(int row)
{
    ++edits;
    if (listener) {
        updated.push_back(row);
        listener->rowsTouched();
    }
}

bool RowStore::Private::isOutdated(std::string_view id, std::int64_t sentMs) const
{
    if (reading && sentMs < appliedMs) {
        return true;
    }
    return changedMs && changedMs(plain(id)) > sentMs;
}

bool RowStore::Private::isOutdated(int row, std::int64_t sentMs) const
{
    IdBuffer buffer;
    const Cell id = table.cell(row, 0);
    return isOutdated(idOf(id, buffer), sentMs);
}

void RowStore::Private::applyRow(std::span<const Cell> cells, std::int64_t sentMs,
                                 std::vector<bool> &present)
{
    IdBuffer buffer;
    const std::string_view id = idOf(cells[0], buffer);
    int row = table.find(id);
    if (row >= 0) {
        present[at(row)] = true;
        if (log.sentMs(at(row)) <= sentMs &&
            table.differs(row, cells, RowTable::Lacking::Cleared) && !isOutdated(id, sentMs)) {
            table.update(row, cells, RowTable::Lacking::Cleared);
            touch(row);
        }
    } else if (!isOutdated(id, sentMs)) {
        row = append(cells);
        present.push_back(true);
    }
    if (row >= 0 && reading && !log.met(at(row)) && sentMs >= log.firstSentMs()) {
        log.vouch(at(row));
    }
}

void RowStore::Private::keep(const std::vector<int> &oldRows)
{
    // They are different rows, so as many in ascending order are all of them in their places.
    if (oldRows.size() == at(table.size()) && std::is_sorted(oldRows.begin(), oldRows.end())) {
        return;
    }
    ++edits;
    std::vector<int> newRows(at(table.size()), -1);
    for (std::size_t row = 0; row < oldRows.size(); ++row) {
        newRows[at(oldRows[row])] = static_cast<int>(row);
    }
    if (listener) {
        listener->aboutToRenumber(newRows);
    }
    table.rearrange(oldRows);
    log.rearrange(oldRows);
    for (int &row : updated) {
        row = newRows[at(row)];
    }
    std::erase(updated, -1);
    if (listener) {
        listener->renumbered(newRows);
    }
}

RowStore::RowStore(const Entity *entity)
    : d(std::make_unique<Private>(entity))
{
}

RowStore::~RowStore() = default;

void RowStore::setListener(Listener *listener)
{
    d->listener = listener;
}

std::vector<int> RowStore::takeUpdated()
{
    std::vector<int> rows = std::exchange(d->updated, {});
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

bool RowStore::hasUpdated() const
{
    return !d->updated.empty();
}

void RowStore::protect(std::function<std::int64_t(const QString &)> changedMs)
{
    d->changedMs = std::move(changedMs);
}

void RowStore::beginReading()
{
    d->reading = true;
    d->lastWasComplete = false;
    d->withoutId = 0;
    d->appliedMs = std::numeric_limits<std::int64_t>::min();
    d->log.begin(at(d->table.size()));
}

void RowStore::endReading(bool complete)
{
    if (!std::exchange(d->reading, false) || !complete) {
        return;
    }
    d->lastWasComplete = true;
    // Without a page there is no time to compare with, and nothing can have been older.
    const std::int64_t sentMs =
        d->log.hasPages() ? d->log.firstSentMs() : std::numeric_limits<std::int64_t>::max();
    d->keep(d->log.order([this, sentMs](int row) { return d->isOutdated(row, sentMs); }));
    d->table.compact();
}

void RowStore::beginPage(std::int64_t sentMs, bool again)
{
    d->log.beginPage(sentMs, again);
}

void RowStore::addRow(std::span<const Cell> cells)
{
    IdBuffer buffer;
    const std::string_view id = cells.empty() ? std::string_view() : idOf(cells[0], buffer);
    if (id.empty()) {
        ++d->withoutId;
        return;
    }
    const int row = d->table.find(id);
    if (row < 0) {
        if (!d->isOutdated(id, d->log.pageSentMs())) {
            d->log.meet(at(d->append(cells)));
        }
        return;
    }
    if (d->log.met(at(row))) {
        d->log.countDuplicate();
        return;
    }
    d->log.meet(at(row));
    if (d->table.differs(row, cells, RowTable::Lacking::Cleared) &&
        !d->isOutdated(id, d->log.pageSentMs())) {
        d->table.update(row, cells, RowTable::Lacking::Cleared);
        d->touch(row);
    }
}

void RowStore::mergeRow(std::span<const Cell> cells, std::int64_t sentMs)
{
    IdBuffer buffer;
    const std::string_view id = cells.empty() ? std::string_view() : idOf(cells[0], buffer);
    if (id.empty()) {
        return;
    }
    int row = d->table.find(id);
    if (row < 0) {
        if (d->isOutdated(id, sentMs)) {
            return;
        }
        row = d->append(cells);
    } else if (d->log.sentMs(at(row)) <= sentMs &&
               d->table.differs(row, cells, RowTable::Lacking::Kept) &&
               !d->isOutdated(id, sentMs)) {
        d->table.update(row, cells, RowTable::Lacking::Kept);
        d->touch(row);
    }
    if (d->reading && !d->log.met(at(row))) {
        d->log.vouch(at(row));
    }
}

void RowStore::apply(const RowStore &newer, std::int64_t sentMs)
{
    if (d->lastWasComplete && sentMs < d->log.firstSentMs()) {
        return;
    }
    std::vector<bool> present(at(d->table.size()), false);
    std::vector<Cell> cells(d->table.fields());
    for (int other = 0; other < newer.size(); ++other) {
        for (std::size_t field = 0; field < cells.size(); ++field) {
            cells[field] = newer.cell(other, static_cast<int>(field));
        }
        d->applyRow(cells, sentMs, present);
    }
    std::vector<int> kept;
    for (int row = 0; row < d->table.size(); ++row) {
        if (present[at(row)] || d->log.sentMs(at(row)) > sentMs || d->isOutdated(row, sentMs)) {
            kept.push_back(row);
        }
    }
    if (d->reading) {
        d->appliedMs = std::max(d->appliedMs, sentMs);
    }
    d->keep(kept);
}

int RowStore::size() const
{
    return d->table.size();
}

int RowStore::duplicates() const
{
    return d->log.duplicates();
}

int RowStore::withoutId() const
{
    return d->withoutId;
}

int RowStore::met() const
{
    return static_cast<int>(d->log.metCount());
}

bool RowStore::isReading() const
{
    return d->reading;
}

std::uint64_t RowStore::edits() const
{
    return d->edits;
}

std::int64_t RowStore::readingSentMs() const
{
    return d->log.firstSentMs();
}

int RowStore::rowOf(const QString &id) const
{
    const QByteArray bytes = id.toUtf8();
    return bytes.isEmpty() ? -1 : d->table.find(viewOf(bytes));
}

QString RowStore::id(int row) const
{
    IdBuffer buffer;
    const Cell found = cell(row, 0);
    return plain(idOf(found, buffer));
}

Cell RowStore::cell(int row, int field) const
{
    if (row < 0 || row >= d->table.size() || field < 0 || at(field) >= d->table.fields()) {
        return {};
    }
    return d->table.cell(row, field);
}

QString RowStore::text(int row, int field) const
{
    if (field < 0 || field >= d->entity->fields.size()) {
        return {};
    }
    if (!d->texts) {
        d->texts = std::make_unique<CellText>();
    }
    return d->texts->text(cell(row, field), d->entity->fields.at(field).type);
}

Value RowStore::value(int row, int field) const
{
    return valueOf(cell(row, field));
}

Values RowStore::values(int row, const QString &prefix) const
{
    Values all;
    for (int field = 0; field < d->entity->fields.size(); ++field) {
        const Value found = value(row, field);
        if (found.kind != Value::Kind::Absent) {
            all.insert(prefix + u'.' + d->entity->fields.at(field).key, found);
        }
    }
    return all;
}

void RowStore::set(int row, int field, const Value &value)
{
    if (row < 0 || row >= d->table.size() || field <= 0 || at(field) >= d->table.fields()) {
        return; // the id of a row never changes
    }
    QByteArray bytes;
    if (d->table.set(row, field, cellOf(value, bytes))) {
        d->touch(row);
    }
}

void RowStore::clear()
{
    d->reading = false;
    d->keep({});
    d->table.clear();
    d->log.clear();
}

const Entity &RowStore::entity() const
{
    return *d->entity;
}

std::size_t RowStore::bytes() const
{
    return d->table.bytes() + d->log.bytes();
}

} // namespace orgkeeper
