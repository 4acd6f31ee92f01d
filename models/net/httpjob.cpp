// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "httpjob.h"

#include "exchange.h"
#include "requestlog.h"
#include "sendrules.h"
#include "wire.h"

#include <QCoreApplication>
#include <QRandomGenerator>

namespace orgkeeper {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

struct HttpJobText
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::HttpJob)
};

constexpr int mostRedirects = 5;

/// An exchange is let go from inside its own signal.
struct LetGo
{
    void operator()(Exchange *exchange) const
    {
        exchange->stop();
        exchange->deleteLater();
    }
};

} // namespace

class HttpJob::Private
{
public:
    Private(HttpJob *job, Wire *w, Request r, std::shared_ptr<BodySink> s);

    void start();
    void askGate();
    void put();
    void onEnded();
    void askAgain(const Error &error);
    void onDeadline();
    void end(Error error);
    [[nodiscard]] Error stamped(Error error) const;
    /// Off the wire, out of the gate, no timer left.
    void release(Error::Kind logged);
    void notePause(const Exchange::Result &result);
    void addToLog(Error::Kind kind) const;
    [[nodiscard]] bool isWrite() const { return request.effect == Effect::Write; }

    HttpJob *const q;
    Wire *wire; ///< null once the job is over: the transport may then go
    const Request request;
    const std::shared_ptr<BodySink> sink;
    QUrl url; ///< of the present hop
    int hops = 0;
    int tries = 0; ///< as the retry policy counts: redirects not included
    int sent = 0;
    ReplyHead head;
    Scrubber scrubber; ///< of all credentials that it was sent with
    Error reason;      ///< of the last attempt that is to be repeated
    std::unique_ptr<Exchange, LetGo> exchange;
    QTimer deadline;
    QTimer wait;
};

HttpJob::Private::Private(HttpJob *job, Wire *w, Request r, std::shared_ptr<BodySink> s)
    : q(job)
    , wire(w)
    , request(std::move(r))
    , sink(std::move(s))
    , url(request.url)
{
    for (QTimer *timer : {&deadline, &wait}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    scrubber.add(wire->credentials.scrubber());
    deadline.setInterval(isWrite() ? wire->settings.writeDeadline : wire->settings.readDeadline);
    QObject::connect(&deadline, &QTimer::timeout, q, [this] { onDeadline(); });
    QObject::connect(&wait, &QTimer::timeout, q, [this] { askGate(); });
}

void HttpJob::Private::start()
{
    const QString refusal = whyNotSent(request, wire->settings, wire->credentials);
    if (refusal.isEmpty())
        return askGate();
    Error error;
    error.kind = Error::Kind::NotAvailable;
    error.detail = refusal;
    end(error);
}

void HttpJob::Private::askGate()
{
    const auto priority =
        request.background ? RateGate::Priority::Background : RateGate::Priority::Foreground;
    wire->gate.enter(q, priority, [this] { put(); });
}

void HttpJob::Private::put()
{
    // Again, because the credentials may have changed while this waited.
    Request present = request;
    present.url = url;
    if (const QString refusal = whyNotSent(present, wire->settings, wire->credentials);
        !refusal.isEmpty()) {
        Error error;
        error.kind = Error::Kind::NotAvailable;
        error.detail = refusal;
        return end(error);
    }
    // A pause that the service asked for, or a full gate, may have taken minutes.
    if (isWrite() && request.notAfter.hasExpired()) {
        Error error;
        error.kind = Error::Kind::TooLate;
        error.detail = HttpJobText::tr(
            "It waited for its turn until what it was decided from had become old.");
        return end(error);
    }
    scrubber.add(wire->credentials.scrubber());
    ++sent;
    if (hops == 0)
        ++tries;
    if (!deadline.isActive() && sent == 1)
        deadline.start();
    exchange.reset(new Exchange(*wire, request, url, sink, q));
    QObject::connect(exchange.get(), &Exchange::progressed, q, &HttpJob::progressed);
    QObject::connect(exchange.get(), &Exchange::ended, q, [this] { onEnded(); });
}

void HttpJob::Private::onEnded()
{
    const Exchange::Result result = exchange->result();
    head = result.head;
    const QPointer<HttpJob> alive(q);
    addToLog(result.error.kind);
    if (!alive || q->isFinished()) // by who listens to the log
        return;
    exchange.reset();
    notePause(result);
    wire->gate.leave(q);
    if (!result.error)
        return end({});

    Error error = result.error;
    if (error.kind == Error::Kind::Redirected) {
        const QUrl target = redirectTarget(request, url, head);
        if (target.isValid() && hops < mostRedirects) {
            ++hops;
            url = target;
            return askGate();
        }
        error.detail = head.location.isEmpty()
                           ? HttpJobText::tr("It names no other address.")
                           : HttpJobText::tr("It points to %1.").arg(originText(head.location));
        return end(error);
    }
    askAgain(error);
}

void HttpJob::Private::askAgain(const Error &error)
{
    const RetryPolicy &policy = wire->settings.retry;
    const milliseconds wish(error.pauseMs);
    // Knocking inside the window that the service named would only lengthen it.
    if (isWrite() || tries >= attemptsFor(error, policy) || wish > policy.longestWish)
        return end(error);
    const milliseconds own = ownWait(policy, tries, QRandomGenerator::global()->generateDouble());
    const milliseconds pause = std::max(own, wish);
    hops = 0;
    url = request.url;
    reason = stamped(error);
    wait.start(pause);
    Q_EMIT q->retryScheduled(int(pause.count()), reason);
}

/// A pause is the account's. A 429 that names none gets ours, longer each time in a row.
void HttpJob::Private::notePause(const Exchange::Result &result)
{
    const RetryPolicy &policy = wire->settings.retry;
    const bool refused = result.error.kind == Error::Kind::RateLimited;
    if (!result.error)
        wire->refusals = 0;
    else if (refused && !wire->gate.isHeld())
        ++wire->refusals;
    if (result.wish)
        wire->gate.holdFor(std::min(*result.wish, policy.longestWish));
    else if (refused)
        wire->gate.holdFor(ownWait(policy, wire->refusals, 0));
}

void HttpJob::Private::onDeadline()
{
    if (exchange)
        return exchange->expire();
    Error error = reason;
    if (!error) {
        error.kind = Error::Kind::Timeout;
        error.detail = HttpJobText::tr("The time was over before it was asked again.");
    }
    end(error);
}

void HttpJob::Private::end(Error error)
{
    if (error)
        error = stamped(std::move(error));
    release(error.kind);
    q->finish(error);
}

Error HttpJob::Private::stamped(Error error) const
{
    error.verb = request.verb;
    error.path = request.logPath.isEmpty() ? pathForLog(request.url) : request.logPath;
    error = scrubber.error(std::move(error));
    error.time = QDateTime::currentDateTimeUtc();
    error.attempts = sent;
    return error;
}

void HttpJob::Private::release(Error::Kind logged)
{
    deadline.stop();
    wait.stop();
    if (!wire)
        return;
    if (exchange) {
        head = exchange->result().head;
        addToLog(logged);
    }
    exchange.reset();
    wire->gate.leave(q);
    wire->jobs.remove(q);
    wire = nullptr; // it may go before the job does
}

void HttpJob::Private::addToLog(Error::Kind kind) const
{
    if (!wire->log)
        return;
    const Exchange::Result &result = exchange->result();
    LoggedRequest entry;
    entry.time = result.head.sent;
    entry.account = wire->settings.label;
    entry.verb = request.verb;
    entry.path = scrubber.text(request.logPath.isEmpty() ? pathForLog(url) : request.logPath);
    entry.status = result.head.status;
    entry.bytes = result.bytes;
    entry.durationMs = exchange->durationMs();
    entry.attempt = sent;
    entry.error = kind;
    wire->log->add(entry);
}

HttpJob::HttpJob(Wire &wire, Request request, std::shared_ptr<BodySink> sink, QObject *parent)
    : Job(parent)
    , d(std::make_unique<Private>(this, &wire, std::move(request), std::move(sink)))
{
    wire.jobs.insert(this);
    d->start();
}

HttpJob::~HttpJob()
{
    d->release(Error::Kind::Cancelled);
}

const ReplyHead &HttpJob::head() const
{
    return d->exchange ? d->exchange->result().head : d->head;
}

const Scrubber &HttpJob::scrubber() const
{
    return d->scrubber;
}

int HttpJob::attempts() const
{
    return d->sent;
}

void HttpJob::leaveWire()
{
    cancel();
}

Error HttpJob::abort()
{
    Error error;
    error.kind = Error::Kind::Cancelled;
    error.mayHaveHappened = d->exchange && d->exchange->mayHaveHappened();
    error = d->stamped(error);
    d->release(Error::Kind::Cancelled);
    return error;
}

} // namespace orgkeeper
