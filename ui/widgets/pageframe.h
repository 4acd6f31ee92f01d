// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "marks.h"

#include <QFrame>

class QVBoxLayout;

namespace orgkeeper {

class ProgressLine;
class StripStack;

/// The ground every page stands on: the environment's frame round header, strips, filter row,
/// progress line, content and foot. Each part is optional; the order is fixed.
class PageFrame : public QFrame
{
    Q_OBJECT
public:
    /// name: the page's accessible name.
    PageFrame(const QString &name, QWidget *parent);

    void setEnvironment(EnvironmentMark mark);
    [[nodiscard]] EnvironmentMark environment() const;
    /// The frame takes over what it is given; what was there before is deleted.
    void setHeader(QWidget *header);
    void setFilterRow(QWidget *row);
    void setContent(QWidget *content);
    void setFoot(QWidget *foot);
    [[nodiscard]] StripStack *strips() const;
    [[nodiscard]] ProgressLine *progress() const; ///< shown only while there is a filter row

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void put(QWidget *&slot, QWidget *widget, const QWidget *before);
    void updateMargins();

    QVBoxLayout *m_layout;
    StripStack *m_strips;
    ProgressLine *m_progress;
    QWidget *m_header = nullptr;
    QWidget *m_filterRow = nullptr;
    QWidget *m_content = nullptr;
    QWidget *m_foot = nullptr;
    EnvironmentMark m_mark = EnvironmentMark::None;
};

} // namespace orgkeeper
