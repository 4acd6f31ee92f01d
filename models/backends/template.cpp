// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "template.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::Template)
};

bool isVariableName(QStringView name)
{
    if (name.isEmpty()) {
        return false;
    }
    bool wordBegins = true;
    for (const QChar c : name) {
        const bool letter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
        const bool digit = (c >= u'0' && c <= u'9') || c == u'_';
        if (wordBegins ? !letter : !(letter || digit || c == u'.')) {
            return false;
        }
        wordBegins = c == u'.';
    }
    return !wordBegins;
}

ParsedTemplate broken(const QString &problem, const QString &cure)
{
    return {{}, problem, cure};
}

void collect(const QJsonValue &body, QStringList &names)
{
    if (body.isString()) {
        for (const QString &name : variablesIn(parseTemplate(body.toString()).value)) {
            if (!names.contains(name)) {
                names.append(name);
            }
        }
    } else if (body.isArray()) {
        for (const QJsonValue &item : body.toArray()) {
            collect(item, names);
        }
    } else if (body.isObject()) {
        for (const QJsonValue &member : body.toObject()) {
            collect(member, names);
        }
    }
}

} // namespace

ParsedTemplate parseTemplate(const QString &text)
{
    ParsedTemplate result;
    QString literal;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c != u'{' && c != u'}') {
            literal += c;
        } else if (i + 1 < text.size() && text.at(i + 1) == c) {
            literal += c;
            ++i;
        } else if (c == u'}') {
            return broken(Words::tr("has a \"}\" without its \"{\"."),
                          Words::tr("Write \"}}\" where a brace itself is meant."));
        } else {
            const qsizetype end = text.indexOf(u'}', i);
            if (end < 0) {
                return broken(
                    Words::tr("has a \"{\" that is never closed."),
                    Words::tr("Write \"}\" after the variable's name, or \"{{\" where a brace "
                              "itself is meant."));
            }
            const QString name = text.mid(i + 1, end - i - 1);
            if (!isVariableName(name)) {
                return broken(Words::tr("has {%1}, which is not a variable's name.").arg(name),
                              Words::tr("Names are letters, digits and dots: {organization.id}."));
            }
            result.value.pieces << literal << name;
            literal.clear();
            i = end;
        }
    }
    result.value.pieces << literal;
    return result;
}

QStringList variablesIn(const Template &value)
{
    QStringList names;
    for (qsizetype i = 1; i < value.pieces.size(); i += 2) {
        if (!names.contains(value.pieces.at(i))) {
            names.append(value.pieces.at(i));
        }
    }
    return names;
}

QStringList variablesIn(const QJsonValue &body)
{
    QStringList names;
    collect(body, names);
    return names;
}

bool isSingleVariable(const Template &value)
{
    return value.pieces.size() == 3 && value.pieces.first().isEmpty() &&
           value.pieces.last().isEmpty();
}

QString expand(const Template &value, const std::function<QString(const QString &)> &lookup)
{
    QString text;
    for (qsizetype i = 0; i < value.pieces.size(); ++i) {
        text += i % 2 == 0 ? value.pieces.at(i) : lookup(value.pieces.at(i));
    }
    return text;
}

} // namespace orgkeeper
