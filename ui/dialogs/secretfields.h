// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "tokenstore.h"

#include <vector>

class QFormLayout;
class QLineEdit;

namespace orgkeeper {

/// The inputs of a backend's credentials in a form: one for each field, hidden where it is secret.
/// The form's widget owns the editors.
class SecretFields
{
public:
    struct Input
    {
        QString name;
        QString label;
        QLineEdit *editor;
    };

    /// Puts the rows into the form from this row on. prefix: of the editors' object names.
    void make(const QList<CredentialField> &fields, QFormLayout *form, int row,
              const QString &prefix);
    /// Takes the rows out again.
    void removeFrom(QFormLayout *form);

    [[nodiscard]] const std::vector<Input> &inputs() const { return m_inputs; }
    [[nodiscard]] Secrets secrets() const;
    /// The first that is empty; null: none is.
    [[nodiscard]] const Input *missing() const;
    void clear();

private:
    std::vector<Input> m_inputs;
};

} // namespace orgkeeper
