// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPair>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace orgkeeper {

using Headers = QList<QPair<QByteArray, QByteArray>>;

/// One whole request as it arrived, byte for byte.
struct Seen
{
    QByteArray verb;
    QByteArray target;
    Headers headers;
    QByteArray body;
    int connection = 0;

    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] bool has(const QByteArray &name) const;
};

/// A service made of a socket and the test's own words. It knows nothing of the code under test and
/// counts what arrives, whole or not.
class RawPeer : public QObject
{
    Q_OBJECT
public:
    using Answer = std::function<void(const Seen &seen, QTcpSocket *socket)>;

    explicit RawPeer(Answer answer, const QHostAddress &address = QHostAddress::LocalHost);
    ~RawPeer() override;

    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/")) const;
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    void close();

    QList<Seen> seen;
    int begun = 0; ///< requests of which at least one byte arrived
    int connections = 0;
    /// When not negative: the connection is closed as soon as so many bytes of a request are here.
    qint64 dropAt = -1;

private:
    void read(QTcpSocket *socket);
    bool takeRequest(QTcpSocket *socket, QByteArray &buffer);

    Answer m_answer;
    QTcpServer m_server;
    struct Stream
    {
        QByteArray buffer;
        int number = 0;
    };
    QHash<QTcpSocket *, Stream> m_streams;
};

/// A reply with Content-Length.
[[nodiscard]] QByteArray reply(int status, const QByteArray &body = "{}",
                               const Headers &headers = {});
/// Always the same.
[[nodiscard]] RawPeer::Answer always(const QByteArray &bytes);
/// Does nothing at all.
[[nodiscard]] RawPeer::Answer silence();

} // namespace orgkeeper
