// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schema.h"

#include "schemawords.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::Schema)
};

/// The schema's own words, translated where a catalogue has them.
QString words(const QJsonObject &schema, QLatin1StringView annotation)
{
    const QByteArray text = schema.value(annotation).toString().toUtf8();
    return text.isEmpty() ? QString()
                          : QCoreApplication::translate("orgkeeper::Schema", text.constData());
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &item : value.toArray()) {
        texts.append(item.toString());
    }
    return texts;
}

QStringList typesOf(const QJsonObject &schema)
{
    const QJsonValue type = schema.value("type"_L1);
    return type.isString() ? QStringList{type.toString()} : textsOf(type);
}

bool hasType(const Located &value, const QString &type)
{
    switch (value.kind) {
    case Located::Kind::Null:
        return type == "null"_L1;
    case Located::Kind::Flag:
        return type == "boolean"_L1;
    case Located::Kind::Number:
        return type == "number"_L1 ||
               (type == "integer"_L1 && value.number == std::floor(value.number));
    case Located::Kind::Text:
        return type == "string"_L1;
    case Located::Kind::List:
        return type == "array"_L1;
    case Located::Kind::Object:
        return type == "object"_L1;
    }
    return false;
}

/// One walk over a value and the schema beside it.
class Walk
{
public:
    Walk(const QJsonObject &root, const QHash<QString, QRegularExpression> &patterns)
        : m_root(root)
        , m_patterns(patterns)
    {
    }

    QList<Problem> problems;

    void check(const Located &value, QJsonObject schema, const QStringList &path)
    {
        schema = resolved(schema);
        const QStringList types = typesOf(schema);
        const bool fits = std::any_of(types.cbegin(), types.cend(), [&value](const QString &type) {
            return hasType(value, type);
        });
        if (!types.isEmpty() && !fits) {
            wrongType(value, schema, types, path);
            return;
        }
        checkConst(value, schema, path);
        checkText(value, schema, path);
        checkNumber(value, schema, path);
        if (value.isList()) {
            checkList(value, schema, path);
        } else if (value.isObject()) {
            checkObject(value, schema, path);
        }
    }

private:
    QJsonObject resolved(const QJsonObject &schema) const
    {
        const QString reference = schema.value("$ref"_L1).toString();
        if (reference.isEmpty()) {
            return schema;
        }
        return m_root.value("$defs"_L1).toObject().value(reference.section(u'/', -1)).toObject();
    }

    /// The last two names of the path: enough beside a line, and short.
    static QString called(const QStringList &path)
    {
        return path.isEmpty() ? Words::tr("the description") : path.mid(path.size() - 2).join(u'.');
    }

    void add(int line, const QString &text, const QString &cure)
    {
        problems.append({line, text, cure});
    }

    void wrongType(const Located &value, const QJsonObject &schema, const QStringList &types,
                   const QStringList &path)
    {
        QStringList expected;
        for (const QString &type : types) {
            expected.append(wordForType(type));
        }
        const QString last = expected.takeLast();
        const QString all =
            expected.isEmpty()
                ? last
                : Words::tr("%1 or %2", "a list of types").arg(expected.join(u", "_s), last);
        add(value.line,
            Words::tr("“%1” must be %2, not %3.").arg(called(path), all, wordForValue(value)),
            words(schema, "description"_L1));
    }

    void checkConst(const Located &value, const QJsonObject &schema, const QStringList &path)
    {
        const QJsonValue wanted = schema.value("const"_L1);
        if (!wanted.isUndefined() && value.toJson() != wanted) {
            add(value.line,
                Words::tr("“%1” is %2, which this version does not know.")
                    .arg(called(path), clipped(value.text)),
                words(schema, "description"_L1));
        }
    }

    void checkText(const Located &value, const QJsonObject &schema, const QStringList &path)
    {
        if (!value.isText()) {
            return;
        }
        const QStringList known = textsOf(schema.value("enum"_L1));
        if (!known.isEmpty() && !known.contains(value.text)) {
            unknownWord(value, known, path);
        }
        if (value.text.size() < schema.value("minLength"_L1).toInt(0)) {
            add(value.line, Words::tr("“%1” is empty.").arg(called(path)),
                words(schema, "description"_L1));
        } else if (const int most = schema.value("maxLength"_L1).toInt(-1);
                   most >= 0 && value.text.size() > most) {
            add(value.line,
                Words::tr("“%1” is longer than %n character(s).", nullptr, most).arg(called(path)),
                words(schema, "description"_L1));
        }
        if (!matches(value.text, schema)) {
            misfit(value.line, called(path), value.text, schema);
        }
    }

    bool matches(const QString &text, const QJsonObject &schema) const
    {
        const QString pattern = schema.value("pattern"_L1).toString();
        if (pattern.isEmpty()) {
            return true;
        }
        // JSON Schema's $ is the very end of a text; here it also matches before a last line break.
        return m_patterns.value(pattern).match(text).hasMatch() &&
               !(pattern.contains(u'$') && text.endsWith(u'\n'));
    }

    void misfit(int line, const QString &name, const QString &text, const QJsonObject &schema)
    {
        const QString problem = words(schema, "x-problem"_L1);
        // "must ..." speaks of the name, "is ..." of what stands there.
        const QString subject =
            problem.startsWith("must"_L1)
                ? u'“' + name + u'”'
                : Words::tr("“%1”: “%2”", "a name and its value").arg(name, clipped(text));
        add(line, subject + u' ' + problem, words(schema, "x-cure"_L1));
    }

    void unknownWord(const Located &value, const QStringList &known, const QStringList &path)
    {
        const QString near = nearest(value.text, known);
        QString cure;
        if (!near.isEmpty()) {
            cure = Words::tr("Did you mean \"%1\"?").arg(near) + u' ';
        }
        cure += Words::tr("Known are %1.").arg(known.join(u", "_s));
        add(value.line,
            Words::tr("“%1” is “%2”, which is not known.").arg(called(path), clipped(value.text)),
            cure);
    }

    void checkNumber(const Located &value, const QJsonObject &schema, const QStringList &path)
    {
        if (!value.isNumber()) {
            return;
        }
        const QJsonValue least = schema.value("minimum"_L1);
        const QJsonValue most = schema.value("maximum"_L1);
        if ((least.isDouble() && value.number < least.toDouble()) ||
            (most.isDouble() && value.number > most.toDouble())) {
            add(value.line,
                Words::tr("“%1” is %2, which is out of range.").arg(called(path), value.text),
                Words::tr("It may be %1 to %2.").arg(least.toInteger()).arg(most.toInteger()));
        }
    }

    void checkList(const Located &value, const QJsonObject &schema, const QStringList &path)
    {
        if (static_cast<int>(value.children.size()) < schema.value("minItems"_L1).toInt(0)) {
            add(value.line, Words::tr("“%1” is empty.").arg(called(path)),
                words(schema, "description"_L1));
        }
        const QJsonObject items = schema.value("items"_L1).toObject();
        for (const Located &item : value.children) {
            check(item, items, path);
        }
    }

    void checkObject(const Located &value, const QJsonObject &schema, const QStringList &path)
    {
        const QJsonObject properties = schema.value("properties"_L1).toObject();
        for (const QString &name : textsOf(schema.value("required"_L1))) {
            if (!value.find(name)) {
                add(value.line, Words::tr("“%1” is missing.").arg(called(path + QStringList(name))),
                    words(resolved(properties.value(name).toObject()), "description"_L1));
            }
        }
        if (static_cast<int>(value.children.size()) < schema.value("minProperties"_L1).toInt(0)) {
            add(value.line, Words::tr("“%1” is empty.").arg(called(path)),
                words(schema, "description"_L1));
        }
        const QJsonObject names = schema.value("propertyNames"_L1).toObject();
        const QJsonValue others = schema.value("additionalProperties"_L1);
        for (const Located &member : value.children) {
            const QStringList inner = path + QStringList(member.key);
            if (!matches(member.key, names)) {
                misfit(member.keyLine, called(path), member.key, names);
            }
            if (const auto known = properties.constFind(member.key);
                known != properties.constEnd()) {
                check(member, known->toObject(), inner);
            } else if (others.isObject()) {
                check(member, others.toObject(), inner);
            } else if (others.isBool() && !others.toBool()) {
                unknownName(member, properties);
            }
        }
    }

    void unknownName(const Located &member, const QJsonObject &properties)
    {
        const QString near = nearest(member.key, properties.keys());
        QString cure = near.isEmpty()
                           ? Words::tr("Known here are %1.").arg(properties.keys().join(u", "_s))
                           : Words::tr("Did you mean \"%1\"?").arg(near);
        const QStringList choices =
            textsOf(resolved(properties.value(near).toObject()).value("enum"_L1));
        if (!choices.isEmpty()) {
            cure += u' ' + Words::tr("It may be %1.").arg(quotedList(choices));
        }
        add(member.keyLine, Words::tr("“%1” is not a word of the format.").arg(clipped(member.key)),
            cure);
    }

    const QJsonObject &m_root;
    const QHash<QString, QRegularExpression> &m_patterns;
};

void collectPatterns(const QJsonValue &schema, QHash<QString, QRegularExpression> &patterns)
{
    const QJsonObject object = schema.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key() == "pattern"_L1 && it.value().isString()) {
            patterns.insert(it.value().toString(), QRegularExpression(it.value().toString()));
        } else {
            collectPatterns(it.value(), patterns);
        }
    }
}

} // namespace

Schema::Schema(QJsonObject root)
    : m_root(std::move(root))
{
    collectPatterns(m_root, m_patterns);
}

QList<Problem> Schema::check(const Located &value) const
{
    Walk walk(m_root, m_patterns);
    walk.check(value, m_root, {});
    return walk.problems;
}

QStringList Schema::keywords()
{
    return {u"$schema"_s,
            u"$id"_s,
            u"$defs"_s,
            u"$ref"_s,
            u"title"_s,
            u"description"_s,
            u"x-problem"_s,
            u"x-cure"_s,
            u"type"_s,
            u"const"_s,
            u"enum"_s,
            u"pattern"_s,
            u"minLength"_s,
            u"maxLength"_s,
            u"minimum"_s,
            u"maximum"_s,
            u"minItems"_s,
            u"items"_s,
            u"properties"_s,
            u"required"_s,
            u"minProperties"_s,
            u"propertyNames"_s,
            u"additionalProperties"_s};
}

} // namespace orgkeeper
