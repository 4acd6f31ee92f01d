// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "firststartpage.h"

#include "actions.h"
#include "bigchoice.h"
#include "catalogue.h"
#include "icons.h"
#include "metrics.h"
#include "plaintext.h"
#include "textlabel.h"
#include "tile.h"

#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace orgkeeper {

namespace {

struct Capability
{
    CallId call;
    QString title;
};

QList<Capability> capabilities()
{
    return {{CallId::ListOrganizations, FirstStartPage::tr("Browse")},
            {CallId::CreateOrganization, FirstStartPage::tr("Create")},
            {CallId::UpdateOrganization, FirstStartPage::tr("Edit")},
            {CallId::ListProjects, FirstStartPage::tr("Projects")},
            {CallId::ListMembers, FirstStartPage::tr("Members")},
            {CallId::AddMember, FirstStartPage::tr("Add")},
            {CallId::SetAdmin, FirstStartPage::tr("Set admin")},
            {CallId::RemoveMember, FirstStartPage::tr("Remove")}};
}

bool isThere(const Description &description, CallId call)
{
    return call == CallId::ListMembers    ? description.hasMembers()
           : call == CallId::ListProjects ? description.hasProjects()
                                          : description.can(call);
}

QWidget *makeCell(const Description &description, const Capability &capability, QWidget *parent)
{
    const QString word = description.summary.value(nameOf(capability.call));
    const bool there = isThere(description, capability.call);
    auto *const cell = new QLabel(parent);
    cell->setTextFormat(Qt::PlainText); // a description is not ours: no markup of its own
    cell->setAlignment(Qt::AlignCenter);
    if (!word.isEmpty()) {
        cell->setText(word);
    } else if (there) {
        const int side = metrics::iconSize(parent->fontMetrics());
        cell->setPixmap(icon(RowGlyph::Done).pixmap(side, side));
    } else {
        cell->setText(QStringLiteral("–"));
    }
    if (!there) {
        cell->setForegroundRole(QPalette::PlaceholderText);
        cell->setToolTip(plaintext::toolTip(description.whyNot(capability.call)));
    }
    const QString answer = !word.isEmpty() ? word
                           : there         ? FirstStartPage::tr("yes")
                                           : FirstStartPage::tr("no such call");
    const QString sentence =
        FirstStartPage::tr("%1, %2: %3").arg(description.name, capability.title, answer);
    if (cell->text().isEmpty()) {
        cell->setAccessibleName(sentence);
    } else {
        cell->setAccessibleDescription(sentence);
    }
    return cell;
}

QFrame *makeLine(QWidget *parent)
{
    auto *const line = new QFrame(parent);
    line->setFrameShape(QFrame::HLine);
    line->setForegroundRole(QPalette::Mid);
    line->setFixedHeight(1);
    return line;
}

} // namespace

FirstStartPage::FirstStartPage(const Catalogue *catalogue, Actions *actions, QWidget *parent)
    : QScrollArea(parent)
    , m_catalogue(catalogue)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setAccessibleName(tr("Welcome to Orgkeeper"));
    setBackgroundRole(QPalette::Base);
    auto *const outer = new QWidget(this);
    auto *const centred = new QHBoxLayout(outer);
    auto *const inner = new QWidget(outer);
    inner->setMaximumWidth(fontMetrics().averageCharWidth() * 126);
    auto *const layout = new QVBoxLayout(inner);
    layout->setSpacing(metrics::pageMargin);
    layout->addStretch(1);
    layout->addWidget(makeTitle());
    layout->addWidget(makeChoices(actions));
    m_services = new QWidget(inner);
    m_services->setLayout(new QVBoxLayout);
    m_services->layout()->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_services);
    layout->addWidget(makePromises());
    layout->addStretch(2);
    centred->addStretch(1);
    centred->addWidget(inner, 100);
    centred->addStretch(1);
    setWidget(outer);
    connect(catalogue, &Catalogue::changed, this, &FirstStartPage::fillServices);
    fillServices();
}

QWidget *FirstStartPage::makeTitle()
{
    auto *const title = new QWidget(this);
    auto *const row = new QHBoxLayout(title);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::pageMargin);
    auto *const picture = new QLabel(title);
    const int side = fontMetrics().height() * 3;
    picture->setPixmap(QIcon(QStringLiteral(":/icons/orgkeeper.svg")).pixmap(side, side));
    auto *const words = new QVBoxLayout;
    words->setSpacing(metrics::groupSpacing);
    words->addStretch(1);
    words->addWidget(new TextLabel(tr("Welcome to Orgkeeper"), Type::PageTitle, Ink::Text, title));
    auto *const second =
        new TextLabel(tr("See every organization you administer, who belongs to it "
                         "and who is admin there, and change it safely."),
                      Type::Body, Ink::Muted, title);
    second->setWordWrap(true);
    words->addWidget(second);
    words->addStretch(1);
    row->addWidget(picture);
    row->addLayout(words, 1);
    return title;
}

QWidget *FirstStartPage::makeChoices(Actions *actions)
{
    auto *const choices = new QWidget(this);
    auto *const row = new QHBoxLayout(choices);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::pageMargin);
    auto *const add = new BigChoice(QStringLiteral("key-round"), tr("Add an account..."),
                                    tr("Connect to a service with a token you already have. It is "
                                       "kept in the system keychain."),
                                    actions->addAccount->shortcut(), choices);
    add->setShortcut({}); // the action has it; twice would be ambiguous
    add->setObjectName(QStringLiteral("choose-account"));
    add->setDefault(true);
    auto *const demo = new BigChoice(QStringLiteral("play"), tr("Explore the demo"),
                                     tr("20,000 invented organizations on services that run inside "
                                        "this program. Nothing leaves this computer."),
                                     actions->demo->shortcut(), choices);
    demo->setShortcut({});
    demo->setObjectName(QStringLiteral("choose-demo"));
    connect(add, &QPushButton::clicked, actions->addAccount, &QAction::trigger);
    connect(demo, &QPushButton::clicked, actions->demo, &QAction::trigger);
    row->addWidget(add, 1);
    row->addWidget(demo, 1);
    return choices;
}

void FirstStartPage::fillServices()
{
    QLayout *const layout = m_services->layout();
    while (QLayoutItem *const item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    layout->addWidget(new TextLabel(tr("What the services let any program do"), Type::Section,
                                    Ink::Text, m_services));
    auto *const table = new QFrame(m_services);
    table->setFrameShape(QFrame::StyledPanel);
    auto *const grid = new QGridLayout(table);
    grid->setHorizontalSpacing(metrics::pageMargin);
    const QList<Capability> columns = capabilities();
    grid->addWidget(new TextLabel(tr("Service"), Type::Second, Ink::Muted, table), 0, 0, 1, 2);
    for (qsizetype i = 0; i < columns.size(); ++i) {
        grid->addWidget(new TextLabel(columns.at(i).title, Type::Second, Ink::Muted, table), 0,
                        int(i) + 2, Qt::AlignCenter);
    }
    grid->setColumnStretch(1, 1);
    int row = 1;
    for (const LoadedDescription &entry : m_catalogue->entries()) {
        if (!entry.description) {
            continue;
        }
        grid->addWidget(makeLine(table), row++, 0, 1, int(columns.size()) + 2);
        grid->addWidget(new Tile(entry.description->mark, table), row, 0);
        auto *const name = new QLabel(entry.description->name, table);
        name->setTextFormat(Qt::PlainText);
        name->setToolTip(plaintext::toolTip(entry.description->credentialLabel));
        grid->addWidget(name, row, 1);
        for (qsizetype i = 0; i < columns.size(); ++i) {
            grid->addWidget(makeCell(*entry.description, columns.at(i), table), row, int(i) + 2);
        }
        ++row;
    }
    layout->addWidget(table);
    auto *const legend =
        new TextLabel(tr("– : the service's public API has no such call. Orgkeeper "
                         "greys the command and says why."),
                      Type::Second, Ink::Muted, m_services);
    legend->setWordWrap(true);
    layout->addWidget(legend);
}

QWidget *FirstStartPage::makePromises()
{
    auto *const promises = new QWidget(this);
    auto *const row = new QHBoxLayout(promises);
    row->setContentsMargins(0, metrics::spacing, 0, 0);
    row->setSpacing(metrics::pageMargin);
    const std::array<std::array<QString, 3>, 3> texts{{
        {QStringLiteral("lock"), tr("Tokens stay in the keychain"),
         tr("never in settings, logs or window titles")},
        {QStringLiteral("unplug"), tr("No other connections"),
         tr("only to the servers of your own accounts")},
        {QStringLiteral("undo-2"), tr("Every change can be checked"),
         tr("guarded, sent once, read back, undone")},
    }};
    for (const auto &[picture, first, second] : texts) {
        auto *const mark = new QLabel(promises);
        const int side = metrics::iconSize(fontMetrics());
        mark->setPixmap(icon(picture, Ink::Muted).pixmap(side, side));
        mark->setAlignment(Qt::AlignTop);
        auto *const words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(new TextLabel(first, Type::Body, Ink::Text, promises));
        auto *const more = new TextLabel(second, Type::Second, Ink::Muted, promises);
        more->setWordWrap(true);
        words->addWidget(more);
        row->addWidget(mark);
        row->addLayout(words, 1);
    }
    return promises;
}

} // namespace orgkeeper
