// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fakeoverlay.h"
#include "membersmodel.h"
#include "tabletestdata.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace orgkeeper;
using namespace orgkeeper::test;
using namespace Qt::StringLiterals;

class TestMembersModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void showsFlags();
    void showsWords();
    void countsAdminsAsRowsChange();
    void backendWithoutRoles();
    void showsWhatIsGoingOn();
    void listensToItsOwnOrganization();
    void survivesTheOverlay();
    void knowsYou();
    void saysWhyNothingCanBeChanged();
    void speaksInSentences();
    void changedRowsKeepTheirPlace();
    void dropsOlderValues();

private:
    void make(std::shared_ptr<const Description> description);
    void read(const QList<OwnedRow> &rows, qint64 sentMs = 100);
    [[nodiscard]] QVariant at(int row, int column, int role = Qt::DisplayRole) const;
    [[nodiscard]] QStringList shown() const;

    std::unique_ptr<MembersModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::unique_ptr<FakeOverlay> m_overlay;
};

void TestMembersModel::init()
{
    make(membersDescription(true));
    read({{u"1"_s, u"Elif Örnek"_s, u"elif@example.org"_s, u"Owner"_s},
          {u"2"_s, u"Max Muster"_s, u"max@example.org"_s, u"member"_s},
          {u"3"_s, OwnedCell::null(), u"hana@example.org"_s, u"editor"_s}});
}

void TestMembersModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_overlay.reset();
}

void TestMembersModel::make(std::shared_ptr<const Description> description)
{
    cleanup();
    m_model = std::make_unique<MembersModel>(std::move(description), u"account"_s,
                                             u"organization"_s, nullptr);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_overlay = std::make_unique<FakeOverlay>();
    m_model->setOverlay(m_overlay.get());
}

void TestMembersModel::read(const QList<OwnedRow> &rows, qint64 sentMs)
{
    RowSink *sink = m_model->beginReading();
    sink->beginPage(sentMs, false);
    for (const OwnedRow &each : rows) {
        test::addRow(*sink, each);
    }
    m_model->endReading({}, false);
}

QVariant TestMembersModel::at(int row, int column, int role) const
{
    return m_model->index(row, column).data(role);
}

QStringList TestMembersModel::shown() const
{
    QStringList ids;
    for (int each = 0; each < m_model->rowCount(); ++each) {
        ids.append(m_model->idAt(each));
    }
    return ids;
}

void TestMembersModel::showsFlags()
{
    make(membersDescription(false));
    read({{u"1"_s, u"A"_s, u""_s, true},
          {u"2"_s, u"B"_s, u""_s, false},
          {u"3"_s, u"C"_s, u""_s, OwnedCell()},
          {u"4"_s, u"D"_s, u""_s, 1}});
    QCOMPARE(m_model->adminColumn(), 3);
    QCOMPARE(at(0, 3, Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QCOMPARE(at(1, 3, Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(at(2, 3, Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QCOMPARE(at(3, 3, Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(!at(0, 1, Qt::CheckStateRole).isValid());
    QCOMPARE(at(0, 3), QString()); // the box says it
    QCOMPARE(at(1, 3, TableModel::NoteRole), QString());
    QCOMPARE(at(0, 3, TableModel::KindRole).toInt(), 3);
    QCOMPARE(m_model->roleWord(0), QString());
    QCOMPARE(m_model->adminIds(), (QStringList{u"1"_s, u"4"_s}));
    QCOMPARE(m_model->adminCount(), 2);
}

void TestMembersModel::showsWords()
{
    QVERIFY(m_model->isAdmin(0)); // without case
    QVERIFY(!m_model->isAdmin(1));
    QVERIFY(!m_model->isAdmin(2));
    QVERIFY(!m_model->isAdmin(3));
    QVERIFY(!m_model->isAdmin(-1));
    QCOMPARE(m_model->roleWord(0), u"Owner"_s);
    QCOMPARE(m_model->roleWord(2), u"editor"_s);
    QCOMPARE(at(0, 3, TableModel::RoleWordRole), QString());
    QCOMPARE(at(1, 3, TableModel::RoleWordRole), QString());
    QCOMPARE(at(2, 3, TableModel::RoleWordRole), u"editor"_s);
    QCOMPARE(at(2, 3, TableModel::NoteRole), u"editor"_s);
    QCOMPARE(m_model->adminIds(), QStringList{u"1"_s});
    m_model->setFilter(u"max"_s);
    QCOMPARE(m_model->adminIds(), QStringList{u"1"_s}); // filtered away or not
    QVERIFY(!m_model->isAdmin(0));                      // rows are those of the table
}

void TestMembersModel::countsAdminsAsRowsChange()
{
    const OwnedRow elif{u"1"_s, u"Elif"_s, u""_s, u"owner"_s};
    const OwnedRow max{u"2"_s, u"Max"_s, u""_s, u"admin"_s};
    const OwnedRow newcomer{u"4"_s, u"Neu"_s, u""_s, u"owner"_s};
    const auto counts = [this](qsizetype admins) {
        return m_model->adminCount() == admins && m_model->adminIds().size() == admins;
    };
    QVERIFY(counts(1));
    RowSink *sink = m_model->beginReading();
    sink->beginPage(200, false);
    test::addRow(*sink, newcomer); // added
    QVERIFY(counts(2));
    test::addRow(*sink, max); // updated
    QVERIFY(counts(3));
    m_model->endReading({}, false); // the others are gone
    QVERIFY(counts(2));
    read({elif, max, newcomer}, 300);
    QVERIFY(counts(3));
    m_model->store().set(m_model->store().rowOf(u"2"_s), 3, Value::ofText(u"member"_s));
    QVERIFY(counts(2));
    RowStore applied(&m_model->entity());
    test::addRow(applied, newcomer);
    m_model->applyMembers(applied, 400); // gone by another call's word
    QVERIFY(counts(1));
    m_model->store().clear();
    QVERIFY(counts(0));
    read({max}, 500);
    QVERIFY(counts(1));
}

void TestMembersModel::backendWithoutRoles()
{
    auto description = std::make_shared<Description>(*membersDescription(true));
    description->member.role = {};
    make(description);
    read({{u"1"_s, u"A"_s, u""_s, u"admin"_s}});
    QCOMPARE(m_model->adminColumn(), -1);
    QVERIFY(!m_model->isAdmin(0));
    QVERIFY(!at(0, 3, Qt::CheckStateRole).isValid());
    QCOMPARE(at(0, 3), u"admin"_s);
    QVERIFY(m_model->adminIds().isEmpty());
}

void TestMembersModel::showsWhatIsGoingOn()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_overlay->say(u"2"_s, RowMark::Kind::Granting, u"granting..."_s);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(at(1, 3, TableModel::InFlightRole), u"granting..."_s);
    QCOMPARE(at(1, 0, TableModel::MarkKindRole).toInt(), int(RowMark::Kind::Granting));
    QCOMPARE(at(1, 0, TableModel::MarkTextRole), u"granting..."_s);
    QCOMPARE(at(1, 3, Qt::CheckStateRole).toInt(), int(Qt::Unchecked)); // what is true
    QVERIFY(!m_model->flags(m_model->index(1, 3)).testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(m_model->flags(m_model->index(0, 3)).testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(!m_model->flags(m_model->index(0, 1)).testFlag(Qt::ItemIsUserCheckable));
    m_overlay->say(u"2"_s, RowMark::Kind::Refused, u"Refused: still owns a project"_s,
                   u"User still owns project 7"_s);
    QCOMPARE(at(1, 3, TableModel::InFlightRole), QString());
    QCOMPARE(at(1, 3, TableModel::RefusalRole), u"Refused: still owns a project"_s);
    QCOMPARE(at(1, 3, Qt::ToolTipRole), u"User still owns project 7"_s);
    QVERIFY(m_model->flags(m_model->index(1, 3)).testFlag(Qt::ItemIsUserCheckable));
    for (const auto kind :
         {RowMark::Kind::Waiting, RowMark::Kind::Withdrawing, RowMark::Kind::Adding,
          RowMark::Kind::Removing, RowMark::Kind::Rereading, RowMark::Kind::Unknown}) {
        QVERIFY(RowMark({kind, {}, {}}).takesNoClick());
    }
    for (const auto kind : {RowMark::Kind::None, RowMark::Kind::Conflict, RowMark::Kind::Done}) {
        QVERIFY(!RowMark({kind, {}, {}}).takesNoClick());
    }
}

void TestMembersModel::listensToItsOwnOrganization()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    Q_EMIT m_overlay->marksChanged(u"account"_s, u"other"_s);
    Q_EMIT m_overlay->marksChanged(u"other"_s, u"organization"_s);
    QCOMPARE(changed.count(), 0);
    FakeOverlay second;
    m_model->setOverlay(&second);
    changed.clear();
    Q_EMIT m_overlay->marksChanged(u"account"_s, u"organization"_s);
    QCOMPARE(changed.count(), 0);
    Q_EMIT second.marksChanged(u"account"_s, u"organization"_s);
    QCOMPARE(changed.count(), 1);
    m_model->setOverlay(nullptr);
    QCOMPARE(at(0, 3, TableModel::MarkKindRole).toInt(), int(RowMark::Kind::None));
}

void TestMembersModel::survivesTheOverlay()
{
    m_overlay->say(u"2"_s, RowMark::Kind::Granting, u"granting..."_s);
    m_overlay.reset();
    QCOMPARE(at(1, 3, TableModel::InFlightRole), QString());
    read({{u"2"_s, u"Max"_s, u""_s, u"admin"_s}});
    QCOMPARE(m_model->rowCount(), 1);
}

void TestMembersModel::knowsYou()
{
    const auto you = [this] {
        QStringList ids;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (at(row, 3, TableModel::YouRole).toBool()) {
                ids.append(m_model->idAt(row));
            }
        }
        return ids;
    };
    QCOMPARE(you(), QStringList());
    m_model->setYourself(u"2"_s, u"Elif Örnek"_s); // the id counts
    QCOMPARE(you(), QStringList{u"2"_s});
    QCOMPARE(at(1, 1, TableModel::NoteRole), u"you"_s);
    QCOMPARE(at(0, 1, TableModel::NoteRole), QVariant());
    m_model->setYourself({}, u"elif örnek"_s);
    QCOMPARE(you(), QStringList{u"1"_s});
    m_model->setYourself({}, u"HANA@example.org"_s);
    QCOMPARE(you(), QStringList{u"3"_s});
    m_model->setYourself({}, {});
    QCOMPARE(you(), QStringList());
}

void TestMembersModel::saysWhyNothingCanBeChanged()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setWhyNoChange(u"This account is read-only."_s);
    QCOMPARE(changed.count(), 1);
    QVERIFY(!m_model->flags(m_model->index(0, 3)).testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(m_model->flags(m_model->index(0, 3)).testFlag(Qt::ItemIsSelectable));
    QCOMPARE(at(0, 3, Qt::ToolTipRole), u"This account is read-only."_s);
    m_model->setWhyNoChange({});
    QVERIFY(m_model->flags(m_model->index(0, 3)).testFlag(Qt::ItemIsUserCheckable));
}

void TestMembersModel::speaksInSentences()
{
    const auto said = [this](int row, int column = 3) {
        return at(row, column, Qt::AccessibleTextRole).toString();
    };
    QCOMPARE(said(0), u"Admin of Elif Örnek: yes"_s);
    QCOMPARE(said(1), u"Admin of Max Muster: no"_s);
    QCOMPARE(said(2), u"Admin of hana@example.org: no, editor"_s); // no name was given
    QCOMPARE(said(0, 2), u"Email of Elif Örnek: elif@example.org"_s);
    m_overlay->say(u"1"_s, RowMark::Kind::Refused, u"Refused: still owns a project"_s);
    QCOMPARE(said(0), u"Admin of Elif Örnek: yes, last change refused: still owns a project"_s);
    m_overlay->say(u"1"_s, RowMark::Kind::Withdrawing, u"withdrawing..."_s);
    QCOMPARE(said(0), u"Admin of Elif Örnek: yes, withdrawing..."_s);
}

void TestMembersModel::changedRowsKeepTheirPlace()
{
    m_model->setOrder(3, Qt::AscendingOrder);
    MembersModel *model = m_model.get();
    m_model->setPredicate(
        [model](const RowStore &, int row) { return !model->isAdminInStore(row); });
    QCOMPARE(shown(), (QStringList{u"3"_s, u"2"_s}));
    m_overlay->changed[u"3"_s] = 150;
    RowStore truth(&m_model->entity());
    truth.beginReading();
    test::addRow(truth, {u"1"_s, u"Elif Örnek"_s, u"elif@example.org"_s, u"Owner"_s});
    test::addRow(truth, {u"2"_s, u"Max Muster"_s, u"max@example.org"_s, u"admin"_s});
    test::addRow(truth, {u"3"_s, OwnedCell::null(), u"hana@example.org"_s, u"owner"_s});
    truth.endReading(true);
    m_model->applyMembers(truth, 200);
    // Changed from here: stays where it is. Changed by somebody else: goes as the filter says.
    QTRY_COMPARE(shown(), QStringList{u"3"_s});
    QVERIFY(m_model->isAdmin(0));
    m_model->setPredicate({});
    QCOMPARE(shown(), (QStringList{u"2"_s, u"1"_s, u"3"_s}));
}

void TestMembersModel::dropsOlderValues()
{
    m_overlay->changed[u"2"_s] = 300;
    read({{u"1"_s, u"Elif"_s, u"elif@example.org"_s, u"member"_s},
          {u"2"_s, u"Max"_s, u"max@example.org"_s, u"admin"_s}},
         250);
    QCOMPARE(at(0, 1), u"Elif"_s);
    QCOMPARE(at(1, 1), u"Max Muster"_s);
    QVERIFY(!m_model->isAdmin(1));
    RowStore truth(&m_model->entity());
    truth.beginReading();
    test::addRow(truth, {u"2"_s, u"Max"_s, u"max@example.org"_s, u"admin"_s});
    truth.endReading(true);
    m_model->applyMembers(truth, 299);
    QVERIFY(!m_model->isAdmin(m_model->rowOfId(u"2"_s)));
    m_model->applyMembers(truth, 300);
    QTRY_COMPARE(shown(), QStringList{u"2"_s});
    QVERIFY(m_model->isAdmin(0));
}

QTEST_GUILESS_MAIN(TestMembersModel)
#include "tst_membersmodel.moc"
