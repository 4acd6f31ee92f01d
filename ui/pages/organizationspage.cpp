// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "organizationspage.h"

#include "actions.h"
#include "changeasker.h"
#include "emptystate.h"
#include "error.h"
#include "filterbox.h"
#include "foreigntext.h"
#include "listpane.h"
#include "organizationslist.h"
#include "organizationview.h"
#include "orgtable.h"
#include "pageheader.h"
#include "searchedit.h"
#include "stripstack.h"
#include "tabstrip.h"
#include "tokenasker.h"
#include "words.h"
#include "workspace.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

namespace orgkeeper {

namespace {

constexpr int threePanesFrom = 860; ///< logical pixels of the page: 1280 of the window
constexpr int settleMs = 120;

} // namespace

OrganizationsPage::OrganizationsPage(Workspace *workspace, OrganizationsList *list,
                                     Actions *actions, QSettings *settings, QWidget *parent)
    : Page(list->connection()->account().label, parent)
    , m_workspace(workspace)
    , m_list(list)
    , m_actions(actions)
    , m_settings(settings)
    , m_header(new PageHeader(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_detailPlace(new QWidget(m_splitter))
    , m_noDetails(new EmptyState(m_detailPlace))
    , m_asker(new ChangeAsker(workspace, strips(), this))
    , m_tokenAsker(new TokenAsker(list->connection(), strips(), this))
{
    m_asker->setPlace(accountId(), {});
    makeHeader(actions);
    makeList(settings);
    auto *const place = new QVBoxLayout(m_detailPlace);
    place->setContentsMargins(0, 0, 0, 0);
    place->addWidget(m_noDetails);
    m_detailPlace->setBackgroundRole(QPalette::Base);
    m_detailPlace->setAutoFillBackground(true);
    m_noDetails->setContent(QStringLiteral("building-2"), Ink::Muted, tr("No organization chosen"),
                            tr("Choose one in the list to see its details here."));
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_pane);
    m_splitter->addWidget(m_detailPlace);
    m_splitter->setStretchFactor(0, 1);
    m_detailPlace->setMinimumWidth(fontMetrics().averageCharWidth() * 50);
    // Small sizes grow by the stretch: what comes on top is the list's.
    m_splitter->setSizes(
        {fontMetrics().averageCharWidth() * 50, fontMetrics().averageCharWidth() * 58});
    m_splitter->restoreState(settings->value(QLatin1StringView("window/details")).toByteArray());
    setContent(m_splitter);
    strips()->setFocusHome(m_pane->table());
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, [this] { showDetailsOf(m_wantedId); });
    connect(m_splitter, &QSplitter::splitterMoved, this, &OrganizationsPage::rememberPanes);
    connect(list->connection(), &Connection::stateChanged, this, &OrganizationsPage::showAccount);
    connect(list->reading(), &ListReading::started, this, &OrganizationsPage::showReading);
    connect(list->reading(), &ListReading::ended, this, &OrganizationsPage::showReading);
    connect(list->reading(), &ListReading::waiting, m_pane, &ListPane::showWaiting);
    showAccount();
    showReading();
}

OrganizationsPage::~OrganizationsPage() = default;

void OrganizationsPage::makeHeader(Actions *actions)
{
    m_header->addCommand(actions->newOrganization, true);
    m_header->addToMenu(actions->readAgain);
    m_header->addToMenu(actions->detailPane);
    m_header->addToMenu(actions->removeAccount);
    setHeader(m_header);
}

void OrganizationsPage::makeList(QSettings *settings)
{
    const auto description = m_list->connection()->description();
    ListPane::Words words;
    words.filter = tr("Filter organizations");
    words.service = description->name;
    words.table = tr("Organizations of %1").arg(m_list->connection()->account().label);
    words.nothing = tr("No organizations yet");
    words.nothingMore = tr("The service answered with an empty list. Create the first one here, or "
                           "check that this is the right account.");
    words.noMatch = tr("No organization matches “%1”");
    words.count = [](int count) { return tr("%Ln organization(s)", nullptr, count); };
    m_pane = new ListPane(m_list->model(), settings, description->id + QStringLiteral("/list"),
                          words, m_splitter);
    if (description->can(CallId::CreateOrganization)) {
        m_pane->setCure(tr("New organization..."), QStringLiteral("plus"),
                        [this] { m_actions->newOrganization->trigger(); });
    }
    OrgTable *const table = m_pane->table();
    table->setObjectName(QStringLiteral("organizations"));
    m_pane->filterBox()->field()->setObjectName(QStringLiteral("filter"));
    connect(table, &OrgTable::currentIdChanged, this, [this](const QString &id) {
        m_wantedId = id;
        m_settle.start();
        Q_EMIT commandsChanged();
    });
    connect(table, &OrgTable::detailsWanted, this, [this](const QString &id) {
        m_detailsInFront = true;
        showDetailsOf(id);
        placePanes();
        if (m_details) {
            m_details->tabs()->setFocus();
        }
    });
    connect(table, &OrgTable::tabWanted, this,
            [this](const QString &id) { Q_EMIT tabWanted(accountId(), id); });
    connect(table, &OrgTable::menuWanted, this, &Page::organizationMenuWanted);
    connect(m_pane, &ListPane::stopWished, this, &OrganizationsPage::stopReading);
}

QString OrganizationsPage::accountId() const
{
    return m_list->connection()->account().id;
}

QString OrganizationsPage::title() const
{
    return m_list->connection()->account().label;
}

void OrganizationsPage::readAgain()
{
    if (m_list->connection()->state() != AccountState::Ready) {
        m_list->connection()->open();
    }
    m_list->reading()->read();
    if (m_details) {
        m_details->organization().read(); // what stands beside the list is meant too
    }
}

void OrganizationsPage::stopReading()
{
    m_list->reading()->stop();
}

bool OrganizationsPage::isReading() const
{
    return m_list->reading()->isReading();
}

OrgTable *OrganizationsPage::table() const
{
    return m_details && m_details->isAncestorOf(focusWidget()) && m_details->table()
               ? m_details->table()
               : m_pane->table();
}

FilterBox *OrganizationsPage::filterBox() const
{
    return table() == m_pane->table() ? m_pane->filterBox() : m_details->filterBox();
}

QList<QWidget *> OrganizationsPage::areas() const
{
    QList<QWidget *> areas{m_pane->filterBox()->field(), m_pane->table()};
    if (m_details && m_detailPlace->isVisible()) {
        areas.append(m_details->tabs());
        if (m_details->table()) {
            areas.append(m_details->table());
        }
    }
    return areas;
}

void OrganizationsPage::showAccount()
{
    const Connection &connection = *m_list->connection();
    const Account &account = connection.account();
    const EnvironmentMark mark = markOf(account.environment);
    setEnvironment(mark);
    m_header->setTitle(account.label);
    m_header->setEnvironment(mark);
    QStringList second{hostOf(account)};
    if (const auto me = connection.me()) {
        second.append(
            tr("signed in as %1").arg(inSentence(me->name.isEmpty() ? me->id.text : me->name)));
    }
    if (account.environment == Environment::Production) {
        second.append(tr("every change asks first"));
    } else if (account.environment == Environment::ReadOnly) {
        second.append(tr("only reads are ever sent"));
    }
    m_header->setSecondLine(second.join(QStringLiteral(" · ")));
    showProblem();
    // A token that works now: what it stopped goes on.
    const Error::Kind stopped = m_list->reading()->error().kind;
    if (connection.state() == AccountState::Ready && !isReading() &&
        (stopped == Error::Kind::TokenRefused || stopped == Error::Kind::Keychain)) {
        m_list->reading()->read();
    }
    Q_EMIT commandsChanged();
}

void OrganizationsPage::showReading()
{
    m_pane->setReading(isReading());
    m_pane->setRemark(m_list->reading()->remarks().join(QStringLiteral(" · ")));
    showProblem();
    Q_EMIT commandsChanged();
}

void OrganizationsPage::showProblem()
{
    m_tokenAsker->showState();
    const QString key = QStringLiteral("list");
    const Error &error = m_list->reading()->error();
    if (isReading() || !error || error.kind == Error::Kind::Cancelled || m_tokenAsker->isAsking()) {
        strips()->removeKey(key);
        return;
    }
    const bool isOffline = m_list->connection()->state() == AccountState::Offline;
    const QString service = m_list->connection()->description()->name;
    auto *const strip = new Strip(isOffline ? StripKind::Offline : StripKind::Error,
                                  sentence(error, service), strips());
    const int kept = m_list->model()->total();
    if (kept > 0) {
        strip->setSecondLine(tr("The %Ln organization(s) read so far stay.", nullptr, kept));
    }
    strip->setDetails(details(error));
    connect(strip->addButton(tr("Try again"), QStringLiteral("refresh-cw")), &QPushButton::clicked,
            this, &OrganizationsPage::readAgain);
    strips()->add(strip, key);
}

void OrganizationsPage::showDetailsOf(const QString &organizationId)
{
    m_settle.stop();
    if (organizationId.isEmpty() ||
        (m_details && m_details->organization().id() == organizationId)) {
        return;
    }
    auto organization = m_workspace->open(accountId(), organizationId);
    if (!organization) {
        return;
    }
    const int tab = m_details ? int(m_details->currentTab()) : int(OrganizationView::Overview);
    if (m_details) {
        m_details->hide();
        m_details->deleteLater();
    }
    m_details = new OrganizationView(m_workspace, organization, m_actions, m_settings,
                                     OrganizationView::Place::Pane, m_detailPlace);
    m_details->setObjectName(QStringLiteral("details"));
    m_details->showTab(OrganizationView::Tab(tab));
    m_noDetails->hide();
    m_detailPlace->layout()->addWidget(m_details);
    connect(m_details, &OrganizationView::commandsChanged, this, &Page::commandsChanged);
    connect(m_details, &OrganizationView::memberMenuWanted, this, &Page::memberMenuWanted);
    if (!organization->recordPart().wasRead && !organization->isReading()) {
        organization->read();
    }
    Q_EMIT commandsChanged();
}

bool OrganizationsPage::isNarrow() const
{
    return width() < threePanesFrom;
}

// Narrow: one of the two at a time. Wide: the pane as the user keeps it.
void OrganizationsPage::placePanes()
{
    const bool wanted = m_actions->detailPane->isChecked();
    if (isNarrow()) {
        m_pane->setVisible(!m_detailsInFront);
        m_detailPlace->setVisible(m_detailsInFront);
    } else {
        m_pane->show();
        m_detailPlace->setVisible(wanted);
    }
}

void OrganizationsPage::showDetailPane(bool shown)
{
    m_detailsInFront = shown && isNarrow() && m_details;
    placePanes();
}

void OrganizationsPage::rememberPanes()
{
    m_settings->setValue(QLatin1StringView("window/details"), m_splitter->saveState());
}

void OrganizationsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    placePanes();
}

void OrganizationsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_list->readOnce();
}

void OrganizationsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_detailsInFront) {
        m_detailsInFront = false;
        placePanes();
        m_pane->table()->setFocus();
        return;
    }
    Page::keyPressEvent(event);
}

} // namespace orgkeeper
