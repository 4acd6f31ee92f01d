// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "located.h"

#include <QHash>
#include <QJsonObject>
#include <QRegularExpression>

namespace orgkeeper {

/// Checks a located value against a JSON Schema and says what is wrong in words an author can act
/// on, by line. It knows exactly the keywords that our schema uses (see keywords()); everything in
/// a schema that is no keyword of these is a fault of the schema, found by a test.
///
/// Two annotations of our own carry the words where a pattern does not fit: "x-problem", which goes
/// on after the value, and "x-cure". "description" is the cure where something is missing.
class Schema
{
public:
    explicit Schema(QJsonObject root);

    /// In the order of the text.
    [[nodiscard]] QList<Problem> check(const Located &value) const;

    /// The keywords that are understood, annotations included.
    [[nodiscard]] static QStringList keywords();

private:
    QJsonObject m_root;
    QHash<QString, QRegularExpression> m_patterns; ///< those of the schema, compiled once
};

} // namespace orgkeeper
