// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tabletest.h"

#include <QTest>

namespace orgkeeper::test {

using namespace Qt::StringLiterals;

OwnedRow row(const QString &id, const QString &name, const OwnedCell &members)
{
    OwnedRow made(11);
    made[0] = id;
    if (!name.isNull()) {
        made[1] = name;
    }
    made[3] = members;
    return made;
}

void TableTest::init()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    m_model =
        std::make_unique<OrganizationsModel>(organizationsDescription(), u"account"_s, nullptr);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_sentMs = 1'000'000;
}

void TableTest::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

void TableTest::read(const QList<OwnedRow> &rows, const Error &error)
{
    RowSink *sink = m_model->beginReading();
    sink->beginPage(++m_sentMs, false);
    for (const OwnedRow &each : rows) {
        test::addRow(*sink, each);
    }
    m_model->endReading(error, false);
}

void TableTest::readMany(int count)
{
    m_tester.reset(); // it looks at each cell at each signal
    QList<OwnedRow> rows;
    for (int n = 0; n < count; ++n) {
        rows.append(organizationRow(n));
    }
    read(rows);
    QTRY_VERIFY(m_model->isSettled());
}

QStringList TableTest::shown() const
{
    QStringList ids;
    for (int each = 0; each < m_model->rowCount(); ++each) {
        ids.append(m_model->idAt(each));
    }
    return ids;
}

QVariant TableTest::at(int row, const QString &key, int role) const
{
    return m_model->index(row, m_model->entity().indexOf(key)).data(role);
}

} // namespace orgkeeper::test
