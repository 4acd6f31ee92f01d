// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "avatar.h"

#include <QPainter>

namespace orgkeeper {

Avatar::Avatar(AvatarKind kind, Size size, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_size(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Avatar::setName(const QString &name, const QString &id)
{
    m_name = name;
    m_id = id;
    update();
}

QSize Avatar::sizeHint() const
{
    const int line = fontMetrics().height();
    switch (m_size) {
    case Size::Row:
        return QSize(line + 2, line + 2);
    case Size::Card:
        return QSize(line + 6, line + 6);
    case Size::Header:
        return QSize(2 * line + 4, 2 * line + 4);
    }
    return {};
}

void Avatar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    marks::paintAvatar(&painter, rect(), m_name, m_id, m_kind, paletteOf(this));
}

} // namespace orgkeeper
