// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;
class QTreeView;
class QToolButton;

namespace orgkeeper {

class Actions;
class SidebarDelegate;
class SidebarModel;

/// Accounts and, below each, the organizations open in tabs.
class Sidebar : public QFrame
{
    Q_OBJECT
public:
    /// Neither is owned; both must outlive the sidebar.
    Sidebar(SidebarModel *model, Actions *actions, QWidget *parent);

    /// Shows which page is in front. An empty account selects nothing.
    void showCurrent(const QString &accountId, const QString &organizationId);
    /// Tiles only.
    void setNarrow(bool narrow);
    [[nodiscard]] QWidget *view() const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// The user chose a row; organizationId is empty for an account.
    void chosen(const QString &accountId, const QString &organizationId);
    void tabClosed(const QString &accountId, const QString &organizationId);
    /// A context menu is wanted for this account.
    void menuWanted(const QString &accountId, const QPoint &globalPosition);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void updateNote();

    SidebarModel *m_model;
    QWidget *m_caption;
    QTreeView *m_view;
    QLabel *m_note;
    SidebarDelegate *m_delegate;
    bool m_following = false; ///< showCurrent() is at work: no choice of the user's
};

} // namespace orgkeeper
