// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ancladialect.h"
#include "catalogue.h"
#include "connection.h"
#include "demostage.h"
#include "k6dialect.h"
#include "runtokenstore.h"
#include "scriptedstore.h"

#include <QObject>

#include <memory>

namespace orgkeeper {

/// What a test of connections stands on: a small demo service on a real socket, a scripted keychain
/// that holds its token, and an account there. All new before each test.
class ConnectionKit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    static QString accountId();
    static DemoWorldPlan smallWorld();
    static Error errorOf(Error::Kind kind);
    [[nodiscard]] Account account() const;
    [[nodiscard]] Secrets goodToken() const;
    [[nodiscard]] Secrets kept(const Secrets &secrets) const;
    [[nodiscard]] std::unique_ptr<Connection> make() const;
    /// From here on the service is a k6 Cloud.
    void useK6();
    /// False: the attempt ended at once or not at all.
    [[nodiscard]] bool openNow(Connection &connection);

    std::unique_ptr<Catalogue> m_catalogue;
    std::unique_ptr<DemoStage> m_stage;
    AnclaDialect *m_ancla = nullptr;
    K6Dialect *m_k6 = nullptr;
    std::unique_ptr<ScriptedStore> m_keychain;
    std::unique_ptr<RunTokenStore> m_thisRun;
    Account m_account;
};

} // namespace orgkeeper
