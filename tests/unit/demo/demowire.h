// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>
#include <QTcpSocket>
#include <QUrl>
#include <functional>
#include <utility>

namespace orgkeeper {

class DemoStage;

// A reply read byte by byte from a socket: the demo is looked at without any HTTP library that
// would mend what is wrong.
struct WireReply
{
    enum class End { Whole, Closed, TimedOut };

    End end = End::TimedOut;
    int status = 0;
    QByteArray head; // status line and headers
    QByteArray body; // as far as it came; a chunked one is joined

    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] QJsonObject object() const; // empty if the body is none
    [[nodiscard]] QJsonArray array() const;
};

// One connection.
class DemoWire
{
public:
    explicit DemoWire(const DemoStage &stage);

    void write(const QByteArray &bytes);
    [[nodiscard]] WireReply read(bool toHead = false, int timeoutMs = 5000);
    [[nodiscard]] bool waitClosed(int timeoutMs = 5000);
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

private:
    [[nodiscard]] bool wait(const std::function<bool()> &done, int timeoutMs);
    [[nodiscard]] bool takeReply(WireReply &reply, bool toHead);

    QTcpSocket m_socket;
    QByteArray m_buffer;
};

using WireHeaders = QList<std::pair<QByteArray, QByteArray>>;

// The bytes of a request with Host and, if there is a body, Content-Length.
[[nodiscard]] QByteArray wireRequest(const QByteArray &method, const QByteArray &target,
                                     const WireHeaders &headers = {}, const QByteArray &body = {});

// Sends one request on a connection of its own. The path stands below the stage's base path.
[[nodiscard]] WireReply ask(const DemoStage &stage, const QByteArray &method,
                            const QByteArray &path, const WireHeaders &headers = {},
                            const QByteArray &body = {});

} // namespace orgkeeper
