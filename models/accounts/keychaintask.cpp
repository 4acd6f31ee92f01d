// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keychaintask.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <utility>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

QString toText(const Secrets &secrets)
{
    QJsonObject object;
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it) {
        object.insert(it.key(), it.value());
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// Nothing: the text is not one that toText() made.
std::optional<Secrets> fromText(const QString &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject()) {
        return std::nullopt;
    }
    const QJsonObject object = document.object();
    Secrets secrets;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it.value().isString()) {
            return std::nullopt;
        }
        secrets.insert(it.key(), it.value().toString());
    }
    return secrets;
}

} // namespace

KeychainTask::KeychainTask(Order order, Tools tools, QObject *parent)
    : SecretsJob(parent)
    , m_order(std::move(order))
    , m_tools(tools)
{
    QTimer::singleShot(m_order.patience, this, &KeychainTask::losePatience);
}

void KeychainTask::begin()
{
    if (isFinished()) {
        return;
    }
    if (m_order.kind == Kind::Unlock) {
        unlock();
    } else if (m_tools.service) {
        lookThen(&KeychainTask::act, &KeychainTask::failLocked);
    } else {
        act();
    }
}

Error KeychainTask::abort()
{
    Error error;
    error.kind = Error::Kind::Cancelled;
    error.mayHaveHappened = m_mayBeDone;
    return error;
}

void KeychainTask::act()
{
    if (m_tools.service && !KeychainRunner::hasSecretLibrary()) {
        fail(KeychainState::Missing,
             tr("The library libsecret is missing on this computer, so its keychain cannot be "
                "reached. Install the package libsecret-1-0, or use the token for this run only; "
                "it is forgotten when Orgkeeper ends."));
        return;
    }
    switch (m_order.kind) {
    case Kind::Look:
    case Kind::Unlock:
        finish();
        break;
    case Kind::Read:
        m_tools.runner->read(m_order.key, this, guarded(&KeychainTask::takeRead));
        break;
    case Kind::Write:
        m_mayBeDone = true;
        m_tools.runner->write(m_order.key, toText(m_order.secrets), this,
                              guarded(&KeychainTask::takeWritten));
        break;
    case Kind::Remove:
        m_mayBeDone = true;
        m_tools.runner->remove(m_order.key, this, guarded(&KeychainTask::takeRemoved));
        break;
    }
}

void KeychainTask::unlock()
{
    if (!m_tools.service) {
        finish(); // this keychain asks by itself when it is read
        return;
    }
    lookThen(&KeychainTask::done, &KeychainTask::askToUnlock);
}

void KeychainTask::askToUnlock()
{
    m_tools.service->unlock(m_collection, this, [this](bool unlocked) { takeUnlocked(unlocked); });
}

void KeychainTask::takeUnlocked(bool unlocked)
{
    if (unlocked) {
        finish();
    } else {
        fail(KeychainState::Locked, tr("The keychain is still locked: its question was closed or "
                                       "could not be shown."));
    }
}

void KeychainTask::takeRead(const Answer &answer)
{
    if (answer.kind == Answer::Kind::NotFound) {
        proveAbsenceThen(&KeychainTask::done);
    } else if (answer.kind != Answer::Kind::Done) {
        failFor(answer);
    } else if (std::optional<Secrets> secrets = fromText(answer.text)) {
        m_secrets = *std::move(secrets);
        finish();
    } else {
        // KWallet tells some of its errors as an empty text.
        fail(KeychainState::Failing,
             tr("The keychain gave something that is not a token kept by Orgkeeper. Enter the "
                "token again."));
    }
}

void KeychainTask::takeWritten(const Answer &answer)
{
    if (answer.kind == Answer::Kind::Done) {
        m_tools.runner->read(m_order.key, this, guarded(&KeychainTask::takeReadBack));
    } else {
        failFor(answer);
    }
}

void KeychainTask::takeReadBack(const Answer &answer)
{
    if (answer.kind == Answer::Kind::Done && fromText(answer.text) == m_order.secrets) {
        finish();
        return;
    }
    m_words = answer.words;
    if (m_tools.service && answer.kind != Answer::Kind::Done) {
        lookThen(&KeychainTask::failAsReady, &KeychainTask::failLocked);
    } else {
        failAsReady();
    }
}

void KeychainTask::takeRemoved(const Answer &answer)
{
    if (answer.kind != Answer::Kind::Done && answer.kind != Answer::Kind::NotFound) {
        failFor(answer);
    } else if (m_tools.service) {
        proveAbsenceThen(&KeychainTask::done);
    } else {
        m_tools.runner->read(m_order.key, this, guarded(&KeychainTask::takeRemovedReadBack));
    }
}

void KeychainTask::takeRemovedReadBack(const Answer &answer)
{
    m_words = answer.words;
    if (answer.kind == Answer::Kind::NotFound) {
        finish();
    } else {
        failAsReady();
    }
}

void KeychainTask::lookThen(Step ready, Step locked)
{
    m_tools.service->look(this, [this, ready, locked](const SecretService::Report &report) {
        if (isFinished()) {
            return;
        }
        m_provider = report.provider;
        m_collection = report.collection;
        switch (report.state) {
        case KeychainState::Ready:
            (this->*ready)();
            break;
        case KeychainState::Locked:
            (this->*locked)();
            break;
        case KeychainState::Missing:
            failMissing();
            break;
        case KeychainState::Failing:
            m_words = report.problem;
            failAsReady();
            break;
        }
    });
}

void KeychainTask::proveAbsenceThen(Step next)
{
    if (!m_tools.service) {
        (this->*next)();
        return;
    }
    const SecretService::Attributes entry{{u"user"_s, m_order.key},
                                          {u"server"_s, m_tools.runner->service()}};
    const auto take = [this, next](std::optional<SecretService::Found> found) {
        if (isFinished()) {
            return;
        }
        if (found && found->locked > 0) {
            failLocked();
        } else if (!found || found->readable > 0) {
            lookThen(&KeychainTask::failAsReady, &KeychainTask::failLocked);
        } else {
            // A locked collection may not even say what it holds.
            lookThen(next, &KeychainTask::failLocked);
        }
    };
    m_tools.service->search(entry, this, take);
}

// The keychain says that it is ready, and yet it did not do what it was asked.
void KeychainTask::failAsReady()
{
    switch (m_order.kind) {
    case Kind::Write:
        fail(KeychainState::Failing,
             tr("The keychain did not keep the token: reading it back gave something else."),
             m_words);
        break;
    case Kind::Remove:
        fail(KeychainState::Failing,
             tr("The keychain did not remove the token: it is still there."), m_words);
        break;
    default:
        fail(KeychainState::Failing, tr("The keychain answers with an error."), m_words);
        break;
    }
}

void KeychainTask::failFor(const Answer &answer)
{
    m_words = answer.words;
    m_mayBeDone = false;
    if (answer.kind == Answer::Kind::Missing) {
        failMissing();
    } else if (answer.kind == Answer::Kind::Denied) {
        failLocked();
    } else if (m_tools.service) {
        lookThen(&KeychainTask::failAsReady, &KeychainTask::failLocked);
    } else {
        failAsReady();
    }
}

void KeychainTask::fail(KeychainState state, const QString &detail, const QString &words)
{
    if (isFinished()) {
        return;
    }
    m_keychain = state;
    Error error;
    error.kind = Error::Kind::Keychain;
    error.detail = words.isEmpty() ? detail : tr("%1 It says: “%2”.").arg(detail, words);
    error.message = words;
    error.mayHaveHappened = m_mayBeDone;
    error.time = QDateTime::currentDateTimeUtc();
    finish(error);
}

void KeychainTask::failLocked()
{
    QString detail = tr("The keychain is locked. The token cannot be read until you unlock it.");
    if (m_order.kind == Kind::Write && m_mayBeDone) {
        detail = tr("The keychain was locked in between. Whether the token was kept is not known; "
                    "unlock it, then try again.");
    } else if (m_order.kind == Kind::Write) {
        detail = tr("The keychain is locked. The token was not kept; unlock it, then try again.");
    } else if (m_order.kind == Kind::Remove) {
        detail = tr("The keychain is locked. The token may still be in it; unlock it, then try "
                    "again.");
    }
    fail(KeychainState::Locked, detail);
}

void KeychainTask::failMissing()
{
    fail(KeychainState::Missing,
         tr("No Secret Service answers on this computer. Install gnome-keyring or KWallet, or use "
            "the token for this run only; it is forgotten when Orgkeeper ends."));
}

void KeychainTask::losePatience()
{
    if (isFinished()) {
        return;
    }
    if (m_tools.runner->isBusy() || m_order.kind == Kind::Unlock) {
        fail(KeychainState::Locked,
             tr("The keychain has not answered yet. If it has opened a window of its own, answer "
                "there, then try again."));
    } else {
        fail(KeychainState::Failing,
             tr("The keychain has not answered for %n second(s).", nullptr,
                int(std::chrono::duration_cast<std::chrono::seconds>(m_order.patience).count())));
    }
}

KeychainRunner::Then KeychainTask::guarded(AnswerStep step)
{
    return [this, step](const Answer &answer) {
        if (!isFinished()) {
            (this->*step)(answer);
        }
    };
}

} // namespace orgkeeper
