// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "colorschemewatcher.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QtGlobal>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QGuiApplication>
#include <QStyleHints>
#endif

using namespace Qt::StringLiterals;

namespace orgkeeper {
namespace {

// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
const auto service = "org.freedesktop.portal.Desktop"_L1;
const auto path = "/org/freedesktop/portal/desktop"_L1;
const auto settingsInterface = "org.freedesktop.portal.Settings"_L1;
const auto appearance = "org.freedesktop.appearance"_L1;
const auto schemeKey = "color-scheme"_L1;
const auto contrastKey = "contrast"_L1;

/// Read answers with a variant inside a variant; SettingChanged and newer portals with one.
QVariant unwrapped(QVariant value)
{
    while (value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

ColorSchemeWatcher::ColorSchemeWatcher(QObject *parent)
    : QObject(parent)
{
}

void ColorSchemeWatcher::start()
{
    listenToStyleHints();
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        m_open = 1;
        QMetaObject::invokeMethod(this, &ColorSchemeWatcher::settle, Qt::QueuedConnection);
        return;
    }
    m_open = 2;
    bus.connect(service, path, settingsInterface, u"SettingChanged"_s, this,
                SLOT(take(QString, QString, QDBusVariant)));
    ask(appearance, schemeKey);
    ask(appearance, contrastKey);
}

const DesktopWishes &ColorSchemeWatcher::wishes() const
{
    return m_wishes;
}

void ColorSchemeWatcher::take(const QString &space, const QString &key, const QDBusVariant &value)
{
    if (space != appearance)
        return;
    const uint number = unwrapped(value.variant()).toUInt();
    DesktopWishes wishes = m_wishes;
    if (key == schemeKey) {
        wishes.lightness = number == 1   ? DesktopWishes::Lightness::Dark
                           : number == 2 ? DesktopWishes::Lightness::Light
                                         : DesktopWishes::Lightness::Unknown;
    } else if (key == contrastKey) {
        wishes.highContrast = number == 1;
    }
    setWishes(wishes);
}

void ColorSchemeWatcher::setWishes(const DesktopWishes &wishes)
{
    if (wishes == m_wishes)
        return;
    m_wishes = wishes;
    if (m_open == 0)
        Q_EMIT wishesChanged(m_wishes);
}

void ColorSchemeWatcher::settle()
{
    if (m_open > 0 && --m_open == 0)
        Q_EMIT wishesChanged(m_wishes);
}

void ColorSchemeWatcher::ask(const QString &space, const QString &key)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, settingsInterface, u"Read"_s);
    call << space << key;
    auto *watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, space, key](QDBusPendingCallWatcher *finished) {
                finished->deleteLater();
                const QDBusPendingReply<QDBusVariant> reply = *finished;
                if (reply.isValid())
                    take(space, key, reply.value());
                settle();
            });
}

void ColorSchemeWatcher::listenToStyleHints()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto takeHint = [this](Qt::ColorScheme scheme) {
        DesktopWishes wishes = m_wishes;
        wishes.lightness = scheme == Qt::ColorScheme::Dark    ? DesktopWishes::Lightness::Dark
                           : scheme == Qt::ColorScheme::Light ? DesktopWishes::Lightness::Light
                                                              : DesktopWishes::Lightness::Unknown;
        setWishes(wishes);
    };
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, takeHint);
    QMetaObject::invokeMethod(
        this, [takeHint] { takeHint(QGuiApplication::styleHints()->colorScheme()); },
        Qt::QueuedConnection);
#endif
}

} // namespace orgkeeper
