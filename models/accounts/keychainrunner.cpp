// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychainrunner.h"

#include <QLibrary>
#include <QPointer>

#include <qt6keychain/keychain.h>

#include <utility>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

using Answer = KeychainRunner::Answer;

constexpr auto SecretLibrary = "secret-1"_L1;
constexpr int SecretLibraryVersion = 0;

Answer::Kind kindOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return Answer::Kind::Done;
    case QKeychain::EntryNotFound:
        return Answer::Kind::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return Answer::Kind::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Answer::Kind::Missing;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return Answer::Kind::Failed;
}

// libsecret keeps its session for as long as the process lives, and every operation after a restart
// of the service ends with "The session wrapping the secret does not exist" (seen with 0.20.5). Its
// own word for letting go is safe at any time; QtKeychain does not offer it.
void dropSession()
{
    if (const QFunctionPointer drop =
            QLibrary(SecretLibrary, SecretLibraryVersion).resolve("secret_service_disconnect")) {
        drop();
    }
}

Answer answerOf(const QKeychain::Job *job)
{
    Answer answer;
    answer.kind = kindOf(job->error());
    if (answer.kind != Answer::Kind::Done) {
        answer.words = job->errorString();
    } else if (const auto *read = qobject_cast<const QKeychain::ReadPasswordJob *>(job)) {
        answer.text = read->textData();
    }
    return answer;
}

} // namespace

KeychainRunner::KeychainRunner(QString service, QObject *parent)
    : QObject(parent)
    , m_service(std::move(service))
{
}

bool KeychainRunner::hasSecretLibrary()
{
    return QLibrary(SecretLibrary, SecretLibraryVersion).load();
}

void KeychainRunner::read(const QString &key, QObject *context, Then then)
{
    run(new QKeychain::ReadPasswordJob(m_service), key, context, std::move(then));
}

void KeychainRunner::write(const QString &key, const QString &text, QObject *context, Then then)
{
    auto *const job = new QKeychain::WritePasswordJob(m_service);
    job->setTextData(text);
    run(job, key, context, std::move(then));
}

void KeychainRunner::remove(const QString &key, QObject *context, Then then)
{
    run(new QKeychain::DeletePasswordJob(m_service), key, context, std::move(then));
}

void KeychainRunner::run(QKeychain::Job *job, const QString &key, QObject *context, Then then)
{
    Q_ASSERT(!m_busy);
    m_busy = true;
    if (std::exchange(m_anew, false)) {
        dropSession();
    }
    job->setKey(key);
    job->setInsecureFallback(false); // never a token in a file
    job->setAutoDelete(true);        // the job has no parent: nothing else may end its life
    const auto take = [this, context = QPointer(context),
                       then = std::move(then)](const QKeychain::Job *ended) {
        m_busy = false;
        if (context) {
            then(answerOf(ended));
        }
        if (!m_busy) {
            Q_EMIT idle();
        }
    };
    connect(job, &QKeychain::Job::finished, this, take);
    job->start();
}

} // namespace orgkeeper
