// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "servicetest.h"

#include <QTest>

namespace orgkeeper {

using namespace Qt::StringLiterals;

ServiceTest::ServiceTest(Facts facts, Make make)
    : m_facts(std::move(facts))
    , m_make(std::move(make))
    , m_description(Catalogue(QString(), nullptr).find(m_facts.backend))
{
}

ServiceTest::~ServiceTest() = default;

void ServiceTest::startAgain(const Make &make)
{
    m_bench.reset(); // its port is closed before the next one opens
    m_bench = make(m_description);
}

QJsonObject ServiceTest::run(CallId call, const QJsonObject &values) const
{
    return m_bench->run(call, values);
}

QJsonArray ServiceTest::rowsOf(CallId call, const QJsonObject &values) const
{
    const QString rows = call == CallId::ListProjects  ? u"projects"_s
                         : call == CallId::ListMembers ? u"members"_s
                                                       : u"organizations"_s;
    return run(call, values).value(rows).toArray();
}

QString ServiceTest::errorPart(const QJsonObject &outcome, const QString &name)
{
    return outcome.value("error"_L1).toObject().value(name).toString();
}

QString ServiceTest::kindOf(const QJsonObject &outcome)
{
    return errorPart(outcome, u"kind"_s);
}

QJsonObject ServiceTest::rowById(const QJsonValue &rows, const QJsonValue &id)
{
    for (const QJsonValue row : rows.toArray()) {
        if (row.toObject().value("id"_L1) == id) {
            return row.toObject();
        }
    }
    return {};
}

void ServiceTest::initTestCase()
{
    QVERIFY2(m_description, "no such backend is shipped");
}

void ServiceTest::init()
{
    startAgain(m_make);
}

void ServiceTest::cleanup()
{
    m_bench.reset();
}

void ServiceTest::asksTheServicesOwnAddress()
{
    QCOMPARE(m_description->baseUrl.toString(), m_facts.address);
}

void ServiceTest::saysWhyACallIsAbsent_data()
{
    QTest::addColumn<CallId>("call");
    QTest::addColumn<QString>("reason");
    for (const Absence &absence : m_facts.absent) {
        QTest::addRow("%s", nameOf(absence.call).data()) << absence.call << absence.reason;
    }
}

/// The reason is the description's, and nothing leaves the program.
void ServiceTest::saysWhyACallIsAbsent()
{
    QFETCH(const CallId, call);
    QFETCH(const QString, reason);
    QVERIFY(!m_description->can(call));
    QVERIFY2(m_description->whyNot(call).contains(reason), qPrintable(m_description->whyNot(call)));
    const QJsonObject outcome = run(call);
    QCOMPARE(kindOf(outcome), u"NotAvailable"_s);
    QCOMPARE(errorPart(outcome, u"detail"_s), m_description->whyNot(call));
    QCOMPARE(takeRequests(), QStringList());
}

} // namespace orgkeeper
