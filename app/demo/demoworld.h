// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demogenerator.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QHash>
#include <QString>
#include <optional>
#include <vector>

namespace orgkeeper {

// The invented state behind one demo account: organizations, people, who belongs where.
// Invariants: slugs and ids are unique; a person is a member of an organization at most once;
// person 0 is the signed-in user. Organizations and people are made at first use and the members
// of an organization when it is first opened, all from the plan's seed, so that a world of any
// size costs nothing at start and is the same in every order of use.
class DemoWorld
{
public:
    explicit DemoWorld(const DemoWorldPlan &plan);

    // Makes organizations until the time is over, but some in each call. True once all are made.
    // Nobody has to call it: every other function makes what it needs, at once.
    bool makeSome(const QDeadlineTimer &until);

    [[nodiscard]] qsizetype organizationCount();
    [[nodiscard]] const DemoOrganization &organization(qsizetype index);
    [[nodiscard]] std::optional<qsizetype> organizationBySlug(const QByteArray &slug);
    [[nodiscard]] std::optional<qsizetype> organizationByNumber(qint64 number);
    [[nodiscard]] const std::vector<DemoMember> &members(qsizetype index);
    [[nodiscard]] qsizetype memberCount(qsizetype index);
    [[nodiscard]] qsizetype adminCount(qsizetype index);
    [[nodiscard]] const DemoMember *member(qsizetype index, qsizetype person);

    [[nodiscard]] const DemoPerson &person(qsizetype index);
    [[nodiscard]] std::optional<qsizetype> personByUsername(const QByteArray &username);
    [[nodiscard]] std::optional<qsizetype> personById(const QByteArray &id);

    // The new organization's only member is the signed-in user, as admin. The slug must be new.
    qsizetype createOrganization(const QByteArray &name, const QByteArray &slug);
    void setNumber(qsizetype index, qint64 number); // must be new

    // False, and nothing happens, when there is nothing to do.
    bool addMember(qsizetype index, qsizetype person, bool admin);
    bool removeMember(qsizetype index, qsizetype person);
    bool setAdmin(qsizetype index, qsizetype person, bool admin);

    // The same in words, for tests that play a second admin. Unknown names: false.
    bool addMember(const QString &slug, const QString &userId, bool admin);
    bool removeMember(const QString &slug, const QString &userId);
    bool setAdmin(const QString &slug, const QString &userId, bool admin);
    [[nodiscard]] bool isMember(const QString &slug, const QString &userId);
    [[nodiscard]] bool isAdmin(const QString &slug, const QString &userId);

    // Grows with each change of anything.
    [[nodiscard]] quint64 revision() const { return m_revision; }

    // A number that depends on the seed and both arguments alone.
    [[nodiscard]] quint64 pick(quint64 what, quint64 purpose) const
    {
        return m_generator.pick(what, purpose);
    }

private:
    struct Place
    {
        qsizetype organization;
        qsizetype person;
    };

    void makeOrganizations();
    void makePeople();
    void insert(DemoOrganization organization);
    DemoOrganization &changeable(qsizetype index);
    void changed(DemoOrganization &organization);
    std::optional<Place> place(const QString &slug, const QString &userId);

    DemoGenerator m_generator;
    DemoOrganizationSource m_source;
    qsizetype m_planned;
    std::vector<DemoOrganization> m_organizations;
    std::vector<DemoPerson> m_people;
    QHash<QByteArray, qsizetype> m_bySlug;
    QHash<qint64, qsizetype> m_byNumber;
    QHash<QByteArray, qsizetype> m_byUsername;
    QHash<QByteArray, qsizetype> m_byUserId;
    quint64 m_revision = 1;
};

} // namespace orgkeeper
