// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "marks.h"

#include <QWidget>

namespace orgkeeper {

/// Initials on a ground that follows from the id: people round, organizations square. Decoration,
/// like Tile.
class Avatar : public QWidget
{
    Q_OBJECT
public:
    enum class Size { Row, Card, Header };

    Avatar(AvatarKind kind, Size size, QWidget *parent);
    void setName(const QString &name, const QString &id);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    AvatarKind m_kind;
    Size m_size;
    QString m_name;
    QString m_id;
};

} // namespace orgkeeper
