// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "schedule.h"

#include <QMetaEnum>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

QString textOf(Outcome outcome)
{
    static constexpr QLatin1StringView names[] = {"none"_L1,    "done"_L1,     "already so"_L1,
                                                  "refused"_L1, "conflict"_L1, "not sent"_L1,
                                                  "unknown"_L1};
    return names[static_cast<int>(outcome)];
}

} // namespace

Schedule::Schedule(ChangeBench &bench, int organization, quint32 seed, Odds odds, QObject *parent)
    : QObject(parent)
    , m_bench(bench)
    , m_organization(organization)
    , m_odds(odds)
    , m_dice(seed)
{
    const int kind = draw(20);
    m_slug = m_bench.slug(organization);
    if (kind < 2) {
        m_kind = ChangeKind::CreateOrganization;
        m_slug = u"muster-neu-%1"_s.arg(organization);
        m_wanted = {true, false};
        return;
    }
    const bool admin = draw(2) == 0;
    m_member = m_bench.member(organization, admin, draw(2));
    if (m_member.isEmpty() || kind < 4)
        m_member = m_bench.stranger(organization, draw(3));
    const bool isMember = m_bench.isMember(organization, m_member);
    if (!isMember)
        m_kind = ChangeKind::AddMember;
    else if (kind < 6)
        m_kind = ChangeKind::RemoveMember;
    else
        m_kind = admin ? ChangeKind::WithdrawAdmin : ChangeKind::GrantAdmin;
    m_wanted = {m_kind != ChangeKind::RemoveMember, m_kind == ChangeKind::GrantAdmin};
}

int Schedule::draw(int below)
{
    return static_cast<int>(m_dice.bounded(below));
}

Change Schedule::wish()
{
    if (m_kind == ChangeKind::CreateOrganization)
        return m_bench.creation(u"Muster Neu"_s, m_slug);
    return m_bench.change(m_kind, m_organization, m_member);
}

Schedule::Truth Schedule::truth()
{
    if (m_kind == ChangeKind::CreateOrganization)
        return {m_bench.world().organizationBySlug(m_slug.toUtf8()).has_value(), false};
    return {m_bench.isMember(m_organization, m_member), m_bench.isAdmin(m_organization, m_member)};
}

bool Schedule::isWanted(const Truth &truth) const
{
    return truth.present == m_wanted.present && (!truth.present || truth.admin == m_wanted.admin);
}

void Schedule::say(const QString &line)
{
    m_history.append(line);
}

void Schedule::object(const QString &what)
{
    m_complaints.append(what);
    say(u"!! "_s + what);
}

void Schedule::start()
{
    connect(&m_bench.runner(), &ChangeRunner::changeUpdated, this, &Schedule::follow);
    const Change change = wish();
    say(titleOf(change));
    click(change);
    if (draw(2) == 0)
        clickTwice();
    if (m_odds.secondAdmin)
        letSecondAdminWork();
}

/// The same wish once more: at once or while it is under way or done.
void Schedule::clickTwice()
{
    const Change again = wish();
    const int afterMs = draw(40);
    ++m_toClick;
    QTimer::singleShot(afterMs, this, [this, again] {
        say(u"second click"_s);
        --m_toClick;
        click(again);
    });
    if (m_kind != ChangeKind::GrantAdmin && m_kind != ChangeKind::WithdrawAdmin)
        return;
    // The opposite in the same turn of the event loop must be refused: the row is busy.
    const bool grant = m_kind == ChangeKind::GrantAdmin;
    const Change opposite = m_bench.change(
        grant ? ChangeKind::WithdrawAdmin : ChangeKind::GrantAdmin, m_organization, m_member);
    click(opposite);
}

void Schedule::click(const Change &change)
{
    m_unfinished.insert(change.id);
    m_bench.start({change});
}

void Schedule::letSecondAdminWork()
{
    for (int times = draw(3); times > 0; --times)
        QTimer::singleShot(draw(120), this, [this, what = draw(8)] { workAsSecondAdmin(what); });
}

void Schedule::workAsSecondAdmin(int what)
{
    m_secondAdminWorked = true;
    DemoWorld &world = m_bench.world();
    const QString where = m_bench.slug(m_organization);
    if (m_kind == ChangeKind::CreateOrganization) {
        if (!truth().present)
            world.createOrganization("Muster Neu", m_slug.toUtf8());
    } else if (what == 0) {
        world.removeMember(where, m_member);
    } else if (!truth().present) {
        world.addMember(where, m_member, what < 4);
    } else {
        world.setAdmin(where, m_member, !truth().admin);
    }
    say(u"second admin: now %1%2"_s.arg(truth().present ? u"there"_s : u"not there"_s,
                                        truth().admin ? u", admin"_s : QString()));
}

std::optional<Fault> Schedule::weather(const DemoRequest &request)
{
    const bool read = request.method == "GET";
    if (!read)
        noteWrite();
    // Between the program's reading and what it sends, or between two readings.
    if (m_odds.secondAdmin && draw(4) == 0)
        workAsSecondAdmin(draw(8));
    const bool trouble = draw(read ? 6 : 2) == 0;
    if (!trouble || m_troubles >= m_odds.maxTroubles)
        return draw(4) == 0 ? std::optional(Fault::late(draw(15))) : std::nullopt;
    ++m_troubles;
    return read ? troubleWithRead() : troubleWithWrite(request);
}

void Schedule::noteWrite()
{
    ++m_writes;
    say(u"write %1 arrives"_s.arg(m_writes));
    if (!m_readSinceWrite)
        object(u"a write without a reading since the one before"_s);
    m_readSinceWrite = false;
}

Fault Schedule::troubleWithRead()
{
    const int what = draw(4);
    say(u"read meets trouble %1"_s.arg(what));
    switch (what) {
    case 0:
        return Fault::dropBefore();
    case 1:
        return Fault::refuse(503);
    case 2:
        return Fault::cut(draw(200));
    default:
        return Fault::refuse(429, "0");
    }
}

Fault Schedule::troubleWithWrite(const DemoRequest &request)
{
    const int what = draw(8);
    if (m_writes == 1 && draw(3) == 0) {
        say(u"write is lost, to be carried out very late"_s);
        carryOutLate(request, m_odds.lateMs + draw(m_odds.veryLateMs - m_odds.lateMs));
        return Fault::dropBefore();
    }
    say(u"write meets trouble %1"_s.arg(what));
    switch (what) {
    case 0:
        return Fault::dropBefore();
    case 1:
        return Fault::dropAfter();
    case 2:
        return Fault::cut(draw(12));
    case 3:
        return Fault::refuse(500);
    case 4:
        return Fault::refuseAfterApplying(500);
    case 5:
        return Fault::refuse(429, "0");
    case 6:
        carryOutLate(request, draw(m_odds.lateMs));
        return Fault::dropBefore();
    default: // the client gives up waiting; carried out all the same, or late
        if (draw(2) == 0)
            return Fault::silence(true);
        carryOutLate(request, draw(m_odds.lateMs));
        return Fault::silence(false);
    }
}

/// The client has long been told that the connection broke.
void Schedule::carryOutLate(const DemoRequest &request, int afterMs)
{
    ++m_late;
    QTimer::singleShot(afterMs, Qt::PreciseTimer, this, [this, request] {
        std::ignore = m_bench.ancla().answer(request);
        --m_late;
        say(u"lost write carried out late"_s);
    });
}

void Schedule::noteApplied(const DemoRequest &request)
{
    if (request.method != "GET")
        return;
    m_readSinceWrite = true;
    m_lastRead = truth();
    say(u"read shows %1%2"_s.arg(m_lastRead.present ? u"there"_s : u"not there"_s,
                                 m_lastRead.admin ? u", admin"_s : QString()));
}

void Schedule::follow(const Change &change)
{
    if (change.state != ChangeState::Finished || !m_unfinished.remove(change.id))
        return;
    say(u"%1: %2"_s.arg(textOf(change.outcome), change.outcomeText));
    judge(change);
    const bool refusedClick =
        change.attempts.isEmpty() && !change.sentAgainAsked && change.outcome == Outcome::NotSent;
    if (!refusedClick)
        m_last = change;
    if (!m_unfinished.isEmpty() || m_toClick > 0)
        return;
    const bool good = m_last.outcome == Outcome::Done || m_last.outcome == Outcome::AlreadySo;
    const int most = m_odds.secondAdmin ? 4 : m_odds.maxSendAgain;
    if (good || !m_last.sentAgainAsked || m_sentAgain >= most) {
        m_gaveUp = !good;
        end();
        return;
    }
    // As a user would, after a look at what it says; later where nobody answers.
    ++m_toClick;
    const int afterMs = draw(20) + (m_last.attempts.isEmpty() && m_last.error ? 60 : 0);
    QTimer::singleShot(afterMs, this, &Schedule::repeat);
}

/// As often by the row as by the button.
void Schedule::repeat()
{
    --m_toClick;
    ++m_sentAgain;
    if (draw(2) == 0) {
        say(u"a fresh click"_s);
        click(wish());
    } else {
        pressSendAgain();
    }
}

void Schedule::pressSendAgain()
{
    say(u"send again"_s);
    if (m_bench.runner().sendAgain(m_last.id).isEmpty()) {
        object(u"nothing to send again"_s);
        end();
        return;
    }
    m_unfinished.insert(m_bench.runner().log().last().id);
}

/// What is reported is what was true when it was last read.
void Schedule::judge(const Change &change)
{
    m_attempts += static_cast<int>(change.attempts.size());
    for (const Attempt &attempt : change.attempts)
        m_unknownOutcomes += attempt.unknown ? 1 : 0;
    if (change.outcome == Outcome::Unknown)
        object(u"ended as unknown though the service answers"_s);
    if (change.outcome == Outcome::None)
        object(u"ended without an outcome"_s);
    // A clear refusal stands by itself: it is told also where no reading could follow it.
    const bool settled = change.outcome == Outcome::AlreadySo || change.outcome == Outcome::Done;
    const bool refused = !change.attempts.isEmpty() && change.attempts.last().error &&
                         !change.attempts.last().unknown && !settled;
    const bool wasRead =
        !refused && (!change.attempts.isEmpty() || settled || change.outcome == Outcome::Conflict);
    const Truth told{change.found.present, change.found.admin};
    if (wasRead && told != m_lastRead)
        object(u"what was reported is not what was read last"_s);
    const bool done = change.outcome == Outcome::Done ||
                      (change.outcome == Outcome::AlreadySo && m_kind != ChangeKind::AddMember);
    if (done && change.kind == m_kind && !isWanted(told))
        object(u"reported as so, and is not"_s);
}

void Schedule::end()
{
    if (m_ended)
        return;
    m_ended = true;
    Q_EMIT ended();
}

QString Schedule::complaint()
{
    if (m_late != 0)
        object(u"the test ended before the service did"_s);
    if (m_writes > m_attempts)
        object(u"%1 writes arrived, %2 attempts were made"_s.arg(m_writes).arg(m_attempts));
    // Who has seen that somebody else is at work may leave it; alone, it must be as asked for.
    const bool mayDiffer = m_secondAdminWorked || (m_odds.secondAdmin && m_gaveUp);
    if (!mayDiffer && !isWanted(truth()))
        object(u"in the end it is not as it was asked for"_s);
    return m_complaints.isEmpty() ? QString() : m_history.join(u"\n  "_s);
}

} // namespace orgkeeper
