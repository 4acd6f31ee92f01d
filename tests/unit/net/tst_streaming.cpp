// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nettest.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <atomic>
#include <ctime>

using namespace orgkeeper;
using namespace std::chrono_literals;
using Kind = Error::Kind;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true; // memory freed is kept for a while, and all is slower
#else
constexpr bool sanitized = false;
#endif

namespace {

/// Time that this thread worked, ms: other programs on the machine do not count.
double workedMs()
{
#ifdef Q_OS_UNIX
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1000 + double(time.tv_nsec) / 1e6;
#else
    static const QElapsedTimer clock = [] {
        QElapsedTimer c;
        c.start();
        return c;
    }();
    return double(clock.nsecsElapsed()) / 1e6;
#endif
}

/// Sends bodies as fast as they are taken, from a thread of its own.
class Fountain : public QThread
{
public:
    Fountain(qint64 size, int replies)
        : m_size(size)
        , m_replies(replies)
    {
        start();
        while (m_port == 0)
            QThread::yieldCurrentThread();
    }
    ~Fountain() override
    {
        m_stop = true;
        wait();
    }
    [[nodiscard]] QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(m_port.load()));
    }
    std::atomic<qint64> sent = 0;

private:
    struct Flow
    {
        QTcpSocket *socket;
        qint64 left;
    };
    void run() override
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        QList<Flow> flows;
        int accepted = 0;
        const QByteArray bytes(65536, 'x');
        while (!m_stop) {
            if (accepted < m_replies &&
                (server.hasPendingConnections() || server.waitForNewConnection(1))) {
                QTcpSocket *socket = server.nextPendingConnection();
                while (!socket->peek(100'000).contains("\r\n\r\n") && socket->waitForReadyRead()) {
                }
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(m_size) +
                              "\r\n\r\n");
                flows.append({socket, m_size});
                ++accepted;
            }
            bool idle = true;
            for (Flow &flow : flows) {
                if (flow.left > 0 && flow.socket->bytesToWrite() < bytes.size()) {
                    const qint64 part = std::min<qint64>(flow.left, bytes.size());
                    flow.socket->write(bytes.constData(), part);
                    flow.left -= part;
                    sent += part;
                    idle = false;
                }
                flow.socket->waitForBytesWritten(flows.size() == 1 ? 20 : 1);
            }
            if (idle)
                QThread::msleep(1);
        }
    }
    const qint64 m_size;
    const int m_replies;
    std::atomic<quint16> m_port = 0;
    std::atomic<bool> m_stop = false;
};

/// Works for so long on each byte it is given.
class BusySink : public BodySink
{
public:
    BusySink(double msPerKiB, const Fountain *fountain)
        : m_msPerKiB(msPerKiB)
        , m_fountain(fountain)
    {
    }
    void begin(const ReplyHead &) override {}
    bool write(QByteArrayView bytes) override
    {
        const double end = workedMs() + m_msPerKiB * double(bytes.size()) / 1024;
        received += bytes.size();
        largest = std::max(largest, bytes.size());
        if (m_fountain)
            ahead = std::max<qint64>(ahead, m_fountain->sent - received);
        while (workedMs() < end) {
        }
        return true;
    }
    qint64 received = 0;
    qint64 ahead = 0; ///< most bytes sent and not yet handed on
    qsizetype largest = 0;

private:
    const double m_msPerKiB;
    const Fountain *const m_fountain;
};

/// The longest work between two turns of the event loop.
class Heartbeat : public QObject
{
public:
    Heartbeat()
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const double now = workedMs();
            longest = std::max(longest, now - m_last);
            m_last = now;
            ++beats;
        });
        m_timer.start(0);
    }
    double longest = 0;
    int beats = 0;

private:
    QTimer m_timer;
    double m_last = workedMs();
};

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * 4096;
}

} // namespace

/// A body is handed on in slices: the event loop keeps turning, and memory stays bounded.
class StreamingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slowSinkLetsTheLoopTurn();
    void manyStreamsShareASlice();
    void memoryIsBounded();
};

void StreamingTest::slowSinkLetsTheLoopTurn()
{
    constexpr qint64 size = sanitized ? 8'000'000 : 64'000'000;
    Fountain fountain(size, 1);
    NetTest net(fountain.url());
    const auto sink = std::make_shared<BusySink>(0.02, &fountain);
    qint64 progress = 0;
    HttpJob *job = net.start(NetTest::read(fountain.url()), sink);
    connect(job, &Job::progressed, this, [&](qint64 done, qint64 total) {
        QVERIFY(done >= progress);
        QCOMPARE(total, size);
        progress = done;
    });
    Heartbeat heart;
    QVERIFY(until([&] { return net.ended->times == 1; }));
    QCOMPARE(net.ended->error.kind, Kind::None);
    QCOMPARE(sink->received, size);
    QCOMPARE(progress, size);
    QVERIFY(sink->largest <= net.settings.readBuffer);
    qInfo("longest turn %.1f ms in %d turns, %.1f MB ahead", heart.longest, heart.beats,
          double(sink->ahead) / 1e6);
    QVERIFY2(heart.longest < 16, qPrintable(QString::number(heart.longest)));
    QVERIFY2(sink->ahead < 32'000'000, qPrintable(QString::number(sink->ahead)));
}

void StreamingTest::manyStreamsShareASlice()
{
    constexpr qint64 size = 1'000'000;
    constexpr int streams = 6;
    Fountain fountain(size, streams);
    NetTest net(fountain.url());
    QList<std::shared_ptr<Ended>> ends;
    QList<std::shared_ptr<BusySink>> sinks;
    for (int i = 0; i < streams; ++i) {
        // 2 ms of work for each chunk: six slices in one turn would take 48 ms and more.
        sinks.append(std::make_shared<BusySink>(0.125, nullptr));
        net.start(NetTest::read(fountain.url()), sinks.last());
        ends.append(net.ended);
    }
    Heartbeat heart;
    for (const auto &end : std::as_const(ends)) {
        QVERIFY(until([&] { return end->times == 1; }));
        QCOMPARE(end->error.kind, Kind::None);
    }
    for (const auto &sink : std::as_const(sinks))
        QCOMPARE(sink->received, size);
    qInfo("longest turn %.1f ms in %d turns", heart.longest, heart.beats);
    QVERIFY2(heart.longest < 16, qPrintable(QString::number(heart.longest)));
}

void StreamingTest::memoryIsBounded()
{
    constexpr qint64 size = sanitized ? 64'000'000 : 1'000'000'000;
    Fountain fountain(size, 1);
    NetTest net(fountain.url());
    net.settings.readDeadline = 60s;
    const auto sink = std::make_shared<BusySink>(0, &fountain);
    QElapsedTimer clock;
    clock.start();
    const qint64 before = residentBytes();
    qint64 most = 0;
    HttpJob *job = net.start(NetTest::read(fountain.url()), sink);
    connect(job, &Job::progressed, this, [&] { most = std::max(most, residentBytes() - before); });
    QVERIFY(until([&] { return net.ended->times == 1; }));
    QCOMPARE(net.ended->error.kind, Kind::None);
    QCOMPARE(sink->received, size);
    qInfo("%lld MB in %lld ms, %.1f MB more memory at most", size / 1'000'000, clock.elapsed(),
          double(most) / 1e6);
    if (!sanitized)
        QVERIFY2(most < 24'000'000, qPrintable(QString::number(most)));
}

QTEST_GUILESS_MAIN(StreamingTest)
#include "tst_streaming.moc"
