// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changeform.h"

#include "changewords.h"
#include "connections.h"
#include "formdialog.h"
#include "runner.h"
#include "workspace.h"

namespace orgkeeper {

void ChangeForm::open(Workspace *workspace, const Change &change, QWidget *window)
{
    const Connection *const connection = workspace->connections().find(change.accountId);
    const Call *const call = connection && connection->description()
                                 ? connection->description()->call(callOf(change.kind))
                                 : nullptr;
    if (!call) {
        return;
    }
    const bool isMember = change.kind == ChangeKind::AddMember;
    auto *const dialog = new FormDialog(
        isMember ? tr("Add member") : tr("New organization"),
        isMember ? tr("to %1, on %2").arg(ChangeWords::where(change), connection->account().label)
                 : tr("on %1").arg(connection->account().label),
        call->form, isMember ? tr("Add") : tr("Create"), window);
    dialog->setObjectName(isMember ? QStringLiteral("add-member")
                                   : QStringLiteral("new-organization"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    new ChangeForm(workspace, change, dialog);
    dialog->open();
}

ChangeForm::ChangeForm(Workspace *workspace, const Change &change, FormDialog *dialog)
    : QObject(dialog)
    , m_workspace(workspace)
    , m_dialog(dialog)
    , m_wanted(change)
{
    connect(dialog, &FormDialog::submitted, this, &ChangeForm::submit);
    connect(dialog, &FormDialog::answered, this, &ChangeForm::askNext);
    connect(&workspace->runner(), &ChangeRunner::changeUpdated, this, &ChangeForm::follow);
}

void ChangeForm::submit()
{
    const Connection *const connection = m_workspace->connections().find(m_wanted.accountId);
    // Without a description the guards say that the account is not there.
    m_current = connection && connection->description()
                    ? filledIn(m_wanted, m_dialog->values(), *connection->description())
                    : m_wanted;
    m_current.id = makeChange(m_wanted.kind, m_wanted.accountId).id;
    m_questions.clear();
    for (const Verdict &verdict : inspect(makePlan({m_current}), m_workspace->guardContext())) {
        if (verdict.kind == Verdict::Kind::Block || verdict.kind == Verdict::Kind::NothingToDo) {
            m_dialog->showProblem(verdict.text, {});
            return;
        }
        if (verdict.kind == Verdict::Kind::Ask) {
            m_questions.append({verdict.text, verdict.typed, verdict.guard});
        }
    }
    askNext();
}

void ChangeForm::askNext()
{
    if (m_questions.isEmpty()) {
        run();
        return;
    }
    const Question next = m_questions.takeFirst();
    // It runs only when all were said yes to.
    m_current.answered.append(next.guard);
    m_dialog->ask(next.text, next.typed);
}

void ChangeForm::run()
{
    m_dialog->setBusy(m_current.kind == ChangeKind::AddMember ? tr("Adding...")
                                                              : tr("Creating..."));
    m_workspace->runner().run(makePlan({m_current}));
}

void ChangeForm::follow(const Change &change)
{
    if (change.id != m_current.id || change.state != ChangeState::Finished) {
        return;
    }
    if (change.outcome == Outcome::Done) {
        m_dialog->accept();
    } else {
        m_dialog->showProblem(change.outcomeText, change.error.fields);
    }
}

} // namespace orgkeeper
