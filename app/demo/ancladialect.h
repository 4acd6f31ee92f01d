// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "demodialect.h"
#include "demojson.h"

#include <QJsonObject>
#include <vector>

namespace orgkeeper {

// What differs between servers of this kind, or is not known about them. May be changed between
// any two requests.
struct AnclaSwitches
{
    enum class Errors {
        Detail,  // {status_code, detail, extra}, 400 for bad input
        Message, // {status, message}, 422 for bad input
    };

    Errors errors = Errors::Detail;
    bool sessionIs401 = false;   // a bad key at /auth/session: 401, not authenticated:false
    bool renamed = false;        // the newer server: /workspaces, no /organizations
    bool keepsLastAdmin = false; // 409 to a call that would leave an organization without admin
    bool adminsOnly = false;     // 403 to changes where the signed-in user is not admin
    bool bareReplies = false;    // {} where the reply's fields are optional
};

// Ancla, as its OpenAPI document described it (github.com/SideQuest-Group/ancla-client,
// openapi.json at commit 4a6c465; docs/src/content/docs/api/organizations.md).
class AnclaDialect final : public DemoDialect
{
public:
    explicit AnclaDialect(const DemoWorldPlan &plan);

    [[nodiscard]] QByteArray basePath() const override { return "/api/v1"; }
    [[nodiscard]] DemoResponse refusal(int status) const override;
    [[nodiscard]] bool makeReady(const QDeadlineTimer &until) override;

    AnclaSwitches switches;

protected:
    [[nodiscard]] std::optional<DemoResponse> answerAhead(const DemoRequest &request) override;
    [[nodiscard]] std::optional<DemoResponse> refuseAccess(const DemoRequest &request) override;

private:
    struct Row
    {
        quint64 revision = 0;
        QByteArray json;
    };
    struct InputError
    {
        QByteArray message;
        QByteArray key;
    };
    struct Place
    {
        qsizetype organization = 0;
        qsizetype person = 0;
    };
    using InputErrors = std::vector<InputError>;

    [[nodiscard]] bool hasGoodKey(const DemoRequest &request) const;
    [[nodiscard]] DemoResponse session(const DemoRequest &request);
    [[nodiscard]] DemoResponse list();
    [[nodiscard]] DemoResponse read(const QByteArray &slug);
    [[nodiscard]] DemoResponse create(const DemoRequest &request);
    [[nodiscard]] DemoResponse addMember(const DemoRequest &request, const QByteArray &slug);
    [[nodiscard]] DemoResponse toggleAdmin(const QByteArray &slug, const QByteArray &userId);
    [[nodiscard]] DemoResponse removeMember(const QByteArray &slug, const QByteArray &userId);

    [[nodiscard]] DemoResponse error(int status, const QByteArray &detail) const;
    [[nodiscard]] DemoResponse badInput(const DemoRequest &request,
                                        const InputErrors &errors) const;
    [[nodiscard]] DemoResponse detail(int status, qsizetype organization);
    [[nodiscard]] std::optional<DemoResponse> refuseChange(qsizetype organization);
    [[nodiscard]] std::optional<DemoResponse> findMember(const QByteArray &slug,
                                                         const QByteArray &userId, Place &place);
    [[nodiscard]] bool isLastAdmin(const Place &place);
    [[nodiscard]] QByteArray summary(qsizetype organization);
    const QByteArray &freshRow(qsizetype organization);
    void writeMember(DemoJson &json, const DemoMember &member, bool sparse);

    // The list is asked for often and is long: its rows are kept, and so is the whole of it.
    std::vector<Row> m_rows;
    qsizetype m_readyRows = 0; // how far makeReady() came
    QByteArray m_list;
    quint64 m_listRevision = 0;
    bool m_listRenamed = false;
};

} // namespace orgkeeper
