// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stripstack.h"

#include <QApplication>
#include <QVBoxLayout>

namespace orgkeeper {
namespace {

constexpr int most = 2;

} // namespace

StripStack::StripStack(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void StripStack::add(Strip *strip, const QString &key)
{
    if (!key.isEmpty())
        removeKey(key);
    while (m_entries.size() >= most) {
        int out = int(m_entries.size()) - 1;
        while (out > 0 && m_entries.at(out).strip->isQuestion())
            --out;
        takeOut(m_entries.at(out).strip->isQuestion() ? int(m_entries.size()) - 1 : out);
    }
    m_entries.prepend({strip, key});
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, strip);
    connect(strip, &Strip::dismissed, this, [this, strip] { remove(strip); });
    show();
    strip->show();
}

Strip *StripStack::add(StripKind kind, const QString &text, const QString &key)
{
    auto *strip = new Strip(kind, text, this);
    add(strip, key);
    return strip;
}

void StripStack::remove(Strip *strip)
{
    for (int at = 0; at < m_entries.size(); ++at) {
        if (m_entries.at(at).strip == strip)
            return takeOut(at);
    }
}

void StripStack::removeKey(const QString &key)
{
    if (Strip *old = strip(key))
        remove(old);
}

void StripStack::clear()
{
    while (!m_entries.isEmpty())
        takeOut(0);
}

Strip *StripStack::strip(const QString &key) const
{
    for (const Entry &entry : m_entries) {
        if (entry.key == key)
            return entry.strip;
    }
    return nullptr;
}

QList<Strip *> StripStack::strips() const
{
    QList<Strip *> all;
    for (const Entry &entry : m_entries)
        all.append(entry.strip);
    return all;
}

void StripStack::setFocusHome(QWidget *home)
{
    m_focusHome = home;
}

void StripStack::takeOut(int at)
{
    Strip *strip = m_entries.takeAt(at).strip;
    const QWidget *focus = QApplication::focusWidget();
    // A strip that was dismissed is hidden by now and Qt has passed its focus on to anybody.
    const bool hadFocus = !focus || strip == focus || strip->isAncestorOf(focus) ||
                          (strip->isHidden() && isAncestorOf(focus));
    layout()->removeWidget(strip);
    strip->hide();
    strip->deleteLater(); // it may be in the middle of its own signal
    if (m_entries.isEmpty())
        hide();
    if (hadFocus && m_focusHome)
        m_focusHome->setFocus(Qt::OtherFocusReason);
}

} // namespace orgkeeper
