// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychaintokenstore.h"
#include "keyringkit.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <csignal>

using namespace orgkeeper;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const auto Account1 = u"7f3a2c54-0d1e-4f6a-9b7c-000000000001"_s;

// One round of the event loop, a millisecond at the most.
void turn()
{
    QTimer::singleShot(1ms, qApp, [] {});
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

// Everything the program or its libraries say, at the highest level.
class Heard
{
public:
    Heard() { qInstallMessageHandler(&Heard::take); }
    ~Heard() { qInstallMessageHandler(nullptr); }
    static QString &text()
    {
        static QString all;
        return all;
    }

private:
    static void take(QtMsgType, const QMessageLogContext &, const QString &message)
    {
        text() += message + u'\n';
    }
};

} // namespace

/// The keychain store against a real GNOME Keyring; run by with-keyring.sh.
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
    void stoppedServiceEndsEveryJob();
    void patienceEndsAJobThatWasHandedOver();
    void endedJobsLeaveNothingBehind();
    void storeMayGoBeforeItsJobs();
    void tokenIsInNoFile();
    void outlivesARestartOfTheService();
    void killedServiceIsNoAbsence();

private:
    QObject m_owner;
};

void tst_Keychain::initTestCase()
{
    if (qgetenv("ORGKEEPER_TEST_KEYCHAIN") != "ready") {
        QFAIL("Run me by with-keyring.sh ready.");
    }
}

void tst_Keychain::init()
{
    QVERIFY(keyring::unlock());
}

void tst_Keychain::cleanup()
{
    QVERIFY(keyring::unlock());
    KeychainTokenStore store(nullptr);
    QVERIFY(!endingOf(store.remove(Account1, &m_owner)).error);
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

// A service that does not answer: its process is halted.
void tst_Keychain::stoppedServiceEndsEveryJob()
{
    KeychainTokenStore store({300ms, 300ms}, nullptr);
    QVERIFY(!endingOf(store.write(Account1, {{u"token"_s, u"t"_s}}, &m_owner)).error);
    const auto pid = pid_t(keyring::processId());
    QVERIFY(pid > 0);
    QSignalSpy available(&store, &TokenStore::available);
    QCOMPARE(kill(pid, SIGSTOP), 0);
    {
        LoopWatch watch;
        const QList<SecretsJob *> jobs{store.read(Account1, &m_owner),
                                       store.write(Account1, {}, &m_owner),
                                       store.remove(Account1, &m_owner), store.unlock(&m_owner)};
        const Ending last = endingOf(jobs.last());
        QVERIFY2(last.ms < 1000, qPrintable(QString::number(last.ms)));
        QCOMPARE(last.error.kind, Error::Kind::Keychain);
        QVERIFY2(watch.longestMs() < 100, qPrintable(QString::number(watch.longestMs())));
    }
    QCOMPARE(endingOf(store.read(Account1, &m_owner)).keychain, KeychainState::Failing);
    QCOMPARE(kill(pid, SIGCONT), 0);
    QTRY_VERIFY(available.count() > 0);
    QCOMPARE(endingOf(store.read(Account1, &m_owner)).secrets.value(u"token"_s), u"t"_s);
}

// The write has reached QtKeychain when the service falls silent. Which state the value is in then
// nobody knows; after the service goes on, what is asked last is what is true.
void tst_Keychain::patienceEndsAJobThatWasHandedOver()
{
    const auto pid = pid_t(keyring::processId());
    int handedOver = 0;
    for (int round = 0; round < 40 && handedOver < 3; ++round) {
        KeychainTokenStore store({250ms, 250ms}, nullptr);
        QVERIFY(!endingOf(store.remove(Account1, &m_owner)).error);
        SecretsJob *const write = store.write(Account1, {{u"token"_s, u"late"_s}}, &m_owner);
        for (int turns = 0; turns < round; ++turns) {
            turn();
        }
        kill(pid, SIGSTOP);
        SecretsJob *const waiting = store.read(Account1, &m_owner);
        Error::Kind waited = Error::Kind::None;
        connect(waiting, &Job::finished, this,
                [waiting, &waited] { waited = waiting->error().kind; });
        QSignalSpy waitedEnd(waiting, &Job::finished);
        const Ending written = endingOf(write);
        QTRY_COMPARE(waitedEnd.count(), 1);
        kill(pid, SIGCONT);
        if (written.error) {
            QCOMPARE(written.error.kind, Error::Kind::Keychain);
            handedOver += written.error.mayHaveHappened ? 1 : 0;
            QVERIFY(written.keychain == (written.error.mayHaveHappened ? KeychainState::Locked
                                                                       : KeychainState::Failing));
            QCOMPARE(waited, Error::Kind::Keychain);
        }
        SecretsJob *const then = store.write(Account1, {{u"token"_s, u"newer"_s}}, &m_owner);
        QVERIFY(!endingOf(then).error);
        QCOMPARE(endingOf(store.read(Account1, &m_owner)).secrets.value(u"token"_s), u"newer"_s);
    }
    QCOMPARE(handedOver, 3);
}

void tst_Keychain::endedJobsLeaveNothingBehind()
{
    const quint32 seed = 20261122;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    auto store = std::make_unique<KeychainTokenStore>(nullptr);
    int cancelled = 0;
    int destroyed = 0;
    for (int i = 0; i < 400; ++i) {
        auto owner = std::make_unique<QObject>();
        const QString id = QString(Account1).replace(35, 1, QString::number(random.bounded(5)));
        const int kind = random.bounded(4);
        SecretsJob *const job = kind == 0   ? store->read(id, owner.get())
                                : kind == 1 ? store->write(id, {{u"token"_s, id}}, owner.get())
                                : kind == 2 ? store->remove(id, owner.get())
                                            : store->look(owner.get());
        const QPointer<SecretsJob> guard = job;
        QSignalSpy finished(job, &Job::finished);
        for (int turns = random.bounded(14); turns > 0 && guard && !guard->isFinished(); --turns) {
            turn();
        }
        if (random.bounded(2) == 0 && guard) {
            job->cancel();
            job->cancel();
            ++cancelled;
            QTRY_COMPARE(finished.count(), 1);
        } else {
            owner.reset();
            ++destroyed;
        }
        if (random.bounded(20) == 0) {
            store = std::make_unique<KeychainTokenStore>(nullptr);
        }
    }
    QVERIFY(cancelled > 100 && destroyed > 100);
    const Secrets secrets{{u"token"_s, u"after all that"_s}};
    QVERIFY(!endingOf(store->write(Account1, secrets, &m_owner)).error);
    QCOMPARE(endingOf(store->read(Account1, &m_owner)).secrets, secrets);
    for (int digit = 0; digit < 5; ++digit) {
        const QString id = QString(Account1).replace(35, 1, QString::number(digit));
        QVERIFY(!endingOf(store->remove(id, &m_owner)).error);
        QVERIFY(keyring::entryOf(id).isEmpty());
    }
}

void tst_Keychain::storeMayGoBeforeItsJobs()
{
    for (int turns = 0; turns < 12; ++turns) {
        auto store = std::make_unique<KeychainTokenStore>(nullptr);
        store->read(Account1, &m_owner);
        SecretsJob *const waiting = store->read(Account1, &m_owner);
        QSignalSpy ended(waiting, &Job::finished);
        for (int i = 0; i < turns; ++i) {
            turn();
        }
        store.reset();
        QTRY_COMPARE(ended.count(), 1);
    }
}

void tst_Keychain::tokenIsInNoFile()
{
    const QString canary = u"canary-"_s +
                           QString::number(QRandomGenerator::system()->generate64(), 36) +
                           QString::number(QRandomGenerator::system()->generate64(), 36);
    QLoggingCategory::setFilterRules(u"*=true"_s);
    Heard heard;
    {
        KeychainTokenStore store({400ms, 400ms}, nullptr);
        const Secrets secrets{{u"token"_s, canary}};
        QVERIFY(!endingOf(store.write(Account1, secrets, &m_owner)).error);
        QCOMPARE(endingOf(store.read(Account1, &m_owner)).secrets, secrets);
        QVERIFY(keyring::lock());
        const Ending locked = endingOf(store.write(Account1, secrets, &m_owner));
        QVERIFY(!details(locked.error).contains(canary));
        QVERIFY(keyring::unlock());
        const auto pid = pid_t(keyring::processId());
        kill(pid, SIGSTOP);
        const Ending halted = endingOf(store.write(Account1, secrets, &m_owner));
        QVERIFY(!details(halted.error).contains(canary));
        kill(pid, SIGCONT);
    }
    QCOMPARE(filesWith(canary), QStringList());
    QVERIFY(!Heard::text().contains(canary));

    // The search itself finds what is there.
    QFile planted(QDir::homePath() + u"/planted"_s);
    for (const QByteArray &form :
         {canary.toUtf8(), ("ab" + canary.toUtf8() + "c").toBase64(),
          QByteArray(reinterpret_cast<const char *>(canary.utf16()), canary.size() * 2)}) {
        QVERIFY(planted.open(QIODevice::WriteOnly));
        planted.write(form);
        planted.close();
        QCOMPARE(filesWith(canary).size(), 1);
    }
    QVERIFY(planted.remove());
}

// These two come last: after them the service is another process.
void tst_Keychain::outlivesARestartOfTheService()
{
    KeychainTokenStore store(nullptr);
    const Secrets secrets{{u"token"_s, u"kept"_s}};
    QVERIFY(!endingOf(store.write(Account1, secrets, &m_owner)).error);
    QCOMPARE(kill(pid_t(keyring::processId()), SIGKILL), 0);
    QTRY_COMPARE(keyring::processId(), 0);
    QCOMPARE(endingOf(store.read(Account1, &m_owner)).keychain, KeychainState::Locked);
    QVERIFY(keyring::unlock());
    const Ending read = endingOf(store.read(Account1, &m_owner));
    QVERIFY2(!read.error, qPrintable(read.error.detail));
    QCOMPARE(read.secrets, secrets);
}

void tst_Keychain::killedServiceIsNoAbsence()
{
    const Secrets secrets{{u"token"_s, u"kept"_s}};
    QRandomGenerator random(7);
    for (int round = 0; round < 8; ++round) {
        KeychainTokenStore store({3000ms, 3000ms}, nullptr);
        const Ending written = endingOf(store.write(Account1, secrets, &m_owner));
        QVERIFY2(!written.error, qPrintable(written.error.detail));
        SecretsJob *const read = store.read(Account1, &m_owner);
        SecretsJob *const remove = store.remove(Account1, &m_owner);
        bool claimsAbsent = false;
        connect(read, &Job::finished, this, [read, &claimsAbsent] {
            claimsAbsent = !read->error() && read->secrets().isEmpty();
        });
        for (int turns = random.bounded(12); turns > 0; --turns) {
            turn();
        }
        QCOMPARE(kill(pid_t(keyring::processId()), SIGKILL), 0);
        const Ending removed = endingOf(remove);
        QVERIFY(!claimsAbsent);
        QVERIFY(keyring::unlock());
        QCOMPARE(!removed.error, keyring::entryOf(Account1).isEmpty());
    }
}

QTEST_GUILESS_MAIN(tst_Keychain)
#include "tst_keychain.moc"
