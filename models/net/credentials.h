// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scrubber.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

#include <memory>

class QNetworkRequest;

namespace orgkeeper {

/// The one object that holds an account's secret in memory, as finished headers bound to one
/// origin. Copies share it. It cannot be printed, compared or read back: only the transport can
/// apply it.
class Credentials
{
public:
    using Header = QPair<QByteArray, QByteArray>;

    Credentials() = default;
    /// The origin is scheme, host and port of the URL. secrets: what was typed, as far as it is
    /// secret; with the words of the headers it is what scrubber() knows.
    Credentials(const QUrl &origin, QList<Header> headers, const QList<QByteArray> &secrets = {});

    [[nodiscard]] bool isEmpty() const { return !m_secret; }
    /// True when scheme, host and effective port are the same and the URL has no user info.
    [[nodiscard]] bool belongsTo(const QUrl &url) const;

    /// False when a header's name or value cannot be sent as it is: it holds a line break or
    /// another control character. True when empty.
    [[nodiscard]] bool isSendable() const;

    /// Blots these secrets out of what the service said.
    [[nodiscard]] Scrubber scrubber() const;

private:
    friend class Exchange;
    struct Secret;
    /// The only road from here to the network: sets the headers, and only when the request's URL
    /// belongs to them.
    void applyTo(QNetworkRequest &request) const;

    std::shared_ptr<const Secret> m_secret;
};

/// Scheme, host and effective port equal, and neither URL carries user info.
[[nodiscard]] bool sameOrigin(const QUrl &left, const QUrl &right);

} // namespace orgkeeper
