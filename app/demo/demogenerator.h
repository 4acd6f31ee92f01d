// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demonames.h"

#include <QByteArray>
#include <vector>

namespace orgkeeper {

struct DemoPerson
{
    QByteArray id;
    QByteArray username;
    QByteArray name; // UTF-8
    QByteArray email;
    DemoEmail emailKind = DemoEmail::Text;
};

struct DemoMember
{
    qsizetype person = 0; // index into the world's people
    bool admin = false;
};

struct DemoOrganization
{
    QByteArray id;   // opaque text
    QByteArray name; // UTF-8
    QByteArray slug;
    qint64 number = 0;  // the same organization for services that count instead
    qint64 created = 0; // seconds since 1970, UTC
    qint64 updated = 0;
    int plannedMembers = 0; // what the members will be once they are made
    int plannedAdmins = 0;
    int projects = 0;
    int applications = 0;
    bool special = false;       // one of demoSpecialOrganizations()
    bool countsMissing = false; // the service leaves the counts out of this row
    bool membersMade = false;
    quint64 revision = 0; // grows with each change of this organization
    std::vector<DemoMember> members;
};

// The size and the seed of an invented world. The same plan makes the same world.
struct DemoWorldPlan
{
    quint64 seed = 1;
    qsizetype organizations = 40;
    qsizetype people = 200; // everyone the service knows, member of something or not
    bool specials = true;   // begin with demoSpecialOrganizations()
    bool large = false;     // among them those that are not meant for small worlds
};

// Invents the data of a world from its plan and nothing else: every function gives the same result
// whenever and in whatever order it is called.
class DemoGenerator
{
public:
    explicit DemoGenerator(const DemoWorldPlan &plan);

    [[nodiscard]] std::vector<DemoOrganization> organizations() const;

    // Person 0 is the signed-in user.
    [[nodiscard]] std::vector<DemoPerson> people() const;

    // The members the organization at that index begins with, out of so many people.
    [[nodiscard]] std::vector<DemoMember> members(const DemoOrganization &organization,
                                                  qsizetype index, qsizetype people) const;

    // An organization without a name: ids, times and counts of the one at that index.
    [[nodiscard]] DemoOrganization blank(qsizetype index) const;

    // A number that depends on the seed and both arguments alone.
    [[nodiscard]] quint64 pick(quint64 what, quint64 purpose) const;

private:
    void appendSpecials(std::vector<DemoOrganization> &made) const;
    void appointAdmins(const DemoOrganization &organization, quint64 key,
                       std::vector<DemoMember> &members) const;

    DemoWorldPlan m_plan;
};

} // namespace orgkeeper
