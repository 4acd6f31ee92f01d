// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "bodypump.h"
#include "error.h"
#include "request.h"
#include "retry.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

namespace orgkeeper {

struct Wire;

/// One request on the wire and the reply to it, once. Invariants:
/// - ended() fires at most once, never from the constructor, and not at all after stop();
/// - the whole body has been given to the sink before ended();
/// - whatever the sink or a slot does from inside, nothing is touched that is gone.
class Exchange final : public QObject, public Pumped
{
    Q_OBJECT
public:
    struct Result
    {
        Error error; ///< kind, status, detail, mayHaveHappened
        ReplyHead head;
        qint64 bytes = 0;
        std::optional<std::chrono::milliseconds> wish; ///< the pause that the service asks for
    };

    /// Sends. The URL has passed the rules for sending; a redirect's differs from the request's.
    Exchange(Wire &wire, const Request &request, const QUrl &url, std::shared_ptr<BodySink> sink,
             QObject *parent);
    ~Exchange() override;

    /// Grows until ended().
    [[nodiscard]] const Result &result() const { return m_result; }
    [[nodiscard]] qint64 durationMs() const;
    /// Whether a write that stops now may have taken effect.
    [[nodiscard]] bool mayHaveHappened() const;

    /// The total time is over: ends as Timeout.
    void expire();
    /// Takes it off the wire, silently. Harmless when it has ended.
    void stop();

Q_SIGNALS:
    void ended();
    /// After each slice of the body; total is -1 where it is not known.
    void progressed(qint64 bytes, qint64 total);

private:
    enum class Cut { No, Silence, Deadline, SinkRefused, Enough };

    void send(const QUrl &url);
    [[nodiscard]] QNetworkRequest prepared(const QUrl &url) const;
    void onHead();
    void onReplyFinished();
    void drain(std::chrono::milliseconds budget) override;
    /// Reads and hands on one chunk. False when there is no more to do now.
    bool handOn();
    void cut(Cut why);
    void conclude();
    [[nodiscard]] Error errorOfStatus() const;
    [[nodiscard]] Error errorOfTransfer() const;
    [[nodiscard]] Error errorOfSocket() const;
    [[nodiscard]] bool isWhole() const;
    void logHeaders() const;

    Wire &m_wire;
    const Request m_request;
    std::shared_ptr<BodySink> m_sink;
    QPointer<QNetworkReply> m_reply;
    Result m_result;
    QByteArray m_chunk;
    QTimer m_silence;
    QElapsedTimer m_clock;
    QString m_tlsTrouble;
    Cut m_cut = Cut::No;
    bool m_begun = false;
    bool m_replyFinished = false;
    bool m_over = false;
};

} // namespace orgkeeper
