// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "progressline.h"

#include "metrics.h"
#include "palette.h"

#include <QAccessible>
#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <cmath>

using namespace std::chrono_literals;

namespace orgkeeper {
namespace {

constexpr auto showAfter = 200ms;
constexpr qreal blockShare = 0.3;
constexpr qreal bytesAcross = 512 * 1024; // received while the block crosses the line once

} // namespace

ProgressLine::ProgressLine(const QString &name, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_delay.setSingleShot(true);
    m_delay.setInterval(showAfter);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_isOn = true;
        tell(tr("begun"));
        update();
    });
}

void ProgressLine::begin()
{
    m_done = 0;
    m_total = -1;
    m_bytes = 0;
    m_quarter = 0;
    if (!m_isOn)
        m_delay.start();
    update();
}

void ProgressLine::setProgress(qint64 done, qint64 total)
{
    m_done = done;
    m_total = total;
    update();
    const int quarter = total > 0 ? int(qMin(done, total) * 4 / total) : 0;
    if (!m_isOn || quarter == m_quarter)
        return;
    m_quarter = quarter;
    tell(tr("%1 of %2").arg(QLocale().toString(done), QLocale().toString(total)));
}

void ProgressLine::setBytes(qint64 received)
{
    m_bytes = received;
    if (m_total <= 0)
        update();
}

void ProgressLine::end()
{
    m_delay.stop();
    if (m_isOn)
        tell(tr("ended"));
    m_isOn = false;
    update();
}

bool ProgressLine::isShown() const
{
    return m_isOn;
}

QSize ProgressLine::sizeHint() const
{
    return QSize(0, metrics::progressLine);
}

void ProgressLine::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const Palette &palette = paletteOf(this);
    if (!m_isOn) {
        painter.fillRect(QRect(0, height() - 1, width(), 1), palette.border);
        return;
    }
    painter.fillRect(rect(), palette.track);
    QRectF part = rect();
    if (m_total > 0) {
        part.setWidth(width() * qMin(1.0, qreal(m_done) / qreal(m_total)));
    } else {
        // There and back, so that the block never jumps.
        const qreal way = std::fmod(qreal(m_bytes) / bytesAcross, 2.0);
        const qreal at = way <= 1 ? way : 2 - way;
        part.setWidth(width() * blockShare);
        part.moveLeft(at * (width() - part.width()));
    }
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), part.toRect()),
                     palette.highlight);
}

void ProgressLine::tell(const QString &text)
{
    setAccessibleDescription(text);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace orgkeeper
