// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLineEdit>

class QAction;

namespace orgkeeper {

class KeyCap;

/// A line edit with a magnifying glass, a hint of its shortcut while it is empty and a clearing x
/// while it is not.
class SearchEdit : public QLineEdit
{
    Q_OBJECT
public:
    /// name: the accessible name ("Filter members"), shown as placeholder as well.
    SearchEdit(const QString &name, const QKeySequence &shortcut, QWidget *parent);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateEnds();

    QAction *m_clear;
    KeyCap *m_hint;
};

} // namespace orgkeeper
