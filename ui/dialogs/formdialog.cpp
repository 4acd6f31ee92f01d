// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "formdialog.h"

#include "foreigntext.h"
#include "metrics.h"
#include "palette.h"
#include "strip.h"
#include "textlabel.h"
#include "typescale.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace orgkeeper {

namespace {

QLabel *makeNote(QWidget *parent)
{
    auto *const note = new QLabel(parent);
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    note->setFont(typeFont(Type::Second, parent->font()));
    return note;
}

void say(QLabel *note, const QString &text, Ink ink)
{
    QPalette palette = note->parentWidget()->palette();
    palette.setColor(QPalette::WindowText, inkColor(paletteOf(palette), ink));
    note->setPalette(palette);
    note->setText(text);
    note->setVisible(!text.isEmpty());
}

} // namespace

FormDialog::FormDialog(const QString &title, const QString &where, const QList<FormField> &form,
                       const QString &verb, QWidget *parent)
    : QDialog(parent)
    , m_form(form)
    , m_sentence(makeNote(this))
    , m_question(new QWidget(this))
    , m_questionText(makeNote(m_question))
    , m_typed(new QLineEdit(m_question))
{
    setWindowTitle(title);
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::pageMargin, metrics::pageMargin,
                               metrics::pageMargin);
    layout->setSpacing(metrics::cardSpacing);
    auto *const place = new QLabel(where, this);
    place->setTextFormat(Qt::PlainText);
    place->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(place);

    auto *const inputs = new QFormLayout;
    inputs->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    inputs->setRowWrapPolicy(QFormLayout::WrapLongRows);
    inputs->setVerticalSpacing(metrics::spacing);
    for (const FormField &field : form) {
        addInput(inputs, field);
    }
    layout->addLayout(inputs);
    layout->addWidget(m_sentence);
    m_sentence->hide();

    auto *const question = new QVBoxLayout(m_question);
    question->setContentsMargins(0, 0, 0, 0);
    question->addWidget(m_questionText);
    question->addWidget(m_typed);
    m_typed->setAccessibleName(tr("Text that confirms"));
    m_question->hide();
    layout->addWidget(m_question);
    layout->addStretch(1);

    auto *const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_submit = buttons->addButton(verb, QDialogButtonBox::ApplyRole);
    m_submit->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_submit, &QPushButton::clicked, this, &FormDialog::submit);
    connect(m_typed, &QLineEdit::textChanged, this, &FormDialog::updateSubmit);
    m_settle.setSingleShot(true);
    m_settle.setInterval(questionSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &FormDialog::updateSubmit);
}

void FormDialog::addInput(QFormLayout *layout, const FormField &field)
{
    auto *const cell = new QWidget(this);
    auto *const column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::groupSpacing);
    QWidget *const editor = makeEditor(field);
    QLabel *const note = makeNote(cell);
    column->addWidget(editor);
    column->addWidget(note);
    m_inputs.push_back({field, editor, note, false});
    say(note, field.hint, Ink::Muted);
    if (auto *const tick = qobject_cast<QCheckBox *>(editor)) {
        connect(tick, &QCheckBox::toggled, this, &FormDialog::dropQuestion);
        layout->addRow(QString(), cell);
        return;
    }
    auto *const label = new TextLabel(field.label, Type::Body, Ink::Text, this);
    label->setBuddy(editor);
    layout->addRow(label, cell);
    const std::size_t place = m_inputs.size() - 1;
    if (auto *const choices = qobject_cast<QComboBox *>(editor)) {
        connect(choices, &QComboBox::currentIndexChanged, this, &FormDialog::dropQuestion);
    }
    if (auto *const line = qobject_cast<QLineEdit *>(editor)) {
        connect(line, &QLineEdit::textEdited, this, [this, place] {
            m_inputs[place].touched = true;
            dropQuestion();
            follow(place);
        });
        connect(line, &QLineEdit::editingFinished, this, [this, place] {
            if (m_inputs[place].touched) {
                check(m_inputs[place]);
            }
        });
    }
}

QWidget *FormDialog::makeEditor(const FormField &field)
{
    QWidget *editor = nullptr;
    if (field.type == FieldType::Flag) {
        editor = new QCheckBox(field.label, this);
    } else if (!field.choices.isEmpty()) {
        auto *const choices = new QComboBox(this);
        choices->addItems(field.choices);
        editor = choices;
    } else {
        editor = new QLineEdit(this);
    }
    editor->setObjectName(QStringLiteral("form-") + field.name);
    editor->setAccessibleName(field.label);
    editor->setAccessibleDescription(field.hint);
    return editor;
}

QString FormDialog::textOf(const Input &input)
{
    if (const auto *const line = qobject_cast<QLineEdit *>(input.editor)) {
        return line->text();
    }
    if (const auto *const choices = qobject_cast<QComboBox *>(input.editor)) {
        return choices->currentText();
    }
    const auto *const tick = qobject_cast<QCheckBox *>(input.editor);
    return tick && tick->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
}

FormTexts FormDialog::texts() const
{
    FormTexts texts;
    for (const Input &input : m_inputs) {
        texts.insert(input.field.name, textOf(input));
    }
    return texts;
}

Values FormDialog::values() const
{
    return valuesOf(m_form, texts());
}

void FormDialog::follow(std::size_t changed)
{
    const Input source = m_inputs[changed];
    say(m_inputs[changed].note, source.field.hint, Ink::Muted);
    for (Input &input : m_inputs) {
        auto *const line = qobject_cast<QLineEdit *>(input.editor);
        if (line && !input.touched && input.field.derivedFrom == source.field.name) {
            line->setText(slugFrom(textOf(source)));
        }
    }
}

void FormDialog::check(Input &input)
{
    const QString problem = problemOf(input.field, textOf(input));
    say(input.note, problem.isEmpty() ? input.field.hint : problem,
        problem.isEmpty() ? Ink::Muted : Ink::Error);
}

void FormDialog::submit()
{
    if (m_asking) {
        dropQuestion();
        Q_EMIT answered();
        return;
    }
    QWidget *firstWrong = nullptr;
    for (Input &input : m_inputs) {
        check(input);
        if (!firstWrong && !problemOf(input.field, textOf(input)).isEmpty()) {
            firstWrong = input.editor;
        }
    }
    if (firstWrong) {
        firstWrong->setFocus();
        return;
    }
    say(m_sentence, {}, Ink::Text);
    Q_EMIT submitted();
}

void FormDialog::setFree(bool free)
{
    for (const Input &input : m_inputs) {
        input.editor->setEnabled(free);
    }
    m_submit->setEnabled(free);
}

void FormDialog::setBusy(const QString &what)
{
    setFree(false);
    say(m_sentence, what, Ink::Muted);
}

void FormDialog::showProblem(const QString &sentence, const QList<FieldError> &fields)
{
    setFree(true);
    say(m_sentence, sentence, Ink::Error);
    QWidget *first = nullptr;
    for (const FieldError &error : fields) {
        const FormField *const meant = fieldMeant(m_form, error.field);
        for (Input &input : m_inputs) {
            if (meant && input.field.name == meant->name) {
                say(input.note, inSentence(error.message, 300), Ink::Error);
                first = first ? first : input.editor;
            }
        }
    }
    if (first) {
        first->setFocus();
    }
}

void FormDialog::ask(const QString &question, const QString &typed)
{
    m_asking = true;
    m_wantedText = typed;
    say(m_questionText, question, Ink::Warn);
    m_typed->clear();
    m_typed->setVisible(!typed.isEmpty());
    m_typed->setPlaceholderText(typed);
    m_question->show();
    say(m_sentence, {}, Ink::Text);
    setFree(true);
    m_submit->setDefault(false);
    m_settle.start();
    updateSubmit();
    if (!typed.isEmpty()) {
        m_typed->setFocus();
    }
}

// What was asked about is what is sent: who corrects it is asked anew.
void FormDialog::dropQuestion()
{
    if (std::exchange(m_asking, false)) {
        m_question->hide();
        m_submit->setDefault(true);
        updateSubmit();
    }
}

void FormDialog::updateSubmit()
{
    const bool isMeant =
        m_wantedText.isEmpty() ? !m_settle.isActive() : m_typed->text().trimmed() == m_wantedText;
    m_submit->setEnabled(!m_asking || isMeant);
}

} // namespace orgkeeper
