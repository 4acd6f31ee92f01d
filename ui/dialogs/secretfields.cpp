// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secretfields.h"

#include "passwordedit.h"
#include "textlabel.h"

#include <QFormLayout>
#include <QLineEdit>

#include <algorithm>

namespace orgkeeper {

void SecretFields::make(const QList<CredentialField> &fields, QFormLayout *form, int row,
                        const QString &prefix)
{
    QWidget *const parent = form->parentWidget();
    for (const CredentialField &field : fields) {
        QLineEdit *const editor =
            field.secret ? new PasswordEdit(field.label, parent) : new QLineEdit(parent);
        editor->setObjectName(prefix + field.name);
        editor->setAccessibleName(field.label);
        // A label of ours, not the form's own: a description's words are no markup.
        form->insertRow(row++, new TextLabel(field.label, Type::Body, Ink::Text, parent), editor);
        m_inputs.push_back({field.name, field.label, editor});
    }
}

void SecretFields::removeFrom(QFormLayout *form)
{
    for (const Input &input : m_inputs) {
        form->removeRow(input.editor);
    }
    m_inputs.clear();
}

Secrets SecretFields::secrets() const
{
    Secrets all;
    for (const Input &input : m_inputs) {
        all.insert(input.name, input.editor->text().trimmed());
    }
    return all;
}

const SecretFields::Input *SecretFields::missing() const
{
    const auto found = std::find_if(m_inputs.begin(), m_inputs.end(), [](const Input &input) {
        return input.editor->text().trimmed().isEmpty();
    });
    return found == m_inputs.end() ? nullptr : &*found;
}

void SecretFields::clear()
{
    for (const Input &input : m_inputs) {
        input.editor->clear();
    }
}

} // namespace orgkeeper
