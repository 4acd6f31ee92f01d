// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "addaccountdialog.h"

#include "accountstore.h"
#include "authorization.h"
#include "catalogue.h"
#include "connection.h"
#include "connections.h"
#include "foreigntext.h"
#include "marks.h"
#include "metrics.h"
#include "passwordedit.h"
#include "runtokenstore.h"
#include "textlabel.h"
#include "words.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QUuid>
#include <QVBoxLayout>

namespace orgkeeper {

namespace {

QIcon tileIcon(const QString &letters, const QWidget &view)
{
    const int side = view.fontMetrics().height() + 10;
    QPixmap picture(QSize(side, side) * view.devicePixelRatioF());
    picture.setDevicePixelRatio(view.devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    marks::paintTile(&painter, QRect(0, 0, side, side), letters, paletteOf(&view));
    return picture;
}

} // namespace

AddAccountDialog::AddAccountDialog(const Services &services, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_list(new QListWidget(this))
    , m_right(new QStackedWidget(this))
{
    setWindowTitle(tr("Add account"));
    m_account.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_list->setObjectName(QStringLiteral("services"));
    m_list->setAccessibleName(tr("Service"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(metrics::groupSpacing);
    const int tile = fontMetrics().height() + 10;
    m_list->setIconSize({tile, tile});
    m_list->setFixedWidth(fontMetrics().averageCharWidth() * 28);
    m_right->addWidget(makeForm());
    m_problems = new TextLabel({}, Type::Body, Ink::Text, m_right);
    m_problems->setWordWrap(true);
    m_problems->setMargin(metrics::pageMargin);
    m_problems->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *const scroll = new QScrollArea(m_right);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(m_problems);
    m_right->addWidget(scroll);

    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_addButton = buttons->addButton(tr("Add account"), QDialogButtonBox::ApplyRole);
    m_addButton->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_addButton, &QPushButton::clicked, this, &AddAccountDialog::add);

    auto *const middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_list);
    middle->addWidget(m_right, 1);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::cardSpacing);
    layout->addLayout(middle, 1);
    auto *const foot = new QHBoxLayout;
    foot->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, 0);
    foot->addWidget(buttons);
    layout->addLayout(foot);
    connect(m_list, &QListWidget::currentRowChanged, this, &AddAccountDialog::showService);
    connect(m_services.catalogue, &Catalogue::changed, this, &AddAccountDialog::fillServices);
    fillServices();
    resize(fontMetrics().averageCharWidth() * 110, fontMetrics().height() * 30);
}

AddAccountDialog::~AddAccountDialog() = default;

void AddAccountDialog::fillServices()
{
    const QString before = m_list->currentItem()
                               ? m_list->currentItem()->data(Qt::UserRole + 1).toString()
                               : QString();
    m_list->clear();
    for (const LoadedDescription &entry : m_services.catalogue->entries()) {
        const QString name = entry.name.isEmpty() ? entry.file.section(u'/', -1) : entry.name;
        QString second;
        if (!entry.problems.isEmpty()) {
            second = tr("%Ln problem(s)", nullptr, int(entry.problems.size()));
        } else {
            second = entry.description->shipped ? entry.description->credentialLabel
                                                : tr("your own description");
        }
        auto *const item = new QListWidgetItem(name + u'\n' + second, m_list);
        item->setIcon(entry.problems.isEmpty() ? tileIcon(entry.description->mark, *m_list)
                                               : marks::shapeIcon(AccountShape::Mistakes));
        item->setData(Qt::UserRole, entry.id);
        item->setData(Qt::UserRole + 1, entry.file);
    }
    // By its file: a row number means another service once a file came or went.
    int chosenRow = 0;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(Qt::UserRole + 1).toString() == before) {
            chosenRow = row;
        }
    }
    m_list->setCurrentRow(chosenRow);
}

QWidget *AddAccountDialog::makeForm()
{
    auto *const page = new QWidget(m_right);
    auto *const column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin,
                               metrics::spacing);
    m_form = new QFormLayout;
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setVerticalSpacing(metrics::spacing);
    m_label = new QLineEdit(page);
    m_label->setObjectName(QStringLiteral("account-label"));
    m_url = new QLineEdit(page);
    m_url->setObjectName(QStringLiteral("account-url"));
    m_url->setLayoutDirection(Qt::LeftToRight);
    m_host = new TextLabel({}, Type::Second, Ink::Muted, page);
    m_host->setWordWrap(true);
    m_kept = new TextLabel({}, Type::Second, Ink::Muted, page);
    m_iAm = new QLineEdit(page);
    m_iAm->setPlaceholderText(tr("your name or e-mail there, if the service cannot say"));
    m_form->addRow(tr("&Label"), m_label);
    m_form->addRow(tr("&Base URL"), m_url);
    m_form->addRow(QString(), m_host);
    m_form->addRow(QString(), m_kept);
    m_form->addRow(tr("&I am"), m_iAm);
    column->addLayout(m_form);
    makeEnvironments(column);
    m_note = new TextLabel({}, Type::Body, Ink::Text, page);
    m_note->setWordWrap(true);
    m_thisRunOnly = new QCheckBox(tr("&Keep the token for this run only; it is forgotten when "
                                     "Orgkeeper ends"),
                                  page);
    m_thisRunOnly->hide();
    m_testButton = new QPushButton(tr("&Test connection"), page);
    m_testButton->setAutoDefault(false);
    column->addSpacing(metrics::spacing);
    column->addWidget(m_testButton, 0, Qt::AlignLeading);
    column->addWidget(m_note);
    column->addWidget(m_thisRunOnly);
    column->addStretch(1);
    connect(m_url, &QLineEdit::textChanged, this, &AddAccountDialog::showHost);
    connect(m_testButton, &QPushButton::clicked, this, &AddAccountDialog::test);
    return page;
}

void AddAccountDialog::makeEnvironments(QVBoxLayout *column)
{
    m_environment = new QButtonGroup(this);
    const std::pair<Environment, QString> choices[] = {
        {Environment::Normal, tr("&Normal")},
        {Environment::Production, tr("&Production: framed, every change asks first")},
        {Environment::ReadOnly, tr("&Read-only: only reads are ever sent")},
    };
    auto *const head = new TextLabel(tr("Environment"), Type::Section, Ink::Text, m_right);
    column->addWidget(head);
    for (const auto &[environment, text] : choices) {
        auto *const button = new QRadioButton(text, m_right);
        m_environment->addButton(button, int(environment));
        column->addWidget(button);
    }
    m_environment->button(int(Environment::Normal))->setChecked(true);
}

std::shared_ptr<const Description> AddAccountDialog::chosen() const
{
    const QListWidgetItem *const item = m_list->currentItem();
    return item ? m_services.catalogue->find(item->data(Qt::UserRole).toString()) : nullptr;
}

void AddAccountDialog::showService()
{
    const QListWidgetItem *const item = m_list->currentItem();
    const auto description = chosen();
    const QString file = item ? item->data(Qt::UserRole + 1).toString() : QString();
    m_test.reset();
    say({}, false);
    m_addButton->setEnabled(bool(description));
    if (!description || description->file != file) {
        showProblems(file);
        return;
    }
    m_right->setCurrentIndex(0);
    m_url->setText(description->baseUrl.toString(QUrl::FullyEncoded));
    m_url->setPlaceholderText(description->baseUrlExample);
    if (m_label->text() == m_proposedLabel) {
        m_proposedLabel = description->name;
        m_label->setText(m_proposedLabel);
    }
    makeSecrets(*description);
    m_form->setRowVisible(m_iAm, !description->can(CallId::WhoAmI) && description->hasMembers());
    showHost();
}

void AddAccountDialog::showProblems(const QString &file)
{
    QString text =
        tr("%1 cannot be used yet. Mend the file in any editor; it is read again as soon "
           "as it is saved.")
            .arg(file);
    for (const LoadedDescription &entry : m_services.catalogue->entries()) {
        if (entry.file == file) {
            for (const Problem &problem : entry.problems) {
                text += QStringLiteral("\n\n") +
                        tr("Line %1: %2 %3").arg(problem.line).arg(problem.text, problem.cure);
            }
        }
    }
    m_addButton->setEnabled(false);
    m_problems->setText(text);
    m_right->setCurrentIndex(1);
}

void AddAccountDialog::makeSecrets(const Description &description)
{
    m_secrets.removeFrom(m_form);
    int row = 0;
    QFormLayout::ItemRole role = QFormLayout::FieldRole;
    m_form->getWidgetPosition(m_kept, &row, &role);
    m_secrets.make(description.credentials, m_form, row, QStringLiteral("secret-"));
    for (const SecretFields::Input &input : m_secrets.inputs()) {
        if (auto *const password = qobject_cast<PasswordEdit *>(input.editor)) {
            connect(password, &PasswordEdit::trimmed, this, [this](PasswordEdit::Removed removed) {
                say(removed == PasswordEdit::Removed::LineBreaks
                        ? tr("A line break in the pasted token was removed.")
                        : tr("Blanks around the pasted token were removed."),
                    false);
            });
        }
    }
    m_kept->setText(tr("Will be kept in %1.").arg(m_services.keychain->displayName()));
}

void AddAccountDialog::showHost()
{
    const Account shown = account();
    const QString problem = m_url->text().isEmpty() ? QString() : problemOfBaseUrl(shown.baseUrl);
    QString text = problem;
    if (problem.isEmpty() && !m_url->text().isEmpty()) {
        text = tr("The token is only ever sent to %1.").arg(hostOf(shown));
        const auto description = chosen();
        if (description && !description->shipped) {
            text += u'\n' + tr("This description is yours, not one shipped with Orgkeeper.");
        }
    }
    m_host->setInk(problem.isEmpty() ? Ink::Muted : Ink::Error);
    m_host->setText(text);
}

Account AddAccountDialog::account() const
{
    Account made = m_account;
    made.label = m_label->text().trimmed();
    made.baseUrl = QUrl(m_url->text().trimmed(), QUrl::StrictMode);
    made.environment = Environment(m_environment->checkedId());
    made.iAm = m_iAm->text().trimmed();
    if (const auto description = chosen()) {
        made.backend = description->id;
    }
    return made;
}

bool AddAccountDialog::check()
{
    const QString problem = problemOf(account(), m_services.connections->labels());
    if (!problem.isEmpty()) {
        say(problem, true);
        return false;
    }
    if (const SecretFields::Input *const missing = m_secrets.missing()) {
        say(tr("%1 is needed.").arg(missing->label), true);
        missing->editor->setFocus();
        return false;
    }
    return true;
}

void AddAccountDialog::say(const QString &text, bool isProblem)
{
    m_note->setInk(isProblem ? Ink::Error : Ink::Text);
    m_note->setText(text);
}

void AddAccountDialog::test()
{
    if (!check()) {
        return;
    }
    m_test.reset();
    m_testSecrets = std::make_unique<RunTokenStore>(nullptr);
    m_testSecrets->write(m_account.id, m_secrets.secrets(), this);
    m_test = std::make_unique<Connection>(account(), chosen(), m_services.keychain,
                                          m_testSecrets.get(), nullptr, nullptr);
    m_testButton->setEnabled(false);
    say(tr("Asking %1...").arg(hostOf(account())), false);
    connect(m_test.get(), &Connection::opened, this, &AddAccountDialog::showTest);
    m_test->open();
}

void AddAccountDialog::showTest()
{
    m_testButton->setEnabled(true);
    const auto description = m_test->description();
    if (m_test->state() != AccountState::Ready) {
        say(sentence(m_test->reason(), description->name), true);
        return;
    }
    QStringList lines;
    if (const auto me = m_test->me()) {
        lines.append(
            tr("%1 knows you as %2.")
                .arg(description->name, inSentence(me->name.isEmpty() ? me->id.text : me->name)));
    } else {
        lines.append(tr("%1 answers. It cannot say whose token this is.").arg(description->name));
    }
    QStringList missing;
    for (const CallId call : allCalls()) {
        if (!description->can(call) && description->absent.contains(nameOf(call))) {
            missing.append(description->whyNot(call));
        }
    }
    lines += missing;
    say(lines.join(u'\n'), false);
}

void AddAccountDialog::add()
{
    if (!check()) {
        return;
    }
    // As it is now: what is kept belongs to what was typed, however long the keychain takes.
    const Account made = account();
    const bool thisRunOnly = m_thisRunOnly->isChecked();
    TokenStore *const store = thisRunOnly ? m_services.forThisRun : m_services.keychain;
    setBusy(true);
    say(tr("Keeping the token..."), false);
    // The job outlives the dialog: a token that the keychain takes after Cancel is taken out again.
    SecretsJob *const job =
        store->write(made.id, boundTo(made.baseUrl, m_secrets.secrets()), store);
    const QPointer<AddAccountDialog> dialog(this);
    connect(job, &Job::finished, store, [dialog, job, made, store] {
        if (dialog && !job->error() && dialog->keep(made)) {
            return;
        }
        store->remove(made.id, store);
        if (dialog) {
            dialog->setBusy(false);
            if (job->error()) {
                dialog->say(sentence(job->error(), store->displayName()), true);
                dialog->m_thisRunOnly->show();
            }
        }
    });
}

void AddAccountDialog::setBusy(bool busy)
{
    m_list->setEnabled(!busy);
    m_right->setEnabled(!busy);
    m_addButton->setEnabled(!busy);
}

bool AddAccountDialog::keep(const Account &made)
{
    if (!isVisible()) {
        return false;
    }
    if (!m_services.accounts->add(made)) {
        say(m_services.accounts->lastError(), true);
        return false;
    }
    Q_EMIT added(made.id);
    accept();
    return true;
}

} // namespace orgkeeper
