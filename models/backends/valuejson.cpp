// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "valuejson.h"

#include "template.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

/// Digits come from replies and from forms; what JSON would not call a number is sent as text.
bool isJsonNumber(const QString &digits)
{
    static const QRegularExpression number(
        QRegularExpression::anchoredPattern(u"-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?"_s));
    return number.match(digits).hasMatch();
}

} // namespace

ValueJson::ValueJson(const Values &values, const Values &more)
    : m_values(values)
    , m_more(more)
{
}

QByteArray ValueJson::write(const QJsonValue &body)
{
    m_json.clear();
    m_missing.clear();
    if (body.isObject())
        appendObject(body.toObject(), m_more);
    else
        append(body);
    return m_missing.isEmpty() ? m_json : QByteArray();
}

void ValueJson::append(const QJsonValue &value)
{
    if (value.isString()) {
        appendTemplate(value.toString());
    } else if (value.isObject()) {
        appendObject(value.toObject(), {});
    } else if (value.isArray()) {
        m_json += '[';
        bool first = true;
        for (const QJsonValue item : value.toArray()) {
            if (isLeftOut(item))
                continue;
            m_json += first ? "" : ",";
            first = false;
            append(item);
        }
        m_json += ']';
    } else {
        const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        m_json += list.sliced(1, list.size() - 2);
    }
}

void ValueJson::appendObject(const QJsonObject &object, const Values &more)
{
    m_json += '{';
    const qsizetype begin = m_json.size();
    const auto name = [&](const QString &key) {
        m_json += m_json.size() > begin ? "," : "";
        appendText(key);
        m_json += ':';
    };
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (more.contains(it.key()) || isLeftOut(it.value()))
            continue;
        name(it.key());
        append(it.value());
    }
    for (auto it = more.begin(); it != more.end(); ++it) {
        name(it.key());
        appendValue(it.value());
    }
    m_json += '}';
}

bool ValueJson::isLeftOut(const QJsonValue &value) const
{
    if (!value.isString())
        return false;
    const Template text = parseTemplate(value.toString()).value;
    return isSingleVariable(text) && m_values.value(text.pieces.at(1)).kind == Value::Kind::Absent;
}

void ValueJson::appendTemplate(const QString &text)
{
    const Template pieces = parseTemplate(text).value;
    if (isSingleVariable(pieces)) {
        appendValue(m_values.value(pieces.pieces.at(1)));
        return;
    }
    appendText(expand(pieces, [this](const QString &name) {
        const Value value = m_values.value(name);
        if (value.kind == Value::Kind::Absent || value.kind == Value::Kind::Null)
            m_missing = name;
        return value.text;
    }));
}

void ValueJson::appendValue(const Value &value)
{
    switch (value.kind) {
    case Value::Kind::Absent:
    case Value::Kind::Null:
        m_json += "null";
        break;
    case Value::Kind::Flag:
        m_json += value.text == "true"_L1 ? "true" : "false";
        break;
    case Value::Kind::Number:
        if (isJsonNumber(value.text))
            m_json += value.text.toLatin1();
        else
            appendText(value.text);
        break;
    case Value::Kind::Text:
        appendText(value.text);
        break;
    }
}

void ValueJson::appendText(const QString &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    m_json += list.sliced(1, list.size() - 2);
}

} // namespace orgkeeper
