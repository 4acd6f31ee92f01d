// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "iconbutton.h"

#include "icons.h"
#include "metrics.h"
#include "plaintext.h"

#include <QEvent>

namespace orgkeeper {

IconButton::IconButton(const QString &iconName, const QString &name, QWidget *parent, Ink ink)
    : QToolButton(parent)
{
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonIconOnly);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setIconName(iconName, ink);
    setName(name);
    const int size = metrics::iconSize(fontMetrics());
    setIconSize({size, size});
}

void IconButton::setName(const QString &name)
{
    setAccessibleName(name);
    setToolTip(plaintext::toolTip(name));
}

void IconButton::setIconName(const QString &iconName, Ink ink)
{
    setIcon(orgkeeper::icon(iconName, ink));
}

void IconButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange) {
        const int size = metrics::iconSize(fontMetrics());
        setIconSize({size, size});
    }
    QToolButton::changeEvent(event);
}

} // namespace orgkeeper
