// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demonames.h"

#include <QByteArray>
#include <QSet>
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
    qsizetype organizations = 40; // less than demoOrganizationNameCount()
    qsizetype people = 200;       // everyone the service knows, member of something or not
    bool specials = true;         // begin with demoSpecialOrganizations()
    bool large = false;           // among them those that are not meant for small worlds
};

// Visits every one of count places once, in a scattered order.
class DemoWalk
{
public:
    DemoWalk(quint64 start, quint64 step, quint64 count);
    quint64 next();

private:
    quint64 m_count;
    quint64 m_at;
    quint64 m_step;
};

// Invents the data of a world from its plan and nothing else: every function gives the same result
// whenever and in whatever order it is called.
class DemoGenerator
{
public:
    explicit DemoGenerator(const DemoWorldPlan &plan);

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
    void appointAdmins(const DemoOrganization &organization, quint64 key,
                       std::vector<DemoMember> &members) const;

    DemoWorldPlan m_plan;
};

// The organizations of a plan, one after the other, so that a large world can be made in slices:
// first the special ones, then names at random.
class DemoOrganizationSource
{
public:
    explicit DemoOrganizationSource(const DemoWorldPlan &plan);

    [[nodiscard]] bool atEnd() const { return m_made >= m_plan.organizations; }
    [[nodiscard]] DemoOrganization next(); // only before the end

private:
    [[nodiscard]] DemoOrganization nextSpecial();

    DemoWorldPlan m_plan;
    DemoGenerator m_generator;
    DemoWalk m_walk;
    std::vector<DemoSpecialOrganization> m_specials;
    QSet<QByteArray> m_taken; // the slugs of the special ones
    qsizetype m_made = 0;
};

} // namespace orgkeeper
