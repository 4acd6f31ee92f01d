// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "formrules.h"

#include <QDialog>
#include <QTimer>

#include <vector>

class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace orgkeeper {

/// A form built from a call's description: New organization, Add member. What is typed is checked
/// before anything is sent; what the service says about a field appears at that field. The dialog
/// stays until the change is done, so that nothing typed is lost.
class FormDialog : public QDialog
{
    Q_OBJECT
public:
    /// where: said below the title ("on Acme Ancla"). verb: the button ("Create").
    FormDialog(const QString &title, const QString &where, const QList<FormField> &form,
               const QString &verb, QWidget *parent);

    [[nodiscard]] FormTexts texts() const;
    [[nodiscard]] Values values() const;
    /// The fields are locked and the button waits while the change is under way.
    void setBusy(const QString &what);
    /// The change was refused or is open: fields are free again, messages stand at their fields and
    /// the sentence above the buttons.
    void showProblem(const QString &sentence, const QList<FieldError> &fields);
    /// A question to be answered before sending (production, yourself). The answer is the button.
    void ask(const QString &question, const QString &typed);

Q_SIGNALS:
    /// Every field is fine. Once for each press of the button.
    void submitted();
    /// The question was answered with yes (and the text typed where one was asked for).
    void answered();

private:
    struct Input
    {
        FormField field;
        QWidget *editor;
        QLabel *note;
        bool touched = false; ///< a proposal no longer follows
    };
    void addInput(QFormLayout *layout, const FormField &field);
    QWidget *makeEditor(const FormField &field);
    [[nodiscard]] static QString textOf(const Input &input);
    void follow(std::size_t changed);
    void check(Input &input);
    void submit();
    void setFree(bool free);
    void dropQuestion();
    void updateSubmit();

    std::vector<Input> m_inputs;
    QList<FormField> m_form;
    QLabel *m_sentence;
    QWidget *m_question;
    QLabel *m_questionText;
    QLineEdit *m_typed;
    QString m_wantedText;
    QPushButton *m_submit;
    QTimer m_settle; ///< a question that has just come takes no answer yet
    bool m_asking = false;
};

} // namespace orgkeeper
