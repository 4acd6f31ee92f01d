// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "calljob.h"
#include "calljobahead.h"
#include "calljobpage.h"
#include "calljobpaging.h"
#include "calljobshape.h"
#include "requestbuilder.h"
#include "scrubber.h"

#include <QPointer>

#include <memory>
#include <optional>

namespace orgkeeper {

class HttpJob;
class Transport;

/// What Engine::call() makes. Each page's reply is judged when it is whole. The next page is asked
/// for as soon as this one says where it is; its reply then waits for its turn.
class CallJobRun final : public CallJob
{
    Q_OBJECT
public:
    /// The transport must outlive the job. The call is one of the description's.
    CallJobRun(std::shared_ptr<const Description> description, const Call *call,
               Transport *transport, const Values &values, const Sinks &sinks,
               QDeadlineTimer notAfter, QObject *parent);
    /// Ends as NotAvailable with that reason; nothing is sent.
    CallJobRun(const QString &reason, QObject *parent);
    ~CallJobRun() override;

    [[nodiscard]] const Result &result() const override { return m_result; }
    [[nodiscard]] QByteArray raw() const override;
    [[nodiscard]] qint64 rawSize() const override;
    [[nodiscard]] qint64 sentMs() const override { return m_sentMs; }
    [[nodiscard]] bool hasLeft() const override;
    [[nodiscard]] qint64 durationMs() const override { return m_durationMs; }

private:
    /// One request and how it ended, which outlives its job.
    struct Asked
    {
        Request request;
        QPointer<HttpJob> http;
        std::shared_ptr<CallJobAhead> ahead; ///< null: the reply goes straight to the page
        bool ended = false;
        Error error;
        ReplyHead head;
        int attempts = 0;
    };

    Error abort() override;
    void ask(const BuiltRequest &built);
    [[nodiscard]] Asked sent(const Request &request, const std::shared_ptr<BodySink> &sink);
    void onEnded(HttpJob *http);
    void onProgress();
    void showProgress();
    void askAhead();
    void dropAhead();
    /// True: what was asked ahead is that request, and is the one that is waited for now.
    bool takeAhead(const Request &request);
    void readReply();
    [[nodiscard]] PageFacts facts(const ReplyHead &head) const;
    [[nodiscard]] BuiltRequest requestFor(const PageStep &step) const;
    [[nodiscard]] Error stamped(Error error) const;
    [[nodiscard]] bool isWrite() const { return m_call->effect == Effect::Write; }
    [[nodiscard]] int pageShown() const;
    void takeResults();
    void takeCreated();
    void goOn();
    void end(const Error &error);

    std::shared_ptr<const Description> m_description;
    const Call *m_call = nullptr;
    Transport *m_transport = nullptr;
    Values m_values;
    Sinks m_sinks;
    QDeadlineTimer m_notAfter{QDeadlineTimer::Forever};
    CallShape m_shape;
    std::unique_ptr<RequestBuilder> m_builder;
    std::unique_ptr<CallJobPaging> m_paging;
    std::shared_ptr<CallJobPage> m_page;
    Asked m_asked;
    std::optional<Asked> m_ahead;
    Result m_result;
    qint64 m_rowsBefore = 0; ///< on the pages before this one
    Scrubber m_scrubber;     ///< of all that was sent
    PageRoom m_room;         ///< for this page and all that follow
    qint64 m_sentMs = 0;
    qint64 m_durationMs = 0;
};

} // namespace orgkeeper
