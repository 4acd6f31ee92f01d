// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychaintokenstore.h"
#include "keyringkit.h"

#include <QSignalSpy>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

const auto Account1 = u"7f3a2c54-0d1e-4f6a-9b7c-000000000001"_s;

} // namespace

/// The keychain store where there is no keychain; run by with-keyring.sh noprovider or nobus.
class tst_KeychainMissing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyJobSaysSo_data();
    void everyJobSaysSo();
    void nothingIsKeptInAFile();
    void comesUpLater();

private:
    QObject m_owner;
};

void tst_KeychainMissing::initTestCase()
{
    const QByteArray state = qgetenv("ORGKEEPER_TEST_KEYCHAIN");
    if (state != "noprovider" && state != "nobus") {
        QFAIL("Run me by with-keyring.sh noprovider or nobus.");
    }
}

void tst_KeychainMissing::everyJobSaysSo_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("read") << 0;
    QTest::newRow("write") << 1;
    QTest::newRow("remove") << 2;
    QTest::newRow("look") << 3;
    QTest::newRow("unlock") << 4;
}

void tst_KeychainMissing::everyJobSaysSo()
{
    QFETCH(int, kind);
    KeychainTokenStore store(nullptr);
    SecretsJob *const job = kind == 0   ? store.read(Account1, &m_owner)
                            : kind == 1 ? store.write(Account1, {{u"token"_s, u"t"_s}}, &m_owner)
                            : kind == 2 ? store.remove(Account1, &m_owner)
                            : kind == 3 ? store.look(&m_owner)
                                        : store.unlock(&m_owner);
    const Ending ending = endingOf(job);
    QCOMPARE(ending.error.kind, Error::Kind::Keychain);
    QCOMPARE(ending.keychain, KeychainState::Missing);
    QVERIFY(ending.error.detail.contains(u"Install gnome-keyring or KWallet"_s));
    QVERIFY(!ending.error.mayHaveHappened);
    QVERIFY2(ending.ms < 1000, qPrintable(QString::number(ending.ms)));
}

void tst_KeychainMissing::nothingIsKeptInAFile()
{
    KeychainTokenStore store(nullptr);
    const QString canary = u"canary-of-a-computer-without-a-keychain"_s;
    QVERIFY(endingOf(store.write(Account1, {{u"token"_s, canary}}, &m_owner)).error);
    QCOMPARE(filesWith(canary), QStringList());
}

void tst_KeychainMissing::comesUpLater()
{
    if (qgetenv("ORGKEEPER_TEST_KEYCHAIN") == "nobus") {
        QSKIP("Without a bus no service can come up.");
    }
    KeychainTokenStore store(nullptr);
    QCOMPARE(endingOf(store.read(Account1, &m_owner)).keychain, KeychainState::Missing);
    QSignalSpy available(&store, &TokenStore::available);
    QVERIFY(keyring::unlock());
    QTRY_COMPARE(available.count(), 1);
    QVERIFY(!endingOf(store.write(Account1, {{u"token"_s, u"t"_s}}, &m_owner)).error);
    QVERIFY(keyring::entryOf(Account1).contains("\"t\""));
}

QTEST_GUILESS_MAIN(tst_KeychainMissing)
#include "tst_keychainmissing.moc"
