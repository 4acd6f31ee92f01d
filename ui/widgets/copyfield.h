// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "typescale.h"

#include <QWidget>

namespace orgkeeper {

class CopyButton;
class ElidedLabel;
class TextLabel;

/// A label and a read-only value. The copy button shows while the pointer is over the field or the
/// focus inside; its place is always kept, so nothing moves. Tab reaches the field, then its
/// button; Ctrl+C copies.
class CopyField : public QWidget
{
    Q_OBJECT
public:
    /// object: whose value it is, for the button's name: "Copy <label> of <object>".
    CopyField(const QString &label, const QString &object, QWidget *parent);

    /// Empty shows whenEmpty in muted, and there is nothing to copy.
    void setValue(const QString &value, const QString &whenEmpty = {});
    [[nodiscard]] QString value() const;
    /// Fixed for ids; Body otherwise.
    void setValueType(Type type);
    /// So that the values of several fields begin at one edge, logical pixels.
    void setLabelWidth(int width);
    [[nodiscard]] CopyButton *button() const; ///< owned by the field

protected:
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void updateButton();

    TextLabel *m_label;
    ElidedLabel *m_value;
    CopyButton *m_button;
    QString m_text;
    bool m_isLit = false;
};

} // namespace orgkeeper
