// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demorequest.h"
#include "demorouter.h"
#include "demoworld.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <optional>

namespace orgkeeper {

// How one service speaks: its paths, its credentials, its bodies and its errors, over an invented
// world. A dialect knows nothing of sockets and faults, and answers at once.
// To add a service, derive in one file pair, add routes in the constructor and answer the rest.
class DemoDialect
{
public:
    virtual ~DemoDialect() = default;
    Q_DISABLE_COPY_MOVE(DemoDialect)

    // What stands between the origin and a route in the base URL: "/v3". No slash at the end.
    [[nodiscard]] virtual QByteArray basePath() const = 0;

    // The only credential the dialect takes, random per object.
    [[nodiscard]] const QByteArray &token() const { return m_token; }

    // Makes ready what answers will need until the time is over, a little of it in any case. True
    // once nothing is left to do.
    // An answer before that is right as well, but may take long: the demo runs on the thread of
    // the window, which must not wait for it.
    [[nodiscard]] virtual bool makeReady(const QDeadlineTimer &until);

    // Applies the request and answers it. HEAD is answered as GET; the body is left off later.
    [[nodiscard]] DemoResponse answer(const DemoRequest &request);

    // An error of that status in the shape of this service, for faults.
    [[nodiscard]] virtual DemoResponse refusal(int status) const = 0;

    [[nodiscard]] DemoWorld &world() { return m_world; }

protected:
    DemoDialect(const DemoWorldPlan &plan, const QByteArray &tokenPrefix);

    // Answers that stand before any route, such as those of a service that was withdrawn.
    [[nodiscard]] virtual std::optional<DemoResponse> answerAhead(const DemoRequest &request);

    // Nothing if the credentials are good, else the refusal.
    [[nodiscard]] virtual std::optional<DemoResponse> refuseAccess(const DemoRequest &request) = 0;

    DemoRouter m_router;

private:
    DemoWorld m_world;
    QByteArray m_token;
};

// "Too Many Requests" for 429; empty for a status without a name here.
[[nodiscard]] QByteArray demoReasonPhrase(int status);

} // namespace orgkeeper
