// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QDBusVariant;

namespace orgkeeper {

/// What the desktop wishes. Unknown: it says nothing, or nobody can be asked.
struct DesktopWishes
{
    enum class Lightness { Unknown, Light, Dark };
    Lightness lightness = Lightness::Unknown;
    bool highContrast = false;
    bool operator==(const DesktopWishes &) const = default;
};

/// Asks the desktop portal (org.freedesktop.portal.Settings) for the colour scheme and the
/// contrast, without ever waiting for it, and listens to changes. With Qt 6.5 and later it listens
/// to Qt's own style hints as well.
class ColorSchemeWatcher : public QObject
{
    Q_OBJECT
public:
    explicit ColorSchemeWatcher(QObject *parent);

    /// Call once, after the first paint: connecting to the session bus takes some milliseconds.
    void start();
    [[nodiscard]] const DesktopWishes &wishes() const;

Q_SIGNALS:
    /// Once when the desktop has answered or turned out to be unable to, even if it wishes nothing;
    /// then each time the wishes differ from the ones before. Never from inside start().
    void wishesChanged(const orgkeeper::DesktopWishes &wishes);

private Q_SLOTS:
    void take(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void ask(const QString &space, const QString &key);
    void setWishes(const DesktopWishes &wishes);
    void settle();
    void listenToStyleHints();

    DesktopWishes m_wishes;
    int m_open = 0; ///< questions without an answer; nothing is said before the last
};

} // namespace orgkeeper
