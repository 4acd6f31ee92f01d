// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scrubber.h"

#include "seentext.h"

#include <QByteArrayMatcher>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Shorter parts of a base64 or hex form stand in ordinary text by chance.
constexpr qsizetype shortestCode = 6;

struct Span
{
    qsizetype begin;
    qsizetype end;
};

QByteArray asJson(const QByteArray &text)
{
    const QByteArray list =
        QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
    return list.mid(2, list.size() - 4); // without [" and "]
}

/// As those write JSON who trust nothing but ASCII.
QByteArray asAsciiJson(const QByteArray &text)
{
    QByteArray escaped;
    for (const QChar c : QString::fromUtf8(asJson(text))) {
        if (c.unicode() < 0x80)
            escaped += c.toLatin1();
        else
            escaped += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return escaped;
}

/// What of the base64 of something longer depends on the secret alone, wherever it stands in it.
QByteArrayList base64Cores(const QByteArray &secret)
{
    QByteArrayList cores;
    for (qsizetype before = 0; before < 3; ++before) {
        const QByteArray code = (QByteArray(before, '\0') + secret).toBase64();
        const qsizetype first = (8 * before + 5) / 6;
        const qsizetype last = 8 * (before + secret.size()) / 6;
        if (last - first >= shortestCode)
            cores.append(code.mid(first, last - first));
    }
    cores += {secret.toBase64(), secret.toBase64(QByteArray::OmitTrailingEquals)};
    return cores;
}

QByteArrayList formsOf(const QByteArray &secret)
{
    QByteArrayList plain{secret};
    for (const QByteArray &core : base64Cores(secret)) {
        QByteArray forAddresses = core;
        forAddresses.replace('+', '-').replace('/', '_');
        plain += {core, forAddresses};
    }
    if (2 * secret.size() >= shortestCode)
        plain.append(secret.toHex());
    QByteArrayList forms;
    for (const QByteArray &form : std::as_const(plain)) {
        const QByteArray json = asJson(form);
        forms += {form,
                  form.toPercentEncoding(),
                  form.toPercentEncoding(" ").replace(' ', '+'),
                  json,
                  QByteArray(json).replace('/', "\\/"),
                  asAsciiJson(form),
                  QString::fromUtf8(form).toHtmlEscaped().toUtf8()};
    }
    for (QByteArray &form : forms)
        form = form.toLower();
    std::sort(forms.begin(), forms.end());
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    return forms;
}

void addSpans(const QByteArray &folded, const QByteArray &form, QList<Span> &spans)
{
    const QByteArrayMatcher matcher(form);
    for (qsizetype at = matcher.indexIn(folded); at >= 0; at = matcher.indexIn(folded, at + 1))
        spans.append({at, at + form.size()});
}

/// The longest end of the text with which the form begins.
void addBegun(const QByteArray &folded, const QByteArray &form, QList<Span> &spans)
{
    qsizetype size = std::min(form.size() - 1, folded.size());
    for (; size >= Scrubber::Shortest; --size) {
        if (folded.endsWith(QByteArrayView(form).first(size))) {
            spans.append({folded.size() - size, folded.size()});
            return;
        }
    }
}

QList<Span> spansIn(const QByteArray &text, const QByteArrayList &forms, bool isCut)
{
    const QByteArray folded = text.toLower();
    QList<Span> spans;
    for (const QByteArray &form : forms) {
        addSpans(folded, form, spans);
        if (isCut)
            addBegun(folded, form, spans);
    }
    return spans;
}

QByteArray blotted(const QByteArray &bytes, QList<Span> spans)
{
    std::sort(spans.begin(), spans.end(),
              [](const Span &a, const Span &b) { return a.begin < b.begin; });
    QByteArray result;
    qsizetype done = 0;
    for (const Span &span : std::as_const(spans)) {
        if (span.begin >= done) // else it overlaps with the one before
            result += bytes.mid(done, span.begin - done) + "•••";
        done = std::max(done, span.end);
    }
    return result + bytes.mid(done);
}

} // namespace

Scrubber::Scrubber(const QList<QByteArray> &secrets)
{
    Forms forms;
    for (const QByteArray &secret : secrets) {
        if (secret.size() >= Shortest)
            forms += formsOf(secret);
    }
    if (!forms.isEmpty())
        m_forms.append(std::make_shared<const Forms>(std::move(forms)));
}

void Scrubber::add(const Scrubber &other)
{
    for (const auto &forms : other.m_forms) {
        if (!m_forms.contains(forms))
            m_forms.append(forms);
    }
}

QByteArray Scrubber::bytes(const QByteArray &bytes, bool isCut) const
{
    if (m_forms.isEmpty())
        return bytes;
    QList<Span> spans;
    for (const auto &forms : m_forms)
        spans += spansIn(bytes, *forms, isCut);
    const SeenText seen(bytes);
    if (seen.text() == bytes)
        return spans.isEmpty() ? bytes : blotted(bytes, spans);
    for (const auto &forms : m_forms) {
        for (const Span &span : spansIn(seen.text(), *forms, isCut))
            spans.append({seen.sourceBegin(span.begin), seen.sourceEnd(span.end)});
    }
    return spans.isEmpty() ? bytes : blotted(bytes, spans);
}

QString Scrubber::text(const QString &text) const
{
    const QByteArray plain = text.toUtf8();
    const QByteArray clean = bytes(plain);
    return clean == plain ? text : QString::fromUtf8(clean);
}

Error Scrubber::error(Error error) const
{
    for (QString *const words : {&error.message, &error.code, &error.detail, &error.path})
        *words = text(*words);
    for (FieldError &field : error.fields)
        field = {text(field.field), text(field.message)};
    return error;
}

} // namespace orgkeeper
