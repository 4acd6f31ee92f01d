// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "projectsmodel.h"
#include "tabletest.h"

#include <QSignalSpy>
#include <QTest>

using namespace orgkeeper;
using namespace orgkeeper::test;
using namespace Qt::StringLiterals;

class TestOrganizationsModel : public TableTest
{
    Q_OBJECT
private Q_SLOTS:
    void givesRoles();
    void speaksInSentences();
    void survivesAHostileText();
    void countsAdminsOnceRead();
    void takesARecordWhileReading();
    void showsProjects();
};

void TestOrganizationsModel::givesRoles()
{
    OwnedRow all = row(u"org-1"_s, u"Acme"_s, 20000);
    all[2] = OwnedCell::null();
    all[5] = u"2024-05-03T12:00:00Z"_s;
    all[6] = false;
    all[9] = u"a.example\u001fb.example"_s;
    read({all});
    QCOMPARE(at(0, u"members"_s), u"20,000"_s);
    QCOMPARE(at(0, u"members"_s, TableModel::CopyRole), u"20000"_s);
    QCOMPARE(at(0, u"members"_s, TableModel::CellTypeRole).toInt(), int(FieldType::Count));
    QCOMPARE(at(0, u"members"_s, TableModel::KindRole).toInt(), 1);
    QCOMPARE(at(0, u"id"_s, TableModel::KindRole).toInt(), 2);
    QVERIFY(!at(0, u"name"_s, TableModel::KindRole).isValid());
    QVERIFY(at(0, u"members"_s, Qt::TextAlignmentRole)
                .value<Qt::Alignment>()
                .testFlag(Qt::AlignTrailing));
    QVERIFY(
        at(0, u"name"_s, Qt::TextAlignmentRole).value<Qt::Alignment>().testFlag(Qt::AlignLeading));
    QCOMPARE(at(0, u"created"_s, TableModel::CopyRole), u"2024-05-03T12:00:00Z"_s);
    QCOMPARE(at(0, u"created"_s, Qt::ToolTipRole), u"2024-05-03T12:00:00Z"_s);
    QCOMPARE(at(0, u"active"_s), u"no"_s);
    QCOMPARE(at(0, u"domains"_s), u"a.example, b.example"_s);
    QCOMPARE(at(0, u"domains"_s, TableModel::CopyRole), u"a.example, b.example"_s);
    QCOMPARE(at(0, u"slug"_s), QString());
    QVERIFY(at(0, u"slug"_s, TableModel::NullRole).toBool());
    QVERIFY(at(0, u"mail"_s, TableModel::NullRole).toBool());
    QVERIFY(!at(0, u"name"_s, TableModel::NullRole).toBool());
    QCOMPARE(at(0, u"slug"_s, Qt::ToolTipRole), u"Not given by the service."_s);
    QCOMPARE(at(0, u"mail"_s, TableModel::IdRole), u"org-1"_s);
    QCOMPARE(at(0, u"name"_s, TableModel::AvatarNameRole), u"Acme"_s);
    QCOMPARE(at(0, u"name"_s, TableModel::AvatarKindRole).toInt(), 1);
    QVERIFY(!at(0, u"mail"_s, TableModel::AvatarNameRole).isValid());
    QCOMPARE(m_model->headerData(3, Qt::Horizontal, Qt::DisplayRole), u"Members"_s);
    QVERIFY(!m_model->headerData(11, Qt::Horizontal, Qt::DisplayRole).isValid());
    QVERIFY(!m_model->headerData(0, Qt::Vertical, Qt::DisplayRole).isValid());
    QVERIFY(!m_model->data(QModelIndex(), Qt::DisplayRole).isValid());
    QCOMPARE(m_model->idAt(-1), QString());
    QCOMPARE(m_model->idAt(1), QString());
    QCOMPARE(m_model->rowOfId(u"org-2"_s), -1);
    QCOMPARE(m_model->rowOfId({}), -1);
}

void TestOrganizationsModel::speaksInSentences()
{
    read({row(u"org-1"_s, u"Acme"_s, 20000)});
    QCOMPARE(at(0, u"name"_s, Qt::AccessibleTextRole), u"Acme"_s);
    QCOMPARE(at(0, u"members"_s, Qt::AccessibleTextRole), u"Members of Acme: 20,000"_s);
    QCOMPARE(at(0, u"slug"_s, Qt::AccessibleTextRole), u"Slug of Acme: not given by the service"_s);
    QCOMPARE(at(0, u"admins"_s, Qt::AccessibleTextRole), u"Admins of Acme: not read"_s);
}

void TestOrganizationsModel::survivesAHostileText()
{
    read({row(u"1"_s, u"%1 %2 %3\nline\u202eeerf"_s)});
    QCOMPARE(at(0, u"name"_s), u"\u2068%1 %2 %3\u240aline\u202eeerf\u202c\u2069"_s);
    QCOMPARE(at(0, u"name"_s, TableModel::CopyRole), u"%1 %2 %3\nline\u202eeerf"_s);
    QCOMPARE(at(0, u"members"_s, Qt::AccessibleTextRole),
             u"Members of %1: not given by the service"_s.arg(at(0, u"name"_s).toString()));
}

void TestOrganizationsModel::countsAdminsOnceRead()
{
    read({row(u"a"_s, u"A"_s), row(u"b"_s, u"B"_s), row(u"c"_s, u"C"_s)});
    QCOMPARE(m_model->adminsColumn(), 10);
    QCOMPARE(at(0, u"admins"_s), u"not read"_s);
    QVERIFY(at(0, u"admins"_s, TableModel::NotReadRole).toBool());
    QVERIFY(at(0, u"admins"_s, TableModel::MutedRole).toBool());
    QVERIFY(!at(0, u"admins"_s, TableModel::NullRole).toBool());
    QVERIFY(!at(0, u"admins"_s, TableModel::WarnRole).toBool());
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setAdmins(u"b"_s, 0);
    m_model->setAdmins(u"c"_s, 2);
    m_model->setAdmins(u"nobody"_s, 2);
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(at(1, u"admins"_s), u"0"_s);
    QVERIFY(!at(1, u"admins"_s, TableModel::NotReadRole).toBool());
    QVERIFY(at(1, u"admins"_s, TableModel::WarnRole).toBool());
    QVERIFY(!at(2, u"admins"_s, TableModel::WarnRole).toBool());
    m_model->setAdmins(u"b"_s, 1);
    QVERIFY(at(1, u"admins"_s, TableModel::WarnRole).toBool());
    QVERIFY(!at(1, u"members"_s, TableModel::WarnRole).toBool());
    m_model->setOrder(10, Qt::AscendingOrder);
    QCOMPARE(shown(), (QStringList{u"b"_s, u"c"_s, u"a"_s})); // not read: last
    m_model->setAdmins(u"b"_s, 5);
    QTRY_COMPARE(shown(), (QStringList{u"c"_s, u"b"_s, u"a"_s}));
    read({row(u"c"_s), row(u"b"_s)});
    QCOMPARE(at(1, u"admins"_s), u"5"_s); // the list says nothing of them
}

void TestOrganizationsModel::takesARecordWhileReading()
{
    read({row(u"a"_s, u"A"_s, 7)});
    RowSink *sink = m_model->beginReading();
    sink->beginPage(++m_sentMs, false);
    RowSink *record = m_model->recordSink();
    record->beginPage(++m_sentMs, false);
    test::addRow(*record, row(u"a"_s, u"Alpha"_s));
    test::addRow(*record, row(u"new"_s, u"New"_s));
    QTRY_COMPARE(m_model->rowCount(), 2);
    QCOMPARE(at(0, u"name"_s), u"Alpha"_s);
    QCOMPARE(at(0, u"members"_s), u"7"_s);
    QCOMPARE(m_model->state().read, 0);
    test::addRow(*sink, row(u"a"_s, u"Alpha"_s, 7));
    m_model->endReading({}, false);
    QCOMPARE(shown(), (QStringList{u"a"_s, u"new"_s}));
}

void TestOrganizationsModel::showsProjects()
{
    auto description = std::make_shared<Description>(*organizationsDescription());
    description->project = description->organization;
    ProjectsModel projects(description, u"account"_s, u"organization"_s, nullptr);
    QAbstractItemModelTester tester(&projects,
                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
    RowSink *sink = projects.beginReading();
    test::addRow(*sink, row(u"p"_s, u"Project"_s));
    projects.endReading({}, false);
    QCOMPARE(projects.rowCount(), 1);
    QVERIFY(!projects.index(0, 1).data(TableModel::AvatarNameRole).isValid());
    QCOMPARE(projects.organizationId(), u"organization"_s);
    QVERIFY(projects.state().asOf.isValid()); // although no page said when it left
}

QTEST_GUILESS_MAIN(TestOrganizationsModel)
#include "tst_organizationsmodel.moc"
