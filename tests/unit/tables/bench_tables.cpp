// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "organizationsmodel.h"
#include "selection.h"
#include "tabletestdata.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QHeaderView>
#include <QTableView>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <ctime>

using namespace orgkeeper;
using namespace orgkeeper::test;
using namespace Qt::StringLiterals;

namespace {

double ms(qint64 ns)
{
    return static_cast<double>(ns) / 1e6;
}

/// Time of this process on a processor: other programs that are busy do not count.
class Clock
{
public:
    void start() { m_start = now(); }
    [[nodiscard]] qint64 nsecsElapsed() const { return now() - m_start; }

private:
    static qint64 now()
    {
        return static_cast<qint64>(std::clock()) * (1'000'000'000 / CLOCKS_PER_SEC);
    }
    qint64 m_start = 0;
};

/// Runs events until the model is settled and the view has painted; says the longest time that one
/// round of events took, and all of them.
struct Rounds
{
    double worst = 0;
    double all = 0;
    int count = 0;
};
Rounds settle(const TableModel &model, qint64 firstNs = 0)
{
    Rounds rounds{ms(firstNs), ms(firstNs), 1};
    Clock clock;
    for (int idle = 0; idle < 3;) {
        clock.start();
        QCoreApplication::processEvents();
        const double took = ms(clock.nsecsElapsed());
        rounds.worst = std::max(rounds.worst, took);
        rounds.all += took;
        ++rounds.count;
        idle = model.isSettled() ? idle + 1 : 0;
    }
    return rounds;
}

class Bench
{
public:
    explicit Bench(int rows)
        : m_rows(rows)
        , m_model(organizationsDescription(), u"a"_s, nullptr)
    {
        m_view.setModel(&m_model);
        m_view.verticalHeader()->setMinimumSectionSize(20);
        m_view.verticalHeader()->setDefaultSectionSize(28);
        m_view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        m_view.verticalHeader()->hide();
        m_view.setSelectionBehavior(QAbstractItemView::SelectRows);
        m_view.resize(1200, 700);
        m_view.show();
        settle(m_model);
    }

    void load(const char *what)
    {
        constexpr int perSlice = 2000;
        std::vector<OwnedRow> rows;
        Clock clock;
        qint64 adding = 0;
        double worst = 0;
        double all = 0;
        qsizetype bytes = 0;
        RowSink *sink = m_model.beginReading();
        sink->beginPage(++m_sent, false);
        for (int first = 0; first < m_rows; first += perSlice) {
            rows.clear();
            for (int n = first; n < std::min(first + perSlice, m_rows); ++n) {
                rows.push_back(organizationRow(n));
                for (const OwnedCell &cell : rows.back()) {
                    bytes += cell.text.size();
                }
            }
            clock.start();
            for (const OwnedRow &row : rows) {
                addRow(*sink, row);
            }
            adding += clock.nsecsElapsed();
            QCoreApplication::processEvents();
            const double took = ms(clock.nsecsElapsed());
            worst = std::max(worst, took);
            all += took;
        }
        clock.start();
        m_model.endReading({}, false);
        const double ending = ms(clock.nsecsElapsed());
        const Rounds rest = settle(m_model);
        m_out << what << ": rows into the store " << ms(adding) << " ms; with the view "
              << all + ending + rest.all << " ms, worst slice of " << perSlice << " rows " << worst
              << " ms, end " << ending << " ms, worst after " << rest.worst << " ms\n"
              << "    store " << m_model.store().bytes() / 1024 << " KiB for " << bytes / 1024
              << " KiB of text in cells\n";
    }
    template <typename Act>
    void time(const QString &what, Act &&act)
    {
        Clock clock;
        clock.start();
        act();
        const Rounds rounds = settle(m_model, clock.nsecsElapsed());
        m_out << what.leftJustified(34) << " worst slice " << rounds.worst << " ms, all "
              << rounds.all << " ms in " << rounds.count << ", rows " << m_model.rowCount() << "\n";
        m_out.flush();
    }
    void type(const QString &word)
    {
        for (int i = 1; i <= word.size(); ++i) {
            time(u"filter \""_s + word.left(i) + u'"', [&] { m_model.setFilter(word.left(i)); });
        }
    }
    void run()
    {
        load("first reading");
        load("the same again");
        type(u"acme 42"_s);
        time(u"filter cleared"_s, [&] { m_model.setFilter({}); });
        type(u"lodz"_s);
        time(u"filter cleared"_s, [&] { m_model.setFilter({}); });
        time(u"order by name"_s, [&] { m_model.setOrder(1, Qt::AscendingOrder); });
        time(u"order by name, descending"_s, [&] { m_model.setOrder(1, Qt::DescendingOrder); });
        time(u"order by members"_s, [&] { m_model.setOrder(3, Qt::AscendingOrder); });
        time(u"order by created"_s, [&] { m_model.setOrder(5, Qt::AscendingOrder); });
        type(u"zur 7"_s);
        time(u"filter cleared, ordered"_s, [&] { m_model.setFilter({}); });
        load("ordered, again");
        m_model.setOrder(-1, Qt::AscendingOrder);
        settle(m_model);
        selections();
    }
    void selections()
    {
        SelectionById selection(&m_model, nullptr);
        selection.follow(m_view.selectionModel());
        time(u"select all"_s, [&] { m_view.selectAll(); });
        time(u"filter, all selected"_s, [&] { m_model.setFilter(u"zur"_s); });
        time(u"filter cleared, all selected"_s, [&] { m_model.setFilter({}); });
        selection.clear();
        m_model.setFilter(u"zur"_s);
        settle(m_model);
        time(u"select all that match"_s, [&] { m_view.selectAll(); });
        time(u"filter cleared, these selected"_s, [&] { m_model.setFilter({}); });
    }

private:
    int m_rows;
    OrganizationsModel m_model;
    QTableView m_view;
    std::int64_t m_sent = 1000;
    QTextStream m_out{stdout};
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Bench(arguments.size() > 1 ? arguments.at(1).toInt() : 100000).run();
    return 0;
}
