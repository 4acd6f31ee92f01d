// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secretservice.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#include <QFile>
#include <QPointer>

#include <utility>

// The interface: https://specifications.freedesktop.org/secret-service/latest/

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ServiceName = "org.freedesktop.secrets"_L1;
constexpr auto ServicePath = "/org/freedesktop/secrets"_L1;
constexpr auto ServiceInterface = "org.freedesktop.Secret.Service"_L1;
constexpr auto PromptInterface = "org.freedesktop.Secret.Prompt"_L1;

// Long enough for a service that has to be started first; the jobs' own patience ends before.
constexpr int CallTimeoutMs = 25000;

QDBusMessage serviceCall(const QString &method, const QVariantList &arguments)
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(ServiceName, ServicePath, ServiceInterface, method);
    message.setArguments(arguments);
    return message;
}

QDBusMessage busCall(const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s, u"org.freedesktop.DBus"_s, method);
    message.setArguments(arguments);
    return message;
}

// The errors that a bus gives when nobody serves the name, or its program cannot be started.
bool meansNobody(const QString &errorName)
{
    return errorName == "org.freedesktop.DBus.Error.ServiceUnknown"_L1 ||
           errorName == "org.freedesktop.DBus.Error.NameHasNoOwner"_L1 ||
           errorName == "org.freedesktop.DBus.Error.Disconnected"_L1 ||
           errorName.startsWith("org.freedesktop.DBus.Error.Spawn"_L1);
}

bool isLocked(const QDBusMessage &reply)
{
    return qvariant_cast<QDBusVariant>(reply.arguments().value(0)).variant().toBool();
}

// Linux tells the first 15 letters of a program's name.
QString providerOf(uint processId)
{
    QFile file(u"/proc/%1/comm"_s.arg(processId));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray name = file.readLine(64).trimmed();
    if (name.startsWith("gnome-keyring")) {
        return u"GNOME Keyring"_s;
    }
    if (name.startsWith("kwalletd") || name.startsWith("ksecretd")) {
        return u"KWallet"_s;
    }
    return name.startsWith("keepassxc") ? u"KeePassXC"_s : QString();
}

} // namespace

SecretService::SecretService(QObject *parent)
    : QObject(parent)
{
    qDBusRegisterMetaType<Attributes>();
}

void SecretService::look(QObject *context, std::function<void(const Report &)> then)
{
    if (!QDBusConnection::sessionBus().isConnected()) {
        Report report;
        report.problem = QDBusConnection::sessionBus().lastError().message();
        QMetaObject::invokeMethod(
            context, [then = std::move(then), report] { then(report); }, Qt::QueuedConnection);
        return;
    }
    watchName();
    askAlias(context, std::move(then));
}

void SecretService::askAlias(QObject *context, std::function<void(const Report &)> then)
{
    const auto take = [this, context, then = std::move(then)](const QDBusMessage &reply) {
        Report report;
        if (reply.type() == QDBusMessage::ErrorMessage) {
            report.state =
                meansNobody(reply.errorName()) ? KeychainState::Missing : KeychainState::Failing;
            report.problem = reply.errorMessage();
            then(report);
            return;
        }
        report.state = KeychainState::Ready;
        report.collection = qvariant_cast<QDBusObjectPath>(reply.arguments().value(0)).path();
        if (report.collection == "/"_L1) {
            report.collection.clear();
        }
        askLocked(report, context, then);
    };
    call(serviceCall(u"ReadAlias"_s, {u"default"_s}), context, take);
}

void SecretService::askLocked(Report report, QObject *context,
                              std::function<void(const Report &)> then)
{
    if (report.collection.isEmpty()) {
        askProvider(std::move(report), context, std::move(then));
        return;
    }
    QDBusMessage message = QDBusMessage::createMethodCall(
        ServiceName, report.collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    message.setArguments({u"org.freedesktop.Secret.Collection"_s, u"Locked"_s});
    const auto take = [this, report, context,
                       then = std::move(then)](const QDBusMessage &reply) mutable {
        // An alias may name a collection that was never made: then nothing is locked.
        if (reply.type() == QDBusMessage::ErrorMessage) {
            report.collection.clear();
        } else if (isLocked(reply)) {
            report.state = KeychainState::Locked;
        }
        askProvider(std::move(report), context, std::move(then));
    };
    call(message, context, take);
}

void SecretService::askProvider(Report report, QObject *context,
                                std::function<void(const Report &)> then)
{
    const auto take = [report = std::move(report),
                       then = std::move(then)](const QDBusMessage &reply) mutable {
        report.provider = providerOf(reply.arguments().value(0).toUInt());
        then(report);
    };
    call(busCall(u"GetConnectionUnixProcessID"_s, {QString(ServiceName)}), context, take);
}

void SecretService::search(const Attributes &attributes, QObject *context,
                           std::function<void(std::optional<Found>)> then)
{
    const auto take = [then = std::move(then)](const QDBusMessage &message) {
        const QDBusPendingReply<QList<QDBusObjectPath>, QList<QDBusObjectPath>> reply(message);
        if (reply.isError()) {
            then(std::nullopt);
            return;
        }
        then(Found{int(reply.argumentAt<0>().size()), int(reply.argumentAt<1>().size())});
    };
    call(serviceCall(u"SearchItems"_s, {QVariant::fromValue(attributes)}), context, take);
}

void SecretService::unlock(const QString &collection, QObject *context,
                           std::function<void(bool)> then)
{
    const QList<QDBusObjectPath> objects{QDBusObjectPath(collection)};
    const auto take = [this, context, then = std::move(then)](const QDBusMessage &message) {
        const QDBusPendingReply<QList<QDBusObjectPath>, QDBusObjectPath> reply(message);
        if (reply.isError()) {
            then(false);
            return;
        }
        const QString path = reply.argumentAt<1>().path();
        if (path == "/"_L1) {
            then(!reply.argumentAt<0>().isEmpty());
        } else {
            prompt(path, context, then);
        }
    };
    call(serviceCall(u"Unlock"_s, {QVariant::fromValue(objects)}), context, take);
}

void SecretService::prompt(const QString &path, QObject *context, std::function<void(bool)> then)
{
    new SecretPrompt(path, std::move(then), context);
}

void SecretService::call(const QDBusMessage &message, QObject *context, Reply then)
{
    const QDBusPendingCall pending =
        QDBusConnection::sessionBus().asyncCall(message, CallTimeoutMs);
    auto *const watcher = new QDBusPendingCallWatcher(pending, context);
    connect(watcher, &QDBusPendingCallWatcher::finished, context,
            [self = QPointer(this), watcher, then = std::move(then)] {
                watcher->deleteLater();
                if (self) {
                    then(watcher->reply());
                }
            });
}

void SecretService::watchName()
{
    if (std::exchange(m_watching, true)) {
        return;
    }
    auto *const watcher = new QDBusServiceWatcher(ServiceName, QDBusConnection::sessionBus(),
                                                  QDBusServiceWatcher::WatchForRegistration, this);
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, [this] {
        Q_EMIT restarted();
        Q_EMIT changed();
    });
    // Locking and unlocking by other programs. This kind of connect exists with SLOT() alone.
    QDBusConnection::sessionBus().connect(ServiceName, ServicePath, ServiceInterface,
                                          u"CollectionChanged"_s, this, SIGNAL(changed()));
}

SecretPrompt::SecretPrompt(const QString &path, std::function<void(bool)> then, QObject *parent)
    : QObject(parent)
    , m_then(std::move(then))
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    // First the ear, then the question.
    bus.connect(ServiceName, path, PromptInterface, u"Completed"_s, this,
                SLOT(takeCompleted(bool, QDBusVariant)));
    QDBusMessage message =
        QDBusMessage::createMethodCall(ServiceName, path, PromptInterface, u"Prompt"_s);
    message.setArguments({QString()}); // no window to stand before
    auto *const watcher = new QDBusPendingCallWatcher(bus.asyncCall(message, CallTimeoutMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        if (watcher->isError()) {
            end(false);
        }
    });
}

void SecretPrompt::takeCompleted(bool dismissed, const QDBusVariant &)
{
    end(!dismissed);
}

void SecretPrompt::end(bool unlocked)
{
    if (const auto then = std::exchange(m_then, nullptr)) {
        deleteLater();
        then(unlocked);
    }
}

} // namespace orgkeeper
