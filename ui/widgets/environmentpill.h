// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "marks.h"

#include <QWidget>

namespace orgkeeper {

/// The word of an environment on its tint; not shown for None.
class EnvironmentPill : public QWidget
{
    Q_OBJECT
public:
    explicit EnvironmentPill(QWidget *parent);
    void setMark(EnvironmentMark mark);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    EnvironmentMark m_mark = EnvironmentMark::None;
};

} // namespace orgkeeper
