// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schemawords.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>
#include <vector>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::Schema)
};

/// How far apart two words are: letters to insert, drop, replace or swap with the next.
int distance(const QString &left, const QString &right)
{
    std::vector<int> older;
    std::vector<int> old(static_cast<std::size_t>(right.size()) + 1);
    for (std::size_t j = 0; j < old.size(); ++j) {
        old[j] = static_cast<int>(j);
    }
    for (qsizetype i = 0; i < left.size(); ++i) {
        std::vector<int> row(old.size());
        row[0] = static_cast<int>(i) + 1;
        for (qsizetype j = 0; j < right.size(); ++j) {
            const auto at = static_cast<std::size_t>(j) + 1;
            const bool same = left.at(i).toLower() == right.at(j).toLower();
            row[at] = std::min({old[at] + 1, row[at - 1] + 1, old[at - 1] + (same ? 0 : 1)});
            if (i > 0 && j > 0 && left.at(i) == right.at(j - 1) && left.at(i - 1) == right.at(j)) {
                row[at] = std::min(row[at], older[at - 2] + 1);
            }
        }
        older = std::exchange(old, std::move(row));
    }
    return old.back();
}

} // namespace

QString wordForType(const QString &type)
{
    if (type == "null"_L1) {
        return Words::tr("null");
    }
    if (type == "boolean"_L1) {
        return Words::tr("true or false");
    }
    if (type == "number"_L1) {
        return Words::tr("a number");
    }
    if (type == "integer"_L1) {
        return Words::tr("a whole number");
    }
    if (type == "string"_L1) {
        return Words::tr("a text");
    }
    return type == "array"_L1 ? Words::tr("a list") : Words::tr("an object");
}

/// What stands where something else should.
QString wordForValue(const Located &value)
{
    switch (value.kind) {
    case Located::Kind::Null:
        return Words::tr("null");
    case Located::Kind::Flag:
        return Words::tr("true or false");
    case Located::Kind::Number:
        return value.text;
    case Located::Kind::Text:
        return Words::tr("a text");
    case Located::Kind::List:
        return Words::tr("a list");
    case Located::Kind::Object:
        break;
    }
    return Words::tr("an object");
}

QString quotedList(const QStringList &list)
{
    QStringList quoted;
    for (const QString &entry : list) {
        quoted.append(u'"' + entry + u'"');
    }
    if (quoted.size() < 2) {
        return quoted.join(QString());
    }
    const QString last = quoted.takeLast();
    return Words::tr("%1 or %2", "a list of words, and its last").arg(quoted.join(u", "_s), last);
}

QString clipped(const QString &text)
{
    return text.size() > 60 ? text.left(59) + u'…' : text;
}

QString nearest(const QString &word, const QStringList &known)
{
    QString best;
    if (word.size() > 60) {
        return best;
    }
    int least = std::max(2, static_cast<int>(word.size()) / 3) + 1;
    for (const QString &candidate : known) {
        const int apart = distance(word, candidate);
        if (apart < least && apart < static_cast<int>(candidate.size())) {
            least = apart;
            best = candidate;
        }
    }
    return best;
}

} // namespace orgkeeper
