// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"

#include <QCoreApplication>

namespace orgkeeper {

/// Every sentence that a change says. Each tells who, what happened, what it means; a reason is a
/// whole sentence of its own (the service's words).
class ChangeWords
{
    Q_DECLARE_TR_FUNCTIONS(ChangeWords)
public:
    [[nodiscard]] static QString title(const Change &change);
    /// "Elif Örnek is admin of Acme Berlin Freight.", as a read found it.
    [[nodiscard]] static QString found(const Change &change);

    [[nodiscard]] static QString done(const Change &change);
    [[nodiscard]] static QString invited(const Change &change, const QString &service);
    [[nodiscard]] static QString arrived(const Change &change);
    [[nodiscard]] static QString notReadBack(const Change &change, const QString &service);
    [[nodiscard]] static QString closedBehind(const Change &change, const QString &service);
    [[nodiscard]] static QString alreadySo(const Change &change);
    [[nodiscard]] static QString alreadySoAfter(const Change &change, const QString &reason);
    [[nodiscard]] static QString readAgain(const Change &change, const QString &reason);
    [[nodiscard]] static QString limited(int attempts, const QString &reason);

    [[nodiscard]] static QString changedBefore(const Change &change);
    [[nodiscard]] static QString changedBetween(const Change &change);
    [[nodiscard]] static QString saidYesButIsNot(const Change &change, const QString &service);

    [[nodiscard]] static QString accountGone();
    [[nodiscard]] static QString cancelled();
    [[nodiscard]] static QString pending(const Change &change);
    [[nodiscard]] static QString notKnownYet(const Change &change);
    [[nodiscard]] static QString unanswered(const QString &question);
    [[nodiscard]] static QString setAside(const QString &reason);
    [[nodiscard]] static QString notRead(const QString &reason);
    [[nodiscard]] static QString notReadWhole(const Change &change);
    [[nodiscard]] static QString severalFit(const Change &change);
    [[nodiscard]] static QString adminsNotRead(const Change &change);
    [[nodiscard]] static QString noReading(const QString &service);
    [[nodiscard]] static QString notArrived(const Change &change, const QString &reason);

    [[nodiscard]] static QString unsettled(const Change &change, const QString &why);
    [[nodiscard]] static QString saidYesUnread(const Change &change, const QString &service,
                                               const QString &why);
    [[nodiscard]] static QString whyCancelled();
    [[nodiscard]] static QString whyAccountGone();
    [[nodiscard]] static QString whyNotRead(const Error &error, const QString &service);
    [[nodiscard]] static QString whyNotWhole();
    [[nodiscard]] static QString whySeveralFit(const Change &change);
    [[nodiscard]] static QString whyNoReading(const QString &service);

    /// For the row: "granting...", "Refused: still owns a project".
    [[nodiscard]] static QString underWay(const Change &change);
    [[nodiscard]] static QString ended(const Change &change);

    /// The member's name, else what is known instead.
    /// Who and what a change is about, fit for a sentence (inSentence()); the id where nothing of
    /// the name can be seen.
    [[nodiscard]] static QString who(const Change &change);
    [[nodiscard]] static QString where(const Change &change);

private:
    [[nodiscard]] static QString firstThatShows(const QString &name, const QString &id);
};

} // namespace orgkeeper
