// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QKeySequence>
#include <QWidget>

namespace orgkeeper {

/// A shortcut in an outline, as a hint beside what it does. Mouse events go through it; screen
/// readers hear the shortcut from the control itself.
class KeyCap : public QWidget
{
    Q_OBJECT
public:
    KeyCap(const QKeySequence &keys, QWidget *parent);
    void setKeys(const QKeySequence &keys);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

} // namespace orgkeeper
