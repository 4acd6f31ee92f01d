// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyringkit.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

/// A secret as the service's sessions exchange it.
struct PlainSecret
{
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString type = u"text/plain"_s;
};

QDBusArgument &operator<<(QDBusArgument &argument, const PlainSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.type;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, PlainSecret &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.type;
    argument.endStructure();
    return argument;
}

} // namespace
} // namespace orgkeeper

Q_DECLARE_METATYPE(orgkeeper::PlainSecret)

namespace orgkeeper {
namespace {

constexpr auto Password = "test-password";
constexpr auto Service = "org.freedesktop.secrets"_L1;
constexpr auto ServicePath = "/org/freedesktop/secrets"_L1;
constexpr auto ServiceInterface = "org.freedesktop.Secret.Service"_L1;
constexpr auto Login = "/org/freedesktop/secrets/collection/login"_L1;

QByteArray run(const QString &program, const QStringList &arguments, const QByteArray &input = {},
               bool *ok = nullptr)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(10000);
    if (ok) {
        *ok = ended && process.exitCode() == 0;
    }
    return process.readAllStandardOutput();
}

QDBusMessage call(const QString &path, const QString &interface, const QString &method,
                  const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(Service, path, interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message);
}

// A daemon that ends with this program.
bool start()
{
    auto *const daemon = new QProcess(qApp);
    QObject::connect(qApp, &QObject::destroyed, daemon, &QProcess::kill);
    daemon->start(u"gnome-keyring-daemon"_s,
                  {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    daemon->write(Password);
    daemon->closeWriteChannel();
    return daemon->waitForStarted() && QTest::qWaitFor([] { return keyring::processId() != 0; });
}

QStringList attributesOf(const QString &accountId)
{
    return {u"user"_s,       u"org.orgkeeper.Orgkeeper/"_s + accountId,
            u"server"_s,     u"Orgkeeper"_s,
            u"type"_s,       u"plaintext"_s,
            u"xdg:schema"_s, u"org.qt.keychain"_s};
}

} // namespace

Ending endingOf(SecretsJob *job)
{
    Ending ending;
    QElapsedTimer clock;
    clock.start();
    bool ended = false;
    QObject::connect(job, &Job::finished, job, [&ending, &ended, job] {
        ending.error = job->error();
        ending.secrets = job->secrets();
        ending.keychain = job->keychain();
        ended = true;
    });
    QSignalSpy spy(job, &Job::finished);
    spy.wait(15000);
    if (!ended) {
        qFatal("The job did not end.");
    }
    ending.ms = clock.elapsed();
    return ending;
}

namespace keyring {

bool lock()
{
    const QList<QDBusObjectPath> objects{QDBusObjectPath(Login)};
    return call(ServicePath, ServiceInterface, u"Lock"_s, {QVariant::fromValue(objects)}).type() ==
           QDBusMessage::ReplyMessage;
}

// A second "gnome-keyring-daemon --unlock" does not reach the first, and a prompt needs a display;
// the daemon's interface for its own tools takes the password directly.
bool unlock()
{
    // The bus starts one daemon, however many ask for it; a second one would wait in line for the
    // name and take it when the first is killed.
    if (processId() == 0 &&
        !QDBusConnection::sessionBus().interface()->startService(Service).isValid() && !start()) {
        return false;
    }
    const QDBusMessage session = call(ServicePath, ServiceInterface, u"OpenSession"_s,
                                      {u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))});
    PlainSecret secret;
    secret.session = qvariant_cast<QDBusObjectPath>(session.arguments().value(1));
    secret.value = Password;
    qDBusRegisterMetaType<PlainSecret>();
    const QDBusMessage reply =
        call(ServicePath, u"org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"_s,
             u"UnlockWithMasterPassword"_s,
             {QVariant::fromValue(QDBusObjectPath(Login)), QVariant::fromValue(secret)});
    return reply.type() == QDBusMessage::ReplyMessage;
}

qint64 processId()
{
    return QDBusConnection::sessionBus().interface()->servicePid(Service).value();
}

QByteArray entryOf(const QString &accountId)
{
    return run(u"secret-tool"_s, QStringList{u"lookup"_s} + attributesOf(accountId));
}

bool store(const QString &accountId, const QByteArray &text)
{
    bool ok = false;
    run(u"secret-tool"_s, QStringList{u"store"_s, u"--label=Orgkeeper"_s} + attributesOf(accountId),
        text, &ok);
    return ok;
}

} // namespace keyring

QStringList filesWith(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const QByteArray utf16(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
    QByteArrayList forms{utf8, utf16};
    // A text inside another has one of three forms in base64; its ends are mixed with the rest.
    for (qsizetype shift = 0; shift < 3; ++shift) {
        forms.append((QByteArray(shift, ' ') + utf8).toBase64().mid(4, utf8.size()));
    }
    QStringList found;
    QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        const QByteArray content = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        if (std::any_of(forms.begin(), forms.end(),
                        [&content](const QByteArray &form) { return content.contains(form); })) {
            found.append(file.fileName());
        }
    }
    return found;
}

LoopWatch::LoopWatch()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this,
            [this] { m_longest = std::max(m_longest, m_since.restart()); });
    m_since.start();
    m_timer.start(1);
}

} // namespace orgkeeper
