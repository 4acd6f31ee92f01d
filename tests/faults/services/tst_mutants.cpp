// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue.h"
#include "fixturerun.h"
#include "mutants.h"
#include "transcript.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

/// How many mutants each judge caught; it is asked only about those that the one before let pass.
struct Tally
{
    int loader = 0;
    int demo = 0;
    int fixtures = 0;
    QStringList survivors;

    [[nodiscard]] qsizetype all() const { return loader + demo + fixtures + survivors.size(); }
};

/// The fixtures' names, those of the call first: they are likeliest to tell.
QStringList fixturesFor(const Mutant &mutant, const QString &backend)
{
    QStringList names = FixtureRun::namesOf(backend);
    std::stable_partition(names.begin(), names.end(), [&mutant](const QString &name) {
        return name.section(u'.', 0, 0) == mutant.call;
    });
    return names;
}

bool fixturesCatch(const Mutant &mutant, const std::shared_ptr<const Description> &description)
{
    const QStringList names = fixturesFor(mutant, description->id);
    return std::any_of(names.begin(), names.end(), [&description](const QString &name) {
        FixtureRun run(description, name);
        return run.run() != run.expected();
    });
}

/// The demo's judge is the transcript of the description as it is shipped, of which the services'
/// own tests show that it is right; the fixtures' is what is written beside them.
void judge(const Mutant &mutant, const QString &file, const QJsonArray &right, Tally &tally)
{
    const LoadedDescription loaded = loadDescription(mutant.json, file, true);
    if (!loaded.description) {
        ++tally.loader;
    } else if (demoTranscript(loaded.description, &right) != right) {
        ++tally.demo;
    } else if (fixturesCatch(mutant, loaded.description)) {
        ++tally.fixtures;
    } else {
        tally.survivors.append(mutant.name);
    }
}

} // namespace

/// Mutation check of the shipped descriptions: with any one thing in them broken, the loader, the
/// demo service or a fixture shows it. What survives is either not tested or of no use, and then
/// does not belong into the description.
class TestMutants : public QObject
{
    Q_OBJECT

private:
    const Catalogue m_catalogue{QString(), nullptr};

private Q_SLOTS:
    void noneSurvives_data()
    {
        QTest::addColumn<LoadedDescription>("entry");
        for (const LoadedDescription &entry : m_catalogue.entries()) {
            QTest::newRow(qPrintable(entry.id)) << entry;
        }
    }
    void noneSurvives()
    {
        QFETCH(LoadedDescription, entry);
        QVERIFY2(entry.description, qPrintable(checkBackendReport(entry)));
        QElapsedTimer clock;
        clock.start();
        const QJsonArray right = demoTranscript(entry.description);
        QVERIFY2(!right.isEmpty(), "the demo does not speak this backend");
        QCOMPARE(demoTranscript(entry.description), right);
        QVERIFY(!fixturesCatch({}, entry.description));

        Tally tally;
        const QList<Mutant> mutants = mutantsOf(entry.source);
        for (const Mutant &mutant : mutants) {
            judge(mutant, entry.file, right, tally);
        }
        qInfo("%s: %lld mutants; %d caught by the loader, %d by the demo, %d by fixtures; %lld ms",
              qPrintable(entry.id), qlonglong(tally.all()), tally.loader, tally.demo,
              tally.fixtures, clock.elapsed());
        QVERIFY2(tally.all() > 80, "places were missed");
        QVERIFY2(tally.survivors.isEmpty(), qPrintable(tally.survivors.join(u"\n  "_s)));
    }
};

QTEST_GUILESS_MAIN(TestMutants)
#include "tst_mutants.moc"
