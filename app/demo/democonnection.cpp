// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "democonnection.h"

#include "demodialect.h"

#include <QDateTime>
#include <QLocale>
#include <QTcpSocket>
#include <algorithm>
#include <chrono>

namespace orgkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 PieceSize = 64 * 1024;
constexpr qint64 UnsentLimit = 256 * 1024; // more than this is never buffered for the client
constexpr auto Tick = 20ms;

QByteArray httpDate()
{
    return QLocale::c()
        .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
        .toLatin1();
}

bool isBodyless(int status)
{
    return status == 204 || status == 304;
}

} // namespace

DemoConnection::DemoConnection(QTcpSocket *socket, quint64 id, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_id(id)
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(UnsentLimit);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_pace.setInterval(Tick);
    m_pace.setTimerType(Qt::PreciseTimer);
    connect(&m_pace, &QTimer::timeout, this, [this] { writePiece(m_perTick); });
    connect(m_socket, &QTcpSocket::readyRead, this, &DemoConnection::readSocket);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &DemoConnection::pump);
    connect(m_socket, &QTcpSocket::disconnected, this, &DemoConnection::closed);
    // Bytes that came before the signals were connected.
    QMetaObject::invokeMethod(this, &DemoConnection::readSocket, Qt::QueuedConnection);
}

void DemoConnection::readSocket()
{
    // While a request is being answered the rest waits in the socket, whose buffer is bounded.
    if (m_busy)
        return;
    m_parser.feed(m_socket->readAll());
    handOut();
}

void DemoConnection::handOut()
{
    switch (m_parser.parse()) {
    case DemoRequestParser::Result::NeedMore:
        if (m_parser.takeContinueWish())
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        return;
    case DemoRequestParser::Result::Broken:
        refuseGarbage();
        return;
    case DemoRequestParser::Result::Ready:
        break;
    }
    m_busy = true;
    DemoRequest request = m_parser.take();
    request.connection = m_id;
    m_keepAlive = request.keepAlive;
    Q_EMIT requestRead(request);
}

void DemoConnection::refuseGarbage()
{
    m_busy = true;
    DemoResponse response;
    response.status = m_parser.errorStatus();
    response.contentType = "text/plain";
    response.body = demoReasonPhrase(response.status);
    send(response, {.close = true});
}

QByteArray DemoConnection::head(const DemoResponse &response, bool closes) const
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(response.status) + ' ' +
                      demoReasonPhrase(response.status) + "\r\nDate: " + httpDate() +
                      "\r\nServer: orgkeeper-demo\r\n";
    if (!isBodyless(response.status)) {
        head += "Content-Type: " + response.contentType + "\r\n";
        if (m_manner.chunked)
            head += "Transfer-Encoding: chunked\r\n";
        else
            head += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    }
    for (const auto &[name, value] : response.headers)
        head += name + ": " + value + "\r\n";
    head += closes ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
    return head;
}

void DemoConnection::send(const DemoResponse &response, const Manner &manner)
{
    m_manner = manner;
    const bool bodyless = manner.withoutBody || isBodyless(response.status);
    m_body = bodyless ? QByteArray() : response.body;
    m_written = 0;
    m_end = m_body.size();
    // The head of a reply that is going to be cut must not give it away.
    const bool closes = manner.close || !m_keepAlive;
    m_socket->write(head(response, closes));
    m_manner.chunked = manner.chunked && !bodyless;
    m_manner.close = closes;
    if (manner.cutAt >= 0) {
        m_end = std::min<qint64>(manner.cutAt, m_body.size());
        m_manner.close = true;
    }
    m_writing = true;
    if (manner.bytesPerSecond > 0 && m_end > 0) {
        m_perTick = std::max<qint64>(1, manner.bytesPerSecond * Tick.count() / 1000);
        m_pace.start();
        writePiece(m_perTick);
        return;
    }
    pump();
}

void DemoConnection::pump()
{
    if (!m_writing || m_pace.isActive())
        return;
    while (m_written < m_end && m_socket->bytesToWrite() < UnsentLimit)
        writePiece(PieceSize);
    if (m_writing && m_written >= m_end)
        finishReply();
}

void DemoConnection::writePiece(qint64 size)
{
    if (m_pace.isActive() && m_socket->bytesToWrite() >= UnsentLimit)
        return; // the client is slower still
    const qint64 take = std::min(size, m_end - m_written);
    const QByteArrayView piece = QByteArrayView(m_body).sliced(m_written, take);
    if (m_manner.chunked)
        m_socket->write(QByteArray::number(take, 16) + "\r\n");
    m_socket->write(piece.data(), piece.size());
    if (m_manner.chunked)
        m_socket->write("\r\n");
    m_written += take;
    if (m_pace.isActive() && m_written >= m_end) {
        m_pace.stop();
        finishReply();
    }
}

void DemoConnection::finishReply()
{
    m_writing = false;
    if (m_manner.chunked && m_manner.cutAt < 0)
        m_socket->write("0\r\n\r\n");
    m_body.clear();
    if (m_manner.close) {
        m_socket->disconnectFromHost(); // after what is buffered has gone out
        return;
    }
    m_busy = false;
    // Not from here: a client that pipelines a thousand requests must not nest a thousand calls.
    QMetaObject::invokeMethod(this, &DemoConnection::readSocket, Qt::QueuedConnection);
}

void DemoConnection::drop()
{
    m_pace.stop();
    m_writing = false;
    m_socket->abort();
}

} // namespace orgkeeper
