// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "calljob.h"
#include "calljobpage.h"
#include "calljobpaging.h"
#include "calljobshape.h"
#include "requestbuilder.h"

#include <QPointer>

#include <memory>

namespace orgkeeper {

class HttpJob;
class Transport;

/// What Engine::call() makes. One request at a time; each page's reply is judged when it is whole,
/// and only then is the next one asked.
class CallJobRun final : public CallJob
{
    Q_OBJECT
public:
    /// The transport must outlive the job. The call is one of the description's.
    CallJobRun(std::shared_ptr<const Description> description, const Call *call,
               Transport *transport, const Values &values, const Sinks &sinks, QObject *parent);
    /// Ends as NotAvailable with that reason; nothing is sent.
    CallJobRun(const QString &reason, QObject *parent);
    ~CallJobRun() override;

    [[nodiscard]] const Result &result() const override { return m_result; }
    [[nodiscard]] QByteArray raw() const override;
    [[nodiscard]] qint64 rawSize() const override;
    [[nodiscard]] qint64 sentMs() const override { return m_sentMs; }
    [[nodiscard]] qint64 durationMs() const override { return m_durationMs; }

private:
    Error abort() override;
    void send(const BuiltRequest &built);
    void showProgress();
    void onReplyEnded();
    [[nodiscard]] Error errorOfReply() const;
    [[nodiscard]] Error errorOfStatus(Error error) const;
    [[nodiscard]] Error errorOfFailure(const ReaderFailure &failure) const;
    [[nodiscard]] Error errorOfProofs() const;
    [[nodiscard]] Error errorOfRefusal(const Proof &proof, bool present) const;
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
    CallShape m_shape;
    std::unique_ptr<RequestBuilder> m_builder;
    std::unique_ptr<CallJobPaging> m_paging;
    std::shared_ptr<CallJobPage> m_page;
    QPointer<HttpJob> m_http;
    Request m_request; ///< the last one
    Result m_result;
    qint64 m_rowsBefore = 0; ///< on the pages before this one
    qint64 m_sentMs = 0;
    qint64 m_durationMs = 0;
};

} // namespace orgkeeper
