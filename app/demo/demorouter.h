// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demorequest.h"

#include <functional>
#include <vector>

namespace orgkeeper {

// Finds the handler of a request by its verb and its decoded path segments. A pattern is a path
// whose parts in braces take any one segment: "/v3/organizations/{id}". A HEAD request finds the
// handler of GET.
class DemoRouter
{
public:
    // The arguments are the decoded segments that stood for the braces, in order.
    using Handler = std::function<DemoResponse(const DemoRequest &, const QByteArrayList &)>;

    enum class Access { NeedsCredentials, Open };

    struct Match
    {
        const Handler *handler = nullptr; // null: no such path, or no such verb there
        Access access = Access::NeedsCredentials;
        QByteArrayList arguments;
        QByteArrayList allowed; // verbs this path knows; empty means there is no such path
    };

    void add(const QByteArray &method, const QByteArray &pattern, Handler handler,
             Access access = Access::NeedsCredentials);

    // The handler pointer stays good until the next add().
    [[nodiscard]] Match find(const DemoRequest &request) const;

private:
    struct Route
    {
        QByteArray method;
        QByteArrayList parts;
        Handler handler;
        Access access;
    };
    std::vector<Route> m_routes;
};

} // namespace orgkeeper
