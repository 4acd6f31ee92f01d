// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "calljobrun.h"

#include "errordecoder.h"
#include "httpjob.h"
#include "linkheader.h"
#include "transport.h"

#include <QDateTime>

namespace orgkeeper {

namespace {

/// Whether a value in a reply is what a proof asks for.
bool equals(const Captured &captured, const QJsonValue &wanted)
{
    switch (wanted.type()) {
    case QJsonValue::Undefined:
        return true;
    case QJsonValue::Null:
        return captured.kind == Cell::Kind::Null;
    case QJsonValue::Bool:
        return captured.kind == Cell::Kind::Flag && (captured.number != 0) == wanted.toBool();
    case QJsonValue::Double:
        return captured.kind == Cell::Kind::Integer &&
               QJsonValue(qint64(captured.number)) == wanted;
    case QJsonValue::String:
        return captured.kind == Cell::Kind::Text &&
               QString::fromStdString(captured.text) == wanted.toString();
    default:
        return false;
    }
}

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
                       QObject *parent)
    : CallJob(parent)
    , m_description(std::move(description))
    , m_call(call)
    , m_transport(transport)
    , m_values(values)
    , m_sinks(sinks)
    , m_shape(shapeOf(*m_description, *call, sinks))
    , m_builder(std::make_unique<RequestBuilder>(*m_description, *m_call, m_values))
    , m_paging(std::make_unique<CallJobPaging>(m_call->paging))
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
    return m_page ? m_page->raw() : QByteArray();
}

qint64 CallJobRun::rawSize() const
{
    return m_page ? m_page->size() : 0;
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
    m_page = std::make_shared<CallJobPage>(m_shape, m_sinks, m_call->effect, slug);
    if (!takeAhead(built.request))
        m_asked = sent(built.request, m_page);
}

CallJobRun::Asked CallJobRun::sent(const Request &request, const std::shared_ptr<BodySink> &sink)
{
    Asked asked;
    asked.request = request;
    asked.http = m_transport->send(request, sink, this);
    HttpJob *http = asked.http;
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
    const Error error = errorOfReply();
    showProgress();
    if (isFinished()) // by who listens to the progress
        return;
    if (error)
        return end(stamped(error));
    takeResults();
    goOn();
}

/// The reply is at its end: everything that may be wrong with it, the transfer first.
Error CallJobRun::errorOfReply() const
{
    Reader &reader = m_page->reader();
    const Error &transfer = m_asked.error;
    if (!isWrite() && reader.failure())
        return errorOfFailure(reader.failure());
    if (transfer)
        return errorOfStatus(transfer);
    const bool readable = reader.finish();
    const ReaderFailure &failure = reader.failure();
    const bool isEmpty = failure.code == ReaderFailure::Code::Empty;
    if (isWrite()) {
        // The service says that it is done. An empty body is no less; one that cannot be read is
        // settled by the read that follows, where the call has one look at its result.
        if (!readable && !isEmpty && m_shape.right == CallShape::Unwanted) {
            Error error = errorOfFailure(failure);
            error.mayHaveHappened = true;
            return error;
        }
        return readable || isEmpty ? errorOfProofs() : Error();
    }
    if (!readable)
        return errorOfFailure(failure);
    if (const Error refusal = errorOfProofs())
        return refusal;
    const ReaderFailure missing =
        m_shape.rows ? reader.extractor().missing(*m_shape.rows) : ReaderFailure();
    return missing ? errorOfFailure(missing) : Error();
}

Error CallJobRun::errorOfStatus(Error error) const
{
    const int status = error.status;
    if (status >= 300) {
        if (status >= 400) // a redirect's page says less than the redirect
            decodeError(*m_description, m_page->raw(), m_asked.head.contentType, error);
        applyMeaning(*m_description, *m_call, error);
    } else if (m_page->size() > 0) {
        const QString place = pageShown() > 0
                                  ? tr("The reply broke off after byte %1 of page %2.")
                                        .arg(m_page->size())
                                        .arg(pageShown())
                                  : tr("The reply broke off after byte %1.").arg(m_page->size());
        error.detail += (error.detail.isEmpty() ? QString() : QStringLiteral(" ")) + place;
    }
    return error;
}

Error CallJobRun::errorOfFailure(const ReaderFailure &failure) const
{
    Error error;
    error.kind = kindOf(failure);
    error.status = m_asked.head.status;
    error.detail = describe(failure, pageShown());
    return error;
}

Error CallJobRun::errorOfProofs() const
{
    for (const auto &[proof, number] : m_shape.proofs) {
        const Captured &captured = m_page->captured(number);
        const bool holds = captured.present ? equals(captured, proof.equals) : !proof.required;
        if (!holds)
            return errorOfRefusal(proof, captured.present);
    }
    return {};
}

Error CallJobRun::errorOfRefusal(const Proof &proof, bool present) const
{
    Error error;
    error.kind = proof.otherwise;
    error.status = m_asked.head.status;
    decodeError(*m_description, m_page->raw(), m_asked.head.contentType, error);
    const auto firstOf = [this](const std::vector<int> &numbers) {
        for (const int number : numbers) {
            if (const QString text = textOf(m_page->captured(number)); !text.isEmpty())
                return text;
        }
        return QString();
    };
    if (error.message.isEmpty())
        error.message = firstOf(m_shape.messages);
    if (error.code.isEmpty())
        error.code = firstOf(m_shape.codes);
    // A plain no is an answer; the lack of one leaves open what became of a write.
    error.mayHaveHappened = isWrite() && !present;
    if (!present)
        error.detail = tr("The reply lacks “%1”, without which it is no success.")
                           .arg(QString::fromStdString(proof.pointer));
    applyMeaning(*m_description, *m_call, error);
    return error;
}

Error CallJobRun::stamped(Error error) const
{
    error.verb = m_asked.request.verb;
    error.path = m_asked.request.logPath;
    if (!error.time.isValid())
        error.time = QDateTime::currentDateTimeUtc();
    if (error.attempts == 0)
        error.attempts = m_asked.attempts;
    // A service may repeat in its words what it was sent.
    error.message = m_transport->scrubbed(error.message);
    error.detail = m_transport->scrubbed(error.detail);
    for (FieldError &field : error.fields)
        field.message = m_transport->scrubbed(field.message);
    return error;
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
    m_result.identity = {valueOf(m_page->captured(m_shape.meId)),
                         textOf(m_page->captured(m_shape.meName)),
                         textOf(m_page->captured(m_shape.meEmail))};
    if (isWrite())
        takeCreated();
    for (const EntityKind inside : {EntityKind::Member, EntityKind::Project}) {
        const bool absent = bool(m_page->reader().extractor().missing(inside));
        if (!isWrite() && m_shape.rows == EntityKind::Organization && absent)
            m_result.remarks += describe(m_page->reader().extractor().missing(inside), 0);
    }
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
    if (step.to == PageStep::To::Place || step.to == PageStep::To::Address)
        return ask(requestFor(step));
    m_result.cut = step.to == PageStep::To::Cut;
    if (step.repeated)
        m_result.rows -= now.rows;
    if (!m_result.cut && m_result.total > m_result.rows)
        m_result.remarks +=
            tr("The service counts %1 but listed %2.").arg(m_result.total).arg(m_result.rows);
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
