// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accountstore.h"
#include "catalogue.h"
#include "connection.h"
#include "connections.h"
#include "runtokenstore.h"
#include "scriptedstore.h"

#include <QFile>
#include <QPointer>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

const auto Id1 = u"7f3a2c54-0d1e-4f6a-9b7c-000000000001"_s;
const auto Id2 = u"7f3a2c54-0d1e-4f6a-9b7c-000000000002"_s;
const auto DemoId = u"7f3a2c54-0d1e-4f6a-9b7c-00000000000d"_s;

Account account(const QString &id, const QString &label, const QString &backend = u"ancla"_s)
{
    Account account;
    account.id = id;
    account.label = label;
    account.backend = backend;
    account.baseUrl = QUrl(u"https://ancla.example/api/v1"_s);
    return account;
}

} // namespace

class tst_Connections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void madeWhenFirstAskedFor();
    void followsTheStore();
    void demoAccountsComeAndGo();
    void removedBeforeItIsDeleted();
    void tellsOfStates();
    void takesChangedDescriptions();

private:
    void writeOwnDescription(const QByteArray &name) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<AccountStore> m_store;
    std::unique_ptr<Catalogue> m_catalogue;
    std::unique_ptr<ScriptedStore> m_keychain;
    std::unique_ptr<RunTokenStore> m_thisRun;
    std::unique_ptr<Connections> m_connections;
};

void tst_Connections::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    writeOwnDescription("Example Wiki");
    m_settings =
        std::make_unique<QSettings>(m_dir->filePath(u"accounts.ini"_s), QSettings::IniFormat);
    m_store = std::make_unique<AccountStore>(m_settings.get(), nullptr);
    m_catalogue = std::make_unique<Catalogue>(m_dir->path(), nullptr);
    m_keychain = std::make_unique<ScriptedStore>();
    m_thisRun = std::make_unique<RunTokenStore>(nullptr);
    m_connections = std::make_unique<Connections>(
        m_store.get(), m_catalogue.get(), m_keychain.get(), m_thisRun.get(), nullptr, nullptr);
}

void tst_Connections::cleanup()
{
    m_connections.reset();
}

// The shipped Ancla under another id: a description that is known to be right.
void tst_Connections::writeOwnDescription(const QByteArray &name) const
{
    QFile shipped(QStringLiteral(ORGKEEPER_SOURCE_DIR "/resources/backends/ancla.json"));
    QVERIFY(shipped.open(QIODevice::ReadOnly));
    QByteArray text = shipped.readAll();
    text.replace("\"id\": \"ancla\"", "\"id\": \"example-wiki\"");
    text.replace("\"name\": \"Ancla\"", "\"name\": \"" + name + '"');
    QFile file(m_dir->filePath(u"example-wiki.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void tst_Connections::madeWhenFirstAskedFor()
{
    QVERIFY(m_store->add(account(Id1, u"Acme"_s)));
    QCOMPARE(m_connections->ids(), QStringList{Id1});
    QVERIFY(m_connections->findChildren<Connection *>().isEmpty());
    Connection *const connection = m_connections->find(Id1);
    QVERIFY(connection);
    QCOMPARE(connection->account().label, u"Acme"_s);
    QCOMPARE(connection->state(), AccountState::Unopened);
    QCOMPARE(m_connections->find(Id1), connection);
    QVERIFY(!m_connections->find(Id2));
    QCOMPARE(m_keychain->reads, 0);

    QVERIFY(m_store->add(account(Id2, u"Muster"_s, u"unknown"_s)));
    QCOMPARE(m_connections->find(Id2)->state(), AccountState::Faulty);
}

void tst_Connections::followsTheStore()
{
    QSignalSpy added(m_connections.get(), &Connections::added);
    QSignalSpy updated(m_connections.get(), &Connections::updated);
    QSignalSpy removed(m_connections.get(), &Connections::removed);
    QSignalSpy moved(m_connections.get(), &Connections::moved);
    QVERIFY(m_store->add(account(Id1, u"Acme"_s)));
    QVERIFY(m_store->add(account(Id2, u"Muster"_s)));
    QCOMPARE(added.count(), 2);
    Connection *const connection = m_connections->find(Id1);
    QVERIFY(m_store->update(account(Id1, u"Acme Ancla"_s)));
    QVERIFY(m_store->update(account(Id2, u"Muster Ancla"_s)));
    QCOMPARE(updated.count(), 2);
    QCOMPARE(connection->account().label, u"Acme Ancla"_s);
    QCOMPARE(m_connections->labels(), (QStringList{u"Acme Ancla"_s, u"Muster Ancla"_s}));
    QVERIFY(m_store->move(Id2, 0));
    QCOMPARE(moved.count(), 1);
    QCOMPARE(m_connections->ids(), (QStringList{Id2, Id1}));
    QVERIFY(m_store->remove(Id2)); // never asked for
    QVERIFY(m_store->remove(Id1));
    QCOMPARE(removed.count(), 2);
    QVERIFY(m_connections->ids().isEmpty());
}

void tst_Connections::demoAccountsComeAndGo()
{
    QVERIFY(m_store->add(account(Id1, u"Acme"_s)));
    QSignalSpy added(m_connections.get(), &Connections::added);
    QSignalSpy removed(m_connections.get(), &Connections::removed);
    m_connections->addDemo(account(DemoId, u"Demo"_s));
    QCOMPARE(added.count(), 1);
    QCOMPARE(m_connections->ids(), (QStringList{Id1, DemoId}));
    QVERIFY(m_connections->find(DemoId)->account().demo);
    QCOMPARE(m_store->accounts().size(), 1); // never stored
    m_thisRun->put(DemoId, {{u"token"_s, u"t"_s}});
    m_connections->removeDemo(DemoId);
    m_connections->removeDemo(Id1); // is none
    QCOMPARE(removed.count(), 1);
    QVERIFY(!m_connections->find(DemoId));
    QVERIFY(m_connections->find(Id1));
    QObject owner;
    QVERIFY(m_thisRun->read(DemoId, &owner)->secrets().isEmpty());
}

void tst_Connections::removedBeforeItIsDeleted()
{
    QVERIFY(m_store->add(account(Id1, u"Acme"_s)));
    const QPointer<Connection> connection = m_connections->find(Id1);
    bool alive = false;
    connect(m_connections.get(), &Connections::removed, this,
            [&](const QString &id) { alive = connection && !m_connections->find(id); });
    QVERIFY(m_store->remove(Id1));
    QVERIFY(alive);
    QTRY_VERIFY(!connection);
}

void tst_Connections::tellsOfStates()
{
    QVERIFY(m_store->add(account(Id1, u"Acme"_s)));
    QSignalSpy states(m_connections.get(), &Connections::stateChanged);
    m_connections->find(Id1)->open();
    QTRY_COMPARE(m_connections->find(Id1)->state(), AccountState::NoToken);
    QCOMPARE(states.count(), 2);
    QCOMPARE(states.first().first().toString(), Id1);
}

void tst_Connections::takesChangedDescriptions()
{
    QVERIFY(m_store->add(account(Id1, u"Acme"_s)));
    QVERIFY(m_store->add(account(Id2, u"Wiki"_s, u"example-wiki"_s)));
    const QPointer<Connection> shipped = m_connections->find(Id1);
    const QPointer<Connection> own = m_connections->find(Id2);
    QCOMPARE(own->description()->name, u"Example Wiki"_s);
    QStringList said;
    connect(m_connections.get(), &Connections::removed, this,
            [&](const QString &id) { said.append(u"removed "_s + id.last(1)); });
    connect(m_connections.get(), &Connections::added, this,
            [&](const QString &id) { said.append(u"added "_s + id.last(1)); });

    // Read again unchanged, and with a mistake: the last good one stays.
    m_catalogue->reload();
    Q_EMIT m_catalogue->changed();
    QFile file(m_dir->filePath(u"example-wiki.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"schema\": 1, \"id\": \"example-wiki\", ");
    file.close();
    m_catalogue->reload();
    Q_EMIT m_catalogue->changed();
    QVERIFY(said.isEmpty());
    QCOMPARE(m_connections->find(Id2), own.data());

    writeOwnDescription("Example Wiki 2");
    m_catalogue->reload();
    Q_EMIT m_catalogue->changed();
    QCOMPARE(said.join(u", "_s), u"removed 2, added 2"_s);
    QTRY_VERIFY(!own);
    QCOMPARE(m_connections->find(Id2)->description()->name, u"Example Wiki 2"_s);
    QCOMPARE(m_connections->find(Id1), shipped.data());
}

QTEST_GUILESS_MAIN(tst_Connections)
#include "tst_connections.moc"
