// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "description.h"
#include "descriptioncalls.h"
#include "descriptionentities.h"
#include "descriptionparts.h"
#include "descriptionpaths.h"
#include "descriptionproblems.h"
#include "located.h"
#include "schema.h"
#include "shipped.h"
#include "template.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LargestFile = 1024 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::DescriptionLoader)
};

Schema readSchema()
{
    registerShippedBackends();
    QFile file(u":/backends/schema.json"_s);
    const bool open = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(open, "readSchema", "the schema is compiled in");
    return Schema(QJsonDocument::fromJson(open ? file.readAll() : QByteArray()).object());
}

const Schema &schema()
{
    static const Schema shipped = readSchema();
    return shipped;
}

/// Compiles a whole description out of its tree.
class Loader
{
public:
    Loader(const Located &root, DescriptionProblems &problems)
        : m_root(root)
        , m_problems(problems)
    {
    }

    Description read()
    {
        m_description.id = m_root.textOf(u"id");
        m_description.name = m_root.textOf(u"name");
        m_description.mark = m_root.textOf(u"mark");
        if (m_description.mark.isEmpty()) {
            m_description.mark = m_description.name.left(2);
        }
        m_description.baseUrlExample = m_root.textOf(u"baseUrlExample");
        if (const Located *url = m_root.find(u"baseUrl"); url && url->isText()) {
            m_description.baseUrl = readBaseUrl(*url, m_problems);
        }
        readAuth();
        readHeaders();
        readErrors();
        readEntities();
        if (const Located *calls = m_root.find(u"calls"); calls && calls->isObject()) {
            readCalls(*calls, m_description, m_problems);
        }
        readReasons();
        readSummary();
        return std::move(m_description);
    }

private:
    void readCredentials(const Located &auth)
    {
        const Located *fields = auth.find(u"fields");
        if (!fields || !fields->isList()) {
            m_description.credentials.append({u"token"_s, Words::tr("Token"), true, {}});
            return;
        }
        for (const Located &item : fields->children) {
            const Located *secret = item.find(u"secret");
            m_description.credentials.append({item.textOf(u"name"), item.textOf(u"label"),
                                              !secret || secret->flag, item.textOf(u"prefix")});
        }
    }

    void readAuth()
    {
        const Located *auth = m_root.find(u"auth");
        if (!auth || !auth->isObject()) {
            return;
        }
        readCredentials(*auth);
        m_description.credentialLabel = auth->textOf(u"label");
        if (m_description.credentialLabel.isEmpty()) {
            m_description.credentialLabel = m_description.credentials.constFirst().label;
        }
        const Located *headers = auth->find(u"headers");
        if (!headers || !headers->isObject()) {
            return;
        }
        QStringList used;
        for (const Located &member : headers->children) {
            if (member.isText()) {
                readAuthHeader(member, used);
            }
        }
        for (const CredentialField &field : m_description.credentials) {
            if (!used.contains(field.name)) {
                m_problems.add(headers->line,
                               Words::tr("“auth.headers” does not send {%1}.").arg(field.name),
                               Words::tr("Write it where it belongs: "
                                         "{ \"Authorization\": \"Bearer {%1}\" }.")
                                   .arg(field.name));
            }
        }
    }

    void readAuthHeader(const Located &header, QStringList &used)
    {
        const ParsedTemplate value = parseTemplate(header.text);
        if (!value.problem.isEmpty()) {
            m_problems.add(header.line, u'“' + header.key + u"” "_s + value.problem, value.cure);
            return;
        }
        checkHeader(header);
        QStringList known;
        for (const CredentialField &field : m_description.credentials) {
            known.append(field.name);
        }
        const bool pair = known.contains(u"user"_s) && known.contains(u"password"_s);
        for (const QString &name : variablesIn(value.value)) {
            if (name == "basic"_L1 && pair) {
                used << u"user"_s << u"password"_s;
            } else if (!known.contains(name)) {
                m_problems.add(header.line,
                               Words::tr("“%1” uses {%2}, which is no secret of this description.")
                                   .arg(header.key, name),
                               Words::tr("Known are {%1}. {basic} needs the fields \"user\" and "
                                         "\"password\".")
                                   .arg(known.join(u"}, {"_s)));
            }
            used << name;
        }
        m_description.authHeaders.append({header.key.toLatin1(), value.value});
    }

    /// Headers that belong to the connection, and values that would begin another header.
    void checkHeader(const Located &header)
    {
        static const QStringList own{u"host"_s,
                                     u"content-length"_s,
                                     u"transfer-encoding"_s,
                                     u"connection"_s,
                                     u"cookie"_s,
                                     u"content-type"_s,
                                     u"upgrade"_s,
                                     u"te"_s,
                                     u"expect"_s,
                                     u"x-http-method-override"_s,
                                     u"x-http-method"_s,
                                     u"x-method-override"_s};
        if (own.contains(header.key.toLower())) {
            m_problems.add(header.line,
                           Words::tr("“%1” is set by Orgkeeper itself.").arg(header.key),
                           Words::tr("Take it out."));
        }
        for (const QChar c : header.text) {
            if (c.unicode() < 0x20 || c.unicode() > 0x7e) {
                m_problems.add(header.line,
                               Words::tr("“%1” holds a control character or a letter outside "
                                         "ASCII.")
                                   .arg(header.key),
                               Words::tr("Take it out."));
                return;
            }
        }
    }

    void readHeaders()
    {
        const Located *headers = m_root.find(u"headers");
        if (!headers || !headers->isObject()) {
            return;
        }
        for (const Located &header : headers->children) {
            checkHeader(header);
            if (header.text.contains(u'{')) {
                m_problems.add(
                    header.line,
                    Words::tr("“%1” holds a variable, but \"headers\" are fixed.").arg(header.key),
                    Words::tr("Headers with secrets belong to \"auth.headers\"."));
            }
            m_description.headers.append({header.key.toLatin1(), header.text.toLatin1()});
        }
    }

    static QStringList pointersOf(const Located &object, QStringView name)
    {
        QStringList pointers;
        for (const std::string &pointer : readPointers(object.find(name))) {
            pointers.append(QString::fromStdString(pointer));
        }
        return pointers;
    }

    void readErrors()
    {
        const Located *errors = m_root.find(u"errors");
        if (!errors || !errors->isObject()) {
            return;
        }
        m_description.messagePointers = pointersOf(*errors, u"message");
        m_description.codePointers = pointersOf(*errors, u"code");
        m_description.meanings = readMeanings(errors->find(u"meanings"), m_problems);
        m_description.proofs = readProofs(errors->find(u"proofs"), m_problems);
        const Located *fields = errors->find(u"fields");
        if (!fields || !fields->isList()) {
            return;
        }
        for (const Located &item : fields->children) {
            if (!item.find(u"name") != !item.find(u"message")) {
                m_problems.add(item.line,
                               Words::tr("“errors.fields” needs both \"name\" and \"message\", or "
                                         "neither."),
                               Words::tr("Both for a list of objects; neither for an object that "
                                         "has the inputs' names as its own."));
            }
            m_description.fieldErrors.append({readPointer(item, u"at"), readPointer(item, u"name"),
                                              readPointer(item, u"message")});
        }
    }

    void readEntities()
    {
        m_description.organization =
            readEntity(m_root.find(u"organization"), EntityKind::Organization, m_problems);
        m_description.member = readEntity(m_root.find(u"member"), EntityKind::Member, m_problems);
        m_description.project =
            readEntity(m_root.find(u"project"), EntityKind::Project, m_problems);
        if (const Located *page = m_root.find(u"webPage"); page && page->isText()) {
            m_description.webPage = readWebPage(
                *page, variablesOf(m_description.organization, u"organization"), m_problems);
        }
    }

    void readReasons()
    {
        const Located *absent = m_root.find(u"absent");
        if (!absent || !absent->isObject()) {
            return;
        }
        for (const Located &member : absent->children) {
            const std::optional<CallId> id = callNamed(member.key);
            if (id && m_description.can(*id)) {
                m_problems.add(member.keyLine,
                               Words::tr("“%1” is called absent but is described.").arg(member.key),
                               Words::tr("Take it out of \"absent\" or of \"calls\"."));
            }
            m_description.absent.insert(member.key, member.text);
        }
    }

    void readSummary()
    {
        const Located *summary = m_root.find(u"summary");
        if (!summary || !summary->isObject()) {
            return;
        }
        for (const Located &member : summary->children) {
            m_description.summary.insert(member.key, member.text);
        }
    }

    const Located &m_root;
    DescriptionProblems &m_problems;
    Description m_description;
};

QList<Problem> oneProblem(int line, const QString &text, const QString &cure)
{
    return {{line, text, cure}};
}

} // namespace

LoadedDescription loadDescription(const QByteArray &json, const QString &file, bool shipped)
{
    LoadedDescription loaded;
    loaded.file = file;
    loaded.source = json;
    if (json.size() > LargestFile) {
        loaded.problems = oneProblem(0, Words::tr("The file is larger than 1 MiB."),
                                     Words::tr("A description is a few kilobytes. Is this one?"));
        return loaded;
    }
    const LocatedDocument document = parseLocated(json);
    loaded.id = document.root.textOf(u"id");
    loaded.name = document.root.textOf(u"name");
    if (const Located *id = document.root.find(u"id")) {
        loaded.idLine = id->line;
    }
    if (document.mistake) {
        loaded.problems =
            oneProblem(document.mistake->line, document.mistake->text, document.mistake->cure);
        return loaded;
    }
    DescriptionProblems problems;
    for (const LocatedMistake &repetition : document.repetitions) {
        problems.add(repetition.line, repetition.text, repetition.cure);
    }
    problems.add(schema().check(document.root));
    Description description = Loader(document.root, problems).read();
    loaded.problems = problems.sorted();
    if (loaded.problems.isEmpty()) {
        description.shipped = shipped;
        description.file = file;
        loaded.description = std::make_shared<const Description>(std::move(description));
    }
    return loaded;
}

QString checkBackendReport(const LoadedDescription &loaded)
{
    if (loaded.description) {
        QStringList can;
        for (const auto &[id, call] : loaded.description->calls) {
            can.append(nameOf(id).toString());
        }
        return Words::tr("%1: no problems. “%2” describes %3.")
                   .arg(loaded.file, loaded.description->name, can.join(u", "_s)) +
               u'\n';
    }
    QString report;
    for (const Problem &problem : loaded.problems) {
        const QString place =
            problem.line > 0 ? u"%1:%2"_s.arg(loaded.file).arg(problem.line) : loaded.file;
        report += place + u": "_s + problem.text;
        if (!problem.cure.isEmpty()) {
            report += u' ' + problem.cure;
        }
        report += u'\n';
    }
    return report + Words::tr("%n problem(s)", nullptr, static_cast<int>(loaded.problems.size())) +
           u'\n';
}

} // namespace orgkeeper
