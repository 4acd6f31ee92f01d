// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page.h"

#include <QTimer>

class QSettings;
class QSplitter;
class QStackedWidget;

namespace orgkeeper {

class Actions;
class ChangeAsker;
class EmptyState;
class ListPane;
class OrganizationsList;
class PageHeader;
class TokenAsker;
class Workspace;

/// The organizations of one account, and beside them the details of the chosen one.
class OrganizationsPage : public Page
{
    Q_OBJECT
public:
    /// Nothing is owned but the page's own widgets; all must outlive the page.
    OrganizationsPage(Workspace *workspace, OrganizationsList *list, Actions *actions,
                      QSettings *settings, QWidget *parent);
    ~OrganizationsPage() override;

    [[nodiscard]] QString accountId() const override;
    [[nodiscard]] QString title() const override;
    void readAgain() override;
    void stopReading() override;
    [[nodiscard]] bool isReading() const override;
    [[nodiscard]] OrgTable *table() const override;
    [[nodiscard]] FilterBox *filterBox() const override;
    [[nodiscard]] OrganizationView *organizationView() const override { return m_details; }
    [[nodiscard]] QList<QWidget *> areas() const override;
    void showDetailPane(bool shown) override;
    [[nodiscard]] bool hasDetailPane() const override { return true; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeHeader(Actions *actions);
    void makeList(QSettings *settings);
    void showAccount();
    void showReading();
    void showProblem();
    void showDetailsOf(const QString &organizationId);
    void placePanes();
    void rememberPanes();
    [[nodiscard]] bool isNarrow() const;

    Workspace *m_workspace;
    OrganizationsList *m_list;
    Actions *m_actions;
    QSettings *m_settings;
    PageHeader *m_header;
    QSplitter *m_splitter;
    ListPane *m_pane = nullptr;
    QWidget *m_detailPlace;
    OrganizationView *m_details = nullptr;
    EmptyState *m_noDetails;
    ChangeAsker *m_asker;
    TokenAsker *m_tokenAsker;
    QTimer m_settle; ///< rows passed by with the arrow keys are not each read
    QString m_wantedId;
    bool m_detailsInFront = false; ///< narrow: the details take the list's place
};

} // namespace orgkeeper
