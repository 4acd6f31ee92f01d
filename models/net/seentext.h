// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

namespace orgkeeper {

/// What is left of a text for a reader: JSON's escapes read, what is not seen left out, blanks
/// joined; and where each byte of that came from. Bytes that are no text are kept as U+FFFD.
class SeenText
{
public:
    explicit SeenText(const QByteArray &source);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    /// In the source, of bytes [begin, end) of the text, which are not none.
    [[nodiscard]] qsizetype sourceBegin(qsizetype begin) const { return m_begins.at(begin); }
    [[nodiscard]] qsizetype sourceEnd(qsizetype end) const { return m_ends.at(end - 1); }

private:
    struct Unit
    {
        char32_t c; ///< 0: nothing that is seen
        qsizetype size;
    };
    [[nodiscard]] static Unit unitAt(QByteArrayView rest);
    [[nodiscard]] static Unit escapeAt(QByteArrayView rest);
    [[nodiscard]] static Unit numberedAt(QByteArrayView rest);
    [[nodiscard]] static Unit letterAt(QByteArrayView rest);
    void add(char32_t c, qsizetype begin, qsizetype end);

    QByteArray m_text;
    QList<qsizetype> m_begins;
    QList<qsizetype> m_ends;
};

} // namespace orgkeeper
