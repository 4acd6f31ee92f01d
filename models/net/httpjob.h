// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "job.h"
#include "request.h"
#include "scrubber.h"

#include <memory>

namespace orgkeeper {

struct Wire;

/// One request through a transport. progressed() counts bytes of the body. After finished():
/// a 2xx has no error; any other status has the error's kind and status set, with the body given to
/// the sink all the same, so that its owner can add the service's words.
class HttpJob final : public Job
{
    Q_OBJECT
public:
    ~HttpJob() override;
    /// Of the last attempt. Valid once a reply has begun.
    [[nodiscard]] const ReplyHead &head() const;
    /// Attempts that were put on the wire, redirects followed included. Within one attempt of a
    /// read Qt may ask a second time when a kept connection turns out to be closed; of a write
    /// never.
    [[nodiscard]] int attempts() const;
    /// Knows the secrets that it was sent with, also when the account has others by now. For what
    /// the sink got; the job's own error is clean.
    [[nodiscard]] const Scrubber &scrubber() const;

private:
    friend class Transport;
    class Private;
    HttpJob(Wire &wire, Request request, std::shared_ptr<BodySink> sink, QObject *parent);
    /// The transport goes: ends as cancelled.
    void leaveWire();
    Error abort() override;
    std::unique_ptr<Private> d;
};

} // namespace orgkeeper
