// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "actions.h"
#include "application.h"
#include "filterbox.h"
#include "mainwindow.h"
#include "membersmodel.h"
#include "openorganization.h"
#include "organizationview.h"
#include "orgtable.h"
#include "page.h"
#include "runner.h"
#include "sidebar.h"
#include "sidebarmodel.h"
#include "strip.h"
#include "tour.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDialog>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QTreeView>

#include <QApplication>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

const QString newName = u"Acme Tour Works"_s;
const QString newMember = u"elif.ornek"_s;

void press(QWidget *widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers);
        QApplication::sendEvent(widget, &event);
    }
}

void type(QLineEdit *field, const QString &text)
{
    field->setFocus();
    field->selectAll();
    for (const QChar c : text) {
        QKeyEvent event(QEvent::KeyPress, 0, Qt::NoModifier, QString(c));
        QApplication::sendEvent(field, &event);
    }
}

void click(QWidget *widget, const QPoint &at)
{
    const QPointF global = widget->mapToGlobal(QPointF(at));
    for (const auto kind : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
        const auto buttons = kind == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton;
        QMouseEvent event(kind, QPointF(at), global, Qt::LeftButton, buttons, Qt::NoModifier);
        QApplication::sendEvent(widget, &event);
    }
}

MembersModel *membersOf(MainWindow *window)
{
    const Page *const page = window->page();
    return page && page->organizationView() ? page->organizationView()->organization().members()
                                            : nullptr;
}

OrgTable *tableOf(MainWindow *window)
{
    return window->page() ? window->page()->findChild<OrgTable *>(u"organizations"_s) : nullptr;
}

TableModel *listOf(MainWindow *window)
{
    OrgTable *const table = tableOf(window);
    return table ? qobject_cast<TableModel *>(table->model()) : nullptr;
}

QLineEdit *filterOf(MainWindow *window)
{
    return window->page() ? window->page()->findChild<QLineEdit *>(u"filter"_s) : nullptr;
}

QPushButton *verbButton(const QDialog *dialog)
{
    for (QPushButton *const button : dialog->findChildren<QPushButton *>()) {
        if (button->isDefault()) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

bool Tour::isSettled(int most) const
{
    const TableModel *const list = listOf(window());
    return list && list->isSettled() && list->state().kind == ListState::Kind::Complete &&
           list->matching() <= most;
}

bool Tour::isListRead(const QString &label) const
{
    const Page *const page = window()->page();
    const TableModel *const list = listOf(window());
    return page && page->title() == label && list &&
           list->state().kind == ListState::Kind::Complete && list->isSettled();
}

int Tour::memberRow(const QString &member) const
{
    const MembersModel *const members = membersOf(window());
    if (!members) {
        return -1;
    }
    for (int row = 0; row < members->rowCount(); ++row) {
        for (int column = 0; column < members->columnCount(); ++column) {
            if (members->index(row, column).data().toString() == member) {
                return row;
            }
        }
    }
    return -1;
}

bool Tour::isAdmin(const QString &member, bool wanted) const
{
    const int row = memberRow(member);
    return row >= 0 && membersOf(window())->isAdmin(row) == wanted && !window()->isBusy();
}

void Tour::clickAdmin(const QString &member)
{
    const MembersModel *const members = membersOf(window());
    auto *const table = window()->page()->findChild<OrgTable *>(u"members"_s);
    const QModelIndex cell = members->index(memberRow(member), members->adminColumn());
    table->scrollTo(cell);
    const QRect rect = table->visualRect(cell);
    const int inset = rect.height() / 2;
    const int x =
        window()->layoutDirection() == Qt::RightToLeft ? rect.right() - inset : rect.left() + inset;
    click(table->viewport(), QPoint(x, rect.center().y()));
}

void Tour::openAccount(const QString &label)
{
    auto *const view = qobject_cast<QTreeView *>(window()->sidebar().view());
    for (int row = 0; row < view->model()->rowCount(); ++row) {
        const QModelIndex index = view->model()->index(row, 0);
        if (index.data().toString() == label) {
            click(view->viewport(), view->visualRect(index).center());
        }
    }
}

void Tour::addBrowsing()
{
    add(
        u"first-start"_s, [] {}, [this] { return window()->isVisible(); });
    add(
        u"organizations"_s,
        [this] { window()->findChild<QPushButton *>(u"choose-demo"_s)->click(); },
        [this] { return isListRead(u"Acme Ancla"_s); });
    add(
        u"filter"_s, [this] { type(filterOf(window()), u"berlin"_s); },
        [this] { return isSettled(5000); });
    add(
        u"details"_s,
        [this] {
            press(filterOf(window()), Qt::Key_Down);
            press(tableOf(window()), Qt::Key_Down);
        },
        [this] {
            const OrganizationView *const view = window()->page()->organizationView();
            return view && view->organization().recordPart().wasRead;
        });
    add(
        u"details-members"_s,
        [this] { window()->page()->organizationView()->showTab(OrganizationView::Members); },
        [this] { return membersOf(window())->rowCount() > 0; });
    add(
        u"sorted"_s,
        [this] {
            type(filterOf(window()), u"a"_s);
            press(filterOf(window()), Qt::Key_Escape);
            const QHeaderView *const header = tableOf(window())->horizontalHeader();
            const int name = listOf(window())->entity().indexOf(u"name");
            click(header->viewport(),
                  QPoint(header->sectionViewportPosition(name) + 30, header->height() / 2));
        },
        [this] { return isSettled(100000); });
    add(
        u"nothing-found"_s, [this] { type(filterOf(window()), u"brelin frieght"_s); },
        [this] { return isSettled(0); });
}

void Tour::addCreating()
{
    add(
        {}, [this] { openAccount(u"Ancla staging"_s); },
        [this] { return isListRead(u"Ancla staging"_s); });
    add(
        u"new-organization"_s,
        [this] {
            window()->actions().newOrganization->trigger();
            auto *const dialog = window()->findChild<QDialog *>(u"new-organization"_s);
            type(dialog->findChild<QLineEdit *>(u"form-name"_s), newName);
        },
        [this] { return window()->findChild<QDialog *>(u"new-organization"_s) != nullptr; });
    add(
        {}, [this] { verbButton(window()->findChild<QDialog *>(u"new-organization"_s))->click(); },
        [this] { return !window()->findChild<QDialog *>(u"new-organization"_s); });
    add(
        u"created"_s, [this] { type(filterOf(window()), newName); },
        [this] {
            return isSettled(5) && listOf(window())->rowCount() == 1 && !window()->isBusy();
        });
}

void Tour::addMembers()
{
    add(
        u"opened-in-a-tab"_s,
        [this] {
            press(filterOf(window()), Qt::Key_Down);
            press(tableOf(window()), Qt::Key_Down);
            press(tableOf(window()), Qt::Key_Return, Qt::ControlModifier);
        },
        [this] {
            return !window()->page()->organizationId().isEmpty() &&
                   memberRow(u"ada.example"_s) >= 0;
        });
    add(
        u"add-member"_s,
        [this] {
            window()->actions().addMember->trigger();
            auto *const dialog = window()->findChild<QDialog *>(u"add-member"_s);
            type(dialog->findChild<QLineEdit *>(u"form-username"_s), newMember);
            dialog->findChild<QCheckBox *>(u"form-admin"_s)->click();
        },
        [this] { return window()->findChild<QDialog *>(u"add-member"_s) != nullptr; });
    add(
        u"added-as-admin"_s,
        [this] { verbButton(window()->findChild<QDialog *>(u"add-member"_s))->click(); },
        [this] {
            return !window()->findChild<QDialog *>(u"add-member"_s) && isAdmin(newMember, true);
        });
    add(
        u"admin-withdrawn"_s, [this] { clickAdmin(newMember); },
        [this] { return isAdmin(newMember, false); });
    add(
        u"admin-granted"_s, [this] { clickAdmin(newMember); },
        [this] { return isAdmin(newMember, true); });
    add(
        u"remove-asks"_s,
        [this] {
            auto *const table = window()->page()->findChild<OrgTable *>(u"members"_s);
            table->chooseRow(memberRow(newMember));
            window()->actions().removeMember->trigger();
        },
        [this] {
            const auto *const asked = window()->page()->findChild<Strip *>(u"question"_s);
            return asked && asked->acceptButton()->isEnabled();
        });
    add(
        u"removed"_s,
        [this] { window()->page()->findChild<Strip *>(u"question"_s)->acceptButton()->click(); },
        [this] { return memberRow(newMember) < 0 && !window()->isBusy(); });
    add(
        u"last-admin-is-blocked"_s, [this] { clickAdmin(u"ada.example"_s); },
        [this] { return window()->page()->findChild<Strip *>(u"question"_s) != nullptr; });
}

void Tour::addOtherService()
{
    add(
        u"another-service"_s, [this] { openAccount(u"Load tests"_s); },
        [this] { return isListRead(u"Load tests"_s); });
    add(
        u"projects"_s,
        [this] {
            press(filterOf(window()), Qt::Key_Down);
            press(tableOf(window()), Qt::Key_Down);
        },
        [this] {
            OrganizationView *const view = window()->page()->organizationView();
            if (view) {
                view->showTab(OrganizationView::Projects);
            }
            return view && view->organization().projectsPart().wasRead;
        });
    add(
        u"no-such-call"_s,
        [this] { window()->page()->organizationView()->showTab(OrganizationView::Members); },
        [] { return true; });
    add(
        u"add-account"_s, [this] { window()->actions().addAccount->trigger(); },
        [this] { return window()->findChild<QDialog *>(u"add-account"_s) != nullptr; });
}

} // namespace orgkeeper
