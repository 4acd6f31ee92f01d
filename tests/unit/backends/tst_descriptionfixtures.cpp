// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue.h"
#include "fixturerun.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// The shipped descriptions against replies written by hand from the services' public
/// documentation; FixtureRun says what a fixture is.
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
            const QDir folder(FixtureRun::folderOf(entry.id));
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
            const QStringList names = FixtureRun::namesOf(entry.id);
            for (const QString &name : names) {
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
        const auto id = FixtureRun::callOf(fixture);
        QVERIFY2(id && description->can(*id), "a fixture of a call that is not described");
        FixtureRun run(description, fixture);
        const QJsonObject seen = run.run();
        QCOMPARE(QJsonDocument(seen).toJson(), QJsonDocument(run.expected()).toJson());
    }
};

QTEST_GUILESS_MAIN(TestDescriptionFixtures)
#include "tst_descriptionfixtures.moc"
