// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalogue.h"
#include "servicebench.h"

#include <QJsonArray>
#include <QObject>

#include <functional>

namespace orgkeeper {

/// What a shipped backend must be able to do, over real sockets against the demo, which was written
/// from the service's documentation and without the description. A service's test derives from
/// this, says its facts to the constructor and adds one slot for each thing of its own. Every slot
/// starts with a fresh bench.
class ServiceTest : public QObject
{
    Q_OBJECT

protected:
    using Make = std::function<std::unique_ptr<ServiceBench>(
        std::shared_ptr<const Description> description)>;
    struct Absence
    {
        CallId call;
        QString reason; ///< a part of it that tells it from the others
    };
    struct Facts
    {
        QString backend; ///< its id
        QString address; ///< proposed
        QList<Absence> absent;
    };

    ServiceTest(Facts facts, Make make);
    ~ServiceTest() override;

    [[nodiscard]] ServiceBench &bench() const { return *m_bench; }
    [[nodiscard]] DemoWorld &world() const { return m_bench->stage.world(); }
    [[nodiscard]] const Description &description() const { return *m_description; }
    /// Another bench than the usual one, until the slot ends.
    void startAgain(const Make &make);

    [[nodiscard]] QJsonObject run(CallId call, const QJsonObject &values = {}) const;
    [[nodiscard]] QJsonArray rowsOf(CallId call, const QJsonObject &values = {}) const;
    [[nodiscard]] QStringList takeRequests() const { return m_bench->takeRequests(); }

    /// Of an outcome's error; empty: it has none, or none of that name.
    [[nodiscard]] static QString errorPart(const QJsonObject &outcome, const QString &name);
    [[nodiscard]] static QString kindOf(const QJsonObject &outcome);
    [[nodiscard]] static QJsonObject rowById(const QJsonValue &rows, const QJsonValue &id);

private:
    const Facts m_facts;
    const Make m_make;
    const std::shared_ptr<const Description> m_description;
    std::unique_ptr<ServiceBench> m_bench;

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void asksTheServicesOwnAddress();
    void saysWhyACallIsAbsent_data();
    void saysWhyACallIsAbsent();
};

} // namespace orgkeeper
