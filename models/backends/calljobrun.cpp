// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "calljobrun.h"

#include "calljobverdict.h"
#include "httpjob.h"
#include "linkheader.h"
#include "transport.h"

#include <QDateTime>

namespace orgkeeper {

namespace {

std::optional<bool> rightOf(const Captured &captured, const RoleRule &rule)
{
    switch (captured.kind) {
    case Cell::Kind::Flag:
        return captured.number != 0;
    case Cell::Kind::Text:
        return rule.isAdmin(QString::fromStdString(captured.text));
    default:
        return {};
    }
}

bool isUsable(const Value &value)
{
    return value.kind == Value::Kind::Number ||
           (value.kind == Value::Kind::Text && !value.text.isEmpty());
}

} // namespace

CallJobRun::CallJobRun(std::shared_ptr<const Description> description, const Call *call,
                       Transport *transport, const Values &values, const Sinks &sinks,
                       QDeadlineTimer notAfter, QObject *parent)
    : CallJob(parent)
    , m_description(std::move(description))
    , m_call(call)
    , m_transport(transport)
    , m_values(values)
    , m_sinks(sinks)
    , m_notAfter(notAfter)
    , m_shape(shapeOf(*m_description, *call, values, sinks))
    , m_builder(std::make_unique<RequestBuilder>(*m_description, *m_call, m_values))
    , m_paging(std::make_unique<CallJobPaging>(m_call->paging))
    , m_room{m_call->paging.mostRows, m_call->paging.mostBytes}
{
    ask(m_builder->build(m_transport->settings().baseUrl, m_paging->firstPlace()));
}

CallJobRun::CallJobRun(const QString &reason, QObject *parent)
    : CallJob(parent)
{
    Error error;
    error.kind = Error::Kind::NotAvailable;
    error.detail = reason;
    finish(error);
}

CallJobRun::~CallJobRun() = default;

QByteArray CallJobRun::raw() const
{
    if (!m_page)
        return {};
    const bool isCut = error() || m_page->size() > m_page->raw().size();
    return m_scrubber.bytes(m_page->raw(), isCut);
}

qint64 CallJobRun::rawSize() const
{
    return m_page ? m_page->size() : 0;
}

bool CallJobRun::hasLeft() const
{
    return m_paging && (m_paging->pages() > 0 || m_asked.ended ||
                        (m_asked.http && m_asked.http->attempts() > 0));
}

void CallJobRun::ask(const BuiltRequest &built)
{
    if (!built.problem.isEmpty()) {
        Error error;
        error.kind = m_paging->pages() > 0 ? Error::Kind::Redirected : Error::Kind::NotAvailable;
        error.detail = built.problem;
        return end(error);
    }
    const int slug = m_description->organization.indexOf(u"slug");
    m_page = std::make_shared<CallJobPage>(m_shape, m_sinks, m_call->effect, slug, m_room);
    if (!takeAhead(built.request))
        m_asked = sent(built.request, m_page);
}

CallJobRun::Asked CallJobRun::sent(const Request &request, const std::shared_ptr<BodySink> &sink)
{
    Asked asked;
    asked.request = request;
    asked.request.notAfter = m_notAfter;
    asked.http = m_transport->send(asked.request, sink, this);
    HttpJob *http = asked.http;
    m_scrubber.add(http->scrubber());
    connect(http, &HttpJob::progressed, this, [this] { onProgress(); });
    connect(http, &HttpJob::retryScheduled, this, [this, http](int waitMs, const Error &reason) {
        if (http == m_asked.http)
            Q_EMIT retryScheduled(waitMs, reason);
    });
    connect(http, &HttpJob::finished, this, [this, http] { onEnded(http); });
    return asked;
}

void CallJobRun::onEnded(HttpJob *http)
{
    const bool isAhead = m_ahead && m_ahead->http == http;
    Asked &asked = isAhead ? *m_ahead : m_asked;
    if (isFinished() || asked.http != http)
        return;
    asked.ended = true;
    asked.error = http->error();
    asked.head = http->head();
    asked.attempts = http->attempts();
    m_scrubber.add(http->scrubber());
    if (!isAhead)
        readReply();
}

void CallJobRun::onProgress()
{
    showProgress();
    if (!isFinished()) // by who listens to the progress
        askAhead();
}

void CallJobRun::askAhead()
{
    const HttpJob *http = m_asked.http;
    if (m_ahead || m_asked.ended || !http)
        return;
    const PageStep step = m_paging->foreseen(facts(http->head()));
    if (step.to == PageStep::To::End)
        return;
    const BuiltRequest built = requestFor(step);
    if (!built.problem.isEmpty())
        return; // said in its turn
    auto keeper = std::make_shared<CallJobAhead>();
    m_ahead = sent(built.request, keeper);
    m_ahead->ahead = keeper;
}

void CallJobRun::dropAhead()
{
    if (HttpJob *http = m_ahead ? m_ahead->http.data() : nullptr) {
        http->disconnect(this);
        http->cancel();
    }
    m_ahead.reset();
}

bool CallJobRun::takeAhead(const Request &request)
{
    const bool fits = m_ahead && !m_ahead->ahead->isGivenUp() &&
                      m_ahead->request.url == request.url && m_ahead->request.body == request.body;
    if (!fits) {
        dropAhead();
        return false;
    }
    m_asked = *std::exchange(m_ahead, std::nullopt);
    const QPointer<CallJobRun> alive(this);
    const std::shared_ptr<CallJobAhead> keeper = m_asked.ahead;
    keeper->attach(m_page);
    if (alive && m_asked.ended) // never from inside of what asked for it: rows may be many pages
        QMetaObject::invokeMethod(
            this, [this] { readReply(); }, Qt::QueuedConnection);
    return true;
}

void CallJobRun::showProgress()
{
    const Captured &total = m_page->captured(m_shape.total);
    if (total.kind == Cell::Kind::Integer)
        m_result.total = total.number;
    const qint64 rows = m_shape.rows ? m_rowsBefore + m_page->rows().rows() : 0;
    if (std::exchange(m_result.rows, rows) != rows)
        Q_EMIT progressed(m_result.rows, m_result.total);
}

void CallJobRun::readReply()
{
    if (isFinished())
        return;
    if (m_sentMs == 0)
        m_sentMs = m_page->firstSentMs();
    CallJobVerdict verdict(*m_description, *m_call, m_shape, *m_page, pageShown());
    const Error error = verdict.on(m_asked.error, m_asked.head);
    showProgress();
    if (isFinished()) // by who listens to the progress
        return;
    if (error)
        return end(stamped(error));
    takeResults();
    goOn();
}

Error CallJobRun::stamped(Error error) const
{
    error.verb = m_asked.request.verb;
    error.path = m_asked.request.logPath;
    if (!error.time.isValid())
        error.time = QDateTime::currentDateTimeUtc();
    if (error.attempts == 0)
        error.attempts = m_asked.attempts;
    return m_scrubber.error(std::move(error)); // a service may repeat what it was sent
}

int CallJobRun::pageShown() const
{
    return m_call->paging.kind == Paging::Kind::None ? 0 : m_paging->pages() + 1;
}

void CallJobRun::takeResults()
{
    const Captured &right = m_page->captured(m_shape.right);
    if (m_shape.right != CallShape::Unwanted)
        m_result.admin = rightOf(right, m_description->member.role);
    // The id is no word: it is compared with those of members.
    m_result.identity = {valueOf(m_page->captured(m_shape.meId)),
                         m_scrubber.text(textOf(m_page->captured(m_shape.meName))),
                         m_scrubber.text(textOf(m_page->captured(m_shape.meEmail)))};
    if (isWrite())
        takeCreated();
}

void CallJobRun::takeCreated()
{
    const Value pointed = valueOf(m_page->captured(m_shape.created));
    if (isUsable(pointed))
        m_result.createdId = pointed;
    const RowTap &record = m_page->rows();
    if (m_call->id != CallId::CreateOrganization || record.rows() == 0)
        return;
    if (!m_result.createdId)
        m_result.createdId = valueOf(*record.id());
    if (!record.slug().isEmpty())
        m_result.createdSlug = record.slug();
}

PageFacts CallJobRun::facts(const ReplyHead &head) const
{
    PageFacts facts;
    facts.rows = m_page->rows().rows();
    facts.allRows = m_result.rows;
    facts.rowsHash = m_page->rows().hash();
    facts.total = m_result.total;
    facts.next = m_page->captured(m_shape.next);
    facts.more = m_page->captured(m_shape.more);
    facts.asked = m_asked.request.url;
    facts.link = nextLink(head.link, facts.asked);
    return facts;
}

BuiltRequest CallJobRun::requestFor(const PageStep &step) const
{
    const QUrl &base = m_transport->settings().baseUrl;
    return step.to == PageStep::To::Place ? m_builder->build(base, step.place)
                                          : m_builder->buildAt(base, step.address);
}

void CallJobRun::goOn()
{
    const PageFacts now = facts(m_asked.head);
    const PageStep step = m_paging->next(now);
    m_result.pages = m_paging->pages();
    m_rowsBefore = m_result.rows;
    m_room.rows -= m_page->allRows();
    m_room.bytes -= m_page->size();
    if (step.to == PageStep::To::Place || step.to == PageStep::To::Address)
        return ask(requestFor(step));
    m_result.cut = step.to == PageStep::To::Cut;
    if (step.repeated)
        m_result.rows -= now.rows;
    if (!m_result.cut && m_result.total > m_result.rows) {
        m_result.cut = true; // what it left out is not gone
        m_result.remarks +=
            tr("The service counts %1 but listed %2.").arg(m_result.total).arg(m_result.rows);
    }
    end({});
}

Error CallJobRun::abort()
{
    dropAhead();
    HttpJob *http = m_asked.http;
    if (!http)
        return {};
    if (m_sentMs == 0)
        m_sentMs = m_page->firstSentMs();
    http->disconnect(this);
    http->cancel();
    m_asked.attempts = http->attempts();
    m_scrubber.add(http->scrubber());
    return stamped(http->error());
}

void CallJobRun::end(const Error &error)
{
    dropAhead();
    if (m_sentMs > 0)
        m_durationMs = QDateTime::currentMSecsSinceEpoch() - m_sentMs;
    finish(error);
}

} // namespace orgkeeper
