// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "value.h"

namespace orgkeeper {

using namespace Qt::StringLiterals;

Value Value::ofFlag(bool flag)
{
    return {Kind::Flag, flag ? u"true"_s : u"false"_s};
}

} // namespace orgkeeper
