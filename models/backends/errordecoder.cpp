// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "errordecoder.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestPlainText = 300;
/// As many as anybody reads. Each is compared with those before it.
constexpr qsizetype MostTexts = 50;

/// Foreign text without what is no text: NUL and halves of surrogate pairs become U+FFFD.
QString cleaned(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool isPair =
            c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        if (isPair)
            ++i;
        else if (c.isNull() || c.isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
    return text.trimmed();
}

/// The value a JSON pointer (RFC 6901) leads to; Undefined: nothing is there.
QJsonValue valueAt(const QJsonValue &root, const QString &pointer)
{
    QJsonValue value = root;
    const QStringList steps = pointer.split(u'/');
    for (qsizetype i = 1; i < steps.size(); ++i) {
        QString step = steps.at(i);
        step.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
        if (value.isArray()) {
            bool isNumber = false;
            const int index = step.toInt(&isNumber);
            value = isNumber ? value.toArray().at(index) : QJsonValue(QJsonValue::Undefined);
        } else {
            value = value.toObject().value(step);
        }
    }
    return value;
}

/// A text or a number as text; of a list its last one, which is the innermost name in a path.
QString wordAt(const QJsonValue &root, const QString &pointer)
{
    QJsonValue value = valueAt(root, pointer);
    if (value.isArray() && !value.toArray().isEmpty())
        value = value.toArray().last();
    return value.isString() || value.isDouble() ? cleaned(value.toVariant().toString()) : QString();
}

QString textAt(const QJsonValue &root, const QString &pointer)
{
    const QJsonValue value = valueAt(root, pointer);
    return value.isString() ? cleaned(value.toString()) : QString();
}

/// A list of texts, or of objects that have one each, as one text.
QString listedTexts(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue item : value.toArray()) {
        if (texts.size() == MostTexts)
            break;
        QString text = item.isString() ? cleaned(item.toString()) : textAt(item, u"/message"_s);
        if (text.isEmpty())
            text = textAt(item, u"/msg"_s);
        if (!text.isEmpty() && !texts.contains(text))
            texts.append(text);
    }
    return texts.join("; "_L1);
}

QString messageOf(const Description &description, const QJsonValue &root)
{
    const QStringList common{u"/error/message"_s, u"/message"_s, u"/detail"_s, u"/error"_s};
    for (const QString &pointer : description.messagePointers + common) {
        if (const QString text = textAt(root, pointer); !text.isEmpty())
            return text;
    }
    return listedTexts(valueAt(root, u"/detail"_s));
}

QString codeOf(const Description &description, const QJsonValue &root)
{
    for (const QString &pointer : description.codePointers) {
        if (const QString code = wordAt(root, pointer); !code.isEmpty())
            return code;
    }
    return {};
}

void addField(Error &error, const QString &name, const QString &message)
{
    const FieldError field{name, message};
    const bool says = !message.isEmpty() && !(name.isEmpty() && message == error.message);
    if (says && error.fields.size() < MostTexts && !error.fields.contains(field))
        error.fields.append(field);
}

/// {"name": "text"} or {"name": ["text", ...]}
void addFieldsOfObject(Error &error, const QJsonObject &object)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonArray texts = it->isArray() ? it->toArray() : QJsonArray{it.value()};
        for (const QJsonValue text : texts)
            addField(error, cleaned(it.key()), cleaned(text.toString()));
    }
}

void addFields(Error &error, const Description::FieldErrors &where, const QJsonValue &root)
{
    const QJsonValue found = valueAt(root, QString::fromStdString(where.pointer));
    if (found.isObject())
        addFieldsOfObject(error, found.toObject());
    for (const QJsonValue item : found.toArray()) {
        if (item.isString())
            addField(error, {}, cleaned(item.toString()));
        else
            addField(error, wordAt(item, QString::fromStdString(where.name)),
                     textAt(item, QString::fromStdString(where.message)));
    }
}

void addPlainText(const QByteArray &body, const QByteArray &contentType, Error &error)
{
    const QByteArray text = body.trimmed();
    if (text.startsWith('<'))
        error.detail = QCoreApplication::translate(
            "ErrorDecoder", "The reply is a web page, not JSON: is the base URL right?");
    else if (contentType.startsWith("text/plain") && text.size() <= LongestPlainText)
        error.message = cleaned(QString::fromUtf8(text));
}

bool fits(const Meaning &meaning, const Error &error)
{
    return (meaning.status == 0 || meaning.status == error.status) &&
           (meaning.code.isEmpty() || meaning.code.compare(error.code, Qt::CaseInsensitive) == 0);
}

} // namespace

void decodeError(const Description &description, const QByteArray &body,
                 const QByteArray &contentType, Error &error)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (document.isNull())
        return addPlainText(body, contentType, error);
    const QJsonValue root =
        document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    error.message = messageOf(description, root);
    error.code = codeOf(description, root);
    for (const Description::FieldErrors &where : description.fieldErrors)
        addFields(error, where, root);
}

void applyMeaning(const Description &description, const Call &call, Error &error)
{
    for (const QList<Meaning> *meanings : {&call.meanings, &description.meanings}) {
        for (const Meaning &meaning : *meanings) {
            if (!fits(meaning, error))
                continue;
            if (meaning.kind != Error::Kind::None)
                error.kind = meaning.kind;
            if (!meaning.text.isEmpty())
                error.detail = meaning.text;
            return;
        }
    }
}

} // namespace orgkeeper
