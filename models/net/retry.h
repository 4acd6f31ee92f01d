// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <functional>
#include <optional>

namespace orgkeeper {

/// How reads repeat themselves. Writes never do.
struct RetryPolicy
{
    int attempts = 4;                            ///< on the wire, the first included
    std::chrono::milliseconds firstWait{500};    ///< doubles each time, with jitter
    std::chrono::milliseconds longestWait{8000}; ///< of ours
    std::chrono::milliseconds longestWish{std::chrono::minutes(2)}; ///< of the service's, capped
};

/// How often a read that ended so may be on the wire in all: 1 where asking again is no use.
[[nodiscard]] int attemptsFor(const Error &error, const RetryPolicy &policy);

/// Our own wait before attempt number done + 1: doubled each time, capped, then shortened by up to
/// a quarter. random is from [0, 1).
[[nodiscard]] std::chrono::milliseconds ownWait(const RetryPolicy &policy, int done, double random);

/// The value of a reply's header, empty where there is none.
using HeaderValue = std::function<QByteArray(const char *name)>;

/// The pause that a reply with this status asks for: retry-after-ms, Retry-After (seconds or a
/// date, measured against the reply's own Date), x-retry-after; with 429 also x-ratelimit-reset.
/// Nothing where there is none or it makes no sense. Uncapped, but never longer than a year.
[[nodiscard]] std::optional<std::chrono::milliseconds>
pauseWish(int status, const HeaderValue &header, const QDateTime &now);

} // namespace orgkeeper
