// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "palette.h"

#include <QIconEngine>

namespace orgkeeper {

/// Paints one SVG of the resources in the application palette's colour of its ink. Holds no
/// pictures itself, so a change of the palette needs no message: the next paint is right.
class IconEngine final : public QIconEngine
{
public:
    IconEngine(QString name, Ink ink);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QString key() const override;
    QString iconName() override;
    bool isNull() override;
    QIconEngine *clone() const override;

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const;

    QString m_name;
    Ink m_ink;
};

} // namespace orgkeeper
