// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychaintokenstore.h"
#include "keyringkit.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QPointer>
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

/// The keychain store when the service halts or dies, and when jobs go early; run by
/// with-keyring.sh ready.
class tst_KeychainTrouble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
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

void tst_KeychainTrouble::initTestCase()
{
    if (qgetenv("ORGKEEPER_TEST_KEYCHAIN") != "ready") {
        QFAIL("Run me by with-keyring.sh ready.");
    }
    QTRY_VERIFY(keyring::processId() != 0); // the daemon says that it runs before it has its name
}

void tst_KeychainTrouble::init()
{
    QVERIFY(keyring::unlock());
}

void tst_KeychainTrouble::cleanup()
{
    QVERIFY(keyring::unlock());
    KeychainTokenStore store(nullptr);
    const Ending removed = endingOf(store.remove(Account1, &m_owner));
    QVERIFY2(!removed.error, qPrintable(removed.error.detail));
}

// A service that does not answer: its process is halted.
void tst_KeychainTrouble::stoppedServiceEndsEveryJob()
{
    KeychainTokenStore patient(nullptr);
    QVERIFY(!endingOf(patient.write(Account1, {{u"token"_s, u"t"_s}}, &m_owner)).error);
    KeychainTokenStore store({300ms, 300ms}, nullptr);
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
        QCOMPARE(last.error.kind, Error::Kind::Keychain);
        qInfo("ended after %lld ms, event loop held for %lld ms at most", last.ms,
              watch.longestMs());
        // A call that blocks would hold it for 25 seconds; the rest is leave for a busy computer.
        QVERIFY(last.ms < 3000 && watch.longestMs() < 1000);
    }
    QCOMPARE(endingOf(store.read(Account1, &m_owner)).keychain, KeychainState::Failing);
    QCOMPARE(kill(pid, SIGCONT), 0);
    QTRY_VERIFY(available.count() > 0);
    QCOMPARE(endingOf(patient.read(Account1, &m_owner)).secrets.value(u"token"_s), u"t"_s);
}

// The write has reached QtKeychain when the service falls silent. Which state the value is in then
// nobody knows; after the service goes on, what is asked last is what is true.
void tst_KeychainTrouble::patienceEndsAJobThatWasHandedOver()
{
    const auto pid = pid_t(keyring::processId());
    KeychainTokenStore patient(nullptr);
    int handedOver = 0;
    for (int round = 0; round < 40 && handedOver < 3; ++round) {
        QVERIFY(!endingOf(patient.remove(Account1, &m_owner)).error);
        KeychainTokenStore store({250ms, 250ms}, nullptr);
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
        SecretsJob *const then = patient.write(Account1, {{u"token"_s, u"newer"_s}}, &m_owner);
        QVERIFY(!endingOf(then).error);
        QCOMPARE(endingOf(patient.read(Account1, &m_owner)).secrets.value(u"token"_s), u"newer"_s);
    }
    QCOMPARE(handedOver, 3);
}

void tst_KeychainTrouble::endedJobsLeaveNothingBehind()
{
    const quint32 seed = 20261122;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    auto store = std::make_unique<KeychainTokenStore>(nullptr);
    int cancelled = 0;
    int destroyed = 0;
    for (int i = 0; i < 300; ++i) {
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
    QVERIFY(cancelled > 80 && destroyed > 80);
    const Secrets secrets{{u"token"_s, u"after all that"_s}};
    QVERIFY(!endingOf(store->write(Account1, secrets, &m_owner)).error);
    QCOMPARE(endingOf(store->read(Account1, &m_owner)).secrets, secrets);
    for (int digit = 0; digit < 5; ++digit) {
        const QString id = QString(Account1).replace(35, 1, QString::number(digit));
        QVERIFY(!endingOf(store->remove(id, &m_owner)).error);
        QVERIFY(keyring::entryOf(id).isEmpty());
    }
}

void tst_KeychainTrouble::storeMayGoBeforeItsJobs()
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

void tst_KeychainTrouble::tokenIsInNoFile()
{
    const QString canary = u"canary-"_s +
                           QString::number(QRandomGenerator::system()->generate64(), 36) +
                           QString::number(QRandomGenerator::system()->generate64(), 36);
    QLoggingCategory::setFilterRules(u"*=true"_s);
    Heard heard;
    {
        KeychainTokenStore store(nullptr);
        const Secrets secrets{{u"token"_s, canary}};
        QVERIFY(!endingOf(store.write(Account1, secrets, &m_owner)).error);
        QCOMPARE(endingOf(store.read(Account1, &m_owner)).secrets, secrets);
        QVERIFY(keyring::lock());
        const Ending locked = endingOf(store.write(Account1, secrets, &m_owner));
        QVERIFY(!details(locked.error).contains(canary));
        QVERIFY(keyring::unlock());
        const auto pid = pid_t(keyring::processId());
        kill(pid, SIGSTOP);
        KeychainTokenStore impatient({300ms, 300ms}, nullptr);
        const Ending halted = endingOf(impatient.write(Account1, secrets, &m_owner));
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
void tst_KeychainTrouble::outlivesARestartOfTheService()
{
    KeychainTokenStore store(nullptr);
    const Secrets secrets{{u"token"_s, u"kept"_s}};
    QVERIFY(!endingOf(store.write(Account1, secrets, &m_owner)).error);
    QCOMPARE(kill(pid_t(keyring::processId()), SIGKILL), 0);
    QTRY_COMPARE_WITH_TIMEOUT(keyring::processId(), 0, 30000); // it may be waiting for the disk
    QCOMPARE(endingOf(store.read(Account1, &m_owner)).keychain, KeychainState::Locked);
    QVERIFY(keyring::unlock());
    const Ending read = endingOf(store.read(Account1, &m_owner));
    QVERIFY2(!read.error, qPrintable(read.error.detail));
    QCOMPARE(read.secrets, secrets);
}

void tst_KeychainTrouble::killedServiceIsNoAbsence()
{
    const Secrets secrets{{u"token"_s, u"kept"_s}};
    QRandomGenerator random(7);
    for (int round = 0; round < 5; ++round) {
        KeychainTokenStore store(nullptr);
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

QTEST_GUILESS_MAIN(tst_KeychainTrouble)
#include "tst_keychaintrouble.moc"
