// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "calljob.h"
#include "description.h"
#include "readershape.h"

#include <memory>
#include <optional>
#include <vector>

namespace orgkeeper {

/// What is looked for in the replies to one call, and under which numbers it is kept.
struct CallShape
{
    static constexpr int Unwanted = -1;

    std::shared_ptr<const ReaderShape> shape;
    std::optional<EntityKind> rows; ///< what the call is about; none for WhoAmI and plain writes
    std::vector<std::pair<Proof, int>> proofs;
    std::vector<int> messages; ///< in the order in which they are tried
    std::vector<int> codes;
    int next = Unwanted;
    int more = Unwanted;
    int total = Unwanted;
    int right = Unwanted; ///< SetAdmin: Call::result
    int created = Unwanted;
    int meId = Unwanted;
    int meName = Unwanted;
    int meEmail = Unwanted;
    std::optional<std::string> askedId; ///< of the record that is read, where it was asked for so
    int recordId = Unwanted;            ///< the first place of its id
};

/// All are only read while this runs, but for the description that the shape's sources copy.
[[nodiscard]] CallShape shapeOf(const Description &description, const Call &call,
                                const Values &values, const Sinks &sinks);

} // namespace orgkeeper
