// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "calljobpage.h"
#include "calljobshape.h"
#include "description.h"
#include "error.h"

namespace orgkeeper {

/// Judges the reply to a call when it is at its end: the transfer, the status, the body, the proofs
/// that the description asks for. A write that the service calls done is only doubted where its
/// reply says so.
class CallJobVerdict
{
public:
    /// All must outlive the verdict. Pages count from 1; 0: the call has no pages.
    CallJobVerdict(const Description &description, const Call &call, const CallShape &shape,
                   CallJobPage &page, int number);

    /// To be asked once: it tells the reader that nothing follows. No error: take the results.
    [[nodiscard]] Error on(const Error &transfer, const ReplyHead &head);

private:
    [[nodiscard]] Error onRead() const;
    [[nodiscard]] Error onWrite() const;
    [[nodiscard]] Error errorOfStatus(Error error) const;
    [[nodiscard]] Error errorOfFailure(const ReaderFailure &failure) const;
    [[nodiscard]] Error errorOfAnother() const;
    [[nodiscard]] Error errorOfBound() const;
    [[nodiscard]] Error errorOfProofs() const;
    [[nodiscard]] Error errorOfRefusal(const Proof &proof, bool present) const;
    [[nodiscard]] bool isWrite() const { return m_call.effect == Effect::Write; }

    const Description &m_description;
    const Call &m_call;
    const CallShape &m_shape;
    CallJobPage &m_page;
    const int m_number;
    ReplyHead m_head;
};

} // namespace orgkeeper
