// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mutants.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <functional>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

using Path = QStringList; // names of members and indexes of arrays, from the root
using Edit = std::function<QJsonValue(const QJsonValue &)>;

/// The value with an edit at one place of it. An edit to Undefined takes the place away.
QJsonValue edited(const QJsonValue &value, const Path &path, const Edit &edit)
{
    if (path.isEmpty()) {
        return edit(value);
    }
    const QString &step = path.constFirst();
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        const auto at = step.toInt();
        const QJsonValue inner = edited(array.at(at), path.mid(1), edit);
        if (inner.isUndefined()) {
            array.removeAt(at);
        } else {
            array.replace(at, inner);
        }
        return array;
    }
    QJsonObject object = value.toObject();
    object.insert(step, edited(object.value(step), path.mid(1), edit)); // Undefined removes
    return object;
}

bool isIndex(const QString &step)
{
    return !step.isEmpty() && step.front().isDigit();
}

/// Finds the places and breaks each.
class Breaker
{
public:
    explicit Breaker(const QByteArray &description)
        : m_root(QJsonDocument::fromJson(description).object())
    {
    }

    QList<Mutant> all()
    {
        const QString base = m_root.value("baseUrl"_L1).toString();
        replace({u"baseUrl"_s}, u"longer path"_s, base + u'x');
        replace({u"baseUrl"_s}, u"shorter path"_s, base.section(u'/', 0, -2));
        breakHeaders({u"auth"_s, u"headers"_s});
        breakHeaders({u"headers"_s});
        for (const QString &part :
             {u"errors"_s, u"organization"_s, u"member"_s, u"project"_s, u"calls"_s}) {
            visit({part}, m_root.value(part));
        }
        return m_mutants;
    }

private:
    void visit(const Path &path, const QJsonValue &value);
    void visitMembers(const Path &path, const QJsonObject &object);
    void breakScalar(const Path &path, const QJsonValue &value);
    void breakText(const Path &path, const QString &text);
    void breakPointer(const Path &path, const QString &pointer);
    void breakRequest(const Path &path, const QString &text);
    void breakUrlPath(const Path &path, const QString &verb, const QString &url);
    void breakHeaders(const Path &path);
    void breakTemplate(const Path &path, const QString &text);
    void breakProof(const Path &path, const QJsonObject &proof);
    void breakPaging(const Path &path, const QJsonObject &paging);

    [[nodiscard]] static bool isPointer(const Path &path);
    [[nodiscard]] static QString nameOf(const Path &path);

    void add(const Path &path, const QString &what, const Edit &edit)
    {
        const QJsonValue broken = edited(m_root, path, edit);
        if (broken == QJsonValue(m_root)) {
            return;
        }
        const bool isCall = path.constFirst() == "calls"_L1;
        m_mutants.append({path.join(u'/') + u": "_s + what, isCall ? path.value(1) : QString(),
                          QJsonDocument(broken.toObject()).toJson()});
    }
    void replace(const Path &path, const QString &what, const QJsonValue &by)
    {
        add(path, what, [by](const QJsonValue &) { return by; });
    }
    void remove(const Path &path)
    {
        replace(path, u"removed"_s, QJsonValue(QJsonValue::Undefined));
    }
    void rename(const Path &path, const QString &member)
    {
        add(path, member + u" renamed"_s, [member](const QJsonValue &value) {
            QJsonObject object = value.toObject();
            object.insert(member + u'x', object.take(member));
            return object;
        });
    }

    const QJsonObject m_root;
    QList<Mutant> m_mutants;
};

/// The last step that is no index.
QString Breaker::nameOf(const Path &path)
{
    for (auto it = path.rbegin(); it != path.rend(); ++it) {
        if (!isIndex(*it)) {
            return *it;
        }
    }
    return {};
}

bool Breaker::isPointer(const Path &path)
{
    const QString name = nameOf(path);
    if (path.contains(u"query"_s) || path.contains(u"body"_s)) {
        return false;
    }
    if (path.contains(u"meanings"_s)) {
        return false;
    }
    if (path.constFirst() == "errors"_L1 || path.contains(u"identity"_s)) {
        return name != "member"_L1 && name != "otherwise"_L1;
    }
    static const QSet<QString> pointers{u"value"_s,    u"item"_s,   u"rows"_s,    u"record"_s,
                                        u"members"_s,  u"result"_s, u"created"_s, u"next"_s,
                                        u"projects"_s, u"more"_s,   u"total"_s};
    return pointers.contains(name);
}

void Breaker::visit(const Path &path, const QJsonValue &value)
{
    const QString &last = path.constLast();
    if (last == "form"_L1) {
        return;
    }
    if (value.isObject()) {
        visitMembers(path, value.toObject());
    } else if (value.isArray()) {
        for (int i = 0; i < value.toArray().size(); ++i) {
            visit(path + QStringList(QString::number(i)), value.toArray().at(i));
        }
    } else {
        breakScalar(path, value);
    }
}

void Breaker::visitMembers(const Path &path, const QJsonObject &object)
{
    const bool isItem = isIndex(path.constLast());
    const QString parent = nameOf(path);
    if (isItem && (parent == "meanings"_L1 || parent == "proofs"_L1)) {
        remove(path);
    }
    if (isItem && parent == "proofs"_L1) {
        breakProof(path, object);
    }
    if (parent == "paging"_L1) {
        breakPaging(path, object);
    }
    const QStringList names = object.keys();
    for (const QString &name : names) {
        if (parent == "body"_L1 || parent == "query"_L1) {
            rename(path, name);
            remove(path + QStringList(name));
        }
        visit(path + QStringList(name), object.value(name));
    }
}

void Breaker::breakScalar(const Path &path, const QJsonValue &value)
{
    const QString name = nameOf(path);
    static const QSet<QString> flags{u"equals"_s, u"required"_s, u"length"_s, u"omitEmpty"_s,
                                     u"invites"_s};
    if (value.isBool() && flags.contains(name)) {
        replace(path, u"turned around"_s, !value.toBool());
    } else if (value.isDouble() && name != "priority"_L1) {
        replace(path, u"one more"_s, value.toInt() + 1);
    } else if (value.isString()) {
        breakText(path, value.toString());
    }
}

void Breaker::breakText(const Path &path, const QString &text)
{
    const QString name = nameOf(path);
    if (path.size() == 3 && (name == "read"_L1 || name == "write"_L1)) {
        breakRequest(path, text);
    } else if (path.contains(u"body"_s) || path.contains(u"query"_s)) {
        breakTemplate(path, text);
    } else if (isPointer(path)) {
        breakPointer(path, text);
    } else if (path.contains(u"meanings"_s) && (name == "code"_L1 || name == "text"_L1)) {
        replace(path, u"other words"_s, text + u'x');
    } else if (path.contains(u"meanings"_s) || name == "otherwise"_L1) {
        replace(path, u"conflict"_s, u"conflict"_s);
    } else if (name == "effect"_L1) {
        replace(path, u"set"_s, u"set"_s);
        remove(path);
    } else if (name == "verify"_L1) {
        replace(path, u"listOrganizations"_s, u"listOrganizations"_s);
    }
}

void Breaker::breakPointer(const Path &path, const QString &pointer)
{
    replace(path, u"\"%1x\""_s.arg(pointer), pointer.isEmpty() ? u"/x"_s : pointer + u'x');
    if (pointer.count(u'/') > 1) {
        replace(path, u"last step dropped"_s, pointer.section(u'/', 0, -2));
        replace(path, u"first step dropped"_s, u'/' + pointer.section(u'/', 2));
    }
    if (isIndex(path.constLast())) {
        remove(path); // an alternative less
    }
}

void Breaker::breakRequest(const Path &path, const QString &text)
{
    const QString verb = text.section(u' ', 0, 0);
    const QString url = text.section(u' ', 1);
    for (const QString &other : {u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s}) {
        replace(path, u"verb "_s + other, other + u' ' + url);
    }
    breakUrlPath(path, verb, url);
    const QString key = path.constLast();
    const QString otherKey = key == "read"_L1 ? u"write"_s : u"read"_s;
    add(path.first(2), u"declared as "_s + otherKey, [=](const QJsonValue &value) {
        QJsonObject call = value.toObject();
        call.insert(otherKey, call.take(key));
        return call;
    });
}

void Breaker::breakUrlPath(const Path &path, const QString &verb, const QString &url)
{
    const QStringList segments = url.split(u'/').mid(1);
    const auto put = [&](const QString &what, const QStringList &with) {
        replace(path, what, verb + u" /"_s + with.join(u'/'));
    };
    for (qsizetype i = 0; i < segments.size(); ++i) {
        QStringList broken = segments;
        broken[i] += u'x';
        put(u"segment "_s + broken.at(i), broken);
        broken.removeAt(i);
        put(u"segment %1 dropped"_s.arg(segments.at(i)), broken);
        for (const QString &variable : {u"{organization.id}"_s, u"{organization.slug}"_s,
                                        u"{member.id}"_s, u"{member.name}"_s}) {
            if (segments.at(i).startsWith(u'{')) {
                broken = segments;
                broken[i] = variable;
                put(u"%1 for %2"_s.arg(variable, segments.at(i)), broken);
            }
        }
    }
    put(u"longer"_s, segments + QStringList(u"x"_s));
    put(u"with a slash at the end"_s, segments + QStringList(QString()));
}

void Breaker::breakHeaders(const Path &path)
{
    QJsonValue headers = m_root;
    for (const QString &step : path) {
        headers = headers.toObject().value(step);
    }
    const QStringList names = headers.toObject().keys();
    for (const QString &name : names) {
        const QString text = headers.toObject().value(name).toString();
        rename(path, name);
        breakTemplate(path + QStringList(name), text);
        if (const qsizetype variable = text.indexOf(u'{'); variable > 0) {
            replace(path + QStringList(name), u"without scheme"_s, text.mid(variable));
            replace(path + QStringList(name), u"other scheme"_s, u"Bearer "_s + text.mid(variable));
            replace(path + QStringList(name), u"without blank"_s, text.simplified().remove(u' '));
        }
    }
}

void Breaker::breakTemplate(const Path &path, const QString &text)
{
    replace(path, u"longer"_s, text + u'x');
    replace(path, u"x before"_s, u'x' + text);
    static const QRegularExpression variable(u"\\{[a-z.]+\\}"_s);
    for (const QString &other : {u"{name}"_s, u"{slug}"_s, u"{username}"_s, u"{admin}"_s}) {
        replace(path, u"variable "_s + other, QString(text).replace(variable, other));
    }
}

void Breaker::breakProof(const Path &path, const QJsonObject &proof)
{
    const auto without = [&](const QString &name) {
        if (proof.contains(name)) {
            remove(path + QStringList(name));
        }
    };
    without(u"equals"_s);
    without(u"otherwise"_s);
    if (!proof.contains("required"_L1)) {
        replace(path + QStringList(u"required"_s), u"added"_s, true);
    }
}

void Breaker::breakPaging(const Path &path, const QJsonObject &paging)
{
    remove(path);
    for (const QString &kind :
         {u"none"_s, u"cursor"_s, u"page"_s, u"offset"_s, u"link"_s, u"next"_s}) {
        replace(path + QStringList(u"kind"_s), kind, kind);
    }
    // Another kind that is whole, so that it is not the loader alone that stands against it.
    QJsonObject link{{u"kind"_s, u"link"_s}, {u"total"_s, paging.value("total"_L1)}};
    replace(path, u"link alone"_s, link);
    for (const QString &name : {u"next"_s, u"total"_s, u"more"_s, u"parameter"_s, u"size"_s}) {
        if (paging.contains(name)) {
            remove(path + QStringList(name));
        }
    }
}

} // namespace

QList<Mutant> mutantsOf(const QByteArray &description)
{
    return Breaker(description).all();
}

} // namespace orgkeeper
