// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "marks.h"

#include <QIconEngine>

namespace orgkeeper {

/// An account's shape as an icon in the application's palette.
class ShapeIconEngine final : public QIconEngine
{
public:
    explicit ShapeIconEngine(AccountShape shape);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    bool isNull() override;
    QIconEngine *clone() const override;

private:
    AccountShape m_shape;
};

} // namespace orgkeeper
