// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demowire.h"

#include "demostage.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QTimer>

namespace orgkeeper {

QByteArray WireReply::header(const QByteArray &name) const
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

QJsonObject WireReply::object() const
{
    return QJsonDocument::fromJson(body).object();
}

QJsonArray WireReply::array() const
{
    return QJsonDocument::fromJson(body).array();
}

DemoWire::DemoWire(const DemoStage &stage)
{
    m_socket.connectToHost(stage.baseUrl().host(), static_cast<quint16>(stage.baseUrl().port()));
}

void DemoWire::write(const QByteArray &bytes)
{
    if (!wait([this] { return m_socket.state() == QTcpSocket::ConnectedState; }, 5000))
        qWarning("no connection");
    m_socket.write(bytes);
}

namespace {

// Joins the chunks of a body. False: the last chunk has not come yet.
bool takeChunks(QByteArray &buffer, QByteArray &body)
{
    qsizetype at = 0;
    body.clear();
    while (true) {
        const qsizetype end = buffer.indexOf("\r\n", at);
        if (end < 0)
            return false;
        const qsizetype size = buffer.mid(at, end - at).toLongLong(nullptr, 16);
        if (buffer.size() < end + 2 + size + 2)
            return false;
        body.append(buffer.mid(end + 2, size));
        at = end + 2 + size + 2;
        if (size == 0) {
            buffer.remove(0, at);
            return true;
        }
    }
}

} // namespace

bool DemoWire::takeReply(WireReply &reply, bool toHead)
{
    if (reply.head.isEmpty()) {
        const qsizetype end = m_buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        reply.head = m_buffer.left(end);
        reply.status = reply.head.mid(9, 3).toInt();
        m_buffer.remove(0, end + 4);
    }
    if (toHead || reply.status == 204 || reply.status == 100)
        return true;
    if (reply.header("Transfer-Encoding") == "chunked")
        return takeChunks(m_buffer, reply.body);
    const qsizetype length = reply.header("Content-Length").toLongLong();
    if (m_buffer.size() < length)
        return false;
    reply.body = m_buffer.left(length);
    m_buffer.remove(0, length);
    return true;
}

WireReply DemoWire::read(bool toHead, int timeoutMs)
{
    WireReply reply;
    const auto step = [&] {
        m_buffer += m_socket.readAll();
        if (takeReply(reply, toHead)) {
            reply.end = WireReply::End::Whole;
        } else if (m_socket.state() == QTcpSocket::UnconnectedState) {
            reply.end = WireReply::End::Closed;
            if (reply.body.isEmpty())
                reply.body = m_buffer; // a part of what was promised
        }
        return reply.end != WireReply::End::TimedOut;
    };
    (void)wait(step, timeoutMs);
    return reply;
}

bool DemoWire::waitClosed(int timeoutMs)
{
    return wait([this] { return m_socket.state() == QTcpSocket::UnconnectedState; }, timeoutMs);
}

// Asks after each thing that happens to the socket: QTest::qWaitFor would sleep in between.
bool DemoWire::wait(const std::function<bool()> &done, int timeoutMs)
{
    if (done())
        return true;
    bool reached = false;
    QEventLoop loop;
    const auto look = [&] {
        reached = reached || done();
        if (reached)
            loop.quit();
    };
    QObject::connect(&m_socket, &QTcpSocket::connected, &loop, look);
    QObject::connect(&m_socket, &QTcpSocket::readyRead, &loop, look);
    QObject::connect(&m_socket, &QTcpSocket::disconnected, &loop, look);
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    loop.exec();
    return reached;
}

QByteArray wireRequest(const QByteArray &method, const QByteArray &target,
                       const WireHeaders &headers, const QByteArray &body)
{
    QByteArray bytes = method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto &[name, value] : headers)
        bytes += name + ": " + value + "\r\n";
    if (!body.isEmpty())
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

WireReply ask(const DemoStage &stage, const QByteArray &method, const QByteArray &path,
              const WireHeaders &headers, const QByteArray &body)
{
    DemoWire wire(stage);
    wire.write(wireRequest(method, stage.baseUrl().path().toUtf8() + path, headers, body));
    return wire.read(method == "HEAD");
}

} // namespace orgkeeper
