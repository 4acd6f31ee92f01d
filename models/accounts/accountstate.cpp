// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accountstate.h"

#include <QCoreApplication>

namespace orgkeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AccountState", text);
}

} // namespace

AccountState stateFor(KeychainState keychain)
{
    return keychain == KeychainState::Locked ? AccountState::KeychainLocked
                                             : AccountState::NoKeychain;
}

AccountState stateAfter(const Error &error, bool byList)
{
    switch (error.kind) {
    case Error::Kind::TokenRefused:
        return AccountState::TokenRefused;
    case Error::Kind::Withdrawn:
        return AccountState::Withdrawn;
    case Error::Kind::NotAvailable:
        return AccountState::NoToken; // the transport would not send it
    case Error::Kind::Unreachable:
    case Error::Kind::Timeout:
    case Error::Kind::Tls:
    case Error::Kind::ConnectionLost:
        return AccountState::Offline;
    case Error::Kind::Forbidden:
        return byList ? AccountState::NoPermission : AccountState::Ready;
    default:
        return AccountState::Ready;
    }
}

bool isNoAnswer(Error::Kind kind)
{
    return kind == Error::Kind::Unreachable || kind == Error::Kind::Timeout ||
           kind == Error::Kind::Tls;
}

bool mayPass(Error::Kind kind)
{
    return isNoAnswer(kind) || kind == Error::Kind::ConnectionLost ||
           kind == Error::Kind::RateLimited || kind == Error::Kind::Server;
}

QString whyNoChange(AccountState state, const QString &label)
{
    switch (state) {
    case AccountState::Unopened:
    case AccountState::Checking:
        return tr("%1 is still being checked.").arg(label);
    case AccountState::Offline:
        return tr("%1 does not answer. Changes are off until it does.").arg(label);
    case AccountState::TokenRefused:
        return tr("%1 refused the token. Changes are off until it has another.").arg(label);
    case AccountState::NoToken:
        return tr("%1 has no token. Changes are off until it has one.").arg(label);
    case AccountState::KeychainLocked:
        return tr("The keychain is locked. Changes are off until the token can be read.");
    case AccountState::NoKeychain:
        return tr("The token cannot be read from the keychain. Changes are off until it can.");
    case AccountState::Withdrawn:
        return tr("The service has withdrawn this API. Nothing can be changed through it.");
    case AccountState::Faulty:
        return tr("The description of %1 is not known or has mistakes.").arg(label);
    case AccountState::Ready:
    case AccountState::NoPermission: // to list; the service itself decides what else it allows
        break;
    }
    return {};
}

} // namespace orgkeeper
