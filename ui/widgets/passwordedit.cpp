// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "passwordedit.h"

#include "icons.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>

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

PasswordEdit::PasswordEdit(const QString &what, QWidget *parent)
    : QLineEdit(parent)
    , m_what(what)
    , m_eye(addAction(icon(u"eye"_s, Ink::Muted), QLineEdit::TrailingPosition))
{
    setAccessibleName(what);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_eye->setCheckable(true);
    connect(m_eye, &QAction::toggled, this, &PasswordEdit::setRevealed);
    connect(this, &QLineEdit::textEdited, this, &PasswordEdit::clean);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        // textEdited comes after textChanged and needs to know what was there before.
        m_previous = std::exchange(m_current, text);
        if (text.isEmpty())
            m_previous.clear(); // an emptied field keeps nothing of the secret
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

void PasswordEdit::clean(const QString &edited)
{
    QString text = edited;
    const qsizetype length = text.size();
    text.removeIf(isLineBreak); // never typed: Return does not reach the text
    const bool hadBreak = text.size() != length;
    if (hadBreak || insertedLength(m_previous, edited) > 1)
        text = text.trimmed();
    if (text.size() == length)
        return;
    setText(text);
    Q_EMIT trimmed(hadBreak ? Removed::LineBreaks : Removed::Blanks);
}

} // namespace orgkeeper
