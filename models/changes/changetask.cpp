// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "changetask.h"

#include "changewords.h"

#include <tuple>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

bool takesAway(const Change &change)
{
    return change.kind == ChangeKind::WithdrawAdmin || change.kind == ChangeKind::RemoveMember;
}

/// Without case, as a description's words are compared: a form may offer "admin" for "Admin".
bool isSameRole(const QString &one, const QString &other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

/// The request cannot have reached the service.
bool neverLeft(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Unreachable:
    case Error::Kind::Tls:
    case Error::Kind::NotAvailable:
    case Error::Kind::Keychain:
    case Error::Kind::Cancelled:
        return !error.mayHaveHappened;
    default:
        return false;
    }
}

/// No answer says whether it took effect. Whatever is not a clear no counts as unknown: that costs
/// a reading, the opposite could cost a right.
bool leavesUnknown(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Timeout:
    case Error::Kind::ConnectionLost:
    case Error::Kind::Server:
    case Error::Kind::Malformed:
    case Error::Kind::TooLarge:
        return true;
    default:
        return error.mayHaveHappened;
    }
}

} // namespace

ChangeTask::ChangeTask(Change change, QString planId, bool mayStillArrive)
    : m_change(std::move(change))
    , m_planId(std::move(planId))
    , m_mayStillArrive(mayStillArrive)
{
    m_change.state = ChangeState::Waiting;
}

bool ChangeTask::isRefused() const
{
    return m_sent && last().error && !last().unknown;
}

bool ChangeTask::isUnknown() const
{
    return m_sent && last().unknown;
}

void ChangeTask::setState(ChangeState state)
{
    m_change.state = state;
}

ChangeTask::Next ChangeTask::end(Outcome outcome, const QString &text, bool offerAgain)
{
    m_sent = false;
    m_change.state = ChangeState::Finished;
    m_change.outcome = outcome;
    m_change.outcomeText = text;
    m_change.sentAgainAsked = offerAgain;
    m_change.finished = QDateTime::currentDateTimeUtc();
    if (outcome == Outcome::Done)
        m_change.error = {};
    return Next::Ended;
}

void ChangeTask::endNotSent(const QString &why)
{
    std::ignore = end(Outcome::NotSent, why);
}

void ChangeTask::endNotSent(const Error &error, const QString &why)
{
    m_change.error = error;
    std::ignore = end(Outcome::NotSent, why, true);
}

bool ChangeTask::isWanted(const MemberState &found) const
{
    const MemberState &wanted = m_change.wanted;
    if (found.present != wanted.present)
        return false;
    if (!wanted.present || m_change.kind == ChangeKind::CreateOrganization)
        return true;
    return found.admin == wanted.admin &&
           (wanted.role.isEmpty() || isSameRole(found.role, wanted.role));
}

bool ChangeTask::wasChangedBefore(const MemberState &found) const
{
    if (m_change.kind == ChangeKind::CreateOrganization || m_change.kind == ChangeKind::AddMember)
        return false;
    const MemberState &before = m_change.before;
    return !found.present || found.admin != before.admin ||
           (!before.role.isEmpty() && !isSameRole(found.role, before.role));
}

void ChangeTask::see(const Snapshot &snapshot)
{
    if (m_change.kind == ChangeKind::CreateOrganization) {
        QStringList ids = snapshot.idsOf(m_change);
        ids.removeIf([this](const QString &id) { return m_namesakes.contains(id); });
        m_change.found = {!ids.isEmpty(), false, {}};
        if (!ids.isEmpty() && isSent()) {
            m_change.organizationId = ids.first();
            m_change.values.insert(snapshot.valuesOf(ids.first()));
        }
        return;
    }
    const int row = snapshot.rowOf(m_change);
    m_change.found = snapshot.stateOf(row);
    if (row >= 0 && m_change.memberId.isEmpty()) {
        m_change.memberId = snapshot.store()->id(row);
        m_change.values.insert(snapshot.valuesOf(m_change.memberId));
    }
}

QString ChangeTask::objection(const GuardContext &context) const
{
    const QList<Verdict> verdicts = inspect(makePlan({m_change}), context);
    for (const Verdict &verdict : verdicts) {
        if (verdict.kind == Verdict::Kind::Block)
            return ChangeWords::setAside(verdict.text);
        if (verdict.kind == Verdict::Kind::Ask && !m_change.answered.contains(verdict.guard))
            return ChangeWords::unanswered(verdict.text);
    }
    return {};
}

QString ChangeTask::objectionBefore(const GuardContext &context) const
{
    GuardContext unread = context;
    unread.facts = nullptr;
    return objection(unread);
}

ChangeTask::Next ChangeTask::check(const Snapshot &snapshot, const GuardContext &context)
{
    if (!snapshot.canShow(m_change))
        return checkUnread(context, {});
    if (snapshot.severalFit(m_change)) {
        endNotSent(ChangeWords::severalFit(m_change));
        return Next::Ended;
    }
    if (!snapshot.knows(m_change)) {
        endNotSent(ChangeWords::notReadWhole(m_change));
        return Next::Ended;
    }
    if (m_change.kind == ChangeKind::CreateOrganization && !snapshot.tellsApart(m_change)) {
        const QStringList ids = snapshot.idsOf(m_change);
        m_namesakes = {ids.begin(), ids.end()};
    }
    see(snapshot);
    m_checked = m_change.found;
    const bool isThere = m_change.kind == ChangeKind::AddMember && m_change.found.present;
    if (isThere || isWanted(m_change.found))
        return end(Outcome::AlreadySo, ChangeWords::alreadySo(m_change));
    if (wasChangedBefore(m_change.found))
        return end(Outcome::Conflict, ChangeWords::changedBefore(m_change), m_change.found.present);
    if (takesAway(m_change) && snapshot.isOfMembers() && !snapshot.isComplete() &&
        !isOverridden(m_change)) {
        endNotSent(ChangeWords::adminsNotRead(m_change));
        return Next::Ended;
    }
    if (const QString why = objection(context); !why.isEmpty()) {
        endNotSent(why);
        return Next::Ended;
    }
    return Next::Send;
}

ChangeTask::Next ChangeTask::checkUnread(const GuardContext &context, const QString &service)
{
    QString why = objection(context);
    if (m_change.kind != ChangeKind::AddMember)
        why = ChangeWords::noReading(service);
    if (why.isEmpty())
        return Next::Send;
    endNotSent(why);
    return Next::Ended;
}

void ChangeTask::beginAttempt()
{
    Attempt attempt;
    attempt.sent = QDateTime::currentDateTimeUtc();
    m_change.attempts.append(attempt);
    m_change.error = {};
    m_change.state = ChangeState::Sent;
    m_sent = true;
    m_readTwice = false;
}

ChangeTask::Next ChangeTask::answered(const Error &error, const CallJob::Result &result,
                                      const Call &call, const QString &service, int limitedAttempts)
{
    Attempt &attempt = m_change.attempts.last();
    attempt.ended = QDateTime::currentDateTimeUtc();
    attempt.error = error;
    attempt.answer = result.admin;
    m_change.error = error;
    if (!error)
        return answeredYes(result, call, service);
    if (error.kind == Error::Kind::TooLate && !error.mayHaveHappened)
        return decideAnew(sentence(error, service), limitedAttempts);
    if (error.kind == Error::Kind::Cancelled && neverLeft(error))
        return end(Outcome::NotSent, ChangeWords::cancelled(), true);
    if (neverLeft(error))
        return end(Outcome::NotSent, sentence(error, service), true);
    if (leavesUnknown(error)) {
        attempt.unknown = true;
        return Next::VerifyNow;
    }
    if (error.kind != Error::Kind::RateLimited)
        return Next::Verify;
    m_sent = false;
    if (m_change.attempts.size() >= limitedAttempts)
        return end(Outcome::Refused,
                   ChangeWords::limited(static_cast<int>(m_change.attempts.size()),
                                        sentence(error, service)),
                   true);
    m_change.state = ChangeState::Waiting;
    return Next::WaitAgain;
}

/// The attempt waited for its turn until what it was decided from had become old: it never was one.
ChangeTask::Next ChangeTask::decideAnew(const QString &why, int most)
{
    m_change.attempts.removeLast();
    m_sent = false;
    if (++m_tooLate >= most)
        return end(Outcome::NotSent, why, true);
    m_change.error = {};
    m_change.state = ChangeState::Waiting;
    return Next::WaitAgain;
}

ChangeTask::Next ChangeTask::answeredYes(const CallJob::Result &result, const Call &call,
                                         const QString &service)
{
    if (m_change.kind == ChangeKind::CreateOrganization) {
        if (result.createdId) {
            m_change.organizationId = result.createdId->text;
            m_change.values.insert(u"organization.id"_s, *result.createdId);
        }
        if (result.createdSlug)
            m_change.values.insert(u"organization.slug"_s, Value::ofText(*result.createdSlug));
    }
    if (call.invites)
        return end(Outcome::Done, ChangeWords::invited(m_change, service));
    const bool other = last().answer && *last().answer != m_change.wanted.admin;
    return other ? Next::VerifyNow : Next::Verify;
}

void ChangeTask::loseAnswer()
{
    Attempt &attempt = m_change.attempts.last();
    attempt.ended = QDateTime::currentDateTimeUtc();
    attempt.unknown = true;
    attempt.error.kind = Error::Kind::ConnectionLost;
    attempt.error.mayHaveHappened = true;
    m_change.error = attempt.error;
}

ChangeTask::Next ChangeTask::settle(const Snapshot &snapshot, const QString &service)
{
    if (!snapshot.canShow(m_change)) {
        endUnreadable(service);
        return Next::Ended;
    }
    if (snapshot.severalFit(m_change)) {
        endUnread({}, ChangeWords::whySeveralFit(m_change), service, false);
        return Next::Ended;
    }
    if (!snapshot.knows(m_change)) {
        endUnread({}, ChangeWords::whyNotWhole(), service, false);
        return Next::Ended;
    }
    see(snapshot);
    m_settledMs = snapshot.sentMs();
    return isWanted(m_change.found) ? settleAsWanted(service) : settleOtherwise(service);
}

ChangeTask::Next ChangeTask::settleAsWanted(const QString &service)
{
    if (isRefused())
        return end(Outcome::AlreadySo,
                   ChangeWords::alreadySoAfter(m_change, sentence(last().error, service)));
    // The one lost before may arrive after this one, and where rights are toggled undo it.
    if (m_mayStillArrive && !m_readTwice) {
        m_readTwice = true;
        return Next::ReadLater;
    }
    if (last().unknown)
        return end(Outcome::Done, ChangeWords::arrived(m_change));
    return end(Outcome::Done, ChangeWords::done(m_change));
}

ChangeTask::Next ChangeTask::settleOtherwise(const QString &service)
{
    const bool isAsBefore = m_change.found == m_checked;
    if (isRefused()) {
        const QString reason = sentence(last().error, service);
        return end(Outcome::Refused, isAsBefore ? reason : ChangeWords::readAgain(m_change, reason),
                   true);
    }
    // Another right than was asked for in the answer, and in the reading: nothing to wait for.
    const bool saidOther = last().answer && *last().answer != m_change.wanted.admin;
    if (!m_readTwice && !saidOther) {
        m_readTwice = true;
        return Next::ReadLater;
    }
    const bool memberIsThere = m_change.kind == ChangeKind::AddMember && m_change.found.present;
    const bool offer = !memberIsThere && (m_change.found.present || !m_change.before.present);
    if (!last().unknown)
        return end(Outcome::Conflict,
                   saidOther ? ChangeWords::changedBetween(m_change)
                             : ChangeWords::saidYesButIsNot(m_change, service),
                   offer);
    if (!isAsBefore)
        return end(Outcome::Conflict, ChangeWords::changedBetween(m_change), offer);
    const QString reason = sentence(last().error, service);
    // A service that answers "trouble of my own" did get it, and said no in its way.
    const Outcome outcome = last().error.status >= 500 ? Outcome::Refused : Outcome::NotSent;
    return end(outcome, ChangeWords::notArrived(m_change, reason), true);
}

void ChangeTask::endUnread(const Error &error, const QString &why, const QString &service,
                           bool isYou)
{
    const bool answeredYes = !last().error && !last().unknown;
    const bool closed = error.kind == Error::Kind::Forbidden || error.kind == Error::Kind::NotFound;
    if (isRefused()) {
        std::ignore = end(Outcome::Refused, sentence(last().error, service), true);
    } else if (answeredYes && closed && isYou && takesAway(m_change)) {
        // Who takes the right from themselves often may not look afterwards: that is the proof.
        std::ignore = end(Outcome::Done, ChangeWords::closedBehind(m_change, service));
    } else {
        m_change.error = error ? error : last().error;
        std::ignore = end(Outcome::Unknown,
                          answeredYes ? ChangeWords::saidYesUnread(m_change, service, why)
                                      : ChangeWords::unsettled(m_change, why),
                          true);
    }
}

void ChangeTask::endUnreadable(const QString &service)
{
    if (isRefused())
        std::ignore = end(Outcome::Refused, sentence(last().error, service), true);
    else if (isUnknown())
        std::ignore = end(Outcome::Unknown,
                          ChangeWords::unsettled(m_change, ChangeWords::whyNoReading(service)));
    else
        std::ignore = end(Outcome::Done, ChangeWords::notReadBack(m_change, service));
}

} // namespace orgkeeper
