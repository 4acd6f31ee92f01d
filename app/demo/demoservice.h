// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demofaults.h"
#include "demorequest.h"
#include "demostage.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>
#include <vector>

namespace orgkeeper {

class AnclaDialect;
class K6Dialect;

// What somebody needs to know to add one of the demo's accounts.
struct DemoAccount
{
    QString backendId;   // "ancla", "k6-cloud"
    QString label;       // a name, the same in every language
    QString environment; // "normal", "production" or "read-only"
    QUrl baseUrl;
    QByteArray token; // random per run, good for this process only
};

// The demo: services with invented organizations inside this process, reachable on 127.0.0.1
// alone. It speaks HTTP through real sockets and shares no code with the client, so that each can
// show the other wrong. What is changed lives as long as this object.
class DemoService : public QObject
{
    Q_OBJECT

public:
    explicit DemoService(quint64 seed = 1, QObject *parent = nullptr);
    ~DemoService() override;

    // Begins to listen on free ports. False when one cannot be had: errorString().
    [[nodiscard]] bool start();
    [[nodiscard]] QString errorString() const { return m_errorString; }

    // In the order in which they are to be shown. Base URLs are good once start() was true.
    [[nodiscard]] QList<DemoAccount> accounts() const;

    // The stage behind an account, by its label; null for an unknown one. It stays ours.
    [[nodiscard]] DemoStage *stage(const QString &label) const;
    [[nodiscard]] AnclaDialect *ancla(const QString &label) const; // null if it is no Ancla
    [[nodiscard]] K6Dialect *k6(const QString &label) const;       // null if it is no k6

    // The same weather on all stages.
    void setFaults(const Faults &faults);
    void setInterceptor(const DemoStage::Interceptor &interceptor);

    // Of all stages, stage by stage; in a stage in order of arrival.
    [[nodiscard]] std::vector<DemoRequest> requests() const;
    void clearRequests();
    // Summed over all stages.
    [[nodiscard]] DemoStage::Counters counters() const;

Q_SIGNALS:
    // As DemoStage's; the request names its stage.
    void requestArrived(const orgkeeper::DemoRequest &request);

private:
    struct Act
    {
        QString backendId;
        QString environment;
        DemoStage *stage; // child
    };

    void add(const QString &backendId, const QString &environment, DemoStage *stage);

    std::vector<Act> m_acts;
    QString m_errorString;
};

} // namespace orgkeeper
