// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QSettings;

namespace orgkeeper {

class AccountStore;
class Catalogue;
class ChangeRunner;
class Connections;
class Theme;
class TokenStore;
class Workspace;

/// What the window is handed. None is owned by it; all outlive it. Only app/ makes them.
struct Services
{
    QSettings *settings = nullptr;
    Theme *theme = nullptr;
    Catalogue *catalogue = nullptr;
    AccountStore *accounts = nullptr;
    TokenStore *keychain = nullptr;
    TokenStore *forThisRun = nullptr;
    Connections *connections = nullptr;
    ChangeRunner *runner = nullptr;
    Workspace *workspace = nullptr;
};

} // namespace orgkeeper
