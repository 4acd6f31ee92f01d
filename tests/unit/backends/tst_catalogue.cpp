// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

QByteArray wiki(const QByteArray &id, const QByteArray &name = "Example Wiki")
{
    return R"({
  "schema": 1,
  "id": ")" +
           id + R"(",
  "name": ")" +
           name + R"(",
  "auth": { "headers": { "X-API-Key": "{token}" } },
  "organization": { "fields": [ { "key": "id", "value": "/id" }, { "key": "name", "value": "/name" } ] },
  "calls": { "listOrganizations": { "read": "GET /groups" } }
})";
}

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(text), text.size());
    }

    static const LoadedDescription *entry(const Catalogue &catalogue, const QString &file)
    {
        for (const LoadedDescription &each : catalogue.entries()) {
            if (each.file.endsWith(file)) {
                return &each;
            }
        }
        return nullptr;
    }

private Q_SLOTS:
    void cleanup()
    {
        QDir folder(m_folder.path());
        for (const QString &name : folder.entryList(QDir::Files)) {
            QVERIFY(folder.remove(name));
        }
    }

    void shippedOnesAreThereAndGood()
    {
        const Catalogue catalogue(QString(), nullptr);
        QStringList names;
        for (const LoadedDescription &each : catalogue.entries()) {
            QVERIFY2(each.problems.isEmpty(), qPrintable(checkBackendReport(each)));
            QVERIFY(each.description->shipped);
            names.append(each.name);
        }
        QCOMPARE(names, QStringList({u"Ancla"_s, u"k6 Cloud"_s}));
        QVERIFY(catalogue.find(u"ancla"_s));
        QVERIFY(catalogue.find(u"k6-cloud"_s));
        QVERIFY(!catalogue.find(u"schema"_s));
    }

    void usersOnesComeAfterByName()
    {
        write(u"b.json"_s, wiki("zebra", "aardvark"));
        write(u"a.json"_s, wiki("apple", "Muster"));
        write(u"broken.json"_s, "{ \"name\": \"Broken\", ");
        write(u"notes.txt"_s, wiki("notes"));
        const Catalogue catalogue(m_folder.path(), nullptr);
        QStringList names;
        for (const LoadedDescription &each : catalogue.entries()) {
            names.append(each.name);
        }
        QCOMPARE(names,
                 QStringList({u"Ancla"_s, u"k6 Cloud"_s, u"aardvark"_s, u"Broken"_s, u"Muster"_s}));
        QVERIFY(!catalogue.find(u"apple"_s)->shipped);
        QVERIFY(!entry(catalogue, u"broken.json"_s)->description);
    }

    void aShippedIdCannotBeTaken()
    {
        write(u"mine.json"_s, wiki("ancla", "Ancla"));
        const Catalogue catalogue(m_folder.path(), nullptr);
        QVERIFY(catalogue.find(u"ancla"_s)->shipped);
        const LoadedDescription *mine = entry(catalogue, u"mine.json"_s);
        QVERIFY(mine);
        QVERIFY(!mine->description);
        QCOMPARE(mine->problems.size(), 1);
        QCOMPARE(mine->problems.first().line, 3);
        QCOMPARE(mine->problems.first().text,
                 u"“id” is “ancla”, which is shipped with Orgkeeper."_s);
    }

    void filesWithOneIdAreAllRefused_data()
    {
        QTest::addColumn<int>("equal");
        for (int equal = 0; equal <= 3; ++equal) {
            QTest::addRow("%d with the same id", equal) << equal;
        }
    }

    void filesWithOneIdAreAllRefused()
    {
        QFETCH(const int, equal);
        const QStringList names = QStringList({u"a.json"_s, u"c.json"_s, u"e.json"_s}).first(equal);
        for (const QString &name : names) {
            write(name, wiki("wiki", "Wiki"));
        }
        write(u"b.json"_s, wiki("good-one", "Good"));
        write(u"d.json"_s, wiki("good-two", "Good"));
        write(u"f.json"_s, wiki("k6-cloud", "Taken"));
        write(u"g.json"_s, "{ \"name\": \"without id\" }");
        write(u"h.json"_s, "{ \"name\": \"without id, too\" }");
        const Catalogue catalogue(m_folder.path(), nullptr);

        for (const QString &name : names) {
            const LoadedDescription *each = entry(catalogue, u"/"_s + name);
            QCOMPARE(bool(each->description), equal < 2);
            QCOMPARE(each->problems.size(), equal < 2 ? 0 : 1);
            for (const QString &other : equal < 2 ? QStringList() : names) {
                QCOMPARE(each->problems.first().text.contains(other), other != name);
            }
            QCOMPARE(equal < 2 ? 3 : each->problems.first().line, 3);
        }
        QCOMPARE(bool(catalogue.find(u"wiki"_s)), equal == 1);
        QVERIFY(catalogue.find(u"good-one"_s));
        QVERIFY(catalogue.find(u"good-two"_s));
        QVERIFY(catalogue.find(u"k6-cloud"_s)->shipped);
        QVERIFY(!entry(catalogue, u"f.json"_s)->description);
        for (const QString &without : {u"g.json"_s, u"h.json"_s}) {
            for (const Problem &problem : entry(catalogue, without)->problems) {
                QVERIFY2(!problem.text.contains("another of your files"_L1),
                         qPrintable(problem.text));
            }
        }
    }

    void aFileIsGoodOnceItsNamesakeWent()
    {
        write(u"a.json"_s, wiki("wiki", "First"));
        write(u"b.json"_s, wiki("wiki", "Second"));
        Catalogue catalogue(m_folder.path(), nullptr);
        QVERIFY(!catalogue.find(u"wiki"_s));
        QVERIFY(QFile::remove(path(u"a.json"_s)));
        catalogue.reload();
        QVERIFY(catalogue.find(u"wiki"_s));
        QCOMPARE(catalogue.find(u"wiki"_s)->name, u"Second"_s);
    }

    void filesThatComeChangeAndGoAreSeen()
    {
        Catalogue catalogue(m_folder.path(), nullptr);
        QSignalSpy changed(&catalogue, &Catalogue::changed);
        write(u"wiki.json"_s, wiki("wiki", "One"));
        QTRY_COMPARE(changed.size(), 1);
        const auto kept = catalogue.find(u"wiki"_s);
        QCOMPARE(kept->name, u"One"_s);

        write(u"wiki.json"_s, wiki("wiki", "Two"));
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(catalogue.find(u"wiki"_s)->name, u"Two"_s);
        QCOMPARE(kept->name, u"One"_s);

        // As editors save: a new file takes the old one's name, twice, so that watching went on.
        for (const QByteArray name : {"Three", "Four"}) {
            const auto before = changed.size();
            QSaveFile file(path(u"wiki.json"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(wiki("wiki", name));
            QVERIFY(file.commit());
            QTRY_VERIFY(changed.size() > before);
            QTRY_COMPARE(catalogue.find(u"wiki"_s)->name, QString::fromUtf8(name));
        }

        const auto before = changed.size();
        QVERIFY(QFile::remove(path(u"wiki.json"_s)));
        QTRY_VERIFY(changed.size() > before);
        QVERIFY(!catalogue.find(u"wiki"_s));
    }

    void savingWithoutAChangeIsSilent()
    {
        write(u"wiki.json"_s, wiki("wiki"));
        Catalogue catalogue(m_folder.path(), nullptr);
        QSignalSpy changed(&catalogue, &Catalogue::changed);
        catalogue.reload();
        QCOMPARE(changed.size(), 0);
        write(u"other.json"_s, wiki("other"));
        write(u"third.json"_s, wiki("third"));
        catalogue.reload();
        QCOMPARE(changed.size(), 1);
    }

    void aFolderThatComesLaterIsSeen()
    {
        const QString folder = path(u"config/orgkeeper/backends"_s);
        Catalogue catalogue(folder, nullptr);
        QSignalSpy changed(&catalogue, &Catalogue::changed);
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + u"/wiki.json"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(wiki("late"));
        file.close();
        QTRY_VERIFY(catalogue.find(u"late"_s));
        QVERIFY(changed.size() >= 1);
        QVERIFY(QDir(path(u"config"_s)).removeRecursively());
        QTRY_VERIFY(!catalogue.find(u"late"_s));
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
