// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accountstore.h"
#include "actions.h"
#include "addaccountdialog.h"
#include "catalogue.h"
#include "changeasker.h"
#include "changeform.h"
#include "connections.h"
#include "error.h"
#include "mainwindow.h"
#include "memberstab.h"
#include "organizationspage.h"
#include "organizationview.h"
#include "orgtable.h"
#include "page.h"
#include "runner.h"
#include "sidebar.h"
#include "strip.h"
#include "stripstack.h"
#include "theme.h"
#include "tokenstore.h"
#include "workspace.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace orgkeeper {

void MainWindow::updateCommands()
{
    const Actions &a = *m_actions;
    const Page *const front = page();
    const Connection *const connection =
        front ? m_services.connections->find(front->accountId()) : nullptr;
    const QString noAccount = tr("Choose an account first.");
    const QString notHere = connection ? QString() : noAccount;
    const bool isTab = front && !front->organizationId().isEmpty();
    Actions::allow(a.newOrganization,
                   connection ? connection->whyNoWrite(CallId::CreateOrganization) : noAccount);
    Actions::allow(a.removeAccount, !connection ? noAccount
                                    : connection->account().demo
                                        ? tr("A demo account goes when Orgkeeper ends.")
                                        : QString());
    Actions::allow(a.readAgain, notHere);
    Actions::allow(a.stop, front && front->isReading() ? QString() : tr("Nothing is being read."));
    Actions::allow(a.filter,
                   front && front->filterBox() ? QString() : tr("There is no list here."));
    const QString noTable = front && front->table() ? QString() : tr("There is no list here.");
    for (QAction *const action : {a.copyRows, a.copyCell, a.selectAll}) {
        Actions::allow(action, noTable);
    }
    Actions::allow(a.detailPane,
                   front && front->hasDetailPane() ? QString() : tr("Only beside a list."));
    Actions::allow(a.closeTab, isTab ? QString() : tr("No tab is in front."));
    updateMemberCommands();
}

void MainWindow::updateMemberCommands()
{
    const Actions &a = *m_actions;
    const Page *const front = page();
    const OrganizationView *const view = front ? front->organizationView() : nullptr;
    const QString noOrganization = tr("Choose an organization first.");
    const MembersTab *const members = this->members();
    Actions::allow(a.openInTab, !view                               ? noOrganization
                                : front->organizationId().isEmpty() ? QString()
                                                                    : tr("It is open in a tab."));
    Actions::allow(a.copyId, view ? QString() : noOrganization);
    for (QAction *const action : {a.nextInnerTab, a.previousInnerTab}) {
        Actions::allow(action, view ? QString() : noOrganization);
    }
    Actions::allow(a.addMember, members ? members->whyNot(CallId::AddMember) : noOrganization);
    const QString noChange = members ? members->whyNot(CallId::SetAdmin) : noOrganization;
    const bool isAdmin = members && members->isCurrentAdmin();
    Actions::allow(a.grantAdmin,
                   noChange.isEmpty() && isAdmin ? tr("This member is admin already.") : noChange);
    Actions::allow(a.withdrawAdmin,
                   noChange.isEmpty() && !isAdmin ? tr("This member is not admin.") : noChange);
    // Del means the member only where members are what is looked at.
    const bool isMembersTab = view && view->currentTab() == OrganizationView::Members;
    Actions::allow(a.removeMember, !members        ? noOrganization
                                   : !isMembersTab ? tr("Open the members first.")
                                                   : members->whyNot(CallId::RemoveMember));
    Actions::allow(a.undoLast, view && !view->asker().lastUndoable().isEmpty()
                                   ? QString()
                                   : tr("Nothing was changed here that can be undone."));
}

void MainWindow::createOrganization()
{
    if (page()) {
        ChangeForm::open(m_services.workspace,
                         makeChange(ChangeKind::CreateOrganization, page()->accountId()), this);
    }
}

void MainWindow::undoLast()
{
    const OrganizationView *const view = page() ? page()->organizationView() : nullptr;
    const QString last = view ? view->asker().lastUndoable() : QString();
    if (!last.isEmpty()) {
        view->asker().undo(last);
    }
}

void MainWindow::addAccount()
{
    auto *const dialog = new AddAccountDialog(m_services, this);
    dialog->setObjectName(u"add-account"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddAccountDialog::added, this, &MainWindow::showAccount);
    dialog->open();
}

void MainWindow::openDescriptions()
{
    const QString folder = m_services.catalogue->userFolder();
    if (!QDir().mkpath(folder)) {
        say(tr("The folder %1 cannot be made. Make it, or make it writable.").arg(folder));
    } else if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder))) {
        say(tr("No program opens folders here. Descriptions of your own go to %1.").arg(folder));
    }
}

void MainWindow::removeAccount()
{
    const Account *const account =
        page() ? m_services.accounts->find(page()->accountId()) : nullptr;
    if (!account) {
        return;
    }
    const QString id = account->id;
    const QString label = account->label;
    const QList<Change> &log = m_services.runner->log();
    if (std::any_of(log.begin(), log.end(), [&id](const Change &change) {
            return change.accountId == id && change.state != ChangeState::Finished;
        })) {
        say(tr("A change on %1 is under way. Remove the account when it has ended.").arg(label));
        return;
    }
    auto *const box = new QMessageBox(
        QMessageBox::Question, tr("Remove account"),
        tr("Remove %1 from Orgkeeper? Its token is deleted from the keychain. Nothing changes at "
           "the service.")
            .arg(label),
        QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const remove = box->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(remove, &QAbstractButton::clicked, this, [this, id, label] {
        m_services.forThisRun->remove(id, this);
        SecretsJob *const job = m_services.keychain->remove(id, this);
        connect(job, &Job::finished, this, [this, job, id, label] {
            // Where there is no keychain there is no token in it either.
            if (job->error() && job->keychain() != KeychainState::Missing) {
                say(tr("%1 was not removed: %2")
                        .arg(label, sentence(job->error(), m_services.keychain->displayName())));
            } else if (!m_services.accounts->remove(id)) {
                say(m_services.accounts->lastError());
            }
        });
    });
    box->open();
}

void MainWindow::showAbout()
{
    auto *const box = new QMessageBox(
        QMessageBox::NoIcon, tr("About Orgkeeper"),
        tr("Orgkeeper %1\n\nAdminister organizations, members and admin rights on several "
           "services. "
           "Free software under the GNU General Public License, version 3 or later. Icons: Lucide "
           "(ISC licence).")
            .arg(QStringLiteral(ORGKEEPER_VERSION)),
        QMessageBox::Close, this);
    box->setIconPixmap(windowIcon().pixmap(48, 48));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::showShortcuts()
{
    QString rows;
    for (const QAction *const action : m_actions->findChildren<QAction *>()) {
        if (!action->shortcut().isEmpty()) {
            rows += u"<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>"_s.arg(
                action->shortcut().toString(QKeySequence::NativeText).toHtmlEscaped(),
                action->text().remove(u'&').toHtmlEscaped());
        }
    }
    // Those of the tables and strips, which are no commands.
    const QList<std::pair<QString, QString>> fixed{
        {tr("Space"), tr("Tick or untick the box of the current row")},
        {tr("Enter"), tr("Go to the details of the current row")},
        {tr("Ctrl+Enter"), tr("Open the current row in a tab")},
        {tr("Shift+F10"), tr("Menu of the current row")},
        {tr("Esc"), tr("Close the newest strip, or go back to the list")}};
    for (const auto &[key, what] : fixed) {
        rows += u"<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>"_s.arg(key.toHtmlEscaped(),
                                                                            what.toHtmlEscaped());
    }
    auto *const box =
        new QMessageBox(QMessageBox::NoIcon, tr("Keyboard shortcuts"),
                        u"<table>"_s + rows + u"</table>"_s, QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::restore()
{
    const QSettings &settings = *m_services.settings;
    resize(1440, 900);
    restoreGeometry(settings.value("window/geometry"_L1).toByteArray());
    m_splitter->restoreState(settings.value("window/splitter"_L1).toByteArray());
    m_actions->sidebar->setChecked(settings.value("window/sidebar"_L1, true).toBool());
    m_sidebar->setVisible(m_actions->sidebar->isChecked());
    m_actions->detailPane->setChecked(settings.value("window/detailPane"_L1, true).toBool());
    switch (m_services.theme->appearance()) {
    case Theme::Appearance::System:
        m_actions->systemColours->setChecked(true);
        break;
    case Theme::Appearance::Light:
        m_actions->light->setChecked(true);
        break;
    case Theme::Appearance::Dark:
        m_actions->dark->setChecked(true);
        break;
    }
}

void MainWindow::remember()
{
    QSettings &settings = *m_services.settings;
    settings.setValue("window/geometry"_L1, saveGeometry());
    settings.setValue("window/splitter"_L1, m_narrow ? m_wideSplitter : m_splitter->saveState());
    settings.setValue("window/sidebar"_L1, m_actions->sidebar->isChecked());
    settings.setValue("window/detailPane"_L1, m_actions->detailPane->isChecked());
    settings.setValue("window/scheme"_L1,
                      isDark(m_services.theme->scheme()) ? u"dark"_s : u"light"_s);
    const Connection *const connection =
        page() ? m_services.connections->find(page()->accountId()) : nullptr;
    if (connection && !connection->account().demo) {
        settings.setValue("window/account"_L1, connection->account().id);
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
    if (!m_services.runner->isBusy()) {
        event->accept();
        return;
    }
    event->ignore();
    auto *const box = new QMessageBox(
        QMessageBox::Question, tr("Changes are under way"),
        tr("A change is under way and not read back yet. Keep Orgkeeper open until it is known "
           "what became of it?"),
        QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *const keep = box->addButton(tr("Keep running"), QMessageBox::RejectRole);
    QPushButton *const stop = box->addButton(tr("Stop after the current requests and quit"),
                                             QMessageBox::DestructiveRole);
    box->setDefaultButton(keep);
    connect(m_services.runner, &ChangeRunner::planFinished, box, [this, box] {
        if (!m_services.runner->isBusy()) {
            box->close(); // what it asks about is over
        }
    });
    connect(stop, &QAbstractButton::clicked, this, [this] {
        m_quitting = true;
        m_services.runner->cancelAll();
        quitWhenDone();
    });
    box->open();
}

void MainWindow::quitWhenDone()
{
    if (m_quitting && !m_services.runner->isBusy()) {
        close();
    }
}

void MainWindow::sayUnseen(const Change &change)
{
    const bool isFine = change.outcome == Outcome::Done || change.outcome == Outcome::AlreadySo;
    if (change.state != ChangeState::Finished || isFine || isShown(change)) {
        return;
    }
    if (!page()) {
        say(tr("%1: %2").arg(titleOf(change), change.outcomeText));
        return;
    }
    auto *const strip = new Strip(StripKind::Warn, titleOf(change), page()->strips());
    strip->setSecondLine(change.outcomeText);
    if (change.error) {
        strip->setDetails(details(change.error));
    }
    if (!change.organizationId.isEmpty() && m_services.connections->find(change.accountId)) {
        connect(strip->addButton(tr("Show organization"), u"building-2"_s), &QPushButton::clicked,
                this, [this, account = change.accountId, organization = change.organizationId] {
                    showOrganization(account, organization);
                });
    }
    page()->strips()->add(strip, change.id);
}

// A page whose organization it is says by itself what became of the change.
bool MainWindow::isShown(const Change &change) const
{
    const auto shows = [&change](const Page *shown) {
        const OrganizationView *const view = shown->organizationView();
        return shown->accountId() == change.accountId &&
               (change.kind == ChangeKind::CreateOrganization ||
                (view && view->organization().id() == change.organizationId));
    };
    return std::any_of(m_lists.begin(), m_lists.end(),
                       [&](const auto &entry) { return shows(entry.second); }) ||
           std::any_of(m_tabs.begin(), m_tabs.end(),
                       [&](const auto &entry) { return shows(entry.second); });
}

} // namespace orgkeeper
