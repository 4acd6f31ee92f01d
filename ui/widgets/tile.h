// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

namespace orgkeeper {

/// A service's two letters in an outline. Decoration: the name always stands beside it, so it is
/// no stop for screen readers.
class Tile : public QWidget
{
    Q_OBJECT
public:
    explicit Tile(const QString &letters, QWidget *parent);
    void setLetters(const QString &letters, bool isDashed = false);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_letters;
    bool m_isDashed = false;
};

} // namespace orgkeeper
