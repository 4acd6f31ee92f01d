// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "description.h"
#include "descriptionmistakes.h"
#include "shipped.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 Seed = 20261122;
constexpr int Rounds = 20000;

/// From the next quote at or after a place to the one after it; empty: there are none.
QByteArray quotedAfter(const QByteArray &text, qsizetype at)
{
    const qsizetype begin = text.indexOf('"', at);
    const qsizetype end = begin < 0 ? -1 : text.indexOf('"', begin + 1);
    return end < 0 ? QByteArray() : text.mid(begin, end - begin + 1);
}

/// Cuts, doubles and overwrites bytes, and puts one text where another was, a few times. The latter
/// often stays JSON and so reaches the rules that are checked last.
QByteArray mutated(QByteArray text, QRandomGenerator &random)
{
    static constexpr char Alphabet[] = "{}[]\",:/\\.%@?#0e-~ \n\t\0\xff\xc3ta";
    const int steps = 1 + static_cast<int>(random.bounded(3));
    for (int step = 0; step < steps && !text.isEmpty(); ++step) {
        const auto at = qsizetype(random.bounded(quint32(text.size())));
        const auto length = qsizetype(random.bounded(24U));
        const char byte = Alphabet[random.bounded(quint32(sizeof(Alphabet) - 1))];
        switch (random.bounded(12)) {
        case 0:
            text.remove(at, length);
            break;
        case 1:
            text.insert(at, text.mid(qsizetype(random.bounded(quint32(text.size()))), length));
            break;
        case 2:
            text[at] = byte;
            break;
        case 3:
            text.insert(at, byte);
            break;
        case 4:
            text.truncate(at);
            break;
        default:
            if (const QByteArray old = quotedAfter(text, at); !old.isEmpty()) {
                const auto other = qsizetype(random.bounded(quint32(text.size())));
                text.replace(text.indexOf(old, at), old.size(), quotedAfter(text, other));
            }
            break;
        }
    }
    return text;
}

} // namespace

/// Whatever stands in a file: it loads, or a line of it is named.
class TestDescriptionFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyTextLoadsOrNamesALine()
    {
        registerShippedBackends();
        QList<QByteArray> texts{wikiText()};
        QVERIFY(!shippedFiles().isEmpty());
        for (const QString &name : shippedFiles()) {
            QFile file(u":/backends/"_s + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            texts.append(file.readAll());
        }
        QRandomGenerator random(Seed);
        qInfo("seed %u, %d rounds", Seed, Rounds);
        int loadedOnes = 0;
        for (int round = 0; round < Rounds; ++round) {
            const QByteArray text = mutated(texts.at(round % texts.size()), random);
            const LoadedDescription loaded = loadDescription(text, u"fuzz.json"_s, false);
            const auto where = u"round %1:\n%2"_s.arg(round).arg(QString::fromUtf8(text)).toUtf8();
            QVERIFY2((loaded.description == nullptr) == !loaded.problems.isEmpty(),
                     where.constData());
            const auto lineCount = text.count('\n') + 1;
            for (const Problem &problem : loaded.problems) {
                QVERIFY2(problem.line >= 1 && problem.line <= lineCount, where.constData());
                QVERIFY2(!problem.text.isEmpty(), where.constData());
            }
            loadedOnes += loaded.description ? 1 : 0;
        }
        qInfo("%d of them loaded", loadedOnes);
        QVERIFY(loadedOnes > 0);
    }
};

QTEST_GUILESS_MAIN(TestDescriptionFuzz)
#include "tst_descriptionfuzz.moc"
