// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "changetask.h"

#include <string>
#include <vector>

namespace orgkeeper {

[[nodiscard]] FormField input(const QString &name, FieldType type, const QStringList &choices);

/// A service whose rights are words.
[[nodiscard]] std::shared_ptr<const Description> wordy();

/// About Elif Örnek of Muster Bau.
[[nodiscard]] Change changeOf(ChangeKind kind);

struct Person
{
    std::string id;
    std::string name;
    std::string email;
    std::string role;
};

/// What a reading of such a service showed.
[[nodiscard]] Snapshot snapshotOf(const std::shared_ptr<const Description> &description,
                                  const std::vector<Person> &people, bool complete = true);
/// An account that nothing stands in the way of.
[[nodiscard]] GuardContext noGuards(const std::shared_ptr<const Description> &description);

} // namespace orgkeeper
