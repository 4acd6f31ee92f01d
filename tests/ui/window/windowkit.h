// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "application.h"
#include "demofaults.h"
#include "demostage.h"
#include "mainwindow.h"
#include "strip.h"

#include <QDialog>
#include <QTemporaryDir>

#include <memory>

namespace orgkeeper {

class MembersModel;
class OrganizationView;
class OrgTable;
class Page;
class TableModel;

// Of the demo: an account without questions, an organization of 48 members and 3 admins in it, and
// how the request ends that turns a right on or off.
inline const QString staging = QStringLiteral("Ancla staging");
inline const QString freight = QStringLiteral("Acme Berlin Freight");
inline constexpr char toggle[] = "/toggle-admin";

/// The whole program on a configuration folder of its own, driven by keys and clicks. Functions
/// that wait return false when what they wait for did not come within ten seconds.
class WindowKit
{
public:
    WindowKit();
    ~WindowKit();

    /// A new run of the program on the same configuration; the run before has ended by then.
    [[nodiscard]] bool start();
    void end();
    [[nodiscard]] QString configFolder() const { return m_folder.path(); }

    /// Chooses the demo on the first page. What it reads of its large account at once is stopped.
    [[nodiscard]] bool openDemo();
    /// Clicks the account in the sidebar and waits until its list has come, well or not.
    [[nodiscard]] bool openAccount(const QString &label);
    void clickAccount(const QString &label);
    /// Start, demo, account.
    [[nodiscard]] bool startAt(const QString &label);
    /// Types into the filter of the list and chooses the row of that name.
    [[nodiscard]] bool choose(const QString &organization);
    /// The same, and opens it in a tab; waits for its members.
    [[nodiscard]] bool openTab(const QString &organization);

    [[nodiscard]] Application &application() const { return *m_application; }
    [[nodiscard]] MainWindow &window() const { return *m_application->window(); }
    [[nodiscard]] Page &page() const;
    [[nodiscard]] OrganizationView *view() const;
    [[nodiscard]] OrgTable *table() const; ///< of the organizations
    [[nodiscard]] TableModel *list() const;
    [[nodiscard]] OrgTable *memberTable() const;
    [[nodiscard]] MembersModel *members() const;
    [[nodiscard]] DemoStage &stage(const QString &label = QStringLiteral("Ancla staging")) const;

    [[nodiscard]] int firstMember(bool admin) const; ///< a row; -1: there is none
    [[nodiscard]] bool isAdmin(const QString &memberId) const;
    /// In the viewport of the member table.
    [[nodiscard]] QPoint boxOf(const QString &memberId) const;
    void clickBox(const QString &memberId);
    [[nodiscard]] QString cellText(const QString &memberId, int role) const;

    /// Shown in the page in front, newest first.
    [[nodiscard]] QList<Strip *> strips() const;
    [[nodiscard]] Strip *strip(const QString &text) const; ///< one whose text has this; null: none
    [[nodiscard]] Strip *question() const;
    [[nodiscard]] QDialog *dialog(const QString &name) const;
    [[nodiscard]] static QPushButton *button(const QWidget *in, const QString &text);
    /// All that is shown as text below a widget.
    [[nodiscard]] static QStringList textsOf(const QWidget *in);

    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const;
    void type(const QString &text) const;

    /// Requests of this verb whose path ends so.
    [[nodiscard]] int sent(const QByteArray &method, const QByteArray &ending,
                           const QString &label = QStringLiteral("Ancla staging")) const;
    /// Answers requests of this verb and ending with the fault; the others as usual.
    void trouble(const QByteArray &method, const QByteArray &ending, const Fault &fault,
                 const QString &label = QStringLiteral("Ancla staging")) const;
    void noTrouble(const QString &label = QStringLiteral("Ancla staging")) const;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Application> m_application;
};

} // namespace orgkeeper
