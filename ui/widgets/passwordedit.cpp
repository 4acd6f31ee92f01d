// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "passwordedit.h"

#include "icons.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QValidator>

#include <utility>

using namespace Qt::StringLiterals;

namespace orgkeeper {
namespace {

/// How many characters of after do not come from before: more than one is a paste or a drop.
qsizetype insertedLength(const QString &before, const QString &after)
{
    const qsizetype most = qMin(before.size(), after.size());
    qsizetype front = 0;
    while (front < most && before.at(front) == after.at(front))
        ++front;
    qsizetype back = 0;
    while (back < most - front &&
           before.at(before.size() - 1 - back) == after.at(after.size() - 1 - back))
        ++back;
    return after.size() - front - back;
}

bool isLineBreak(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar(QChar::LineSeparator) ||
           c == QChar(QChar::ParagraphSeparator);
}

} // namespace

/// A validator may change what is about to become the text, before anybody is told of it.
class PasswordEdit::Cleaner : public QValidator
{
public:
    explicit Cleaner(PasswordEdit *edit)
        : QValidator(edit)
        , m_edit(edit)
    {
    }

    State validate(QString &text, int &position) const override
    {
        m_edit->clean(text);
        position = qMin(position, int(text.size()));
        return Acceptable;
    }

private:
    PasswordEdit *m_edit; ///< its parent
};

PasswordEdit::PasswordEdit(const QString &what, QWidget *parent)
    : QLineEdit(parent)
    , m_what(what)
    , m_eye(addAction(icon(u"eye"_s, Ink::Muted), QLineEdit::TrailingPosition))
{
    setAccessibleName(what);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_eye->setCheckable(true);
    connect(m_eye, &QAction::toggled, this, &PasswordEdit::setRevealed);
    setValidator(new Cleaner(this));
    connect(this, &QLineEdit::textChanged, this, [this] { m_before = text(); });
    connect(this, &QLineEdit::textEdited, this, [this] {
        if (const auto removed = std::exchange(m_removed, std::nullopt))
            Q_EMIT trimmed(*removed);
    });
    setRevealed(false);
}

void PasswordEdit::conceal()
{
    m_eye->setChecked(false);
}

void PasswordEdit::contextMenuEvent(QContextMenuEvent *event)
{
    // The eye is out of Tab's reach, as every action inside a line edit is; the menu key is not.
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    menu->addAction(m_eye);
    menu->popup(event->globalPos());
}

void PasswordEdit::setRevealed(bool isRevealed)
{
    setEchoMode(isRevealed ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIcon(icon(isRevealed ? u"eye-off"_s : u"eye"_s, Ink::Muted));
    m_eye->setText(isRevealed ? tr("Hide %1").arg(m_what) : tr("Show %1").arg(m_what));
}

void PasswordEdit::clean(QString &text)
{
    const qsizetype length = text.size();
    const bool isPaste = insertedLength(m_before, text) > 1;
    text.removeIf(isLineBreak); // never typed: Return does not reach the text
    const bool hadBreak = text.size() != length;
    if (hadBreak || isPaste)
        text = text.trimmed();
    if (text.size() != length)
        m_removed = hadBreak ? Removed::LineBreaks : Removed::Blanks;
}

} // namespace orgkeeper
