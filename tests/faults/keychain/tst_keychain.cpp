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

/// The keychain store against a real GNOME Keyring; run by with-keyring.sh ready.
class tst_Keychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void keepsAndGivesBack();
    void absentIsEmpty();
    void removesWithProof();
    void lockedIsNotAbsent();
    void lockedIsNotRemoved();
    void lockedKeepsNothing();
    void unlockWithoutAnybodyToAskStaysLocked();
    void foreignEntryIsNoToken();
    void jobsKeepTheirOrder();

private:
    QObject m_owner;
};

void tst_Keychain::initTestCase()
{
    if (qgetenv("ORGKEEPER_TEST_KEYCHAIN") != "ready") {
        QFAIL("Run me by with-keyring.sh ready.");
    }
    QTRY_VERIFY(keyring::processId() != 0); // the daemon says that it runs before it has its name
}

void tst_Keychain::init()
{
    QVERIFY(keyring::unlock());
}

void tst_Keychain::cleanup()
{
    QVERIFY(keyring::unlock());
    KeychainTokenStore store(nullptr);
    const Ending removed = endingOf(store.remove(Account1, &m_owner));
    QVERIFY2(!removed.error, qPrintable(removed.error.detail));
}

void tst_Keychain::keepsAndGivesBack()
{
    KeychainTokenStore store(nullptr);
    const Secrets secrets{{u"user"_s, u"ada"_s}, {u"password"_s, u"Žluť \"…\" 🔑"_s}};
    const Ending written = endingOf(store.write(Account1, secrets, &m_owner));
    QVERIFY2(!written.error, qPrintable(written.error.detail));
    QVERIFY(keyring::entryOf(Account1).contains("Žluť"));

    const Ending read = endingOf(store.read(Account1, &m_owner));
    QVERIFY2(!read.error, qPrintable(read.error.detail));
    QCOMPARE(read.secrets, secrets);
    QCOMPARE(store.displayName(), u"GNOME Keyring"_s);

    const Secrets other{{u"token"_s, u"another"_s}};
    QVERIFY(!endingOf(store.write(Account1, other, &m_owner)).error);
    QCOMPARE(endingOf(store.read(Account1, &m_owner)).secrets, other);
}

void tst_Keychain::absentIsEmpty()
{
    KeychainTokenStore store(nullptr);
    const Ending read = endingOf(store.read(Account1, &m_owner));
    QVERIFY2(!read.error, qPrintable(read.error.detail));
    QVERIFY(read.secrets.isEmpty());
    QCOMPARE(read.keychain, KeychainState::Ready);
    QVERIFY(!endingOf(store.look(&m_owner)).error);
}

void tst_Keychain::removesWithProof()
{
    KeychainTokenStore store(nullptr);
    QVERIFY(!endingOf(store.write(Account1, {{u"token"_s, u"t"_s}}, &m_owner)).error);
    QVERIFY(!keyring::entryOf(Account1).isEmpty());
    QVERIFY(!endingOf(store.remove(Account1, &m_owner)).error);
    QVERIFY(keyring::entryOf(Account1).isEmpty());
    QVERIFY(!endingOf(store.remove(Account1, &m_owner)).error); // removed already is removed
}

void tst_Keychain::lockedIsNotAbsent()
{
    KeychainTokenStore store(nullptr);
    const Secrets secrets{{u"token"_s, u"kept"_s}};
    QVERIFY(!endingOf(store.write(Account1, secrets, &m_owner)).error);
    QVERIFY(keyring::lock());

    const Ending read = endingOf(store.read(Account1, &m_owner));
    QCOMPARE(read.error.kind, Error::Kind::Keychain);
    QCOMPARE(read.keychain, KeychainState::Locked);
    QVERIFY(read.error.detail.contains(u"locked"_s));
    QVERIFY(read.secrets.isEmpty());

    // The store looks once more after a failure. That is over when another, which began later, has
    // looked; from then on only the service's own word can tell it of the unlocking.
    KeychainTokenStore other(nullptr);
    QCOMPARE(endingOf(other.look(&m_owner)).keychain, KeychainState::Locked);
    QCOMPARE(endingOf(other.look(&m_owner)).keychain, KeychainState::Locked);
    QSignalSpy available(&store, &TokenStore::available);
    QVERIFY(keyring::unlock());
    QTRY_COMPARE(available.count(), 1);
    QCOMPARE(endingOf(store.read(Account1, &m_owner)).secrets, secrets);
}

void tst_Keychain::lockedIsNotRemoved()
{
    KeychainTokenStore store(nullptr);
    QVERIFY(!endingOf(store.write(Account1, {{u"token"_s, u"kept"_s}}, &m_owner)).error);
    QVERIFY(keyring::lock());

    const Ending removed = endingOf(store.remove(Account1, &m_owner));
    QCOMPARE(removed.error.kind, Error::Kind::Keychain);
    QCOMPARE(removed.keychain, KeychainState::Locked);

    QVERIFY(keyring::unlock());
    QVERIFY(keyring::entryOf(Account1).contains("kept"));
}

void tst_Keychain::lockedKeepsNothing()
{
    KeychainTokenStore store(nullptr);
    QVERIFY(keyring::lock());
    const Ending written = endingOf(store.write(Account1, {{u"token"_s, u"t"_s}}, &m_owner));
    QCOMPARE(written.keychain, KeychainState::Locked);
    QVERIFY(written.error.detail.contains(u"not kept"_s));
    QVERIFY(!written.error.mayHaveHappened);
    QVERIFY(keyring::unlock());
    QVERIFY(keyring::entryOf(Account1).isEmpty());
}

void tst_Keychain::unlockWithoutAnybodyToAskStaysLocked()
{
    KeychainTokenStore store(nullptr);
    QVERIFY(!endingOf(store.unlock(&m_owner)).error); // nothing to do
    QVERIFY(keyring::lock());
    const Ending unlocked = endingOf(store.unlock(&m_owner));
    QCOMPARE(unlocked.error.kind, Error::Kind::Keychain);
    QCOMPARE(unlocked.keychain, KeychainState::Locked);
}

void tst_Keychain::foreignEntryIsNoToken()
{
    KeychainTokenStore store(nullptr);
    for (const QByteArray &text : {QByteArray("no JSON"), QByteArray("[1]"),
                                   QByteArray("{\"token\":1}"), QByteArray("{\"token\":")}) {
        QVERIFY(keyring::store(Account1, text));
        const Ending read = endingOf(store.read(Account1, &m_owner));
        QCOMPARE(read.keychain, KeychainState::Failing);
        QVERIFY(!read.error.detail.contains(QString::fromUtf8(text)));
        QVERIFY(read.secrets.isEmpty());
    }
}

void tst_Keychain::jobsKeepTheirOrder()
{
    KeychainTokenStore store(nullptr);
    QStringList order;
    SecretsJob *last = nullptr;
    for (int i = 0; i < 12; ++i) {
        const auto note = [&order, i] { order.append(QString::number(i)); };
        last = store.write(Account1, {{u"token"_s, QString::number(i)}}, &m_owner);
        connect(last, &Job::finished, last, note);
    }
    QVERIFY(!endingOf(last).error);
    QCOMPARE(order.join(u' '), u"0 1 2 3 4 5 6 7 8 9 10 11"_s);
    QCOMPARE(endingOf(store.read(Account1, &m_owner)).secrets.value(u"token"_s), u"11"_s);
}

QTEST_GUILESS_MAIN(tst_Keychain)
#include "tst_keychain.moc"
