// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rawpeer.h"

namespace orgkeeper {

QByteArray Seen::header(const QByteArray &name) const
{
    for (const auto &[n, value] : headers) {
        if (n.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

bool Seen::has(const QByteArray &name) const
{
    return std::any_of(headers.begin(), headers.end(), [&](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
}

RawPeer::RawPeer(Answer answer, const QHostAddress &address)
    : m_answer(std::move(answer))
{
    if (!m_server.listen(address))
        qFatal("no port to listen on: %s", qPrintable(m_server.errorString()));
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection()) {
            m_streams[socket].number = ++connections;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_streams.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

RawPeer::~RawPeer()
{
    const auto sockets = m_streams.keys();
    for (QTcpSocket *socket : sockets)
        socket->disconnect(this);
}

QUrl RawPeer::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://%1:%2%3")
                    .arg(m_server.serverAddress().toString())
                    .arg(m_server.serverPort())
                    .arg(path));
}

void RawPeer::close()
{
    m_server.close();
    const auto sockets = m_streams.keys();
    for (QTcpSocket *socket : sockets)
        socket->abort();
}

void RawPeer::read(QTcpSocket *socket)
{
    if (!m_streams.contains(socket))
        return;
    QByteArray &buffer = m_streams[socket].buffer;
    const bool fresh = buffer.isEmpty();
    buffer += socket->readAll();
    if (fresh && !buffer.isEmpty())
        ++begun;
    if (dropAt >= 0 && buffer.size() >= dropAt) {
        socket->abort();
        return;
    }
    while (m_streams.contains(socket) && takeRequest(socket, m_streams[socket].buffer)) {
    }
}

bool RawPeer::takeRequest(QTcpSocket *socket, QByteArray &buffer)
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return false;
    Seen request;
    request.connection = m_streams[socket].number;
    QList<QByteArray> lines = buffer.left(end).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> first = lines.takeFirst().split(' ');
    request.verb = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (buffer.size() < end + 4 + length)
        return false;
    request.body = buffer.mid(end + 4, length);
    buffer.remove(0, end + 4 + length);
    if (!buffer.isEmpty())
        ++begun;
    seen.append(request);
    m_answer(request, socket);
    return !buffer.isEmpty();
}

QByteArray reply(int status, const QByteArray &body, const Headers &headers)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + " Some Phrase\r\n";
    for (const auto &[name, value] : headers)
        text += name + ": " + value + "\r\n";
    text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n";
    return text + body;
}

RawPeer::Answer always(const QByteArray &bytes)
{
    return [bytes](const Seen &, QTcpSocket *socket) { socket->write(bytes); };
}

RawPeer::Answer silence()
{
    return [](const Seen &, QTcpSocket *) {};
}

} // namespace orgkeeper
