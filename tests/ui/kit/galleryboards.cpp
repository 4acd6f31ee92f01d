// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "galleryboards.h"

#include "avatar.h"
#include "bigchoice.h"
#include "copyfield.h"
#include "emptystate.h"
#include "filterbox.h"
#include "icons.h"
#include "marks.h"
#include "pagefoot.h"
#include "pageframe.h"
#include "pageheader.h"
#include "passwordedit.h"
#include "plaintext.h"
#include "progressline.h"
#include "samplemodel.h"
#include "searchedit.h"
#include "stripstack.h"
#include "tableview.h"
#include "tabstrip.h"
#include "textlabel.h"
#include "tile.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMenuBar>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace orgkeeper::gallery {
namespace {

QLabel *picture(const QIcon &icon, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setPixmap(icon.pixmap(QSize(16, 16), parent->devicePixelRatioF()));
    return label;
}

void addMarked(QHBoxLayout *row, const QIcon &icon, const QString &word, QWidget *parent)
{
    row->addWidget(picture(icon, parent));
    row->addWidget(new TextLabel(word, Type::Body, Ink::Text, parent));
    row->addSpacing(8);
}

QHBoxLayout *addRow(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    column->addLayout(row);
    return row;
}

void addTypes(QVBoxLayout *column, QWidget *parent)
{
    QHBoxLayout *row = addRow(column);
    const QList<std::pair<QString, Type>> types{
        {u"1.85 S"_s, Type::Number},         {u"1.45 S bold"_s, Type::PageTitle},
        {u"1.25 S bold"_s, Type::PaneTitle}, {u"S regular"_s, Type::Body},
        {u"S bold"_s, Type::Section},        {u"0.92 S"_s, Type::Second},
        {u"0.85 S"_s, Type::Pill},           {u"fixed 0.88 S"_s, Type::Fixed}};
    for (const auto &[text, type] : types)
        row->addWidget(new TextLabel(text, type, Ink::Text, parent));
    for (Ink ink : {Ink::Muted, Ink::Accent, Ink::Ok, Ink::Warn, Ink::Error, Ink::Production})
        row->addWidget(new TextLabel(u"ink"_s, Type::Body, ink, parent));
    row->addStretch();
}

void addMarks(QVBoxLayout *column, QWidget *parent)
{
    const QStringList shapes{u"ready"_s,         u"checking"_s,  u"token refused"_s,
                             u"no permission"_s, u"offline"_s,   u"keychain locked"_s,
                             u"no keychain"_s,   u"withdrawn"_s, u"mistakes"_s};
    QHBoxLayout *row = addRow(column);
    for (int i = 0; i < shapes.size(); ++i)
        addMarked(row, marks::shapeIcon(static_cast<AccountShape>(i)), shapes.at(i), parent);
    row->addStretch();
    const QStringList states{u"waiting"_s,    u"in flight"_s, u"done"_s,
                             u"already so"_s, u"refused"_s,   u"unknown"_s,
                             u"conflict"_s,   u"not sent"_s,  u"set aside"_s};
    row = addRow(column);
    for (int i = 0; i < states.size(); ++i)
        addMarked(row, icon(static_cast<RowGlyph>(i)), states.at(i), parent);
    row->addStretch();
    const QStringList verbs{u"add"_s, u"grant"_s, u"withdraw"_s, u"remove"_s, u"asks"_s, u"undo"_s};
    row = addRow(column);
    for (int i = 0; i < verbs.size(); ++i)
        addMarked(row, icon(static_cast<VerbGlyph>(i)), verbs.at(i), parent);
    row->addWidget(picture(icon(u"arrow-right"_s), parent));
    row->addStretch();
}

void addEnvironments(QVBoxLayout *column, QWidget *parent)
{
    QHBoxLayout *row = addRow(column);
    for (EnvironmentMark mark :
         {EnvironmentMark::Production, EnvironmentMark::ReadOnly, EnvironmentMark::None}) {
        auto *frame = new PageFrame(u"Sample"_s, parent);
        frame->setEnvironment(mark);
        auto *header = new PageHeader(frame);
        header->setPicture(new Tile(u"An"_s, header));
        header->setTitle(u"Acme"_s);
        header->setEnvironment(mark);
        frame->setHeader(header);
        row->addWidget(frame);
    }
}

void addButtons(QVBoxLayout *column, QWidget *parent)
{
    QHBoxLayout *row = addRow(column);
    const auto add = [&](const QString &text, ButtonTone tone) {
        auto *button = new QPushButton(text, parent);
        setButtonTone(button, tone);
        row->addWidget(button);
        return button;
    };
    add(u"Default"_s, ButtonTone::Primary)->setIcon(icon(u"plus"_s));
    add(u"&Normal"_s, ButtonTone::Normal)->setIcon(icon(u"refresh-cw"_s));
    QPushButton *checked = add(u"Checked"_s, ButtonTone::Normal);
    checked->setCheckable(true);
    checked->setChecked(true);
    add(u"Off"_s, ButtonTone::Normal)->setEnabled(false);
    add(u"Off"_s, ButtonTone::Primary)->setEnabled(false);
    add(u"To production"_s, ButtonTone::Production);
    QPushButton *flat = add(u"Flat"_s, ButtonTone::Normal);
    flat->setFlat(true);
    auto *tool = new QToolButton(parent);
    tool->setText(u"Export"_s);
    tool->setIcon(icon(u"download"_s));
    tool->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    tool->setAutoRaise(true);
    row->addWidget(tool);
    row->addStretch();
}

void addFields(QVBoxLayout *column, QWidget *parent)
{
    QHBoxLayout *row = addRow(column);
    row->addWidget(new QLineEdit(u"Text"_s, parent));
    auto *wrong = new QLineEdit(u"Wrong"_s, parent);
    setWrong(wrong, true);
    row->addWidget(wrong);
    auto *off = new QLineEdit(u"Off"_s, parent);
    off->setEnabled(false);
    row->addWidget(off);
    auto *combo = new QComboBox(parent);
    combo->addItems({u"Normal"_s, u"Read-only"_s});
    row->addWidget(combo);
    row->addWidget(new QSpinBox(parent));
    for (Qt::CheckState state : {Qt::Unchecked, Qt::Checked, Qt::PartiallyChecked}) {
        auto *box = new QCheckBox(u"Box"_s, parent);
        box->setTristate(true);
        box->setCheckState(state);
        row->addWidget(box);
    }
    auto *offBox = new QCheckBox(u"Off"_s, parent);
    offBox->setChecked(true);
    offBox->setEnabled(false);
    row->addWidget(offBox);
    auto *radio = new QRadioButton(u"Radio"_s, parent);
    radio->setChecked(true);
    row->addWidget(radio);
    auto *bar = new QProgressBar(parent);
    bar->setRange(0, 100);
    bar->setValue(60);
    row->addWidget(bar);
}

QList<SampleModel::Row> sampleRows()
{
    QList<SampleModel::Row> rows{
        {u"u-7273"_s, u"Ada Example"_s, u"ada@acme.example"_s, true, 6, false, u"you"_s, {}, {}},
        {u"u-1418"_s, u"Ben Muster"_s, u"ben.muster@acme.example"_s, false, 2, false, {}, {}, {}},
        {u"u-4291"_s,
         u"Chiara Esempio"_s,
         u"chiara@acme.example"_s,
         false,
         4,
         false,
         {},
         u"granting…"_s,
         {}},
        {u"u-3184"_s, u"Dirk Beispiel"_s, u"dirk@contractor.example"_s, true, 11, true, {}, {}, {}},
        {u"u-6171"_s,
         u"Elif Örnek"_s,
         u"elif@acme.example"_s,
         true,
         3,
         false,
         {},
         {},
         u"Refused: still owns a project"_s},
        {u"u-9831"_s, u"Femke Voorbeeld"_s, {}, false, 1, false, u"Editor"_s, {}, {}},
        {u"u-0001"_s,
         u"Line\nbreak \u202Ereversed"_s,
         u"muster@acme.example"_s,
         false,
         1210,
         false,
         {},
         {},
         {}},
        {u"u-0002"_s, u"مثال ليلى"_s, u"layla@acme.example"_s, false, 12, false, {}, {}, {}},
    };
    return rows + SampleModel::numbered(1, 40);
}

TableView *makeTable(QWidget *parent)
{
    auto *table = new TableView(u"Members"_s, parent);
    auto *model = new SampleModel(table);
    model->insert(0, sampleRows());
    table->setModel(model);
    table->setColumnKind(SampleModel::Email, ColumnKind::Text);
    table->setColumnKind(SampleModel::Organizations, ColumnKind::Count);
    table->setColumnKind(SampleModel::Id, ColumnKind::Flag);
    table->setColumnWidth(SampleModel::Email, 240);
    table->setColumnWidth(SampleModel::Admin, 240);
    table->showOrder(SampleModel::Name, Qt::AscendingOrder);
    table->setMatchWords({u"me"_s});
    table->chooseRow(4);
    table->selectionModel()->setCurrentIndex(model->index(4, SampleModel::Admin),
                                             QItemSelectionModel::NoUpdate);
    return table;
}

QWidget *makeEmpty(const QString &iconName, Ink ink, const QString &title, const QString &text,
                   const QString &first, const QString &second)
{
    auto *state = new EmptyState(nullptr);
    state->setContent(iconName, ink, title, text);
    state->addButton(first, u"plus"_s, ButtonTone::Primary);
    state->addButton(second, u"refresh-cw"_s);
    return state;
}

} // namespace

QWidget *makeLanguage()
{
    auto *board = new QWidget;
    auto *column = new QVBoxLayout(board);
    addTypes(column, board);
    addMarks(column, board);
    addEnvironments(column, board);
    addButtons(column, board);
    addFields(column, board);
    column->addWidget(makeTable(board), 1);
    board->resize(1200, 800);
    return board;
}

QWidget *makeMembers()
{
    auto *page = new PageFrame(u"Members"_s, nullptr);
    page->setEnvironment(EnvironmentMark::Production);
    auto *header = new PageHeader(page);
    auto *avatar = new Avatar(AvatarKind::Organization, Avatar::Size::Header, header);
    avatar->setName(u"Example Berlin Museum"_s, u"018f-4c81"_s);
    header->setPicture(avatar);
    header->setTitle(u"Example Berlin Museum"_s);
    header->setSecondLine(u"example-berlin-museum"_s);
    header->setEnvironment(EnvironmentMark::Production);
    const auto action = [page](const QString &text, const QString &name) {
        return new QAction(icon(name), text, page);
    };
    header->addCommand(action(u"Import roster…"_s, u"file-spreadsheet"_s));
    header->addCommand(action(u"Add member…"_s, u"user-plus"_s), true);
    header->addToMenu(action(u"Edit…"_s, u"pencil"_s));
    page->setHeader(header);
    auto *tabs = new TabStrip(nullptr);
    for (const QString &text : {u"Overview"_s, u"Members"_s, u"Projects"_s, u"Raw reply"_s})
        tabs->addTab(text);
    tabs->setCurrentIndex(1);
    tabs->setCount(1, 64);
    tabs->setMuted(2, u"Ancla lists no projects"_s);
    auto *filter = new FilterBox(u"Filter members"_s, nullptr);
    filter->setText(u"me"_s);
    filter->setCount(118, 20000);
    filter->addChip(u"All"_s);
    filter->setChipCount(filter->addChip(u"Admins"_s), 6);
    auto *export_ = new QToolButton;
    export_->setText(u"Export"_s);
    export_->setIcon(icon(u"download"_s));
    export_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    export_->setAutoRaise(true);
    filter->addTrailing(export_);
    auto *rows = new QWidget;
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tabs);
    column->addWidget(filter);
    page->setFilterRow(rows);
    TableView *table = makeTable(page);
    page->setContent(table);
    table->setFocus();
    auto *foot = new PageFoot(nullptr);
    foot->setText(u"Reading again: 12,480 of 20,000"_s);
    foot->setStoppable(true);
    foot->setAsOf(u"As of 14:05 today"_s);
    page->setFoot(foot);
    Strip *strip = page->strips()->add(
        StripKind::Ok, u"Admin granted to Lucía Ejemplo, and read back at 14:05:12."_s);
    strip->addButton(u"Undo"_s, u"undo-2"_s);
    page->progress()->begin();
    page->progress()->setProgress(12480, 20000);
    page->resize(1200, 720);
    return page;
}

QWidget *makeStates()
{
    auto *board = new QWidget;
    auto *grid = new QGridLayout(board);
    auto *strips = new QWidget(board);
    auto *column = new QVBoxLayout(strips);
    column->setSpacing(4);
    column->addWidget(new Strip(StripKind::Info, u"Two accounts are read again."_s, strips));
    column->addWidget(
        new Strip(StripKind::Offline, u"Offline. You see what was read today at 09:41."_s, strips));
    auto *error =
        new Strip(StripKind::Error,
                  u"Nirvana Labs stopped at page 4: \"database is starting\" (503)."_s, strips);
    error->setSecondLine(u"The 300 of 412 organizations read so far stay. Tried 3 times."_s);
    error->setDetails(u"GET /v1/organizations\n503 Service Unavailable\nrequest 7f3a, 3.2 s"_s);
    error->addButton(u"Retry"_s, u"rotate-cw"_s);
    column->addWidget(error);
    auto *ask =
        new Strip(StripKind::Warn,
                  u"Grant admin to Hana Příklad in Acme Ancla, a production account?"_s, strips);
    StripQuestion question;
    question.acceptText = u"Grant"_s;
    question.tone = ButtonTone::Production;
    question.typedLabel = u"Type Acme Ancla to go on"_s;
    question.mustType = u"Acme Ancla"_s;
    question.tick = u"I know that this is production"_s;
    ask->ask(question);
    column->addWidget(ask);
    column->addStretch();
    grid->addWidget(strips, 0, 0, 2, 1);
    grid->addWidget(makeEmpty(u"building-2"_s, Ink::Muted, u"No organizations yet"_s,
                              u"The service answered with an empty list at 14:08. Create the first "
                              "one here, or check that this is the right account."_s,
                              u"New organization…"_s, u"Read again"_s),
                    0, 1);
    grid->addWidget(makeEmpty(u"lock"_s, Ink::Warn, u"The keychain is locked"_s,
                              u"The token of Acme Nirvana is in the keychain, which has not been "
                              "unlocked since you logged in. Other accounts work on."_s,
                              u"Unlock…"_s, u"Show last reading"_s),
                    1, 1);
    board->resize(1200, 640);
    return board;
}

QWidget *makeForms()
{
    auto *board = new QWidget;
    board->setBackgroundRole(QPalette::Base);
    board->setAutoFillBackground(true);
    auto *column = new QVBoxLayout(board);
    auto *menus = new QMenuBar(board);
    for (const QString &text : {u"&File"_s, u"&Edit"_s, u"&View"_s, u"&Accounts"_s})
        menus->addMenu(text);
    column->setMenuBar(menus);
    auto *choices = new QHBoxLayout;
    auto *first =
        new BigChoice(u"key-round"_s, u"Add an account…"_s,
                      u"Connect to a service with a token you already have. It is kept in "
                      "the system keychain."_s,
                      QKeySequence(u"Ctrl+Shift+A"_s), board);
    first->setDefault(true);
    choices->addWidget(first);
    choices->addWidget(new BigChoice(u"play"_s, u"Explore the demo"_s,
                                     u"20,000 invented organizations on five services, running "
                                     "inside this program. Nothing leaves this computer."_s,
                                     QKeySequence(u"Ctrl+Shift+D"_s), board));
    column->addLayout(choices);
    auto *form = new QFormLayout;
    form->addRow(u"Label"_s, new QLineEdit(u"Acme Ancla"_s, board));
    auto *key = new PasswordEdit(u"API key"_s, board);
    key->setText(u"not a real token"_s);
    form->addRow(u"API key"_s, key);
    form->addRow(u"Search"_s, new SearchEdit(u"Filter members"_s, QKeySequence::Find, board));
    column->addLayout(form);
    auto *slug = new CopyField(u"Slug"_s, u"Acme Berlin Freight"_s, board);
    slug->setValue(u"acme-berlin-freight"_s);
    slug->setLabelWidth(110);
    column->addWidget(slug);
    auto *id = new CopyField(u"Organization ID"_s, u"Acme Berlin Freight"_s, board);
    id->setValue(u"018f-4c7e-90aa-2b7d"_s);
    id->setValueType(Type::Fixed);
    id->setLabelWidth(110);
    column->addWidget(id);
    column->addStretch();
    board->resize(900, 480);
    id->setFocus();
    return board;
}

} // namespace orgkeeper::gallery
