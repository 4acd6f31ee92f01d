// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plaintext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace orgkeeper::plaintext {
namespace {

constexpr QChar firstStrongIsolate(0x2068);
constexpr QChar leftToRightIsolate(0x2066);
constexpr QChar popIsolate(0x2069);
constexpr char16_t controlPictures = 0x2400;
constexpr char16_t deletePicture = 0x2421;

bool isIsolate(char16_t c)
{
    return c >= 0x2066 && c <= 0x2068;
}

/// Embeddings and overrides, which can make a name read as another one.
bool isOverride(char16_t c)
{
    return c >= 0x202A && c <= 0x202E;
}

QChar shown(char16_t c)
{
    if (c < 0x20)
        return QChar(char16_t(controlPictures + c));
    if (c == 0x7F)
        return QChar(deletePicture);
    if ((c >= 0x80 && c < 0xA0) || isOverride(c))
        return QChar(QChar::ReplacementCharacter);
    if (c == 0x2028 || c == 0x2029)
        return QChar(char16_t(controlPictures + '\n'));
    return QChar(c);
}

} // namespace

QString oneLine(const QString &text, int most)
{
    QString line = text.left(most);
    if (line.size() < text.size()) {
        if (line.back().isHighSurrogate())
            line.chop(1);
        line += u'…';
    }
    int open = 0;
    for (QChar &c : line) {
        if (isIsolate(c.unicode())) {
            ++open;
        } else if (c == popIsolate) {
            if (open > 0)
                --open;
            else
                c = QChar(QChar::ReplacementCharacter); // would end an isolate that is not its own
        } else {
            c = shown(c.unicode());
        }
    }
    return line + QString(open, popIsolate);
}

QString isolated(const QString &text)
{
    return firstStrongIsolate + oneLine(text) + popIsolate;
}

QString isolatedLtr(const QString &text)
{
    return leftToRightIsolate + oneLine(text) + popIsolate;
}

QString toolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    // Qt takes a tool tip that looks like HTML for HTML, with pictures and links.
    return u"<p style=\"white-space:pre-wrap\">%1</p>"_s.arg(text.toHtmlEscaped());
}

QString folded(const QString &text)
{
    QString result = text;
    for (QChar &c : result) {
        if (c.unicode() < 0x80) {
            c = c.toLower();
            continue;
        }
        if (c.decompositionTag() == QChar::Canonical)
            c = c.decomposition().at(0);
        c = c.toCaseFolded();
    }
    return result;
}

QList<Span> matches(const QString &text, const QStringList &words)
{
    QList<Span> found;
    if (words.isEmpty())
        return found;
    const QString key = folded(text);
    for (const QString &word : words) {
        if (word.isEmpty())
            continue;
        for (qsizetype at = key.indexOf(word); at >= 0; at = key.indexOf(word, at + word.size()))
            found.append({int(at), int(word.size())});
    }
    std::sort(found.begin(), found.end(),
              [](const Span &a, const Span &b) { return a.start < b.start; });
    QList<Span> merged;
    for (const Span &span : found) {
        if (!merged.isEmpty() && span.start <= merged.last().start + merged.last().length) {
            Span &last = merged.last();
            last.length = std::max(last.length, span.start + span.length - last.start);
        } else {
            merged.append(span);
        }
    }
    return merged;
}

} // namespace orgkeeper::plaintext
