// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demofaults.h"
#include "demorequest.h"
#include "demorequestparser.h"

#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace orgkeeper {

// One TCP connection of a stage. Requests are handed out one at a time, in the order they came;
// the next one follows when the reply to the last is written. A reply goes out in bounded pieces,
// and only as fast as the client takes them.
class DemoConnection : public QObject
{
    Q_OBJECT

public:
    // How a reply is put on the wire.
    struct Manner
    {
        bool withoutBody = false;  // a reply to HEAD: all headers, no body
        bool chunked = false;      // no Content-Length
        bool close = false;        // close afterwards
        qint64 cutAt = -1;         // close after so many bytes of the body; -1: send all
        qint64 bytesPerSecond = 0; // 0: no limit
    };

    // Takes the socket over.
    DemoConnection(QTcpSocket *socket, quint64 id, QObject *parent);

    [[nodiscard]] quint64 id() const { return m_id; }

    // Exactly one of these answers each requestRead; keeping silent is allowed too.
    void send(const DemoResponse &response, const Manner &manner);
    void drop();

Q_SIGNALS:
    // A request is whole. No other follows before it was answered.
    void requestRead(const orgkeeper::DemoRequest &request);

    // Once, when the socket is gone for whatever reason.
    void closed();

private:
    void readSocket();
    void handOut();
    void pump();
    void writePiece(qint64 size);
    void finishReply();
    void refuseGarbage();
    [[nodiscard]] QByteArray head(const DemoResponse &response, bool closes) const;

    QTcpSocket *m_socket; // child
    QTimer m_pace;        // runs while a reply with limited bandwidth is written
    DemoRequestParser m_parser;
    quint64 m_id;
    QByteArray m_body;    // of the reply under way
    qint64 m_written = 0; // bytes of m_body given to the socket
    qint64 m_end = 0;     // where the reply stops, less than the size of m_body when cut
    qint64 m_perTick = 0;
    Manner m_manner;
    bool m_busy = false; // a request is handed out and not answered yet
    bool m_writing = false;
    bool m_keepAlive = true;
};

} // namespace orgkeeper
