// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "change.h"

#include <QObject>
#include <QSet>

class QWidget;

namespace orgkeeper {

class FormDialog;
class OpenOrganization;
class Workspace;

/// A change that is typed into a form: a new organization, a new member. It passes the guards and
/// goes to the runner; the dialog stays until it is known what became of it.
class ChangeForm : public QObject
{
    Q_OBJECT
public:
    /// Opens the dialog over window, which owns it. change says kind, account and, for a member,
    /// the organization; the form's values are added to its own. The workspace must outlive it.
    static void open(Workspace *workspace, const Change &change, QWidget *window);

private:
    struct Question
    {
        QString text;
        QString typed; ///< what must be typed; empty: a plain yes
        GuardId guard;
    };

    ChangeForm(Workspace *workspace, const Change &change, FormDialog *dialog);
    void submit();
    void askNext();
    void run();
    void follow(const Change &change);

    Workspace *m_workspace;
    FormDialog *m_dialog;
    Change m_wanted;  ///< as asked for, without what was typed
    Change m_current; ///< with it; a new id for each attempt of the user's
    QList<Question> m_questions;
};

} // namespace orgkeeper
