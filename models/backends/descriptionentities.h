// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "descriptionproblems.h"
#include "located.h"

namespace orgkeeper {

/// Compiles "organization", "member" or "project". value may be null: such an entity has an id and
/// nothing else, and is not described. Problems go to problems; what is returned is then partial.
[[nodiscard]] Entity readEntity(const Located *value, EntityKind kind,
                                DescriptionProblems &problems);

/// One pointer or several, as UTF-8.
[[nodiscard]] std::vector<std::string> readPointers(const Located *value);
/// The one pointer of a member, or an empty one.
[[nodiscard]] std::string readPointer(const Located &object, QStringView name);

/// The names by which templates may use an entity's fields: "organization.id", ...
[[nodiscard]] QStringList variablesOf(const Entity &entity, QStringView prefix);

/// Error::Kind by its word in the format.
[[nodiscard]] Error::Kind errorKind(const QString &word);

} // namespace orgkeeper
