// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "palette.h"

#include <QToolButton>

namespace orgkeeper {

/// A button that is a picture only. name says verb and object ("Copy slug of Acme Berlin Freight"):
/// it is the accessible name and the tool tip.
class IconButton : public QToolButton
{
    Q_OBJECT
public:
    IconButton(const QString &iconName, const QString &name, QWidget *parent, Ink ink = Ink::Text);

    void setName(const QString &name);
    void setIconName(const QString &iconName, Ink ink = Ink::Text);

protected:
    void changeEvent(QEvent *event) override;
};

} // namespace orgkeeper
