// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QWidget>

namespace orgkeeper {

/// A line of three pixels below the filter. Real where the total is known, else a block that moves
/// only when bytes arrive. It keeps its height while nothing is read, so that nothing jumps, and
/// begins to show 200 ms after begin(), so that quick answers do not flash.
class ProgressLine : public QWidget
{
    Q_OBJECT
public:
    /// name: what is being read, for screen readers ("Reading organizations").
    ProgressLine(const QString &name, QWidget *parent);

    void begin();
    /// total -1: not known. Counts of rows, or whatever the total is in.
    void setProgress(qint64 done, qint64 total);
    void setBytes(qint64 received);
    void end();

    [[nodiscard]] bool isShown() const; ///< begun, and 200 ms are over
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void tell(const QString &text);

    QTimer m_delay;
    qint64 m_done = 0;
    qint64 m_total = -1;
    qint64 m_bytes = 0;
    int m_quarter = 0; ///< the last one that was said aloud
    bool m_isOn = false;
};

} // namespace orgkeeper
