// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "actions.h"
#include "error.h"
#include "membersmodel.h"
#include "openorganization.h"
#include "organizationview.h"
#include "orgtable.h"
#include "page.h"
#include "requestlog.h"
#include "runner.h"
#include "windowkit.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

namespace {

/// The forms in which a secret may lie somewhere: as it is, as base64, as hex.
QByteArrayList formsOf(const QByteArray &secret)
{
    return {secret, secret.toBase64(QByteArray::OmitTrailingEquals), secret.toHex(),
            secret.toPercentEncoding()};
}

bool has(const QByteArray &text, const QByteArrayList &forms)
{
    for (const QByteArray &form : forms) {
        if (text.contains(form)) {
            return true;
        }
    }
    return false;
}

bool has(const QString &text, const QByteArrayList &forms)
{
    return has(text.toUtf8(), forms);
}

QStringList folders()
{
    QStringList folders;
    for (const char *const name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
                                   "XDG_STATE_HOME", "XDG_RUNTIME_DIR"}) {
        if (const QString folder = qEnvironmentVariable(name); !folder.isEmpty()) {
            folders.append(folder);
        }
    }
    return folders;
}

QStringList filesWith(const QByteArrayList &forms)
{
    QStringList found;
    for (const QString &folder : folders()) {
        QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (has(file.fileName(), forms) ||
                (file.open(QIODevice::ReadOnly) && has(file.readAll(), forms))) {
                found.append(file.fileName());
            }
        }
    }
    return found;
}

/// Everything that a person or a screen reader meets, shown or not.
QStringList widgetsWith(const QByteArrayList &forms)
{
    QStringList found;
    for (const QWidget *const widget : QApplication::allWidgets()) {
        QStringList texts{widget->windowTitle(),    widget->toolTip(),
                          widget->accessibleName(), widget->accessibleDescription(),
                          widget->objectName(),     widget->windowFilePath(),
                          widget->statusTip()};
        if (const auto *const label = qobject_cast<const QLabel *>(widget)) {
            texts.append(label->text());
        } else if (const auto *const line = qobject_cast<const QLineEdit *>(widget)) {
            texts.append(line->text());
        } else if (const auto *const text = qobject_cast<const QPlainTextEdit *>(widget)) {
            texts.append(text->toPlainText());
        } else if (const auto *const button = qobject_cast<const QAbstractButton *>(widget)) {
            texts.append(button->text());
        }
        if (has(texts.join(u'\n'), forms)) {
            found.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' +
                         widget->objectName());
        }
    }
    return found;
}

} // namespace

/// The demo's own tokens serve as canaries: after a run with reads, changes and refusals they are
/// on the wire and nowhere else.
class TestPrivacy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokensStayWhereTheyBelong();

private:
    void useTheProgram(WindowKit &kit);
    QByteArrayList m_forms;
};

void TestPrivacy::useTheProgram(WindowKit &kit)
{
    QVERIFY(kit.startAt(staging));
    for (const char *const label : {"Acme Ancla", "Ancla staging", "Load tests"}) {
        m_forms += formsOf(kit.stage(QLatin1StringView(label)).token());
    }
    QVERIFY(kit.openTab(u"Acme Berlin Freight"_s));
    QString id = kit.members()->idAt(kit.firstMember(false));
    kit.clickBox(id);
    QTRY_VERIFY(kit.isAdmin(id) && !kit.window().isBusy());
    kit.trouble("POST", "/toggle-admin", Fault::refuse(403));
    id = kit.members()->idAt(kit.firstMember(false));
    kit.clickBox(id);
    QTRY_VERIFY(kit.application().runner().log().size() == 2 && !kit.window().isBusy());
    for (int tab = 0; tab < 4; ++tab) {
        kit.view()->showTab(OrganizationView::Tab(tab));
    }
    kit.view()->copyId();
    QVERIFY(kit.openAccount(u"Load tests"_s));

    // A refused token, and a new one typed: the longest way a token goes.
    kit.stage(u"Load tests"_s).setInterceptor([](const DemoRequest &) {
        return Fault::refuse(401);
    });
    kit.press(Qt::Key_F5);
    QTRY_VERIFY(kit.page().findChild<QLineEdit *>(u"token-token"_s));
    auto *const field = kit.page().findChild<QLineEdit *>(u"token-token"_s);
    QVERIFY(field);
    kit.noTrouble(u"Load tests"_s);
    field->setFocus();
    QTest::keyClicks(field, QString::fromLatin1(kit.stage(u"Load tests"_s).token()));
    field->selectAll();
    QTest::keyClick(field, Qt::Key_C, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_X, Qt::ControlModifier); // cut is empty, the field is too
    QTest::keyClicks(field, QString::fromLatin1(kit.stage(u"Load tests"_s).token()));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(kit.strips().isEmpty());
}

void TestPrivacy::tokensStayWhereTheyBelong()
{
    WindowKit kit;
    useTheProgram(kit);
    if (QTest::currentTestFailed()) {
        return;
    }
    // The canaries are real: the services saw them.
    const std::vector<DemoRequest> seen = kit.stage().requests();
    QVERIFY(std::any_of(seen.begin(), seen.end(), [&kit](const DemoRequest &request) {
        return std::any_of(
            request.headers.begin(), request.headers.end(),
            [&kit](const auto &header) { return header.second.contains(kit.stage().token()); });
    }));
    for (const DemoRequest &request : seen) {
        QVERIFY(!has(request.target, m_forms));
        QVERIFY(!has(request.body, m_forms));
    }
    QVERIFY(!kit.application().log().entries().isEmpty());
    for (const LoggedRequest &entry : kit.application().log().entries()) {
        QVERIFY(!has(entry.path + entry.account, m_forms));
        QVERIFY(!has(entry.verb, m_forms));
    }
    for (const Change &change : kit.application().runner().log()) {
        QVERIFY(!has(change.outcomeText + details(change.error) + change.error.message, m_forms));
    }
    QCOMPARE(widgetsWith(m_forms), QStringList());
    const QMimeData *const copied = QGuiApplication::clipboard()->mimeData();
    for (const QString &format : copied->formats()) {
        QVERIFY(!has(copied->data(format), m_forms));
    }
    QCOMPARE(filesWith(m_forms), QStringList());
    kit.end();
    QCOMPARE(filesWith(m_forms), QStringList());
    QVERIFY(QFile::exists(kit.configFolder() + u"/orgkeeper/orgkeeper.conf"_s));
}

QTEST_MAIN(TestPrivacy)
#include "tst_privacy.moc"
