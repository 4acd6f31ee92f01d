// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "rowsink.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace orgkeeper::test {

/// A cell that owns its text.
struct OwnedCell
{
    Cell::Kind kind = Cell::Kind::Absent;
    std::int64_t number = 0;
    QByteArray text;

    OwnedCell() = default;
    OwnedCell(const QString &ofText)
        : kind(Cell::Kind::Text)
        , text(ofText.toUtf8())
    {
    }
    OwnedCell(std::int64_t ofNumber)
        : kind(Cell::Kind::Integer)
        , number(ofNumber)
    {
    }
    OwnedCell(int ofNumber)
        : kind(Cell::Kind::Integer)
        , number(ofNumber)
    {
    }
    OwnedCell(bool flag)
        : kind(Cell::Kind::Flag)
        , number(flag ? 1 : 0)
    {
    }
    static OwnedCell null();
    static OwnedCell real(const QByteArray &digits);

    [[nodiscard]] Cell cell() const;
    bool operator==(const OwnedCell &) const = default;
};
using OwnedRow = std::vector<OwnedCell>;

void addRow(RowSink &sink, const OwnedRow &row);

/// id, name, slug, members (count), ratio (number), created (time), active (flag), mail (email),
/// page (link), domains (list), admins (computed).
[[nodiscard]] std::shared_ptr<const Description> organizationsDescription();
/// id, name, email, admin (a flag, or with words: role, "admin" and "owner" are admin, "member" is
/// what withdrawing leaves).
[[nodiscard]] std::shared_ptr<const Description> membersDescription(bool words = false);

/// Row n of a long list of organizations: names with accents now and then, nothing missing.
[[nodiscard]] OwnedRow organizationRow(int n);

} // namespace orgkeeper::test

Q_DECLARE_METATYPE(orgkeeper::test::OwnedCell)
