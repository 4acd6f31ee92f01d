// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accountstore.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

const auto Id1 = u"7f3a2c54-0d1e-4f6a-9b7c-000000000001"_s;
const auto Id2 = u"7f3a2c54-0d1e-4f6a-9b7c-000000000002"_s;
const auto Id3 = u"7f3a2c54-0d1e-4f6a-9b7c-000000000003"_s;

Account account(const QString &id, const QString &label)
{
    Account account;
    account.id = id;
    account.label = label;
    account.backend = u"ancla"_s;
    account.baseUrl = QUrl(u"https://ancla.example/api/v1"_s);
    return account;
}

QStringList labelsOf(const AccountStore &store)
{
    QStringList labels;
    for (const Account &each : store.accounts()) {
        labels.append(each.label);
    }
    return labels;
}

} // namespace

class tst_AccountStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startsEmpty();
    void keepsEveryField();
    void keepsOrder();
    void updatesAndRemoves();
    void refusesWhatIsNoAccount();
    void brokenEntriesStayAsTheyAre_data();
    void brokenEntriesStayAsTheyAre();
    void unreadableFileIsNotWritten();
    void aFailedWriteChangesNothing();
    void otherSettingsStay();

private:
    [[nodiscard]] QByteArray content() const;
    void write(const QByteArray &content) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void tst_AccountStore::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"accounts.ini"_s);
}

QByteArray tst_AccountStore::content() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_AccountStore::write(const QByteArray &content) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void tst_AccountStore::startsEmpty()
{
    QSettings settings(m_path, QSettings::IniFormat);
    const AccountStore store(&settings, nullptr);
    QVERIFY(store.accounts().isEmpty());
    QVERIFY(store.broken().isEmpty());
    QVERIFY(!store.find(Id1));
}

void tst_AccountStore::keepsEveryField()
{
    Account whole = account(Id1, u"Příklad, \"Acme\"; [1] = %41 \\ 🏢"_s);
    whole.environment = Environment::Production;
    whole.iAm = u"ada@acme.example"_s;
    whole.baseUrl = QUrl(u"https://ancla.example:8443/a%20b/%C5%BE"_s);
    {
        QSettings settings(m_path, QSettings::IniFormat);
        AccountStore store(&settings, nullptr);
        QSignalSpy added(&store, &AccountStore::added);
        QVERIFY2(store.add(whole), qPrintable(store.lastError()));
        QCOMPARE(added.count(), 1);
        QCOMPARE(added.first().first().toString(), Id1);
        QVERIFY(content().contains("production")); // it is in the file already
    }
    QSettings settings(m_path, QSettings::IniFormat);
    const AccountStore store(&settings, nullptr);
    QCOMPARE(store.accounts(), QList<Account>{whole});
    QVERIFY(store.find(Id1));
}

void tst_AccountStore::keepsOrder()
{
    {
        QSettings settings(m_path, QSettings::IniFormat);
        AccountStore store(&settings, nullptr);
        // Ids in the order opposite to that of their coming.
        QVERIFY(store.add(account(Id3, u"c"_s)));
        QVERIFY(store.add(account(Id2, u"b"_s)));
        QVERIFY(store.add(account(Id1, u"a"_s)));
        QCOMPARE(labelsOf(store).join(u' '), u"c b a"_s);
        QSignalSpy moved(&store, &AccountStore::moved);
        QVERIFY(store.move(Id1, 0));
        QCOMPARE(moved.count(), 1);
        QVERIFY(!store.move(Id1, 3));
        QVERIFY(!store.move(u"none"_s, 0));
    }
    QSettings settings(m_path, QSettings::IniFormat);
    const AccountStore store(&settings, nullptr);
    QCOMPARE(labelsOf(store).join(u' '), u"a c b"_s);
}

void tst_AccountStore::updatesAndRemoves()
{
    QSettings settings(m_path, QSettings::IniFormat);
    AccountStore store(&settings, nullptr);
    QVERIFY(store.add(account(Id1, u"Acme"_s)));
    QVERIFY(store.add(account(Id2, u"Muster"_s)));
    Account changed = account(Id1, u"Acme Ancla"_s);
    changed.environment = Environment::ReadOnly;
    QSignalSpy updated(&store, &AccountStore::updated);
    QVERIFY(store.update(changed));
    QCOMPARE(updated.count(), 1);
    QCOMPARE(*store.find(Id1), changed);
    QVERIFY(content().contains("read-only"));

    QSignalSpy removed(&store, &AccountStore::removed);
    QVERIFY(store.remove(Id1));
    QCOMPARE(removed.count(), 1);
    QVERIFY(!store.find(Id1));
    QVERIFY(!content().contains(Id1.toLatin1()));
    QVERIFY(!store.remove(Id1));
    QVERIFY(!store.update(changed));
    QVERIFY(!store.lastError().isEmpty());
    QCOMPARE(updated.count(), 1);
    QCOMPARE(removed.count(), 1);
}

void tst_AccountStore::refusesWhatIsNoAccount()
{
    QSettings settings(m_path, QSettings::IniFormat);
    AccountStore store(&settings, nullptr);
    QVERIFY(store.add(account(Id1, u"Acme"_s)));
    const QByteArray before = content();
    Account demo = account(Id2, u"Demo"_s);
    demo.demo = true;
    QVERIFY(!store.add(demo));
    QVERIFY(!store.add(account(Id1, u"again"_s)));
    QVERIFY(!store.add(account(u"../../x"_s, u"no id"_s)));
    QVERIFY(!store.add(account(u'{' + Id2 + u'}', u"braces"_s)));
    QCOMPARE(content(), before);
}

void tst_AccountStore::brokenEntriesStayAsTheyAre_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("lines"); // %1 is the id
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const QByteArray &lines, const QString &word,
                        const QString &id = Id2) { QTest::newRow(name) << id << lines << word; };
    row("no URL", "%1\\backend=ancla\n%1\\environment=normal\n%1\\label=Broken\n", u"base URL"_s);
    row("no label", "%1\\backend=ancla\n%1\\baseUrl=https://a.example\n%1\\environment=normal\n",
        u"label"_s);
    row("no backend", "%1\\baseUrl=https://a.example\n%1\\environment=normal\n%1\\label=Broken\n",
        u"service"_s);
    row("unknown environment",
        "%1\\backend=ancla\n%1\\baseUrl=https://a.example\n%1\\environment=staging\n"
        "%1\\label=Broken\n",
        u"environment"_s);
    row("plain http",
        "%1\\backend=ancla\n%1\\baseUrl=http://a.example\n%1\\environment=normal\n"
        "%1\\label=Broken\n",
        u"http"_s);
    row("a password in the URL",
        "%1\\backend=ancla\n%1\\baseUrl=https://u:hush@a.example\n%1\\environment=normal\n"
        "%1\\label=Broken\n",
        u"password"_s);
    row("no UUID",
        "%1\\backend=ancla\n%1\\baseUrl=https://a.example\n%1\\environment=normal\n"
        "%1\\label=Broken\n",
        u"UUID"_s, u"mine"_s);
    row("words of another version", "%1\\kind=7\n%1\\nested\\deep=\"a, b\"\n", u"environment"_s);
}

void tst_AccountStore::brokenEntriesStayAsTheyAre()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, lines);
    QFETCH(QString, word);
    lines.replace("%1", id.toLatin1());
    write("[accounts]\n" + lines);
    QSettings settings(m_path, QSettings::IniFormat);
    AccountStore store(&settings, nullptr);
    QVERIFY(store.accounts().isEmpty());
    QCOMPARE(store.broken().size(), 1);
    QVERIFY2(store.broken().first().contains(word), qPrintable(store.broken().first()));
    QVERIFY(!store.broken().first().contains(u"hush"_s));

    QVERIFY(store.add(account(Id1, u"Acme"_s)));
    QVERIFY(store.update(account(Id1, u"Acme Ancla"_s)));
    QVERIFY(!store.add(account(id, u"over it"_s)));
    for (const QByteArray &line : lines.split('\n')) {
        QVERIFY2(content().split('\n').contains(line), line.constData());
    }
    QVERIFY(store.remove(Id1));
    for (const QByteArray &line : lines.split('\n')) {
        QVERIFY2(content().split('\n').contains(line), line.constData());
    }
    QSettings again(m_path, QSettings::IniFormat);
    QCOMPARE(AccountStore(&again, nullptr).broken().size(), 1);
}

void tst_AccountStore::unreadableFileIsNotWritten()
{
    const QByteArray broken = "[accounts]\nthis is no setting\n<<<<<<< mine\n";
    write(broken);
    QSettings settings(m_path, QSettings::IniFormat);
    AccountStore store(&settings, nullptr);
    QSignalSpy added(&store, &AccountStore::added);
    QVERIFY(!store.add(account(Id1, u"Acme"_s)));
    QVERIFY(store.lastError().contains(u"Nothing was written"_s));
    QVERIFY(store.accounts().isEmpty());
    QCOMPARE(added.count(), 0);
    QCOMPARE(content(), broken);
}

void tst_AccountStore::aFailedWriteChangesNothing()
{
    QSettings settings(m_path, QSettings::IniFormat);
    AccountStore store(&settings, nullptr);
    QVERIFY(store.add(account(Id1, u"Acme"_s)));
    const QByteArray before = content();
    QSignalSpy changed(&store, &AccountStore::updated);

    // Permissions do not stop an administrator, a folder in the file's place stops everybody.
    const QString aside = m_path + u".aside"_s;
    QVERIFY(QFile::rename(m_path, aside));
    QVERIFY(QDir().mkpath(m_path + u"/full"_s));
    QVERIFY(!store.add(account(Id2, u"Muster"_s)));
    QVERIFY(store.lastError().contains(u"could not be written"_s));
    QVERIFY(!store.update(account(Id1, u"other"_s)));
    QVERIFY(!store.remove(Id1));
    QCOMPARE(labelsOf(store), QStringList{u"Acme"_s});
    QCOMPARE(changed.count(), 0);

    // The disk is well again: so is the store, and nothing of what was refused comes back.
    QVERIFY(QDir(m_path).removeRecursively());
    QVERIFY(QFile::rename(aside, m_path));
    QVERIFY2(store.update(account(Id1, u"Acme 2"_s)), qPrintable(store.lastError()));
    QVERIFY(content().contains("Acme 2"));
    QVERIFY(!content().contains("Muster"));
    QCOMPARE(content().count('\n'), before.count('\n'));
}

void tst_AccountStore::otherSettingsStay()
{
    write("[General]\nappearance=dark\n\n[window]\ngeometry=@ByteArray(\\x1\\xd9)\n");
    QSettings settings(m_path, QSettings::IniFormat);
    AccountStore store(&settings, nullptr);
    QVERIFY(store.add(account(Id1, u"Acme"_s)));
    QVERIFY(store.remove(Id1));
    QVERIFY(content().contains("appearance=dark"));
    QVERIFY(content().contains("geometry=@ByteArray(\\x1\\xd9)"));
}

QTEST_GUILESS_MAIN(tst_AccountStore)
#include "tst_accountstore.moc"
