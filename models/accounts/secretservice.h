// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tokenstore.h"

#include <QDBusMessage>
#include <QMap>

#include <functional>
#include <optional>

class QDBusPendingCallWatcher;
class QDBusVariant;

namespace orgkeeper {

/// The freedesktop.org Secret Service as seen over D-Bus: is it there, is it locked, does it hold
/// an entry. It never asks for a secret. Needed because a locked keychain answers "no such entry"
/// and a removal in it "done" (docs/decisions.md). Where there is no D-Bus everything is Missing.
///
/// Each callback is called once, from the event loop, unless its context is gone by then.
class SecretService : public QObject
{
    Q_OBJECT
public:
    struct Report
    {
        KeychainState state = KeychainState::Missing;
        QString provider;   ///< of the running service: "GNOME Keyring"; empty: not known
        QString collection; ///< object path of the default collection; empty: there is none yet
        QString problem;    ///< the service's own words; empty: none
    };
    struct Found
    {
        int readable = 0;
        int locked = 0;
    };
    using Attributes = QMap<QString, QString>;

    explicit SecretService(QObject *parent);

    /// Starts the service where it is not running but can be.
    void look(QObject *context, std::function<void(const Report &)> then);
    /// Entries with all these attributes, in every collection. Nothing: the service did not say.
    void search(const Attributes &attributes, QObject *context,
                std::function<void(std::optional<Found>)> then);
    /// Asks for the collection to be unlocked; the service may open a window of its own and wait in
    /// it for the user, without limit. True: it is unlocked.
    void unlock(const QString &collection, QObject *context, std::function<void(bool)> then);

Q_SIGNALS:
    /// After the first look(): a service took the name on the bus, or a collection was locked,
    /// unlocked, made or changed in another way.
    void changed();
    /// After the first look(): another process took the name than had it before.
    void restarted();

private:
    using Reply = std::function<void(const QDBusMessage &)>;
    void call(const QDBusMessage &message, QObject *context, Reply then);
    void askAlias(QObject *context, std::function<void(const Report &)> then);
    void askLocked(Report report, QObject *context, std::function<void(const Report &)> then);
    void askProvider(Report report, QObject *context, std::function<void(const Report &)> then);
    void prompt(const QString &path, QObject *context, std::function<void(bool)> then);
    void watchName();

    bool m_watching = false;
};

/// One prompt of the service, from its showing to its end.
class SecretPrompt final : public QObject
{
    Q_OBJECT
public:
    /// Deletes itself after the end.
    SecretPrompt(const QString &path, std::function<void(bool)> then, QObject *parent);

private Q_SLOTS:
    void takeCompleted(bool dismissed, const QDBusVariant &result);

private:
    void end(bool unlocked);
    std::function<void(bool)> m_then;
};

} // namespace orgkeeper
