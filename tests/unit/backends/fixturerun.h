// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"
#include "rawpeer.h"

#include <QJsonObject>
#include <QStringList>

#include <memory>

namespace orgkeeper {

/// One described call against a socket that answers with a fixture: what went out, what came in.
///
/// A fixture is CALL.CASE.json (the reply), CALL.CASE.pageN.json (the reply to the Nth request) and
/// CALL.CASE.expected.json: "status" of the reply, "values" for the call's templates, and what must
/// come of it: "requests", rows by entity, "error", "total", "admin", "created", "identity".
/// auth.expected.json beside them holds "secrets" and the "headers" that must come of them.
class FixtureRun
{
public:
    /// The name is CALL.CASE, of the description's id.
    FixtureRun(std::shared_ptr<const Description> description, const QString &name);

    /// Names of all fixtures of a backend, in order.
    [[nodiscard]] static QStringList namesOf(const QString &backend);
    [[nodiscard]] static QString folderOf(const QString &backend);
    /// The call that a fixture's name says.
    [[nodiscard]] static std::optional<CallId> callOf(const QString &name);

    /// Runs the call once. Beside outcomeOf() there are "requests" and "headers" of the last one,
    /// as many as auth.expected.json names.
    [[nodiscard]] QJsonObject run();
    /// What run() must be.
    [[nodiscard]] QJsonObject expected() const;

private:
    void answer(QTcpSocket *socket);
    [[nodiscard]] QList<QPair<QByteArray, QByteArray>> credentials() const;
    [[nodiscard]] QJsonObject sentHeaders() const;

    std::shared_ptr<const Description> m_description;
    QString m_name;
    QString m_file; ///< without ".json"
    QJsonObject m_expected;
    QJsonObject m_auth;
    RawPeer m_peer;
};

} // namespace orgkeeper
