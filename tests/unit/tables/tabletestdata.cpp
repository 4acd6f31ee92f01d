// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tabletestdata.h"

#include <QStringList>

namespace orgkeeper::test {

using namespace Qt::StringLiterals;

namespace {

Field field(const QString &key, FieldType type)
{
    Field made;
    made.key = key;
    made.label = key.at(0).toUpper() + key.mid(1);
    made.type = type;
    return made;
}

} // namespace

OwnedCell OwnedCell::null()
{
    OwnedCell made;
    made.kind = Cell::Kind::Null;
    return made;
}

OwnedCell OwnedCell::real(const QByteArray &digits)
{
    OwnedCell made;
    made.kind = Cell::Kind::Real;
    made.text = digits;
    return made;
}

Cell OwnedCell::cell() const
{
    return {kind, number, {text.constData(), static_cast<std::size_t>(text.size())}};
}

void addRow(RowSink &sink, const OwnedRow &row)
{
    std::vector<Cell> cells;
    cells.reserve(row.size());
    for (const OwnedCell &each : row) {
        cells.push_back(each.cell());
    }
    sink.addRow(cells);
}

std::shared_ptr<const Description> organizationsDescription()
{
    auto made = std::make_shared<Description>();
    made->organization.label = u"Organizations"_s;
    made->organization.fields = {
        field(u"id"_s, FieldType::Id),        field(u"name"_s, FieldType::Text),
        field(u"slug"_s, FieldType::Text),    field(u"members"_s, FieldType::Count),
        field(u"ratio"_s, FieldType::Number), field(u"created"_s, FieldType::Time),
        field(u"active"_s, FieldType::Flag),  field(u"mail"_s, FieldType::Email),
        field(u"page"_s, FieldType::Link),    field(u"domains"_s, FieldType::List),
        field(u"admins"_s, FieldType::Count),
    };
    made->organization.fields.last().computed = u"admins"_s;
    return made;
}

std::shared_ptr<const Description> membersDescription(bool words)
{
    auto made = std::make_shared<Description>();
    Entity &member = made->member;
    member.label = u"Members"_s;
    member.fields = {field(u"id"_s, FieldType::Id), field(u"name"_s, FieldType::Text),
                     field(u"email"_s, FieldType::Email),
                     words ? field(u"role"_s, FieldType::Text)
                           : field(u"admin"_s, FieldType::Flag)};
    member.role.kind = words ? RoleRule::Kind::Words : RoleRule::Kind::Flag;
    member.role.field = 3;
    if (words) {
        member.role.adminWords = {u"admin"_s, u"owner"_s};
        member.role.granted = u"admin"_s;
        member.role.withdrawn = u"member"_s;
        member.role.separator = u","_s;
    }
    return made;
}

OwnedRow organizationRow(int n)
{
    static const QStringList cities{u"Berlin"_s, u"Łódź"_s,   u"Lisbon"_s, u"Zürich"_s,
                                    u"Oslo"_s,   u"Málaga"_s, u"Turku"_s};
    static const QStringList trades{u"Freight"_s, u"Payments"_s, u"Dairy"_s, u"Tools"_s,
                                    u"Optics"_s};
    const int mixed = static_cast<int>(n * 7919LL % 1000003);
    const QString slug = u"acme-%1-%2"_s.arg(trades.at(n % 5).toLower()).arg(n);
    return {u"org-%1"_s.arg(n, 8, 10, QChar(u'0')),
            u"Acme %1 %2 %3"_s.arg(cities.at(mixed % 7), trades.at(n % 5)).arg(mixed),
            slug,
            mixed % 20000,
            OwnedCell::real(QByteArray::number(mixed % 1000) + ".5"),
            u"20%1-%2-%3T%4:%5:07.123456Z"_s.arg(10 + mixed % 16)
                .arg(1 + mixed % 12, 2, 10, QChar(u'0'))
                .arg(1 + mixed % 28, 2, 10, QChar(u'0'))
                .arg(mixed % 24, 2, 10, QChar(u'0'))
                .arg(mixed % 60, 2, 10, QChar(u'0')),
            mixed % 3 == 0,
            slug + u"@example.org"_s,
            u"https://acme.example/"_s + slug,
            slug + u".example\u001f"_s + slug + u".test"_s,
            OwnedCell()};
}

} // namespace orgkeeper::test
