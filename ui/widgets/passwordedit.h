// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>

#include <optional>

class QAction;

namespace orgkeeper {

/// A field for a secret, with an eye to look at it. Blanks and line breaks that came along with a
/// pasted or dropped secret are taken off, and that is said by a signal, never done in silence.
class PasswordEdit : public QLineEdit
{
    Q_OBJECT
public:
    enum class Removed { Blanks, LineBreaks };

    /// what: what the field holds ("API key"); accessible name, and part of the eye's.
    PasswordEdit(const QString &what, QWidget *parent);

    /// Hides the text again.
    void conceal();

Q_SIGNALS:
    /// After text was pasted or dropped with something that does not belong to a secret; text() is
    /// already clean.
    void trimmed(orgkeeper::PasswordEdit::Removed removed);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void setRevealed(bool isRevealed);
    void clean(QString &text);

    QString m_what;
    QString m_before; ///< shares the field's own text
    std::optional<Removed> m_removed;
    QAction *m_eye;

    class Cleaner;
};

} // namespace orgkeeper
