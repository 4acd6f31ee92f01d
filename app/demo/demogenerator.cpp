// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demogenerator.h"

#include <algorithm>
#include <numeric>

namespace orgkeeper {

namespace {

// What pick() is asked for; the values only have to differ.
enum Purpose : quint64 {
    NameStart = 1,
    NameStep,
    Id,
    Size,
    Single,
    Admins,
    Projects,
    Applications,
    Missing,
    Created,
    Updated,
    SignedIn,
    SignedInAdmin,
    MemberStart,
    MemberStep,
    AdminStart,
    AdminStep,
    PersonStart,
    PersonStep,
};

QByteArray opaqueId(quint64 random, quint64 index)
{
    const auto group = [](quint64 bits) {
        return QByteArray::number(bits & 0xffff, 16).rightJustified(4, '0');
    };
    // The index makes it unique, the rest makes it look like an id.
    return "018f-" + group(index) + '-' + group(random) + '-' +
           group((random >> 16) ^ (index >> 16));
}

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

DemoWalk::DemoWalk(quint64 start, quint64 step, quint64 count)
    : m_count(std::max<quint64>(count, 1))
    , m_at(start % m_count)
    , m_step(m_count < 2 ? 1 : 1 + step % (m_count - 1))
{
    while (std::gcd(m_step, m_count) != 1)
        ++m_step;
}

quint64 DemoWalk::next()
{
    const quint64 here = m_at;
    m_at = (m_at + m_step) % m_count;
    return here;
}

DemoGenerator::DemoGenerator(const DemoWorldPlan &plan)
    : m_plan(plan)
{
}

quint64 DemoGenerator::pick(quint64 what, quint64 purpose) const
{
    // SplitMix64: its multiplications scatter neighbouring inputs over the whole range.
    quint64 z =
        m_plan.seed * 0x9e3779b97f4a7c15 + what * 0xd1342543de82ef95 + purpose * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

DemoOrganization DemoGenerator::blank(qsizetype index) const
{
    constexpr qint64 firstNumber = 3'100'000;
    constexpr qint64 beginOf2019 = 1'546'300'800;
    constexpr quint64 fiveYears = 5 * 365 * 86'400;
    const auto key = static_cast<quint64>(index);
    DemoOrganization made;
    made.id = opaqueId(pick(key, Id), key);
    made.number = firstNumber + static_cast<qint64>(key * 7 + pick(key, Id) % 7);
    made.plannedMembers = static_cast<int>(2 + pick(key, Size) % 59);
    made.plannedAdmins =
        pick(key, Single) % 40 == 0 ? 1 : static_cast<int>(2 + pick(key, Admins) % 5);
    made.projects = static_cast<int>(1 + pick(key, Projects) % 24);
    made.applications = made.projects + static_cast<int>(pick(key, Applications) % 30);
    made.countsMissing = pick(key, Missing) % 61 == 0;
    made.created = beginOf2019 + static_cast<qint64>(pick(key, Created) % fiveYears);
    made.updated = made.created + static_cast<qint64>(pick(key, Updated) % (fiveYears / 4));
    return made;
}

std::vector<DemoPerson> DemoGenerator::people() const
{
    std::vector<DemoPerson> made;
    made.reserve(static_cast<std::size_t>(m_plan.people));
    for (const DemoSpecialPerson &special : demoSpecialPeople()) {
        made.push_back({bytes(special.id), bytes(special.username), bytes(special.name),
                        bytes(special.email), special.emailKind});
    }
    DemoWalk walk(pick(0, PersonStart), pick(0, PersonStep), demoPersonNameCount());
    for (qsizetype i = std::ssize(made); i < m_plan.people; ++i) {
        const DemoName name = demoPersonName(walk.next());
        DemoPerson person;
        person.id = "u-" + QByteArray::number(10'000 + i);
        person.username = name.plain;
        person.name = name.text;
        if (i % 29 == 7)
            person.emailKind = DemoEmail::Null;
        else if (i % 31 == 5)
            person.emailKind = DemoEmail::EmptyObject;
        else
            person.email = name.plain + (i % 17 == 3 ? "@contractor.example" : "@acme.example");
        made.push_back(std::move(person));
    }
    return made;
}

std::vector<DemoMember> DemoGenerator::members(const DemoOrganization &organization,
                                               qsizetype index, qsizetype people) const
{
    const auto key = static_cast<quint64>(index);
    const qsizetype wanted = std::min<qsizetype>(organization.plannedMembers, people);
    std::vector<DemoMember> made;
    made.reserve(static_cast<std::size_t>(wanted));
    if (wanted > 0 && (organization.special || pick(key, SignedIn) % 33 != 0))
        made.push_back({0, false});
    if (organization.special) { // the people of the pictures come first, in their order
        const qsizetype known = std::min<qsizetype>(wanted, std::ssize(demoSpecialPeople()));
        for (qsizetype person = 1; person < known; ++person)
            made.push_back({person, false});
    }
    const qsizetype firstOther = std::max<qsizetype>(1, std::ssize(made));
    DemoWalk walk(pick(key, MemberStart), pick(key, MemberStep), static_cast<quint64>(people));
    for (qsizetype tried = 0; tried < people && std::ssize(made) < wanted; ++tried) {
        const auto person = static_cast<qsizetype>(walk.next());
        if (person >= firstOther)
            made.push_back({person, false});
    }
    appointAdmins(organization, key, made);
    return made;
}

void DemoGenerator::appointAdmins(const DemoOrganization &organization, quint64 key,
                                  std::vector<DemoMember> &members) const
{
    qsizetype left = std::min<qsizetype>(organization.plannedAdmins, std::ssize(members));
    const auto appoint = [&left](DemoMember &candidate) {
        if (left > 0 && !candidate.admin) {
            candidate.admin = true;
            --left;
        }
    };
    const bool signedIn = organization.special || pick(key, SignedInAdmin) % 12 != 0;
    if (organization.special) { // as in the pictures: Ada, Dirk, Elif and Lucía before others
        for (const std::size_t person : {0U, 3U, 4U, 11U}) {
            if (person < members.size())
                appoint(members.at(person));
        }
    } else if (signedIn && !members.empty() && members.front().person == 0) {
        appoint(members.front());
    }
    DemoWalk walk(pick(key, AdminStart), pick(key, AdminStep), members.size());
    for (std::size_t tried = 0; tried < members.size() && left > 0; ++tried) {
        DemoMember &candidate = members.at(walk.next());
        if (candidate.person != 0)
            appoint(candidate);
    }
}

DemoOrganizationSource::DemoOrganizationSource(const DemoWorldPlan &plan)
    : m_plan(plan)
    , m_generator(plan)
    , m_walk(m_generator.pick(0, NameStart), m_generator.pick(0, NameStep),
             demoOrganizationNameCount())
{
    if (!plan.specials)
        return;
    for (const DemoSpecialOrganization &special : demoSpecialOrganizations()) {
        if (special.inSmallWorlds || plan.large) {
            m_specials.push_back(special);
            m_taken.insert(bytes(special.slug));
        }
    }
}

DemoOrganization DemoOrganizationSource::next()
{
    if (m_made < std::ssize(m_specials))
        return nextSpecial();
    DemoName name = demoOrganizationName(m_walk.next());
    while (m_taken.contains(name.plain))
        name = demoOrganizationName(m_walk.next());
    DemoOrganization organization = m_generator.blank(m_made++);
    organization.name = std::move(name.text);
    organization.slug = std::move(name.plain);
    return organization;
}

DemoOrganization DemoOrganizationSource::nextSpecial()
{
    const DemoSpecialOrganization &special = m_specials.at(static_cast<std::size_t>(m_made));
    DemoOrganization organization = m_generator.blank(m_made++);
    organization.name = bytes(special.name);
    organization.slug = bytes(special.slug);
    organization.plannedMembers = special.members;
    organization.plannedAdmins = special.admins;
    organization.projects = special.projects;
    organization.applications = special.projects * 31 / 12;
    organization.special = true;
    organization.countsMissing = false;
    return organization;
}

} // namespace orgkeeper
