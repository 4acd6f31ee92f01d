// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTabBar>

namespace orgkeeper {

/// Tabs with counts. A tab whose page cannot show anything is muted, keeps its place and can still
/// be chosen: its page says why. Never disable one: a disabled tab is out of the keyboard's reach.
class TabStrip : public QTabBar
{
    Q_OBJECT
public:
    explicit TabStrip(QWidget *parent);

    /// -1: no count.
    void setCount(int index, qint64 count);
    /// reason: said by tool tip and screen readers; empty makes the tab a normal one.
    void setMuted(int index, const QString &reason);
    [[nodiscard]] bool isMuted(int index) const;

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override;
    void paintEvent(QPaintEvent *event) override;
    void tabInserted(int index) override;
    void tabRemoved(int index) override;

private:
    struct Extra
    {
        qint64 count = -1;
        QString reason;
    };
    void paintTab(QPainter *painter, int index) const;
    void updateName(int index);
    [[nodiscard]] QString countText(int index) const;

    QList<Extra> m_extras;
};

} // namespace orgkeeper
