// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "iconbutton.h"

namespace orgkeeper {

/// Puts a text on the clipboard and shows a tick until the pointer or the focus has left.
class CopyButton : public IconButton
{
    Q_OBJECT
public:
    /// name: "Copy slug of Acme Berlin Freight". text: what is copied.
    CopyButton(const QString &name, const QString &text, QWidget *parent);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;

public Q_SLOTS:
    void copy();

Q_SIGNALS:
    /// After each copy, the clipboard already holding it.
    void copied();

protected:
    void leaveEvent(QEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void showTick(bool isDone);

    QString m_text;
};

} // namespace orgkeeper
