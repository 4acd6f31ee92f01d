// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <array>
#include <span>
#include <string_view>

namespace orgkeeper {

// The words the demo's invented data is made of. Every name made here contains a word that means
// "example" in some language, so that nobody takes one for a real company or a real person.

// A text in UTF-8 and the plain lower-case form it takes in slugs and user names.
struct DemoWord
{
    std::string_view text;
    std::string_view plain;
};

struct DemoName
{
    QByteArray text;  // UTF-8
    QByteArray plain; // lower-case ASCII letters, digits, and hyphens or dots between the words
};

// How an e-mail address shows on services whose replies are not consistent about it.
enum class DemoEmail { Text, Null, EmptyObject };

// An organization whose name, size and admins are fixed: the ones the documentation's pictures
// show, and the ones with something odd about them.
struct DemoSpecialOrganization
{
    std::string_view name;
    std::string_view slug;
    int members;
    int admins;
    int projects;
    bool inSmallWorlds;
};

struct DemoSpecialPerson
{
    std::string_view name;
    std::string_view username;
    std::string_view id;
    std::string_view email;
    DemoEmail emailKind;
};

// The first is the signed-in user of every demo account.
[[nodiscard]] std::span<const DemoSpecialPerson> demoSpecialPeople();
[[nodiscard]] std::span<const DemoSpecialOrganization> demoSpecialOrganizations();

// Number of different organization names; demoOrganizationName takes 0 to this less one.
[[nodiscard]] quint64 demoOrganizationNameCount();
[[nodiscard]] DemoName demoOrganizationName(quint64 number);

[[nodiscard]] quint64 demoPersonNameCount();
[[nodiscard]] DemoName demoPersonName(quint64 number);

[[nodiscard]] quint64 demoProjectNameCount();
[[nodiscard]] QByteArray demoProjectName(quint64 number);

} // namespace orgkeeper
