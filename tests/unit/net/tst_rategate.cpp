// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"
#include "rategate.h"

#include <QSignalSpy>

using namespace orgkeeper;
using namespace std::chrono_literals;
using Priority = RateGate::Priority;

class RateGateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverFromEnter();
    void firstComeFirstServed();
    void waitersMayGo();
    void placeIsGivenBack();
    void holdLetsNobodyIn();
    void longerHoldWins();
    void anythingMayHappenInside();
};

void RateGateTest::neverFromEnter()
{
    RateGate gate(1);
    QObject waiter;
    bool in = false;
    gate.enter(&waiter, Priority::Foreground, [&] { in = true; });
    QVERIFY(!in);
    QVERIFY(until([&] { return in; }));
    QCOMPARE(gate.inside(), 1);
    gate.leave(&waiter);
    gate.leave(&waiter);
    QCOMPARE(gate.inside(), 0);
}

void RateGateTest::firstComeFirstServed()
{
    RateGate gate(1);
    std::vector<std::unique_ptr<QObject>> waiters;
    QList<int> order;
    for (int i = 0; i < 8; ++i) {
        QObject *waiter = waiters.emplace_back(std::make_unique<QObject>()).get();
        // 0 to 3 in the background came first, 4 to 7 pass them.
        gate.enter(waiter, i < 4 ? Priority::Background : Priority::Foreground, [&, waiter, i] {
            order.append(i);
            gate.leave(waiter);
        });
    }
    QCOMPARE(gate.waiting(), 8);
    QVERIFY(until([&] { return order.size() == 8; }));
    QCOMPARE(order, (QList<int>{4, 5, 6, 7, 0, 1, 2, 3}));
}

void RateGateTest::waitersMayGo()
{
    RateGate gate(1);
    QObject first;
    auto gone = std::make_unique<QObject>();
    QObject left;
    QObject last;
    QList<int> order;
    gate.enter(&first, Priority::Foreground, [&] { order.append(0); });
    gate.enter(gone.get(), Priority::Foreground, [&] { order.append(1); });
    gate.enter(&left, Priority::Background, [&] { order.append(2); });
    gate.enter(&last, Priority::Foreground, [&] { order.append(3); });
    QVERIFY(until([&] { return order.size() == 1; }));
    gone.reset();
    gate.leave(&left);
    QCOMPARE(gate.waiting(), 1);
    gate.leave(&first);
    QVERIFY(until([&] { return order.size() == 2; }));
    QCOMPARE(order, (QList<int>{0, 3}));
}

void RateGateTest::placeIsGivenBack()
{
    RateGate gate(2);
    auto one = std::make_unique<QObject>();
    auto two = std::make_unique<QObject>();
    QObject three;
    int in = 0;
    for (QObject *waiter : {one.get(), two.get(), &three})
        gate.enter(waiter, Priority::Foreground, [&] { ++in; });
    QVERIFY(until([&] { return in == 2; }));
    QCoreApplication::processEvents();
    QCOMPARE(in, 2);
    two.reset(); // inside
    QVERIFY(until([&] { return in == 3; }));
    QCOMPARE(gate.inside(), 2);
    // One that left may come again.
    gate.leave(one.get());
    gate.enter(one.get(), Priority::Background, [&] { ++in; });
    QVERIFY(until([&] { return in == 4; }));
}

void RateGateTest::holdLetsNobodyIn()
{
    RateGate gate(3);
    QSignalSpy held(&gate, &RateGate::held);
    QSignalSpy released(&gate, &RateGate::released);
    QElapsedTimer clock;
    clock.start();
    gate.holdUntil(QDateTime::currentDateTimeUtc().addMSecs(120));
    QVERIFY(gate.isHeld());
    QVERIFY(gate.heldUntil() > QDateTime::currentDateTimeUtc());
    QObject waiter;
    qint64 entered = -1;
    gate.enter(&waiter, Priority::Foreground, [&] { entered = clock.elapsed(); });
    QVERIFY(until([&] { return entered >= 0; }));
    QVERIFY2(entered >= 119 && entered < 10000, qPrintable(QString::number(entered)));
    QVERIFY(!gate.isHeld() && !gate.heldUntil().isValid());
    QCOMPARE(held.size(), 1);
    QCOMPARE(released.size(), 1);
    gate.holdUntil(QDateTime::currentDateTimeUtc().addSecs(-5));
    QVERIFY(!gate.isHeld());
}

void RateGateTest::longerHoldWins()
{
    RateGate gate(1);
    QSignalSpy held(&gate, &RateGate::held);
    QSignalSpy released(&gate, &RateGate::released);
    QElapsedTimer clock;
    clock.start();
    gate.holdFor(30ms);
    gate.holdFor(100ms);
    gate.holdFor(10ms);
    QVERIFY(until([&] { return !released.isEmpty(); }));
    QVERIFY(clock.elapsed() >= 99);
    QCOMPARE(held.size(), 2);
    QCOMPARE(released.size(), 1);
}

void RateGateTest::anythingMayHappenInside()
{
    // Held by the first that gets in: the others wait.
    {
        RateGate gate(3);
        QObject one;
        QObject two;
        int in = 0;
        for (QObject *waiter : {&one, &two})
            gate.enter(waiter, Priority::Foreground, [&] {
                ++in;
                gate.holdFor(50ms);
            });
        QVERIFY(until([&] { return in == 1; }));
        QCoreApplication::processEvents();
        QCOMPARE(in, 1);
        QVERIFY(until([&] { return in == 2; }));
    }
    // The gate goes while it lets somebody in.
    {
        auto gate = std::make_unique<RateGate>(2);
        QObject one;
        QObject two;
        int in = 0;
        for (QObject *waiter : {&one, &two})
            gate->enter(waiter, Priority::Foreground, [&] {
                ++in;
                gate.reset();
            });
        QVERIFY(until([&] { return !gate; }));
        QCOMPARE(in, 1);
    }
}

QTEST_GUILESS_MAIN(RateGateTest)
#include "tst_rategate.moc"
