// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schedule.h"

#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace orgkeeper;

namespace {

constexpr int Schedules = 1000;
constexpr int SideBySide = 40;
constexpr quint32 Seed = 20261122;
constexpr int OutageMs = 120;
constexpr int SettlePauseMs = 60; ///< longer than the longest late arrival

ChangeBench::Settings settings()
{
    ChangeBench::Settings settings;
    settings.organizations = Schedules;
    settings.people = 300;
    settings.runner.settlePause = std::chrono::milliseconds(SettlePauseMs);
    settings.runner.firstPause = std::chrono::milliseconds(10);
    settings.runner.longestPause = std::chrono::milliseconds(40);
    settings.runner.minimumAdmins = 0; // the guards have a test of their own
    settings.limits.inactivity = std::chrono::milliseconds(1000);
    settings.limits.writeDeadline = std::chrono::milliseconds(250);
    settings.limits.retry.firstWait = std::chrono::milliseconds(5);
    settings.limits.retry.longestWait = std::chrono::milliseconds(20);
    return settings;
}

} // namespace

/// Random schedules of lost, cut, late and refused requests, double clicks, a service that goes
/// down and comes back, and a second admin, many organizations side by side.
class TestSchedules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settleTruthfully_data();
    void settleTruthfully();

private:
    [[nodiscard]] bool isDone(int schedules) const;
    void runAll(int schedules, bool secondAdmin);
    void startNext(bool secondAdmin);
    void listen();
    void breakDown();
    void comeBack();

    std::unique_ptr<ChangeBench> m_bench;
    QHash<QByteArray, Schedule *> m_bySlug;
    std::vector<std::unique_ptr<Schedule>> m_schedules;
    int m_running = 0;
};

void TestSchedules::settleTruthfully_data()
{
    QTest::addColumn<bool>("secondAdmin");
    QTest::addColumn<int>("schedules");
    QTest::newRow("alone") << false << Schedules * 6 / 10;
    QTest::newRow("with a second admin") << true << Schedules * 4 / 10;
}

void TestSchedules::listen()
{
    const auto scheduleOf = [this](const DemoRequest &request) -> Schedule * {
        const auto at = request.segments.indexOf("organizations");
        QByteArray slug = request.segments.value(at + 1);
        if (request.method == "POST" && slug.isEmpty()) // creating: the slug is in the body
            slug = request.body.mid(request.body.indexOf("muster-neu-")).split('"').first();
        return m_bySlug.value(slug);
    };
    m_bench->stage().setInterceptor([=](const DemoRequest &request) -> std::optional<Fault> {
        Schedule *schedule = scheduleOf(request);
        return schedule ? schedule->weather(request) : std::nullopt;
    });
    connect(&m_bench->stage(), &DemoStage::requestApplied, this,
            [=](const DemoRequest &request, int) {
                if (Schedule *schedule = scheduleOf(request))
                    schedule->noteApplied(request);
            });
}

/// The whole service is gone for longer than reads repeat themselves.
void TestSchedules::breakDown()
{
    m_bench->stage().stop();
    QTimer::singleShot(OutageMs, &m_bench->stage(), [this] { comeBack(); });
}

/// While nobody listens, a client that knocks again and again may by chance be given the service's
/// port for its own end, and so be connected to itself: the port is free again when it gives up.
void TestSchedules::comeBack()
{
    if (!m_bench->stage().start())
        QTimer::singleShot(20, &m_bench->stage(), [this] { comeBack(); });
}

void TestSchedules::startNext(bool secondAdmin)
{
    const int number = static_cast<int>(m_schedules.size());
    Schedule::Odds odds;
    odds.secondAdmin = secondAdmin;
    const quint32 seed = Seed + static_cast<quint32>(number) + (secondAdmin ? 1000000u : 0u);
    m_schedules.push_back(std::make_unique<Schedule>(*m_bench, number, seed, odds, nullptr));
    Schedule *schedule = m_schedules.back().get();
    m_bySlug.insert(schedule->slug().toUtf8(), schedule);
    ++m_running;
    connect(schedule, &Schedule::ended, this, [this] { --m_running; });
    schedule->start();
}

bool TestSchedules::isDone(int schedules) const
{
    return static_cast<int>(m_schedules.size()) == schedules && m_running == 0;
}

void TestSchedules::runAll(int schedules, bool secondAdmin)
{
    QTimer pump;
    connect(&pump, &QTimer::timeout, this, [&] {
        const int started = static_cast<int>(m_schedules.size());
        if (started == schedules || m_running >= SideBySide)
            return;
        startNext(secondAdmin);
        if (started % 50 == 25)
            breakDown();
    });
    pump.start(2);
    QEventLoop loop;
    QTimer look;
    connect(&look, &QTimer::timeout, &loop, [&] {
        if (isDone(schedules))
            loop.quit();
    });
    look.start(20);
    QTimer::singleShot(120000, &loop, &QEventLoop::quit);
    loop.exec();
}

void TestSchedules::settleTruthfully()
{
    QFETCH(bool, secondAdmin);
    QFETCH(int, schedules);
    qInfo("seed %u, %d schedules, %d side by side", Seed, schedules, SideBySide);
    m_schedules.clear();
    m_bySlug.clear();
    m_running = 0;
    m_bench = std::make_unique<ChangeBench>(settings());
    listen();

    runAll(schedules, secondAdmin);
    QVERIFY2(isDone(schedules), qPrintable(u"%1 do not end"_s.arg(m_running)));
    QTest::qWait(2 * SettlePauseMs); // what is late has come, second clicks have ended
    QTRY_VERIFY(!m_bench->runner().isBusy());

    int attempts = 0;
    int unknown = 0;
    int again = 0;
    int wrong = 0;
    for (const auto &schedule : m_schedules) {
        attempts += schedule->attempts();
        unknown += schedule->unknownOutcomes();
        again += schedule->sentAgain();
        if (const QString complaint = schedule->complaint(); !complaint.isEmpty() && ++wrong < 4)
            qWarning("%s", qPrintable(schedule->slug() + u":\n  "_s + complaint));
    }
    qInfo("%d attempts, %d with an unknown outcome, %d times sent again", attempts, unknown, again);
    QCOMPARE(wrong, 0);
    QVERIFY(unknown > schedules / 8);
    m_schedules.clear();
}

QTEST_GUILESS_MAIN(TestSchedules)
#include "tst_schedules.moc"
