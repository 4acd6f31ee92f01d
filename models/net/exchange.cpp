// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exchange.h"

#include "oneshotbody.h"
#include "requestlog.h"
#include "wire.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QSslError>

namespace orgkeeper {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(netLog, "orgkeeper.net", QtInfoMsg)

namespace {

struct ExchangeText
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::Exchange)
};

/// Small beside the read buffer, so that the clock is looked at often enough with a slow sink.
constexpr qsizetype chunkSize = 16384;
/// What anybody reads of an error.
constexpr qint64 errorBodyLimit = 1048576;

bool isRedirect(int status)
{
    return status >= 300 && status < 400;
}

/// Whether a write with this final status may have been done all the same.
bool leavesDoubt(int status)
{
    if (isRedirect(status)) // 307 and 308 say "ask there instead"; the others may follow the deed
        return status != 307 && status != 308;
    if (status >= 400 && status < 500) // of these, two speak of time and not of what was asked
        return status == 408 || status == 499;
    return true;
}

} // namespace

Exchange::Exchange(Wire &wire, const Request &request, const QUrl &url,
                   std::shared_ptr<BodySink> sink, QObject *parent)
    : QObject(parent)
    , m_wire(wire)
    , m_request(request)
    , m_sink(std::move(sink))
    , m_chunk(chunkSize, Qt::Uninitialized)
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(wire.settings.inactivity);
    connect(&m_silence, &QTimer::timeout, this, [this] { cut(Cut::Silence); });
    m_result.head.sent = QDateTime::currentDateTimeUtc();
    m_clock.start();
    send(url);
}

Exchange::~Exchange()
{
    stop();
}

QNetworkRequest Exchange::prepared(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setTransferTimeout(0); // ours tell silence, deadline and cancel apart
    request.setRawHeader("User-Agent", "Orgkeeper/" ORGKEEPER_VERSION);
    request.setRawHeader("Accept", "application/json");
    for (const auto &[name, value] : m_request.headers)
        request.setRawHeader(name, value);
    request.setRawHeader("Cache-Control", "no-store");
    if (!m_request.contentType.isEmpty() && !m_request.body.isEmpty())
        request.setRawHeader("Content-Type", m_request.contentType);
    m_wire.credentials.applyTo(request);
    return request;
}

void Exchange::send(const QUrl &url)
{
    QNetworkRequest request = prepared(url);
    if (m_request.effect == Effect::Write) {
        request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
        auto *body = new OneShotBody(m_request.body, nullptr);
        m_reply = m_wire.manager.sendCustomRequest(request, m_request.verb, body);
        body->setParent(m_reply); // outlives what reads it
    } else if (m_request.body.isEmpty() && m_request.verb == "GET") {
        m_reply = m_wire.manager.get(request);
    } else if (m_request.body.isEmpty() && m_request.verb == "HEAD") {
        m_reply = m_wire.manager.head(request);
    } else {
        m_reply = m_wire.manager.sendCustomRequest(request, m_request.verb, m_request.body);
    }
    m_reply->setReadBufferSize(m_wire.settings.readBuffer);

    const auto heard = [this] {
        if (!m_replyFinished)
            m_silence.start();
    };
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::onHead);
    connect(m_reply, &QNetworkReply::uploadProgress, this, heard);
    connect(m_reply, &QNetworkReply::readyRead, this, [this, heard] {
        heard();
        m_wire.pump.enqueue(this);
    });
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_tlsTrouble += (m_tlsTrouble.isEmpty() ? QString() : u"; "_s) + error.errorString();
    });
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::onReplyFinished);
    m_silence.start();
}

qint64 Exchange::durationMs() const
{
    return m_clock.elapsed();
}

bool Exchange::mayHaveHappened() const
{
    const int status = m_result.head.status;
    return m_request.effect == Effect::Write && (status == 0 || leavesDoubt(status));
}

void Exchange::onHead()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_begun || m_over || status < 200)
        return;
    m_begun = true;
    if (!m_replyFinished)
        m_silence.start();
    ReplyHead &head = m_result.head;
    head.status = status;
    head.contentType = m_reply->rawHeader("Content-Type");
    head.link = m_reply->rawHeader("Link");
    // What Content-Length counts is not what arrives here once it is unpacked or put together.
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    if (length.isValid() && !m_reply->hasRawHeader("Content-Encoding") &&
        !m_reply->hasRawHeader("Transfer-Encoding"))
        head.length = length.toLongLong();
    const auto header = [this](const char *name) { return m_reply->rawHeader(name); };
    if (status >= 400)
        m_result.wish = pauseWish(status, header, QDateTime::currentDateTimeUtc());
    logHeaders();
    if (isRedirect(status)) {
        const QByteArray target = m_reply->rawHeader("Location");
        // A backslash is a slash to some readers of addresses: what two may read differently is
        // not followed.
        if (!target.isEmpty() && !target.contains('\\'))
            head.location = m_reply->url().resolved(QUrl::fromEncoded(target));
        cut(Cut::Enough);
    } else if (const std::shared_ptr<BodySink> sink = m_sink) { // may outlive us from here
        sink->begin(head);
    }
}

void Exchange::onReplyFinished()
{
    m_replyFinished = true;
    m_silence.stop();
    // Through the pump even when nothing is left, so that there is one way out.
    m_wire.pump.enqueue(this);
}

void Exchange::drain(std::chrono::milliseconds budget)
{
    const QPointer<Exchange> alive(this);
    const QDeadlineTimer end(budget, Qt::PreciseTimer);
    const qint64 before = m_result.bytes;
    if (!m_begun)
        onHead();
    bool more = alive && !m_over;
    while (more && !end.hasExpired())
        more = handOn() && alive;
    if (!alive || m_over)
        return;
    if (m_result.bytes != before) {
        if (!m_replyFinished)
            m_silence.start();
        Q_EMIT progressed(m_result.bytes, m_result.head.length);
    }
    if (!alive || m_over)
        return;
    if (m_reply->bytesAvailable() > 0)
        m_wire.pump.enqueue(this);
    else if (m_replyFinished)
        conclude();
}

bool Exchange::handOn()
{
    const qint64 size = m_reply->read(m_chunk.data(), m_chunk.size());
    if (size <= 0)
        return false;
    m_result.bytes += size;
    if (!m_sink || !m_begun)
        return true;
    const bool isError = m_result.head.status >= 400;
    const QPointer<Exchange> alive(this);
    const std::shared_ptr<BodySink> sink = m_sink; // may outlive us from here
    const bool wanted = sink->write(QByteArrayView(m_chunk.constData(), size));
    if (!alive || m_over)
        return false;
    if (!wanted)
        cut(isError ? Cut::Enough : Cut::SinkRefused);
    else if (isError && m_result.bytes >= errorBodyLimit)
        cut(Cut::Enough);
    return !m_over;
}

void Exchange::cut(Cut why)
{
    if (m_over)
        return;
    m_cut = why;
    conclude();
}

void Exchange::expire()
{
    cut(Cut::Deadline);
}

void Exchange::stop()
{
    if (m_over) // the wire may have gone since
        return;
    m_over = true;
    m_silence.stop();
    m_wire.pump.remove(this);
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
}

void Exchange::conclude()
{
    const int status = m_result.head.status;
    if (status >= 300)
        m_result.error = errorOfStatus();
    else
        m_result.error = errorOfTransfer();
    stop();
    Q_EMIT ended();
}

Error Exchange::errorOfStatus() const
{
    Error error;
    error.kind = kindOfStatus(m_result.head.status);
    error.status = m_result.head.status;
    error.mayHaveHappened = mayHaveHappened();
    error.pauseMs = m_result.wish ? m_result.wish->count() : 0;
    error.detail = QString::fromUtf8(
        m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toByteArray());
    return error;
}

/// Of a reply with a 2xx or none at all: whether it is whole.
Error Exchange::errorOfTransfer() const
{
    Error error;
    error.status = m_result.head.status;
    error.mayHaveHappened = mayHaveHappened();
    const std::chrono::duration<double> silence = m_wire.settings.inactivity;
    switch (m_cut) {
    case Cut::Silence:
        error.kind = Error::Kind::Timeout;
        error.detail = ExchangeText::tr("Nothing was received for %1 s.").arg(silence.count());
        return error;
    case Cut::Deadline:
        error.kind = Error::Kind::Timeout;
        error.detail = ExchangeText::tr("The answer was not whole when the time for it was over.");
        return error;
    case Cut::SinkRefused:
        error.kind = Error::Kind::Malformed;
        return error;
    case Cut::Enough:
    case Cut::No:
        break;
    }
    if (m_reply->error() != QNetworkReply::NoError)
        return errorOfSocket();
    if (error.status == 0) {
        error.kind = Error::Kind::Malformed;
        error.detail = ExchangeText::tr("The answer is not HTTP.");
        return error;
    }
    if (isWhole())
        return {};
    error.kind = Error::Kind::ConnectionLost;
    error.detail = ExchangeText::tr("The answer was cut off.");
    return error;
}

/// Qt takes a connection that closes together with the last bytes it sent for a regular end,
/// whatever length was announced.
bool Exchange::isWhole() const
{
    if (m_request.verb == "HEAD" || m_result.head.status == 204)
        return true;
    if (m_result.head.length >= 0)
        return m_result.bytes == m_result.head.length;
    return !m_sink || m_sink->isWhole();
}

Error Exchange::errorOfSocket() const
{
    Error error;
    error.status = m_result.head.status;
    error.mayHaveHappened = mayHaveHappened();
    const auto ended = [&error](Error::Kind kind, const QString &detail) {
        error.kind = kind;
        error.detail = detail;
    };
    const auto neverSent = [&](Error::Kind kind, const QString &detail) {
        ended(kind, detail);
        error.mayHaveHappened = false;
    };
    const QString host = m_reply->url().host();
    switch (m_reply->error()) {
    case QNetworkReply::ConnectionRefusedError:
        neverSent(Error::Kind::Unreachable,
                  ExchangeText::tr("%1 refused the connection.").arg(host));
        break;
    case QNetworkReply::HostNotFoundError:
        neverSent(Error::Kind::Unreachable,
                  ExchangeText::tr("The name %1 is not known in the network.").arg(host));
        break;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        neverSent(Error::Kind::Unreachable, ExchangeText::tr("The proxy makes no connection."));
        break;
    case QNetworkReply::SslHandshakeFailedError:
        neverSent(Error::Kind::Tls, m_tlsTrouble.isEmpty() ? m_reply->errorString() : m_tlsTrouble);
        break;
    case QNetworkReply::TimeoutError:
        ended(Error::Kind::Timeout, ExchangeText::tr("No connection was made in time."));
        break;
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::UnknownContentError:
        ended(Error::Kind::Malformed, ExchangeText::tr("The answer cannot be decoded."));
        break;
    default:
        ended(Error::Kind::ConnectionLost,
              error.status == 0
                  ? ExchangeText::tr("The connection ended before an answer.")
                  : ExchangeText::tr("The connection ended in the middle of the answer."));
    }
    return error;
}

void Exchange::logHeaders() const
{
    if (netLog().isDebugEnabled())
        qCDebug(netLog).noquote() << m_request.verb << m_result.head.status << '\n'
                                  << printHeaders(m_reply->rawHeaderPairs());
}

} // namespace orgkeeper
