// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "colorschemewatcher.h"
#include "theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace orgkeeper;
using namespace Qt::StringLiterals;

/// Stands in for the desktop's portal.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    uint scheme = 1;
    uint contrast = 0;

public Q_SLOTS:
    /// A variant inside a variant, as the portals in use answer.
    QDBusVariant Read(const QString &space, const QString &key)
    {
        Q_UNUSED(space)
        const uint value = key == "contrast"_L1 ? contrast : scheme;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(value)));
    }

Q_SIGNALS:
    void SettingChanged(const QString &space, const QString &key, const QDBusVariant &value);
};

/// Asking the desktop for its colours, over a session bus of the test's own.
class TestColorScheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void withoutAPortalItSaysSo();
    void aDarkDesktopMakesADarkTheme();
    void changesAreHeard();
    void theUsersChoiceStandsAboveTheDesktops();

private:
    QProcess m_daemon;
    FakePortal m_portal;
};

void TestColorScheme::initTestCase()
{
    const QString program = QStandardPaths::findExecutable(u"dbus-daemon"_s);
    if (program.isEmpty())
        QSKIP("There is no dbus-daemon on this computer.");
    m_daemon.start(program, {u"--session"_s, u"--nofork"_s, u"--print-address"_s});
    QVERIFY(m_daemon.waitForReadyRead(5000));
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_daemon.readLine().trimmed());
    QVERIFY(QDBusConnection::sessionBus().isConnected());
}

void TestColorScheme::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"portal"_s);
    m_daemon.terminate();
    m_daemon.waitForFinished(5000);
}

void TestColorScheme::withoutAPortalItSaysSo()
{
    ColorSchemeWatcher watcher(nullptr);
    QSignalSpy wishes(&watcher, &ColorSchemeWatcher::wishesChanged);
    watcher.start();
    QCOMPARE(wishes.count(), 0);
    QTRY_COMPARE(wishes.count(), 1);
    QCOMPARE(watcher.wishes(), DesktopWishes());
}

void TestColorScheme::aDarkDesktopMakesADarkTheme()
{
    QDBusConnection bus = QDBusConnection::connectToBus(
        qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), u"portal"_s);
    QVERIFY(
        bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal,
                           QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));
    Theme theme(nullptr);
    theme.putOn(Scheme::Light);
    QSignalSpy changed(&theme, &Theme::changed);
    theme.watchDesktop();
    QCOMPARE(theme.scheme(), Scheme::Light); // nothing waits for the desktop
    QTRY_COMPARE(theme.scheme(), Scheme::Dark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(paletteOf(QGuiApplication::palette()).scheme, Scheme::Dark);
}

void TestColorScheme::changesAreHeard()
{
    ColorSchemeWatcher watcher(nullptr);
    QSignalSpy wishes(&watcher, &ColorSchemeWatcher::wishesChanged);
    watcher.start();
    QTRY_COMPARE(wishes.count(), 1);
    QCOMPARE(watcher.wishes().lightness, DesktopWishes::Lightness::Dark);
    const QString space = u"org.freedesktop.appearance"_s;
    Q_EMIT m_portal.SettingChanged(space, u"color-scheme"_s, QDBusVariant(2U));
    QTRY_COMPARE(watcher.wishes().lightness, DesktopWishes::Lightness::Light);
    Q_EMIT m_portal.SettingChanged(space, u"contrast"_s, QDBusVariant(1U));
    QTRY_VERIFY(watcher.wishes().highContrast);
    Q_EMIT m_portal.SettingChanged(u"org.example.other"_s, u"contrast"_s, QDBusVariant(0U));
    Q_EMIT m_portal.SettingChanged(space, u"color-scheme"_s, QDBusVariant(0U));
    QTRY_COMPARE(watcher.wishes().lightness, DesktopWishes::Lightness::Unknown);
    QVERIFY(watcher.wishes().highContrast);
    QCOMPARE(wishes.count(), 4);
}

void TestColorScheme::theUsersChoiceStandsAboveTheDesktops()
{
    Theme theme(nullptr);
    theme.setAppearance(Theme::Appearance::Light);
    theme.putOn(Scheme::Dark);
    QCOMPARE(theme.scheme(), Scheme::Light);
    theme.watchDesktop();
    theme.setContrast(Theme::Contrast::High);
    QCOMPARE(theme.scheme(), Scheme::LightContrast);
    theme.setContrast(Theme::Contrast::Normal);
    theme.setAppearance(Theme::Appearance::System);
    QTRY_COMPARE(theme.scheme(), Scheme::Dark);
}

QTEST_MAIN(TestColorScheme)
#include "tst_colorscheme.moc"
