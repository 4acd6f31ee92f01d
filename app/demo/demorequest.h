// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <utility>

namespace orgkeeper {

using DemoHeaders = QList<std::pair<QByteArray, QByteArray>>;

// One HTTP request as it came over the wire, whole (a chunked body is already joined).
struct DemoRequest
{
    QString stage;           // label of the stage that received it
    qint64 number = 0;       // 1 for the first request of the stage, then counted up
    quint64 connection = 0;  // id of the TCP connection, unique within the stage
    qint64 arrivedMs = 0;    // monotonic milliseconds since the stage was made
    QByteArray method;       // as sent, case kept
    QByteArray target;       // the request target as sent: path and query
    QByteArray path;         // the path as sent, still percent-encoded
    QByteArray query;        // what follows the first '?', still percent-encoded
    QByteArrayList segments; // the path split at '/', each part decoded after the split
    DemoHeaders headers;     // in the order sent, names as sent
    QByteArray body;
    bool keepAlive = true; // whether the client lets the connection live on

    // Value of the first header of that name (case-insensitive), empty if there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    [[nodiscard]] qsizetype headerCount(QByteArrayView name) const;

    // The decoded value of a query parameter, empty if it is absent.
    [[nodiscard]] QByteArray queryValue(QByteArrayView name) const;
};

// What a dialect answers. Length, date and connection headers are added when it is sent.
struct DemoResponse
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = QByteArrayLiteral("application/json");
    DemoHeaders headers;
    bool wrote = false; // the request changed the world
};

} // namespace orgkeeper
