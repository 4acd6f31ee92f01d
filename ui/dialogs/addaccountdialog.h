// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "account.h"
#include "secretfields.h"
#include "services.h"

#include <QDialog>

#include <memory>

class QButtonGroup;
class QCheckBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace orgkeeper {

class Connection;
class TextLabel;
struct Description;

/// A new account: which service, where, with which token. The token goes into the keychain and is
/// read back before the account is kept; where there is no keychain the dialog says so and keeps it
/// for this run only after the user agreed.
class AddAccountDialog : public QDialog
{
    Q_OBJECT
public:
    AddAccountDialog(const Services &services, QWidget *parent);
    ~AddAccountDialog() override;

Q_SIGNALS:
    /// The account is kept and its token too. Once; the dialog closes itself.
    void added(const QString &accountId);

private:
    void fillServices();
    QWidget *makeForm();
    void makeEnvironments(QVBoxLayout *column);
    void showService();
    void showProblems(const QString &file);
    void makeSecrets(const Description &description);
    void showHost();
    [[nodiscard]] std::shared_ptr<const Description> chosen() const;
    [[nodiscard]] Account account() const;
    /// False: something is missing, said at its place.
    bool check();
    void test();
    void showTest();
    void add();
    void setBusy(bool busy);
    /// False: it could not be kept, and the token must go again.
    bool keep(const Account &made);
    void say(const QString &text, bool isProblem);

    Services m_services;
    QListWidget *m_list;
    QStackedWidget *m_right;
    QFormLayout *m_form = nullptr;
    QLineEdit *m_label = nullptr;
    QLineEdit *m_url = nullptr;
    TextLabel *m_host = nullptr;
    TextLabel *m_kept = nullptr; ///< where the token will be
    SecretFields m_secrets;
    QLineEdit *m_iAm = nullptr;
    QButtonGroup *m_environment = nullptr;
    TextLabel *m_note = nullptr;
    QCheckBox *m_thisRunOnly = nullptr;
    TextLabel *m_problems = nullptr;
    QPushButton *m_testButton = nullptr;
    QPushButton *m_addButton = nullptr;
    Account m_account; ///< its id stays while the dialog is open
    std::unique_ptr<TokenStore> m_testSecrets;
    std::unique_ptr<Connection> m_test;
    QString m_proposedLabel;
};

} // namespace orgkeeper
