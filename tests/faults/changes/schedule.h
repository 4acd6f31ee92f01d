// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "changebench.h"

#include <QObject>
#include <QRandomGenerator>
#include <QStringList>

namespace orgkeeper {

/// One wish about one organization, carried out while the network, the service, an impatient user
/// and perhaps a second admin do what they do, all drawn from the schedule's own seed. It keeps
/// what arrived at the service and what was true there at each read, and says what is wrong in the
/// end.
class Schedule : public QObject
{
    Q_OBJECT
public:
    struct Odds
    {
        bool secondAdmin = false;
        int maxTroubles = 6; ///< requests that go wrong; the service is well afterwards
        int lateMs = 55;     ///< longest time that a lost request is carried out after
        /// The same for a first one: later than a change is given up, but before one that repeats
        /// it has been read twice.
        int veryLateMs = 105;
        int maxSendAgain = 40; ///< with a second admin: 4
    };

    Schedule(ChangeBench &bench, int organization, quint32 seed, Odds odds, QObject *parent);

    void start();
    /// What is to happen to a request for this organization.
    [[nodiscard]] std::optional<Fault> weather(const DemoRequest &request);
    void noteApplied(const DemoRequest &request);
    [[nodiscard]] const QString &slug() const { return m_slug; }
    [[nodiscard]] bool isEnded() const { return m_ended; }

    /// Once ended: everything that does not hold, with the history. Empty: all is well.
    [[nodiscard]] QString complaint();
    [[nodiscard]] int attempts() const { return m_attempts; }
    [[nodiscard]] int unknownOutcomes() const { return m_unknownOutcomes; }
    [[nodiscard]] int sentAgain() const { return m_sentAgain; }

Q_SIGNALS:
    /// Once: the user has what he wanted, or has seen why not.
    void ended();

private:
    struct Truth
    {
        bool present = false;
        bool admin = false;
        bool operator==(const Truth &) const = default;
    };

    [[nodiscard]] Change wish();
    [[nodiscard]] Truth truth();
    [[nodiscard]] bool isWanted(const Truth &truth) const;
    [[nodiscard]] int draw(int below);
    [[nodiscard]] Fault troubleWithRead();
    [[nodiscard]] Fault troubleWithWrite(const DemoRequest &request);
    void carryOutLate(const DemoRequest &request, int afterMs);
    void noteWrite();
    void click(const Change &change);
    void clickTwice();
    void repeat();
    void pressSendAgain();
    void letSecondAdminWork();
    void workAsSecondAdmin(int what);
    void follow(const Change &change);
    void judge(const Change &change);
    void say(const QString &line);
    void object(const QString &what);
    void end();

    ChangeBench &m_bench;
    int m_organization;
    Odds m_odds;
    QRandomGenerator m_dice;
    ChangeKind m_kind = ChangeKind::GrantAdmin;
    QString m_slug;
    QString m_member;
    Truth m_wanted;
    QSet<QString> m_unfinished; ///< changes of this schedule
    int m_toClick = 0;          ///< clicks that are still to come
    Change m_last;              ///< that ended last, clicks that were refused left out
    int m_troubles = 0;
    int m_writes = 0;   ///< arrived at the service
    int m_attempts = 0; ///< recorded by the runner
    int m_unknownOutcomes = 0;
    int m_sentAgain = 0;
    int m_late = 0; ///< lost requests that are still to be carried out
    bool m_readSinceWrite = true;
    bool m_secondAdminWorked = false;
    bool m_gaveUp = false; ///< told that it is not so, the user left it there
    bool m_ended = false;
    Truth m_lastRead;
    QStringList m_history;
    QStringList m_complaints;
};

} // namespace orgkeeper
