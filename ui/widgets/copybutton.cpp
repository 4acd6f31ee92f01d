// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "copybutton.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace orgkeeper {

CopyButton::CopyButton(const QString &name, const QString &text, QWidget *parent)
    : IconButton(u"copy"_s, name, parent, Ink::Muted)
    , m_text(text)
{
    connect(this, &QToolButton::clicked, this, &CopyButton::copy);
}

void CopyButton::setText(const QString &text)
{
    m_text = text;
    showTick(false);
}

QString CopyButton::text() const
{
    return m_text;
}

void CopyButton::copy()
{
    QGuiApplication::clipboard()->setText(m_text);
    showTick(true);
    Q_EMIT copied();
}

void CopyButton::leaveEvent(QEvent *event)
{
    showTick(false);
    IconButton::leaveEvent(event);
}

void CopyButton::focusOutEvent(QFocusEvent *event)
{
    showTick(false);
    IconButton::focusOutEvent(event);
}

void CopyButton::showTick(bool isDone)
{
    setIconName(isDone ? u"check"_s : u"copy"_s, isDone ? Ink::Ok : Ink::Muted);
}

} // namespace orgkeeper
