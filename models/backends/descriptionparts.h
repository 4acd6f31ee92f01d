// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "descriptionproblems.h"
#include "located.h"

namespace orgkeeper {

// The parts of a call, each compiled from its own member. A null value gives an empty part; what
// the schema has refused already is passed over in silence.

[[nodiscard]] QList<Proof> readProofs(const Located *value, DescriptionProblems &problems);
[[nodiscard]] QList<Meaning> readMeanings(const Located *value, DescriptionProblems &problems);
[[nodiscard]] QList<QueryParameter> readQuery(const Located *value, DescriptionProblems &problems);
/// query holds the call's own parameters, which paging must not use a second time.
[[nodiscard]] Paging readPaging(const Located *value, const QList<QueryParameter> &query,
                                DescriptionProblems &problems);
/// secrets: names of credential fields, which an input must not have.
[[nodiscard]] QList<FormField> readForm(const Located *value, const QStringList &secrets,
                                        DescriptionProblems &problems);
/// Texts inside are checked as templates; Undefined where there is none.
[[nodiscard]] QJsonValue readBody(const Located *value, DescriptionProblems &problems);

} // namespace orgkeeper
