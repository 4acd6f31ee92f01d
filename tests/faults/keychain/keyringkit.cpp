// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyringkit.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

const auto Service = "org.freedesktop.secrets"_L1;
const auto Login = "/org/freedesktop/secrets/collection/login"_L1;

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
    QDBusMessage message = QDBusMessage::createMethodCall(
        Service, u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s, u"Lock"_s);
    message.setArguments({QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(Login)})});
    return QDBusConnection::sessionBus().call(message).type() == QDBusMessage::ReplyMessage;
}

bool unlock()
{
    bool ok = false;
    run(u"gnome-keyring-daemon"_s, {u"--unlock"_s, u"--components=secrets"_s}, "test-password",
        &ok);
    return ok;
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
