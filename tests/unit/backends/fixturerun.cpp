// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixturerun.h"

#include "calloutcome.h"
#include "engine.h"
#include "nettest.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject objectOf(const QString &path)
{
    return QJsonDocument::fromJson(textOf(path)).object();
}

} // namespace

FixtureRun::FixtureRun(std::shared_ptr<const Description> description, const QString &name)
    : m_description(std::move(description))
    , m_name(name)
    , m_file(folderOf(m_description->id) + u'/' + name)
    , m_expected(objectOf(m_file + u".expected.json"_s))
    , m_auth(objectOf(folderOf(m_description->id) + u"/auth.expected.json"_s))
    , m_peer([this](const Seen &, QTcpSocket *socket) { answer(socket); })
{
}

QString FixtureRun::folderOf(const QString &backend)
{
    return QStringLiteral(ORGKEEPER_FIXTURES "/") + backend;
}

QStringList FixtureRun::namesOf(const QString &backend)
{
    QStringList names =
        QDir(folderOf(backend)).entryList({u"*.*.expected.json"_s}, QDir::Files, QDir::Name);
    for (QString &name : names) {
        name.chop(14);
    }
    return names;
}

std::optional<CallId> FixtureRun::callOf(const QString &name)
{
    return callNamed(name.section(u'.', 0, 0));
}

QJsonObject FixtureRun::run()
{
    TransportSettings settings = NetTest::quick(m_peer.url(m_description->baseUrl.path()));
    settings.retry.attempts = 1;
    Transport transport(settings, nullptr, nullptr);
    transport.setCredentials(Credentials(settings.baseUrl, credentials()));
    Engine engine(m_description, &transport, nullptr);
    QJsonObject seen = outcomeOf(engine, callOf(m_name).value_or(CallId::WhoAmI),
                                 valuesOf(m_expected.value("values"_L1).toObject()));
    QJsonArray requests;
    for (const Seen &each : m_peer.seen) {
        requests.append(shownRequest(each.verb, each.target, each.body));
    }
    seen.insert(u"requests"_s, requests);
    seen.insert(u"headers"_s, sentHeaders());
    return seen;
}

QJsonObject FixtureRun::expected() const
{
    QJsonObject expected = m_expected;
    expected.remove("status"_L1);
    expected.remove("values"_L1);
    expected.insert(u"headers"_s, m_auth.value("headers"_L1));
    return expected;
}

QList<QPair<QByteArray, QByteArray>> FixtureRun::credentials() const
{
    QHash<QString, QString> secrets;
    const QJsonObject given = m_auth.value("secrets"_L1).toObject();
    for (auto it = given.begin(); it != given.end(); ++it) {
        secrets.insert(it.key(), it.value().toString());
    }
    return authHeaderValues(*m_description, secrets);
}

QJsonObject FixtureRun::sentHeaders() const
{
    QJsonObject sent;
    const QStringList names = m_auth.value("headers"_L1).toObject().keys();
    for (const QString &name : names) {
        const QByteArray value =
            m_peer.seen.isEmpty() ? QByteArray() : m_peer.seen.constLast().header(name.toLatin1());
        sent.insert(name, QString::fromUtf8(value));
    }
    return sent;
}

void FixtureRun::answer(QTcpSocket *socket)
{
    const auto number = m_peer.seen.size();
    const QString page = number > 1 ? u".page%1.json"_s.arg(number) : u".json"_s;
    QByteArray body = textOf(m_file + page);
    body.replace("{origin}", m_peer.url().toEncoded(QUrl::RemovePath));
    socket->write(
        reply(m_expected.value("status"_L1).toInt(), body, {{"Content-Type", "application/json"}}));
}

} // namespace orgkeeper
