// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formrules.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace orgkeeper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("FormRules", text);
}

QString problemOfType(const FormField &field, const QString &text)
{
    if (field.type == FieldType::Email) {
        static const QRegularExpression address(QStringLiteral("^[^@\\s]+@[^@\\s]+$"));
        if (!address.match(text).hasMatch()) {
            return say("This is no e-mail address: one looks like ada@acme.example.");
        }
    }
    if (field.type == FieldType::Number || field.type == FieldType::Count) {
        bool isNumber = false;
        text.toLongLong(&isNumber);
        if (!isNumber) {
            return say("Write a whole number.");
        }
    }
    return {};
}

} // namespace

QString slugFrom(const QString &name)
{
    QString slug;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD).toLower()) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9')) {
            slug += c;
        } else if (c == u'ß') {
            slug += QStringLiteral("ss");
        } else if (!c.isMark() && !slug.isEmpty() && !slug.endsWith(u'-')) {
            slug += u'-';
        }
    }
    while (slug.endsWith(u'-')) {
        slug.chop(1);
    }
    return slug;
}

QString problemOf(const FormField &field, const QString &text)
{
    if (text.trimmed().isEmpty()) {
        return field.required
                   ? QCoreApplication::translate("FormRules", "%1 is needed.").arg(field.label)
                   : QString();
    }
    if (!field.pattern.isEmpty()) {
        const QRegularExpression pattern(QRegularExpression::anchoredPattern(field.pattern));
        if (!pattern.match(text.trimmed()).hasMatch()) {
            return field.patternHint.isEmpty() ? say("The service does not take this spelling.")
                                               : field.patternHint;
        }
    }
    return problemOfType(field, text.trimmed());
}

Values valuesOf(const QList<FormField> &form, const FormTexts &texts)
{
    Values values;
    for (const FormField &field : form) {
        const QString text = texts.value(field.name).trimmed();
        if (field.type == FieldType::Flag) {
            values.insert(field.name, Value::ofFlag(text == QLatin1StringView("true")));
        } else if (!text.isEmpty()) {
            const bool isNumber = field.type == FieldType::Number || field.type == FieldType::Count;
            values.insert(field.name, isNumber ? Value::ofNumber(text) : Value::ofText(text));
        }
    }
    return values;
}

const FormField *fieldMeant(const QList<FormField> &form, const QString &name)
{
    for (const FormField &field : form) {
        if (field.name.compare(name, Qt::CaseInsensitive) == 0 ||
            field.errorNames.contains(name, Qt::CaseInsensitive)) {
            return &field;
        }
    }
    return nullptr;
}

} // namespace orgkeeper
