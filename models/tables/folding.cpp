// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "folding.h"

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Letters that have no decomposition, as one types them without their keyboard.
QStringView plainForm(char16_t letter)
{
    switch (letter) {
    case u'\u00df': // sharp s
        return u"ss";
    case u'\u00e6': // ae
        return u"ae";
    case u'\u0153': // oe
        return u"oe";
    case u'\u00f8': // o with stroke
        return u"o";
    case u'\u0142': // l with stroke
        return u"l";
    case u'\u0111': // d with stroke
    case u'\u00f0': // eth
        return u"d";
    case u'\u00fe': // thorn
        return u"th";
    case u'\u0127': // h with stroke
        return u"h";
    case u'\u0131': // dotless i
        return u"i";
    default:
        return {};
    }
}

} // namespace

void appendFolded(std::string &to, std::string_view text)
{
    const auto ascii = std::find_if(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    const std::size_t start = to.size();
    if (ascii == text.end()) {
        to += text;
        std::transform(to.begin() + static_cast<std::ptrdiff_t>(start), to.end(),
                       to.begin() + static_cast<std::ptrdiff_t>(start), [](char c) {
                           return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
                       });
        return;
    }
    // The decomposition of a folded letter may hold another one to fold (the Kelvin sign's is K).
    const QString parts = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
                              .normalized(QString::NormalizationForm_KD)
                              .toCaseFolded();
    QString plain;
    plain.reserve(parts.size());
    for (const QChar c : parts) {
        if (c.category() == QChar::Mark_NonSpacing) {
            continue;
        }
        const QStringView form = plainForm(c.unicode());
        if (form.isEmpty()) {
            plain += c;
        } else {
            plain += form;
        }
    }
    const QByteArray bytes = plain.toUtf8();
    to.append(bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

std::string folded(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::string to;
    appendFolded(to, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    return to;
}

} // namespace orgkeeper
