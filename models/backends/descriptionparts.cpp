// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "descriptionparts.h"

#include "descriptionentities.h"
#include "template.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::DescriptionParts)
};

bool isTrue(const Located &object, QStringView name)
{
    const Located *member = object.find(name);
    return member && member->flag;
}

int wholeOf(const Located &object, QStringView name, int otherwise)
{
    const Located *member = object.find(name);
    return member && member->isNumber() ? static_cast<int>(member->number) : otherwise;
}

/// The objects of a list; other items were refused by the schema.
std::vector<const Located *> objectsOf(const Located *list)
{
    std::vector<const Located *> objects;
    if (list && list->isList()) {
        for (const Located &item : list->children) {
            if (item.isObject()) {
                objects.push_back(&item);
            }
        }
    }
    return objects;
}

QStringList textsOf(const Located *list)
{
    QStringList texts;
    if (list && list->isText()) {
        texts.append(list->text);
    }
    if (list && list->isList()) {
        for (const Located &item : list->children) {
            texts.append(item.text);
        }
    }
    return texts;
}

Template readTemplate(const Located &value, const QString &name, DescriptionProblems &problems)
{
    ParsedTemplate parsed = parseTemplate(value.text);
    if (!parsed.problem.isEmpty()) {
        problems.add(value.line, u'“' + name + u"” "_s + parsed.problem, parsed.cure);
    }
    return parsed.value;
}

Paging::Kind pagingKind(const QString &word)
{
    static const QHash<QString, Paging::Kind> kinds{
        {u"cursor"_s, Paging::Kind::Cursor}, {u"page"_s, Paging::Kind::Page},
        {u"offset"_s, Paging::Kind::Offset}, {u"link"_s, Paging::Kind::Link},
        {u"next"_s, Paging::Kind::NextUrl},
    };
    return kinds.value(word, Paging::Kind::None);
}

/// What a kind of paging cannot do without, and what has no meaning with it.
void checkPaging(const Located &value, const Paging &paging, DescriptionProblems &problems)
{
    const QString kind = value.textOf(u"kind");
    const auto need = [&](QStringView name, const QString &cure) {
        if (!value.find(name)) {
            problems.add(value.line,
                         Words::tr("“paging.%1” is missing for paging by \"%2\".").arg(name, kind),
                         cure);
        }
    };
    const bool numbered = paging.kind == Paging::Kind::Cursor ||
                          paging.kind == Paging::Kind::Page || paging.kind == Paging::Kind::Offset;
    if (numbered) {
        need(u"parameter",
             Words::tr("Name the parameter that carries it: \"parameter\": \"%1\".").arg(kind));
    }
    if (paging.kind == Paging::Kind::Cursor || paging.kind == Paging::Kind::NextUrl) {
        need(u"next", Words::tr("Say where the reply holds it: \"next\": \"/next\"."));
    }
    if (paging.shortPageEnds && paging.size == 0) {
        need(u"size", Words::tr("Only with a size can a page be short: \"sizeParameter\": "
                                "\"limit\", \"size\": 100."));
    }
    if (!paging.sizeParameter.isEmpty() && paging.size == 0) {
        need(u"size", Words::tr("Say how many rows a page shall have: \"size\": 100."));
    }
    if (paging.size > 0 && paging.sizeParameter.isEmpty()) {
        need(u"sizeParameter", Words::tr("Name the parameter that asks for the size: "
                                         "\"sizeParameter\": \"limit\"."));
    }
    if (!numbered && value.find(u"parameter")) {
        problems.add(value.line,
                     Words::tr("“paging.parameter” has no meaning for paging by \"%1\".").arg(kind),
                     Words::tr("Take it out."));
    }
}

FormField readInput(const Located &value)
{
    FormField field;
    field.name = value.textOf(u"name");
    field.label = value.textOf(u"label");
    const QString type = value.textOf(u"type");
    field.type = type == "number"_L1  ? FieldType::Number
                 : type == "flag"_L1  ? FieldType::Flag
                 : type == "email"_L1 ? FieldType::Email
                 : type == "link"_L1  ? FieldType::Link
                                      : FieldType::Text;
    field.required = isTrue(value, u"required");
    field.pattern = value.textOf(u"pattern");
    field.patternHint = value.textOf(u"patternHint");
    field.derivedFrom = value.textOf(u"derivedFrom");
    field.choices = textsOf(value.find(u"choices"));
    const QString empty = value.textOf(u"empty");
    field.empty = empty == "null"_L1   ? EmptyInput::Null
                  : empty == "text"_L1 ? EmptyInput::Text
                                       : EmptyInput::Omitted;
    field.errorNames = textsOf(value.find(u"errorNames"));
    field.member = textsOf(value.find(u"member"));
    field.hint = value.textOf(u"hint");
    return field;
}

void checkInput(const Located &value, const FormField &field, const QList<FormField> &before,
                const QStringList &secrets, DescriptionProblems &problems)
{
    const auto named = [](const QString &name) {
        return [name](const FormField &other) { return other.name == name; };
    };
    if (std::any_of(before.cbegin(), before.cend(), named(field.name))) {
        problems.add(value.line, Words::tr("There are two inputs “%1”.").arg(field.name),
                     Words::tr("Give one of them another name."));
    }
    if (secrets.contains(field.name)) {
        problems.add(value.line,
                     Words::tr("The input “%1” is named like a secret.").arg(field.name),
                     Words::tr("Give it another name; secrets never stand in a form."));
    }
    if (!field.derivedFrom.isEmpty() &&
        std::none_of(before.cbegin(), before.cend(), named(field.derivedFrom))) {
        problems.add(value.line,
                     Words::tr("“derivedFrom” names “%1”, which is no input before this one.")
                         .arg(field.derivedFrom),
                     Words::tr("Name an input that stands above: \"name\"."));
    }
    const QRegularExpression pattern(field.pattern);
    if (!field.pattern.isEmpty() && !pattern.isValid()) {
        const Located *member = value.find(u"pattern");
        problems.add(
            member ? member->line : value.line,
            Words::tr("“pattern” is no regular expression: %1.").arg(pattern.errorString()),
            Words::tr("Look at position %1 of it.").arg(pattern.patternErrorOffset()));
    }
    if (field.pattern.isEmpty() != field.patternHint.isEmpty()) {
        problems.add(value.line,
                     Words::tr("The input “%1” needs both \"pattern\" and \"patternHint\", or "
                               "neither.")
                         .arg(field.name),
                     Words::tr("The hint says in a sentence what the pattern asks for."));
    }
}

void checkBodyTexts(const Located &value, DescriptionProblems &problems)
{
    if (value.isText()) {
        const ParsedTemplate parsed = parseTemplate(value.text);
        if (!parsed.problem.isEmpty()) {
            problems.add(value.line, u"“body” "_s + parsed.problem, parsed.cure);
        }
    }
    for (const Located &child : value.children) {
        checkBodyTexts(child, problems);
    }
}

} // namespace

QList<Proof> readProofs(const Located *value, DescriptionProblems &problems)
{
    QList<Proof> proofs;
    for (const Located *item : objectsOf(value)) {
        Proof proof;
        proof.pointer = readPointer(*item, u"value");
        const Located *equals = item->find(u"equals");
        proof.equals = equals ? equals->toJson() : QJsonValue(QJsonValue::Undefined);
        proof.required = isTrue(*item, u"required");
        proof.otherwise = errorKind(item->textOf(u"otherwise"));
        if (!equals && !proof.required) {
            problems.add(item->line, Words::tr("This proof asks for nothing."),
                         Words::tr("Write \"equals\": true, or \"required\": true."));
        }
        proofs.append(std::move(proof));
    }
    return proofs;
}

QList<Meaning> readMeanings(const Located *value, DescriptionProblems &problems)
{
    QList<Meaning> meanings;
    for (const Located *item : objectsOf(value)) {
        Meaning meaning;
        meaning.status = wholeOf(*item, u"status", 0);
        meaning.code = item->textOf(u"code");
        meaning.kind = errorKind(item->textOf(u"kind"));
        meaning.text = item->textOf(u"text");
        if (meaning.status == 0 && meaning.code.isEmpty()) {
            problems.add(item->line, Words::tr("This meaning fits every error."),
                         Words::tr("Say of which: \"status\": 404, or \"code\": \"gone\"."));
        }
        if (meaning.status >= 200 && meaning.status < 300 && meaning.code.isEmpty()) {
            problems.add(
                item->line,
                Words::tr("Status %1 is a success and has no meaning here.").arg(meaning.status),
                Words::tr("What a success must show is a proof: \"proofs\"."));
        }
        meanings.append(std::move(meaning));
    }
    return meanings;
}

QList<QueryParameter> readQuery(const Located *value, DescriptionProblems &problems)
{
    QList<QueryParameter> query;
    if (!value || !value->isObject()) {
        return query;
    }
    for (const Located &member : value->children) {
        const Located *text = member.isObject() ? member.find(u"value") : &member;
        if (!text || !text->isText()) {
            continue;
        }
        QueryParameter parameter;
        parameter.name = member.key;
        parameter.value = readTemplate(*text, member.key, problems);
        parameter.omitEmpty = member.isObject() && isTrue(member, u"omitEmpty");
        query.append(std::move(parameter));
    }
    return query;
}

Paging readPaging(const Located *value, const QList<QueryParameter> &query,
                  DescriptionProblems &problems)
{
    Paging paging;
    if (!value || !value->isObject()) {
        return paging;
    }
    paging.kind = pagingKind(value->textOf(u"kind"));
    paging.parameter = value->textOf(u"parameter");
    paging.inBody = value->textOf(u"in") == "body"_L1;
    paging.sizeParameter = value->textOf(u"sizeParameter");
    paging.size = wholeOf(*value, u"size", 0);
    paging.first = wholeOf(*value, u"first", paging.kind == Paging::Kind::Page ? 1 : 0);
    paging.next = readPointer(*value, u"next");
    paging.more = readPointer(*value, u"more");
    paging.total = readPointer(*value, u"total");
    paging.shortPageEnds = isTrue(*value, u"shortPageEnds");
    paging.cap = wholeOf(*value, u"cap", paging.cap);
    if (paging.kind != Paging::Kind::None) {
        checkPaging(*value, paging, problems);
    }
    for (const QueryParameter &parameter : query) {
        if (!paging.inBody &&
            (parameter.name == paging.parameter || parameter.name == paging.sizeParameter)) {
            problems.add(value->line,
                         Words::tr("The parameter “%1” stands in \"query\" and in \"paging\".")
                             .arg(parameter.name),
                         Words::tr("Take it out of \"query\"."));
        }
    }
    return paging;
}

QList<FormField> readForm(const Located *value, const QStringList &secrets,
                          DescriptionProblems &problems)
{
    QList<FormField> form;
    for (const Located *item : objectsOf(value)) {
        FormField field = readInput(*item);
        checkInput(*item, field, form, secrets, problems);
        form.append(std::move(field));
    }
    return form;
}

QJsonValue readBody(const Located *value, DescriptionProblems &problems)
{
    if (!value) {
        return QJsonValue::Undefined;
    }
    checkBodyTexts(*value, problems);
    return value->toJson();
}

} // namespace orgkeeper
