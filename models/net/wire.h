// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bodypump.h"
#include "credentials.h"
#include "rategate.h"
#include "transport.h"

#include <QNetworkAccessManager>
#include <QSet>

#include <algorithm>

namespace orgkeeper {

class HttpJob;

/// What a transport and its jobs share; private to this folder. Jobs leave it before it goes.
struct Wire
{
    explicit Wire(TransportSettings s, RequestLog *requestLog)
        : settings(std::move(s))
        , log(requestLog)
        , gate(std::clamp(settings.parallel, 1, 6))
        , pump(settings.slice)
    {
    }

    TransportSettings settings;
    RequestLog *log;
    Credentials credentials;
    QNetworkAccessManager manager;
    RateGate gate;
    BodyPump pump;
    QSet<HttpJob *> jobs;
    int refusals = 0; ///< 429 in a row, those of one hold counted once
};

} // namespace orgkeeper
