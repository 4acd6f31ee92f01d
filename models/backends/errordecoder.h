// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "error.h"

#include <QByteArray>

namespace orgkeeper {

/// Adds to an error what the service said in the body of its reply: message, code and the words
/// about single inputs. Looks where the description points, then where services commonly put them.
/// A body that is no JSON gives at most its text, when it is short and plain.
void decodeError(const Description &description, const QByteArray &body,
                 const QByteArray &contentType, Error &error);

/// Gives the error the kind and the words that the call, or else the backend, has for its status
/// and code. The words go to Error::detail.
void applyMeaning(const Description &description, const Call &call, Error &error);

} // namespace orgkeeper
