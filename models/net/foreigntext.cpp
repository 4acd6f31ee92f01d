// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "foreigntext.h"

#include <QList>

#include <algorithm>
#include <array>

namespace orgkeeper {

namespace {

constexpr char32_t nonJoiner = 0x200c;
constexpr char32_t joiner = 0x200d;

/// Formatting characters that are seen all the same: signs that stand under a number.
bool isSeenSign(char32_t c)
{
    constexpr std::array signs{U'\u06dd', U'\u070f', U'\u0890', U'\u0891', U'\u08e2'};
    return (c >= 0x0600 && c <= 0x0605) || c == 0x110bd || c == 0x110cd ||
           std::find(signs.begin(), signs.end(), c) != signs.end();
}

/// Letters, marks and blanks that leave no trace.
bool isEmptyLetter(char32_t c)
{
    constexpr std::array letters{U'\u034f', U'\u115f', U'\u1160', U'\u17b4',
                                 U'\u17b5', U'\u2800', U'\u3164', U'\uffa0'};
    return (c >= 0x180b && c <= 0x180f) || (c >= 0xfe00 && c <= 0xfe0f) ||
           (c >= 0xe0000 && c <= 0xe0fff) ||
           std::find(letters.begin(), letters.end(), c) != letters.end();
}

/// Persian and the languages of India write words with joiners; between other letters they only
/// make two equal words differ.
bool takesJoiners(char32_t c)
{
    constexpr std::array without{
        QChar::Script_Unknown,  QChar::Script_Inherited, QChar::Script_Common,
        QChar::Script_Latin,    QChar::Script_Greek,     QChar::Script_Cyrillic,
        QChar::Script_Armenian, QChar::Script_Hebrew,    QChar::Script_Han,
        QChar::Script_Hangul,   QChar::Script_Hiragana,  QChar::Script_Katakana,
        QChar::Script_Bopomofo};
    return std::find(without.begin(), without.end(), QChar::script(c)) == without.end();
}

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

class Taming
{
public:
    void add(char32_t c, char32_t next)
    {
        if (QChar::isSpace(c)) {
            m_blank = !m_line.isEmpty();
            return;
        }
        const bool joins = (c == joiner || c == nonJoiner) && !m_blank && takesJoiners(m_last) &&
                           takesJoiners(next);
        if (isUnseen(c) && !joins)
            return;
        // Marks pile up over the lines around, and one at the start would sit on our own letter.
        constexpr int mostMarks = 4;
        m_marks = isMark(c) ? m_marks + 1 : 0;
        if (m_marks > mostMarks || (m_marks > 0 && (m_line.isEmpty() || m_blank)))
            return;
        if (m_blank)
            m_line += u' ';
        m_blank = false;
        m_line +=
            QChar::isSurrogate(c) ? QString(QChar::ReplacementCharacter) : QString::fromUcs4(&c, 1);
        m_last = c;
    }
    [[nodiscard]] const QString &line() const { return m_line; }

private:
    QString m_line;
    char32_t m_last = 0;
    int m_marks = 0;
    bool m_blank = false; ///< stands between the line and what follows
};

bool runsFromTheRight(const QString &text)
{
    const QList<uint> points = text.toUcs4();
    return std::any_of(points.begin(), points.end(), [](char32_t c) {
        const QChar::Direction direction = QChar::direction(c);
        return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN;
    });
}

} // namespace

bool isUnseen(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Other_Control || isEmptyLetter(c) ||
           (category == QChar::Other_Format && !isSeenSign(c));
}

QString tamed(const QString &words, qsizetype longest)
{
    const QString some = words.left(4 * longest);
    const QList<uint> points = some.toUcs4(); // half a pair becomes U+FFFD
    Taming taming;
    for (qsizetype i = 0; i < points.size(); ++i)
        taming.add(points.at(i), points.value(i + 1));
    QString line = taming.line();
    if (line.size() <= longest && some.size() == words.size())
        return line;
    line.truncate(longest - 1);
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1);
    return line.isEmpty() ? line : line + u'…';
}

QString inSentence(const QString &words, qsizetype longest)
{
    const QString line = tamed(words, longest);
    return runsFromTheRight(line) ? QChar(0x2068) + line + QChar(0x2069) : line;
}

bool canBeTyped(const QString &name)
{
    constexpr qsizetype longest = 60;
    const QString text = name.trimmed();
    return !text.isEmpty() && text.size() <= longest && tamed(text) == text;
}

} // namespace orgkeeper
