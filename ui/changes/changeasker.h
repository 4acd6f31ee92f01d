// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"

#include <QObject>
#include <QSet>

#include <map>
#include <optional>

namespace orgkeeper {

class StripStack;
class Workspace;

/// Takes wanted changes of a page through the guards and to the runner. Where a guard speaks, the
/// question stands in the page's strips; what became of each change is said there too, with Undo.
class ChangeAsker : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned; both must outlive the asker.
    ChangeAsker(Workspace *workspace, StripStack *strips, QObject *parent);

    /// Asks what there is to ask, then runs. Nothing happens where a guard says no.
    void request(const Change &change);
    /// The inverse of a finished change, through the same guards.
    void undo(const QString &changeId);
    /// The newest change of this page that can be undone; empty: none.
    [[nodiscard]] QString lastUndoable() const;
    /// Which changes are reported here: those of this account and, where given, organization.
    void setPlace(const QString &accountId, const QString &organizationId);

Q_SIGNALS:
    /// The focus belongs to the view again.
    void answered();

private:
    struct Question
    {
        QString text;
        QString typed;
        bool isBlock = false;         ///< typing lifts it and is recorded
        std::optional<GuardId> guard; ///< who asks; none: the page
    };
    /// Runs the change once nothing is left to ask; it says which guards were answered.
    void askNext(Change change, QList<Question> questions);
    void follow(const Change &change);
    void report(const Change &change);

    Workspace *m_workspace;
    StripStack *m_strips;
    QString m_accountId;
    QString m_organizationId;
};

} // namespace orgkeeper
