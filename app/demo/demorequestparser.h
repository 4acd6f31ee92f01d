// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demorequest.h"

namespace orgkeeper {

// Cuts the bytes of one connection into requests: HTTP/1.1 and 1.0, bodies with Content-Length or
// chunked. Bytes of later, pipelined requests wait in the buffer. Once broken it stays broken,
// because nobody can know where the next request would begin.
class DemoRequestParser
{
public:
    enum class Result { NeedMore, Ready, Broken };

    void feed(const QByteArray &bytes);

    // Goes on as far as the bytes reach. Ready: take() the request, then call again.
    [[nodiscard]] Result parse();
    [[nodiscard]] DemoRequest take();

    // The HTTP status that names what is wrong; only of interest after Broken.
    [[nodiscard]] int errorStatus() const { return m_errorStatus; }

    // True once per request whose client waits for "100 Continue" before it sends the body.
    [[nodiscard]] bool takeContinueWish();

private:
    enum class Step { Head, Body, ChunkSize, ChunkData, ChunkEnd, Trailer, Done };
    enum class Progress { Stuck, Moved };

    Progress step();
    Progress parseHead();
    Progress parseBody();
    Progress parseChunkSize();
    Progress parseChunkData();
    Progress parseChunkEnd();
    Progress parseTrailer();
    bool parseRequestLine(const QByteArray &line);
    bool parseHeaderLine(const QByteArray &line);
    void decideBody();
    void fail(int status);
    bool takeLine(QByteArray &line, qsizetype limit);

    QByteArray m_buffer;
    DemoRequest m_request;
    Step m_step = Step::Head;
    qint64 m_left = 0; // bytes of the body, or of the current chunk, that are still to come
    int m_errorStatus = 0;
    bool m_http10 = false;
    bool m_continueWish = false;
};

} // namespace orgkeeper
