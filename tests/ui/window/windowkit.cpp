// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "windowkit.h"

#include "actions.h"
#include "demoservice.h"
#include "filterbox.h"
#include "membersmodel.h"
#include "openorganization.h"
#include "organizationview.h"
#include "orgtable.h"
#include "page.h"
#include "searchedit.h"
#include "sidebar.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

constexpr int patienceMs = 10000;

bool waitFor(const std::function<bool()> &isSo)
{
    return QTest::qWaitFor(isSo, patienceMs);
}

} // namespace

WindowKit::WindowKit()
{
    qputenv("XDG_CONFIG_HOME", m_folder.path().toLocal8Bit());
    QCoreApplication::setApplicationName(u"orgkeeper"_s);
}

WindowKit::~WindowKit() = default;

bool WindowKit::start()
{
    m_application = std::make_unique<Application>(CommandLine());
    return m_application->start() && QTest::qWaitForWindowActive(m_application->window());
}

void WindowKit::end()
{
    m_application->window()->close();
    m_application.reset();
}

bool WindowKit::openDemo()
{
    auto *const choice = window().findChild<QPushButton *>(u"choose-demo"_s);
    if (!choice) {
        return false;
    }
    QTest::mouseClick(choice, Qt::LeftButton);
    if (!window().page()) {
        return false;
    }
    page().stopReading();
    return application().demo() != nullptr;
}

void WindowKit::clickAccount(const QString &label)
{
    auto *const view = qobject_cast<QTreeView *>(window().sidebar().view());
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        const QModelIndex index = view->model()->index(row, 0);
        if (index.data().toString() == label) {
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                              view->visualRect(index).center());
        }
    }
}

bool WindowKit::openAccount(const QString &label)
{
    clickAccount(label);
    return waitFor([this, &label] {
        return page().title() == label && !page().isReading() && list()->isSettled();
    });
}

bool WindowKit::startAt(const QString &label)
{
    return start() && openDemo() && openAccount(label);
}

bool WindowKit::choose(const QString &organization)
{
    page().filterBox()->setText(organization);
    const auto rowOf = [this, &organization] {
        for (int row = 0; row < list()->rowCount(); ++row) {
            if (list()->nameAt(row) == organization) {
                return row;
            }
        }
        return -1;
    };
    if (!waitFor([this, rowOf] { return list()->isSettled() && rowOf() >= 0; })) {
        return false;
    }
    table()->setFocus();
    table()->chooseRow(rowOf());
    return true;
}

bool WindowKit::openTab(const QString &organization)
{
    if (!choose(organization)) {
        return false;
    }
    QTest::keyClick(table(), Qt::Key_Return, Qt::ControlModifier);
    return waitFor([this] {
        return !page().organizationId().isEmpty() && members() &&
               view()->organization().membersPart().wasRead && !page().isReading() &&
               members()->isSettled();
    });
}

Page &WindowKit::page() const
{
    return *window().page();
}

OrganizationView *WindowKit::view() const
{
    return window().page() ? page().organizationView() : nullptr;
}

OrgTable *WindowKit::table() const
{
    return page().findChild<OrgTable *>(u"organizations"_s);
}

TableModel *WindowKit::list() const
{
    return qobject_cast<TableModel *>(table()->model());
}

OrgTable *WindowKit::memberTable() const
{
    return page().findChild<OrgTable *>(u"members"_s);
}

MembersModel *WindowKit::members() const
{
    return view() ? view()->organization().members() : nullptr;
}

DemoStage &WindowKit::stage(const QString &label) const
{
    return *application().demo()->stage(label);
}

int WindowKit::firstMember(bool admin) const
{
    for (int row = 0; row < members()->rowCount(); ++row) {
        if (members()->isAdmin(row) == admin && !members()->isYou(row)) {
            return row;
        }
    }
    return -1;
}

bool WindowKit::isAdmin(const QString &memberId) const
{
    const int row = members()->rowOfId(memberId);
    return row >= 0 && members()->isAdmin(row);
}

QPoint WindowKit::boxOf(const QString &memberId) const
{
    const QModelIndex cell =
        members()->index(members()->rowOfId(memberId), members()->adminColumn());
    memberTable()->scrollTo(cell);
    const QRect rect = memberTable()->visualRect(cell);
    const bool isRtl = window().layoutDirection() == Qt::RightToLeft;
    const int inset = rect.height() / 2;
    return {isRtl ? rect.right() - inset : rect.left() + inset, rect.center().y()};
}

void WindowKit::clickBox(const QString &memberId)
{
    QTest::mouseClick(memberTable()->viewport(), Qt::LeftButton, {}, boxOf(memberId));
}

QString WindowKit::cellText(const QString &memberId, int role) const
{
    return members()
        ->index(members()->rowOfId(memberId), members()->adminColumn())
        .data(role)
        .toString();
}

QList<Strip *> WindowKit::strips() const
{
    QList<Strip *> shown;
    for (Strip *const strip : page().findChildren<Strip *>()) {
        if (strip->isVisible()) {
            shown.append(strip);
        }
    }
    return shown;
}

Strip *WindowKit::strip(const QString &text) const
{
    for (Strip *const strip : strips()) {
        if (strip->text().contains(text)) {
            return strip;
        }
    }
    return nullptr;
}

Strip *WindowKit::question() const
{
    for (Strip *const strip : strips()) {
        if (strip->isQuestion()) {
            return strip;
        }
    }
    return nullptr;
}

QDialog *WindowKit::dialog(const QString &name) const
{
    return window().findChild<QDialog *>(name);
}

QPushButton *WindowKit::button(const QWidget *in, const QString &text)
{
    for (QPushButton *const button : in->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text().remove(u'&') == text) {
            return button;
        }
    }
    return nullptr;
}

QStringList WindowKit::textsOf(const QWidget *in)
{
    QStringList texts;
    for (const QLabel *const label : in->findChildren<QLabel *>()) {
        if (label->isVisible() && !label->text().isEmpty()) {
            texts.append(label->text());
        }
    }
    return texts;
}

void WindowKit::press(int key, Qt::KeyboardModifiers modifiers) const
{
    QWidget *const focused = QApplication::focusWidget();
    QTest::keyClick(focused ? focused : &window(), Qt::Key(key), modifiers);
}

void WindowKit::type(const QString &text) const
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

int WindowKit::sent(const QByteArray &method, const QByteArray &ending, const QString &label) const
{
    int count = 0;
    for (const DemoRequest &request : stage(label).requests()) {
        count += request.method == method && request.path.endsWith(ending) ? 1 : 0;
    }
    return count;
}

void WindowKit::trouble(const QByteArray &method, const QByteArray &ending, const Fault &fault,
                        const QString &label) const
{
    stage(label).setInterceptor(
        [method, ending, fault](const DemoRequest &request) -> std::optional<Fault> {
            if (request.method == method && request.path.endsWith(ending)) {
                return fault;
            }
            return {};
        });
}

void WindowKit::noTrouble(const QString &label) const
{
    stage(label).setInterceptor({});
}

} // namespace orgkeeper
