// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "request.h"
#include "value.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace orgkeeper {

/// A request, or why there is none.
struct BuiltRequest
{
    Request request;
    QString problem; ///< a sentence for the user; empty: the request is good
};

/// Fills a described call with values. A value cannot change where a request goes: it is
/// percent-encoded whole (also "/" and "+"), and a URL that then leaves the base URL's origin or
/// has a dot segment is refused. The base URL's own path stands before the call's.
class RequestBuilder
{
public:
    /// All three must outlive the builder.
    RequestBuilder(const Description &description, const Call &call, const Values &values);

    /// place: what paging adds, by parameter name; goes where the call's paging says.
    [[nodiscard]] BuiltRequest build(const QUrl &base, const Values &place = {}) const;
    /// The same call at an address that the service gave for the next page: it replaces path and
    /// query. Refused unless it lies on the base URL's origin.
    [[nodiscard]] BuiltRequest buildAt(const QUrl &base, const QUrl &address) const;

private:
    [[nodiscard]] QString missingInput() const;
    [[nodiscard]] QString appendPath(QByteArray &url) const;
    [[nodiscard]] QString appendQuery(QByteArray &url, const Values &place) const;
    [[nodiscard]] QString fillBody(Request &request, const Values &place) const;
    void complete(Request &request) const;

    const Description &m_description;
    const Call &m_call;
    const Values &m_values;
};

} // namespace orgkeeper
