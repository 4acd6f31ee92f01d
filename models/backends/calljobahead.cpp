// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "calljobahead.h"

#include <utility>

namespace orgkeeper {

void CallJobAhead::begin(const ReplyHead &head)
{
    if (m_page)
        return m_page->begin(head);
    m_head = head;
    m_begun = true;
    m_bytes.clear();
}

bool CallJobAhead::write(QByteArrayView bytes)
{
    if (m_page)
        return m_page->write(bytes);
    if (m_bytes.size() + bytes.size() > Most) {
        m_givenUp = true;
        m_bytes.clear();
        return false;
    }
    m_bytes.append(bytes);
    return true;
}

bool CallJobAhead::isWhole() const
{
    if (m_page)
        return m_page->isWhole();
    // Nobody has read it yet; a cut one hardly ever ends like this.
    const QByteArray end = m_bytes.last(std::min<qsizetype>(m_bytes.size(), 16)).trimmed();
    return end.isEmpty() || end.endsWith('}') || end.endsWith(']');
}

void CallJobAhead::attach(std::shared_ptr<BodySink> page)
{
    m_page = std::move(page);
    const QByteArray bytes = std::exchange(m_bytes, {});
    if (!m_begun)
        return;
    // A copy: the page's rows may end the job, and this with it.
    const std::shared_ptr<BodySink> reader = m_page;
    reader->begin(m_head);
    if (!bytes.isEmpty())
        reader->write(bytes);
}

} // namespace orgkeeper
