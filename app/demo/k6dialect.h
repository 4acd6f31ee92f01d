// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demodialect.h"

namespace orgkeeper {

class DemoJson;

// What differs between moments in the life of this API, or is not known about it. May be changed
// between any two requests.
struct K6Switches
{
    enum class Withdrawn {
        No,
        Gone,     // every call answers 410
        NotFound, // the organizations answer 404
    };

    Withdrawn withdrawn = Withdrawn::No;
    bool meta = false; // {meta:{next,prev,count}} beside the list, as its documentation of 2016 had
    int pageSize = 0;  // not 0: the list comes in pages, with a URL in meta.next
};

// k6 Cloud REST API v3, read-only (github.com/grafana/k6-docs before 2023-07-06, "Cloud REST API",
// Organizations; error codes: github.com/loadimpact/slate).
class K6Dialect final : public DemoDialect
{
public:
    // The last organization of the plan is one the signed-in user does not belong to: it is not
    // listed and cannot be read.
    explicit K6Dialect(const DemoWorldPlan &plan);

    [[nodiscard]] QByteArray basePath() const override { return "/v3"; }
    [[nodiscard]] DemoResponse refusal(int status) const override;

    K6Switches switches;

protected:
    [[nodiscard]] std::optional<DemoResponse> answerAhead(const DemoRequest &request) override;
    [[nodiscard]] std::optional<DemoResponse> refuseAccess(const DemoRequest &request) override;

private:
    [[nodiscard]] DemoResponse me();
    [[nodiscard]] DemoResponse list(const DemoRequest &request);
    [[nodiscard]] DemoResponse read(const QByteArray &id);
    [[nodiscard]] DemoResponse projects(const QByteArray &id);
    [[nodiscard]] std::optional<DemoResponse> find(const QByteArray &id, qsizetype &organization);
    [[nodiscard]] qsizetype listedCount() { return world().organizationCount() - 1; }
    void writeOrganization(DemoJson &json, qsizetype organization);
    void makeWideIds();

    bool m_wideIdsMade = false;
};

} // namespace orgkeeper
