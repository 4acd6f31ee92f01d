// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "icons.h"

#include "iconengine.h"

#include <QFile>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

// A static library's resources are linked only if somebody names them; outside of any namespace,
// as Qt asks.
static void registerIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace orgkeeper {
namespace {

QString iconFile(const QString &name)
{
    return u":/icons/%1.svg"_s.arg(name);
}

bool isDirectional(const QString &name)
{
    return name.startsWith("arrow-left"_L1) || name.startsWith("arrow-right"_L1) ||
           name.startsWith("chevron-left"_L1) || name.startsWith("chevron-right"_L1) ||
           name.startsWith("panel-"_L1) || name == "undo-2"_L1 || name == "log-out"_L1 ||
           name == "external-link"_L1;
}

QPixmap rendered(const QString &name, const QColor &color, int pixels, bool mirrored)
{
    QFile file(iconFile(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // QtSvg paints currentColor black, so it is replaced in the text.
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setOpacity(color.alphaF());
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    return QPixmap::fromImage(mirrored ? image.mirrored(true, false) : image);
}

} // namespace

QIcon icon(const QString &name, Ink ink)
{
    if (!hasIcon(name)) {
        qWarning("No icon is called %s.", qPrintable(name));
        return {};
    }
    return QIcon(new IconEngine(name, ink)); // QIcon owns its engine
}

QIcon icon(RowGlyph glyph)
{
    return icon(iconName(glyph), iconInk(glyph));
}

QIcon icon(VerbGlyph glyph)
{
    switch (glyph) {
    case VerbGlyph::Add:
        return icon(u"user-plus"_s, Ink::Ok);
    case VerbGlyph::Grant:
        return icon(u"shield-plus"_s, Ink::Accent);
    case VerbGlyph::Withdraw:
        return icon(u"shield-minus"_s, Ink::Warn);
    case VerbGlyph::Remove:
        return icon(u"user-minus"_s, Ink::Error);
    case VerbGlyph::Asks:
        return icon(u"hand"_s, Ink::Warn);
    case VerbGlyph::Undo:
        return icon(u"undo-2"_s);
    }
    return {};
}

QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio)
{
    const int pixels = qMax(1, qRound(size * devicePixelRatio));
    const bool mirrored =
        QGuiApplication::layoutDirection() == Qt::RightToLeft && isDirectional(name);
    const QString key = u"orgkeeper-icon/%1/%2/%3/%4"_s.arg(name, color.name(QColor::HexArgb))
                            .arg(pixels)
                            .arg(mirrored ? 1 : 0);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        registerIcons();
        pixmap = rendered(name, color, pixels, mirrored);
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(devicePixelRatio); // no part of the key: the pixels are the same
    return pixmap;
}

bool hasIcon(const QString &name)
{
    registerIcons();
    return QFile::exists(iconFile(name));
}

QString iconName(RowGlyph glyph)
{
    switch (glyph) {
    case RowGlyph::Waiting:
        return u"circle-dashed"_s;
    case RowGlyph::InFlight:
        return u"loader-circle"_s;
    case RowGlyph::Done:
        return u"check"_s;
    case RowGlyph::AlreadySo:
        return u"equal"_s;
    case RowGlyph::Refused:
        return u"circle-x"_s;
    case RowGlyph::Unknown:
        return u"circle-question-mark"_s;
    case RowGlyph::Conflict:
        return u"arrow-left-right"_s;
    case RowGlyph::NotSent:
        return u"minus"_s;
    case RowGlyph::SetAside:
        return u"circle-slash"_s;
    }
    return {};
}

Ink iconInk(RowGlyph glyph)
{
    switch (glyph) {
    case RowGlyph::Waiting:
    case RowGlyph::NotSent:
    case RowGlyph::SetAside:
        return Ink::Muted;
    case RowGlyph::InFlight:
        return Ink::Accent;
    case RowGlyph::Done:
    case RowGlyph::AlreadySo:
        return Ink::Ok;
    case RowGlyph::Refused:
        return Ink::Error;
    case RowGlyph::Unknown:
    case RowGlyph::Conflict:
        return Ink::Warn;
    }
    return Ink::Text;
}

} // namespace orgkeeper
