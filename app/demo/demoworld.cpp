// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demoworld.h"

#include <algorithm>
#include <utility>

namespace orgkeeper {

DemoWorld::DemoWorld(const DemoWorldPlan &plan)
    : m_generator(plan)
    , m_source(plan)
    , m_planned(plan.organizations)
{
}

bool DemoWorld::makeSome(const QDeadlineTimer &until)
{
    if (m_organizations.empty()) {
        m_organizations.reserve(static_cast<std::size_t>(m_planned + 64));
        m_bySlug.reserve(m_planned + 64);
        m_byNumber.reserve(m_planned + 64);
    }
    do {
        for (int i = 0; i < 64 && !m_source.atEnd(); ++i) // looking at the clock costs as well
            insert(m_source.next());
    } while (!m_source.atEnd() && !until.hasExpired());
    return m_source.atEnd();
}

qsizetype DemoWorld::organizationCount()
{
    makeOrganizations();
    return std::ssize(m_organizations);
}

const DemoOrganization &DemoWorld::organization(qsizetype index)
{
    makeOrganizations();
    return m_organizations.at(static_cast<std::size_t>(index));
}

std::optional<qsizetype> DemoWorld::organizationBySlug(const QByteArray &slug)
{
    makeOrganizations();
    const auto found = m_bySlug.constFind(slug);
    return found == m_bySlug.cend() ? std::nullopt : std::optional(*found);
}

std::optional<qsizetype> DemoWorld::organizationByNumber(qint64 number)
{
    makeOrganizations();
    const auto found = m_byNumber.constFind(number);
    return found == m_byNumber.cend() ? std::nullopt : std::optional(*found);
}

const std::vector<DemoMember> &DemoWorld::members(qsizetype index)
{
    return changeable(index).members;
}

qsizetype DemoWorld::memberCount(qsizetype index)
{
    const DemoOrganization &known = organization(index);
    return known.membersMade ? std::ssize(known.members) : known.plannedMembers;
}

qsizetype DemoWorld::adminCount(qsizetype index)
{
    const std::vector<DemoMember> &all = members(index);
    return std::count_if(all.begin(), all.end(), [](const DemoMember &m) { return m.admin; });
}

const DemoMember *DemoWorld::member(qsizetype index, qsizetype person)
{
    const std::vector<DemoMember> &all = members(index);
    const auto found = std::find_if(all.begin(), all.end(),
                                    [person](const DemoMember &m) { return m.person == person; });
    return found == all.end() ? nullptr : &*found;
}

const DemoPerson &DemoWorld::person(qsizetype index)
{
    makePeople();
    return m_people.at(static_cast<std::size_t>(index));
}

std::optional<qsizetype> DemoWorld::personByUsername(const QByteArray &username)
{
    makePeople();
    const auto found = m_byUsername.constFind(username);
    return found == m_byUsername.cend() ? std::nullopt : std::optional(*found);
}

std::optional<qsizetype> DemoWorld::personById(const QByteArray &id)
{
    makePeople();
    const auto found = m_byUserId.constFind(id);
    return found == m_byUserId.cend() ? std::nullopt : std::optional(*found);
}

qsizetype DemoWorld::createOrganization(const QByteArray &name, const QByteArray &slug)
{
    const qsizetype index = organizationCount();
    Q_ASSERT(!m_bySlug.contains(slug));
    DemoOrganization made = m_generator.blank(index);
    made.name = name;
    made.slug = slug;
    made.projects = 0;
    made.applications = 0;
    made.countsMissing = false;
    made.members = {{0, true}};
    made.membersMade = true;
    insert(std::move(made));
    changed(m_organizations.back());
    return index;
}

void DemoWorld::setNumber(qsizetype index, qint64 number)
{
    makeOrganizations();
    Q_ASSERT(!m_byNumber.contains(number));
    DemoOrganization &subject = m_organizations.at(static_cast<std::size_t>(index));
    m_byNumber.remove(subject.number);
    m_byNumber.insert(number, index);
    subject.number = number;
    changed(subject);
}

bool DemoWorld::addMember(qsizetype index, qsizetype person, bool admin)
{
    if (member(index, person) != nullptr)
        return false;
    DemoOrganization &subject = changeable(index);
    subject.members.push_back({person, admin});
    changed(subject);
    return true;
}

bool DemoWorld::removeMember(qsizetype index, qsizetype person)
{
    DemoOrganization &subject = changeable(index);
    const auto gone = std::erase_if(subject.members,
                                    [person](const DemoMember &m) { return m.person == person; });
    if (gone == 0)
        return false;
    changed(subject);
    return true;
}

bool DemoWorld::setAdmin(qsizetype index, qsizetype person, bool admin)
{
    DemoOrganization &subject = changeable(index);
    for (DemoMember &candidate : subject.members) {
        if (candidate.person == person && candidate.admin != admin) {
            candidate.admin = admin;
            changed(subject);
            return true;
        }
    }
    return false;
}

std::optional<DemoWorld::Place> DemoWorld::place(const QString &slug, const QString &userId)
{
    const auto index = organizationBySlug(slug.toUtf8());
    const auto person = personById(userId.toUtf8());
    if (!index || !person)
        return std::nullopt;
    return Place{*index, *person};
}

bool DemoWorld::addMember(const QString &slug, const QString &userId, bool admin)
{
    const auto found = place(slug, userId);
    return found && addMember(found->organization, found->person, admin);
}

bool DemoWorld::removeMember(const QString &slug, const QString &userId)
{
    const auto found = place(slug, userId);
    return found && removeMember(found->organization, found->person);
}

bool DemoWorld::setAdmin(const QString &slug, const QString &userId, bool admin)
{
    const auto found = place(slug, userId);
    return found && setAdmin(found->organization, found->person, admin);
}

bool DemoWorld::isMember(const QString &slug, const QString &userId)
{
    const auto found = place(slug, userId);
    return found && member(found->organization, found->person) != nullptr;
}

bool DemoWorld::isAdmin(const QString &slug, const QString &userId)
{
    const auto found = place(slug, userId);
    const DemoMember *known = found ? member(found->organization, found->person) : nullptr;
    return known != nullptr && known->admin;
}

DemoOrganization &DemoWorld::changeable(qsizetype index)
{
    makeOrganizations();
    DemoOrganization &subject = m_organizations.at(static_cast<std::size_t>(index));
    if (!subject.membersMade) {
        makePeople();
        subject.members = m_generator.members(subject, index, std::ssize(m_people));
        subject.membersMade = true;
    }
    return subject;
}

void DemoWorld::changed(DemoOrganization &organization)
{
    organization.revision = ++m_revision;
}

void DemoWorld::insert(DemoOrganization organization)
{
    const qsizetype index = std::ssize(m_organizations);
    m_bySlug.insert(organization.slug, index);
    m_byNumber.insert(organization.number, index);
    m_organizations.push_back(std::move(organization));
}

void DemoWorld::makeOrganizations()
{
    if (!m_source.atEnd())
        makeSome(QDeadlineTimer(QDeadlineTimer::Forever));
}

void DemoWorld::makePeople()
{
    if (!m_people.empty())
        return;
    m_people = m_generator.people();
    m_byUsername.reserve(std::ssize(m_people));
    m_byUserId.reserve(std::ssize(m_people));
    for (qsizetype i = 0; i < std::ssize(m_people); ++i) {
        const DemoPerson &known = m_people.at(static_cast<std::size_t>(i));
        m_byUsername.insert(known.username, i);
        m_byUserId.insert(known.id, i);
    }
}

} // namespace orgkeeper
