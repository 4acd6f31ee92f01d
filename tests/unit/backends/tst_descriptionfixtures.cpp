// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue.h"
#include "engine.h"
#include "nettest.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

QString folderOf(const QString &id)
{
    return QStringLiteral(ORGKEEPER_FIXTURES "/") + id;
}

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject objectOf(const QString &path)
{
    return QJsonDocument::fromJson(textOf(path)).object();
}

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

QString shownRequest(const Seen &seen)
{
    QString request = QString::fromLatin1(seen.verb + ' ' + seen.target);
    if (!seen.body.isEmpty()) {
        const QJsonDocument body = QJsonDocument::fromJson(seen.body);
        request += u' ' + QString::fromUtf8(body.toJson(QJsonDocument::Compact));
    }
    return request;
}

/// One described call against a socket that answers with a fixture: what went out, what came in.
class FixtureRun
{
public:
    FixtureRun(std::shared_ptr<const Description> description, QString fixture)
        : m_description(std::move(description))
        , m_fixture(std::move(fixture))
        , m_expected(objectOf(m_fixture + u".expected.json"_s))
        , m_auth(objectOf(folderOf(m_description->id) + u"/auth.expected.json"_s))
        , m_peer([this](const Seen &, QTcpSocket *socket) { answer(socket); })
    {
    }

    QJsonObject run(CallId id)
    {
        TransportSettings settings = NetTest::quick(m_peer.url(m_auth.value("base"_L1).toString()));
        settings.retry.attempts = 1;
        Transport transport(settings, nullptr, nullptr);
        transport.setCredentials(Credentials(settings.baseUrl, headers()));
        Engine engine(m_description, &transport, nullptr);
        RowsAsJson organizations(m_description->organization);
        RowsAsJson members(m_description->member);
        RowsAsJson projects(m_description->project);
        QObject owner;
        CallJob *job = engine.call(id, valuesOf(m_expected.value("values"_L1).toObject()),
                                   {&organizations, &members, &projects}, &owner);
        QJsonObject seen;
        bool ended = false;
        QObject::connect(job, &Job::finished, &owner, [&] {
            seen = shown(*job);
            ended = true;
        });
        if (!until([&ended] { return ended; })) {
            return {};
        }
        addRows(seen, u"organizations"_s, organizations);
        addRows(seen, u"members"_s, members);
        addRows(seen, u"projects"_s, projects);
        return seen;
    }

    [[nodiscard]] const QJsonObject &expected() const { return m_expected; }
    [[nodiscard]] QJsonObject sentHeaders() const
    {
        QJsonObject sent;
        const QJsonObject wanted = m_auth.value("headers"_L1).toObject();
        for (const QString &name : wanted.keys()) {
            sent.insert(name, QString::fromUtf8(m_peer.seen.constLast().header(name.toLatin1())));
        }
        return sent;
    }
    [[nodiscard]] QJsonObject wantedHeaders() const
    {
        return m_auth.value("headers"_L1).toObject();
    }

private:
    QList<QPair<QByteArray, QByteArray>> headers() const
    {
        QHash<QString, QString> secrets;
        const QJsonObject given = m_auth.value("secrets"_L1).toObject();
        for (auto it = given.begin(); it != given.end(); ++it) {
            secrets.insert(it.key(), it.value().toString());
        }
        return authHeaderValues(*m_description, secrets);
    }

    void answer(QTcpSocket *socket)
    {
        const auto number = m_peer.seen.size();
        const QString page = number > 1 ? u".page%1.json"_s.arg(number) : u".json"_s;
        QByteArray body = textOf(m_fixture + page);
        body.replace("{origin}", m_peer.url().toEncoded(QUrl::RemovePath));
        socket->write(reply(m_expected.value("status"_L1).toInt(), body,
                            {{"Content-Type", "application/json"}}));
    }

    QJsonObject shown(const CallJob &job) const
    {
        const CallJob::Result &result = job.result();
        QJsonArray requests;
        for (const Seen &each : m_peer.seen) {
            requests.append(shownRequest(each));
        }
        QJsonObject seen{{u"requests"_s, requests}};
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
            seen.insert(u"created"_s,
                        QJsonObject{{u"id"_s, shownValue(*result.createdId)},
                                    {u"slug"_s, result.createdSlug.value_or(QString())}});
        }
        addIdentity(seen, result.identity);
        return seen;
    }

    static void addIdentity(QJsonObject &seen, const CallJob::Identity &identity)
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

    static void addRows(QJsonObject &seen, const QString &name, const RowsAsJson &sink)
    {
        if (!sink.rows.isEmpty()) {
            seen.insert(name, sink.rows);
        }
    }

    std::shared_ptr<const Description> m_description;
    QString m_fixture;
    QJsonObject m_expected;
    QJsonObject m_auth;
    RawPeer m_peer;
};

} // namespace

/// The shipped descriptions against replies written by hand from the services' public
/// documentation. A fixture is CALL.CASE.json (the reply), CALL.CASE.pageN.json (the reply to the
/// Nth request) and CALL.CASE.expected.json: "status" of the reply, "values" for the call's
/// templates, and what must come of it: "requests", rows by entity, "error", "total", "admin",
/// "created", "identity".
class TestDescriptionFixtures : public QObject
{
    Q_OBJECT

private:
    const Catalogue m_catalogue{QString(), nullptr};

private Q_SLOTS:
    void everyDescribedCallHasFixtures()
    {
        for (const LoadedDescription &entry : m_catalogue.entries()) {
            QVERIFY2(entry.description, qPrintable(checkBackendReport(entry)));
            const QDir folder(folderOf(entry.id));
            QVERIFY2(folder.exists(u"auth.expected.json"_s), qPrintable(folder.path()));
            for (const auto &[id, call] : entry.description->calls) {
                const QStringList found = folder.entryList({nameOf(id) + u".*.expected.json"_s});
                QVERIFY2(!found.isEmpty(),
                         qPrintable(u"%1: no fixture for %2"_s.arg(entry.id, nameOf(id))));
            }
        }
    }

    void everyFixtureIsDecoded_data()
    {
        QTest::addColumn<QString>("backend");
        QTest::addColumn<QString>("fixture");
        for (const LoadedDescription &entry : m_catalogue.entries()) {
            const QDir folder(folderOf(entry.id));
            for (const QString &file : folder.entryList({u"*.*.expected.json"_s}, QDir::Files)) {
                const QString name = file.chopped(14);
                QTest::newRow(qPrintable(entry.id + u' ' + name)) << entry.id << name;
            }
        }
    }
    void everyFixtureIsDecoded()
    {
        QFETCH(QString, backend);
        QFETCH(QString, fixture);
        const auto description = m_catalogue.find(backend);
        QVERIFY(description);
        const auto id = callNamed(fixture.section(u'.', 0, 0));
        QVERIFY2(id && description->can(*id), "a fixture of a call that is not described");
        FixtureRun run(description, folderOf(backend) + u'/' + fixture);
        const QJsonObject seen = run.run(*id);
        QJsonObject expected = run.expected();
        expected.remove("status"_L1);
        expected.remove("values"_L1);
        QCOMPARE(QJsonDocument(seen).toJson(), QJsonDocument(expected).toJson());
        QCOMPARE(run.sentHeaders(), run.wantedHeaders());
    }
};

QTEST_GUILESS_MAIN(TestDescriptionFixtures)
#include "tst_descriptionfixtures.moc"
