// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace orgkeeper {

class SearchEdit;
class TextLabel;

/// The filter above a table: a search field, how many match, and chips that narrow further. Room
/// for the page's own buttons is at the trailing end.
class FilterBox : public QWidget
{
    Q_OBJECT
public:
    /// name: "Filter members"; placeholder and accessible name of the field.
    FilterBox(const QString &name, QWidget *parent);

    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    void focusField(); ///< what Ctrl+F does: focus, and all of it selected
    /// matching of total, by locale; total -1 shows nothing. Said aloud 500 ms after the last key.
    void setCount(qint64 matching, qint64 total);
    [[nodiscard]] QString countText() const;

    /// A checkable chip; owned by the box. Chips exclude one another; choose the first to widen.
    QToolButton *addChip(const QString &text);
    void setChipCount(QToolButton *chip, qint64 count); ///< -1: not known
    /// A flat button or another widget at the trailing end; the box takes it over.
    void addTrailing(QWidget *widget);
    [[nodiscard]] SearchEdit *field() const;

Q_SIGNALS:
    /// On each change of the text, by keystroke, by Esc or by setText().
    void filterChanged(const QString &text);
    /// Esc in the empty field: the focus belongs to the table now.
    void left();
    /// Down or Enter: the focus belongs to the first row now.
    void wentDown();
    /// One of the chips was chosen; index in order of adding.
    void chipChosen(int index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool takeKey(int key);

    SearchEdit *m_field;
    TextLabel *m_matching;
    TextLabel *m_total;
    QHBoxLayout *m_chips;
    QHBoxLayout *m_trailing;
    QList<QToolButton *> m_chipButtons;
    QTimer m_announce;
};

} // namespace orgkeeper
