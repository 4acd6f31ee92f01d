// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "request.h"

#include <QByteArray>

#include <memory>

namespace orgkeeper {

/// Keeps the reply for a page that was asked for while the one before it is still being read, so
/// that rows stay in order. Once attached it only passes on.
class CallJobAhead final : public BodySink
{
public:
    /// Bytes kept. A reply that is longer is given up, to be asked for again in its turn; this many
    /// are read in one go within about 8 ms.
    static constexpr qsizetype Most = 4 * 1024 * 1024;

    void begin(const ReplyHead &head) override;
    bool write(QByteArrayView bytes) override;
    [[nodiscard]] bool isWhole() const override;

    /// Hands over what was kept and from now on everything.
    void attach(std::shared_ptr<BodySink> page);
    /// It was longer than what is kept.
    [[nodiscard]] bool isGivenUp() const { return m_givenUp; }

private:
    std::shared_ptr<BodySink> m_page;
    ReplyHead m_head;
    QByteArray m_bytes;
    bool m_begun = false;
    bool m_givenUp = false;
};

} // namespace orgkeeper
