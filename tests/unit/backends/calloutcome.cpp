// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "calloutcome.h"

#include "engine.h"
#include "nettest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaEnum>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

QJsonValue shownCell(const Cell &cell)
{
    switch (cell.kind) {
    case Cell::Kind::Absent:
        return QJsonValue::Undefined;
    case Cell::Kind::Null:
        return QJsonValue::Null;
    case Cell::Kind::Flag:
        return cell.number != 0;
    case Cell::Kind::Integer:
        return qint64(cell.number);
    case Cell::Kind::Real:
    case Cell::Kind::Text:
        break;
    }
    return QString::fromUtf8(cell.text.data(), qsizetype(cell.text.size()));
}

/// Rows as objects, by the keys of the entity's fields; what is absent is left out.
class RowsAsJson final : public RowSink
{
public:
    explicit RowsAsJson(const Entity &entity)
        : m_entity(entity)
    {
    }

    void beginPage(std::int64_t, bool) override {}
    void addRow(std::span<const Cell> cells) override
    {
        QJsonObject row;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const QJsonValue value = shownCell(cells[i]); !value.isUndefined()) {
                row.insert(m_entity.fields.at(qsizetype(i)).key, value);
            }
        }
        rows.append(row);
    }

    QJsonArray rows;

private:
    const Entity &m_entity;
};

QJsonValue shownValue(const Value &value)
{
    return value.kind == Value::Kind::Number ? QJsonValue(value.text.toLongLong())
                                             : QJsonValue(value.text);
}

QJsonObject shownError(const Error &error)
{
    QJsonObject shown{
        {u"kind"_s, QString::fromLatin1(QMetaEnum::fromType<Error::Kind>().valueToKey(
                        static_cast<int>(error.kind)))},
        {u"status"_s, error.status},
    };
    const auto add = [&shown](const QString &name, const QString &text) {
        if (!text.isEmpty()) {
            shown.insert(name, text);
        }
    };
    add(u"code"_s, error.code);
    add(u"message"_s, error.message);
    if (error.detail != "Some Phrase"_L1) { // the peer's reason phrase, where there are no words
        add(u"detail"_s, error.detail);
    }
    QJsonObject fields;
    for (const FieldError &field : error.fields) {
        fields.insert(field.field, field.message);
    }
    if (!fields.isEmpty()) {
        shown.insert(u"fields"_s, fields);
    }
    return shown;
}

void addIdentity(QJsonObject &seen, const CallJob::Identity &identity)
{
    if (identity.id.kind == Value::Kind::Absent) {
        return;
    }
    QJsonObject shown{{u"id"_s, shownValue(identity.id)}, {u"name"_s, identity.name}};
    if (!identity.email.isEmpty()) {
        shown.insert(u"email"_s, identity.email);
    }
    seen.insert(u"identity"_s, shown);
}

QJsonObject shownResult(const CallJob &job)
{
    const CallJob::Result &result = job.result();
    QJsonObject seen;
    if (job.error()) {
        seen.insert(u"error"_s, shownError(job.error()));
    }
    if (result.total >= 0) {
        seen.insert(u"total"_s, result.total);
    }
    if (result.admin) {
        seen.insert(u"admin"_s, *result.admin);
    }
    if (result.createdId) {
        seen.insert(u"created"_s, QJsonObject{{u"id"_s, shownValue(*result.createdId)},
                                              {u"slug"_s, result.createdSlug.value_or(QString())}});
    }
    addIdentity(seen, result.identity);
    return seen;
}

void addRows(QJsonObject &seen, const QString &name, const RowsAsJson &sink)
{
    if (!sink.rows.isEmpty()) {
        seen.insert(name, sink.rows);
    }
}

} // namespace

Values valuesOf(const QJsonObject &object)
{
    Values values;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue value = it.value();
        values.insert(it.key(), value.isBool() ? Value::ofFlag(value.toBool())
                                : value.isDouble()
                                    ? Value::ofNumber(QString::number(value.toInteger()))
                                    : Value::ofText(value.toString()));
    }
    return values;
}

QString shownRequest(const QByteArray &verb, const QByteArray &target, const QByteArray &body)
{
    QString request = QString::fromLatin1(verb + ' ' + target);
    if (!body.isEmpty()) {
        const QJsonDocument json = QJsonDocument::fromJson(body);
        request += u' ' + QString::fromUtf8(json.toJson(QJsonDocument::Compact));
    }
    return request;
}

QJsonObject outcomeOf(Engine &engine, CallId id, const Values &values)
{
    const Description &description = engine.description();
    RowsAsJson organizations(description.organization);
    RowsAsJson members(description.member);
    RowsAsJson projects(description.project);
    QObject owner;
    CallJob *job = engine.call(id, values, {&organizations, &members, &projects}, &owner);
    QJsonObject seen;
    bool ended = false;
    QObject::connect(job, &Job::finished, &owner, [&] {
        seen = shownResult(*job);
        ended = true;
    });
    if (!until([&ended] { return ended; })) {
        return {{u"ended"_s, false}};
    }
    addRows(seen, u"organizations"_s, organizations);
    addRows(seen, u"members"_s, members);
    addRows(seen, u"projects"_s, projects);
    return seen;
}

} // namespace orgkeeper
