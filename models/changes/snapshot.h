// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"
#include "guards.h"
#include "rowstore.h"

#include <QHash>

#include <memory>

namespace orgkeeper {

/// Which read shows what a change is about, and what is handed to it.
struct Reading
{
    CallId call = CallId::ReadOrganization;
    Values values;
    EntityKind rows = EntityKind::Member;
    /// "Not found" is an answer: there is no such organization.
    bool absenceIsAnswer = false;
};

/// The read before a change is sent and after its answer was lost. Nothing where the service cannot
/// show it.
[[nodiscard]] std::optional<Reading> readingBefore(const Change &change,
                                                   const Description &description);
/// The read that verifies a change: as its call describes. A created organization is read by the id
/// or short name that the answer gave.
[[nodiscard]] std::optional<Reading> readingAfter(const Change &change,
                                                  const Description &description);

/// What one whole or capped reading showed. An immutable value; the rows are shared with tables.
class Snapshot
{
public:
    Snapshot() = default;
    /// store may be null: the service said that there is nothing. sentMs: when the reading's first
    /// request left, ms since the epoch, UTC.
    Snapshot(std::shared_ptr<const Description> description, EntityKind rows,
             std::shared_ptr<const RowStore> store, bool complete, qint64 sentMs);

    [[nodiscard]] bool isNull() const { return !m_description; }
    [[nodiscard]] qint64 sentMs() const { return m_sentMs; }
    [[nodiscard]] const std::shared_ptr<const RowStore> &store() const { return m_store; }
    [[nodiscard]] bool isComplete() const { return m_complete; }
    [[nodiscard]] bool isOfMembers() const { return m_rows == EntityKind::Member; }

    /// -1: not met, or severalFit(). A member by id; without one by what was typed, in the fields
    /// that the inputs mean (Description::memberFieldsOf(); as typed, else without case; who shows
    /// something else there for another input is somebody else). An organization by id, short name
    /// or name.
    [[nodiscard]] int rowOf(const Change &change) const;
    /// What was typed fits more than one member, so it cannot be told which of them is meant.
    [[nodiscard]] bool severalFit(const Change &change) const;
    /// Ids of all rows that fit, more than one where names are not unique.
    [[nodiscard]] QStringList idsOf(const Change &change) const;
    /// Creating: the short name that is asked for belongs to one organization only.
    [[nodiscard]] bool tellsApart(const Change &change) const;
    /// False: nothing that was typed stands in a row, so no reading can say who was added.
    [[nodiscard]] bool canShow(const Change &change) const;
    /// The reading can tell about this change: it met the row or was whole.
    [[nodiscard]] bool knows(const Change &change) const;
    [[nodiscard]] MemberState stateOf(int row) const;
    /// "member.id", "organization.slug", ... of the row with this id.
    [[nodiscard]] Values valuesOf(const QString &id) const;
    [[nodiscard]] OrganizationFacts facts() const;

private:
    using Names =
        QHash<QString, QList<int>>; ///< folded text of the fields that inputs mean -> rows

    [[nodiscard]] const Names &names() const;
    [[nodiscard]] QList<int> memberRowsOf(const Change &change) const;
    [[nodiscard]] QList<int> rowsOf(const Change &change) const;
    [[nodiscard]] QList<int> organizationRowsOf(const Change &change) const;

    std::shared_ptr<const Description> m_description;
    EntityKind m_rows = EntityKind::Member;
    std::shared_ptr<const RowStore> m_store;
    mutable std::shared_ptr<const Names> m_names; ///< made when first asked for
    bool m_complete = false;
    qint64 m_sentMs = 0;
};

} // namespace orgkeeper
