// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changeasker.h"

#include "changewords.h"
#include "connections.h"
#include "error.h"
#include "foreigntext.h"
#include "runner.h"
#include "stripstack.h"
#include "workspace.h"

#include <QPushButton>

namespace orgkeeper {

namespace {

QString verbOf(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::GrantAdmin:
        return ChangeAsker::tr("Grant");
    case ChangeKind::WithdrawAdmin:
        return ChangeAsker::tr("Withdraw");
    case ChangeKind::AddMember:
        return ChangeAsker::tr("Add");
    case ChangeKind::RemoveMember:
        return ChangeAsker::tr("Remove");
    case ChangeKind::CreateOrganization:
        return ChangeAsker::tr("Create");
    }
    return {};
}

StripKind kindOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Done:
        return StripKind::Ok;
    case Outcome::AlreadySo:
        return StripKind::Info;
    case Outcome::Conflict:
    case Outcome::NotSent:
    case Outcome::Unknown:
        return StripKind::Warn;
    case Outcome::Refused:
    case Outcome::None:
        break;
    }
    return StripKind::Error;
}

} // namespace

ChangeAsker::ChangeAsker(Workspace *workspace, StripStack *strips, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_strips(strips)
{
    connect(&workspace->runner(), &ChangeRunner::changeUpdated, this, &ChangeAsker::follow);
}

void ChangeAsker::setPlace(const QString &accountId, const QString &organizationId)
{
    m_accountId = accountId;
    m_organizationId = organizationId;
}

void ChangeAsker::request(const Change &change)
{
    QList<Question> questions;
    // Removing somebody cannot be read back from what is left, so it is asked in any case.
    if (change.kind == ChangeKind::RemoveMember) {
        questions.append(
            {tr("Remove %1 from %2?").arg(ChangeWords::who(change), ChangeWords::where(change)),
             {},
             false,
             {}});
    }
    for (const Verdict &verdict : inspect(makePlan({change}), m_workspace->guardContext())) {
        if (verdict.kind == Verdict::Kind::NothingToDo ||
            (verdict.kind == Verdict::Kind::Block && verdict.typed.isEmpty())) {
            m_strips->add(verdict.kind == Verdict::Kind::Block ? StripKind::Warn : StripKind::Info,
                          verdict.text, change.memberId);
            return;
        }
        if (verdict.kind == Verdict::Kind::Block || verdict.kind == Verdict::Kind::Ask) {
            questions.append(
                {verdict.text, verdict.typed, verdict.kind == Verdict::Kind::Block, verdict.guard});
        } else {
            m_strips->add(StripKind::Info, verdict.text, QStringLiteral("inform"));
        }
    }
    askNext(change, questions);
}

void ChangeAsker::askNext(Change change, QList<Question> questions)
{
    if (questions.isEmpty()) {
        m_strips->removeKey(change.memberId);
        m_workspace->runner().run(makePlan({change}));
        return;
    }
    const Question question = questions.takeFirst();
    auto *const strip = new Strip(StripKind::Warn, question.text, m_strips);
    strip->setObjectName(QStringLiteral("question"));
    const Connection *const connection = m_workspace->connections().find(change.accountId);
    StripQuestion asked;
    asked.acceptText = verbOf(change.kind);
    asked.mustType = question.typed;
    if (!question.typed.isEmpty()) {
        asked.typedLabel = !question.isBlock                     ? tr("Account's name")
                           : canBeTyped(change.organizationName) ? tr("Organization's name")
                                                                 : tr("Organization's ID");
    }
    if (connection && connection->account().environment == Environment::Production) {
        asked.tone = ButtonTone::Production;
    }
    strip->ask(asked);
    connect(strip, &Strip::accepted, this, [this, change, questions, question]() mutable {
        if (question.isBlock) {
            change.override_ = question.typed;
        } else if (question.guard) {
            change.answered.append(*question.guard);
        }
        askNext(change, questions);
        Q_EMIT this->answered();
    });
    connect(strip, &Strip::dismissed, this, &ChangeAsker::answered);
    m_strips->add(strip, change.memberId);
    strip->takeFocus();
}

void ChangeAsker::undo(const QString &changeId)
{
    const Change *const change = m_workspace->runner().find(changeId);
    const Connection *const connection =
        change ? m_workspace->connections().find(change->accountId) : nullptr;
    if (!connection || !connection->description()) {
        return;
    }
    if (auto inverse = inverseOf(*change, *connection->description())) {
        inverse->undoOf = changeId;
        request(*inverse);
    } else {
        m_strips->add(
            StripKind::Info,
            tr("The service has no call that takes this back: %1.").arg(titleOf(*change)));
    }
}

QString ChangeAsker::lastUndoable() const
{
    const QList<Change> &log = m_workspace->runner().log();
    QSet<QString> undone; // pressed again and again it goes back step by step
    for (auto change = log.crbegin(); change != log.crend(); ++change) {
        if (!change->undoOf.isEmpty()) {
            if (change->outcome == Outcome::Done || change->state != ChangeState::Finished) {
                undone.insert(change->undoOf);
            }
            continue;
        }
        const Connection *const connection = m_workspace->connections().find(change->accountId);
        if (change->accountId == m_accountId && change->organizationId == m_organizationId &&
            change->state == ChangeState::Finished && change->outcome == Outcome::Done &&
            !undone.contains(change->id) && connection && connection->description() &&
            inverseOf(*change, *connection->description())) {
            return change->id;
        }
    }
    return {};
}

void ChangeAsker::follow(const Change &change)
{
    const bool isHere = change.accountId == m_accountId &&
                        (m_organizationId.isEmpty() ? change.kind == ChangeKind::CreateOrganization
                                                    : change.organizationId == m_organizationId);
    if (isHere && change.state == ChangeState::Finished) {
        report(change);
    }
}

void ChangeAsker::report(const Change &change)
{
    const QString key = change.memberId.isEmpty() ? change.id : change.memberId;
    auto *const strip = new Strip(kindOf(change.outcome), change.outcomeText, m_strips);
    const Connection *const connection = m_workspace->connections().find(change.accountId);
    if (change.error) {
        strip->setDetails(details(change.error));
    }
    if (change.outcome == Outcome::Done && connection && connection->description() &&
        inverseOf(change, *connection->description())) {
        QPushButton *const button = strip->addButton(tr("Undo"), QStringLiteral("undo-2"));
        connect(button, &QPushButton::clicked, this, [this, id = change.id] { undo(id); });
    }
    if (change.sentAgainAsked) {
        QPushButton *const button =
            strip->addButton(tr("Send again"), QStringLiteral("refresh-cw"));
        connect(button, &QPushButton::clicked, this, [this, strip, id = change.id] {
            m_strips->remove(strip);
            m_workspace->runner().sendAgain(id);
        });
    }
    m_strips->add(strip, key);
}

} // namespace orgkeeper
