// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace orgkeeper {

class TextLabel;

/// The line below a list: how far it has come, Stop, and when it was read.
class PageFoot : public QWidget
{
    Q_OBJECT
public:
    explicit PageFoot(QWidget *parent);

    void setText(const QString &text);
    void setAsOf(const QString &text); ///< "As of 14:02 today"; empty: not shown
    /// Stop is shown while there is something to stop.
    void setStoppable(bool isStoppable);
    /// For who hears the button and not sees where it stands: what it stops.
    void setStopName(const QString &name);
    /// A flat button in accent after the text, owned by the foot.
    QToolButton *addButton(const QString &text, const QString &iconName);

Q_SIGNALS:
    void stopWished();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_layout;
    TextLabel *m_text;
    QToolButton *m_stop;
    TextLabel *m_asOf;
};

} // namespace orgkeeper
