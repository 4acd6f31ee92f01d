// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "descriptioncalls.h"

#include "descriptioncallrules.h"
#include "descriptionentities.h"
#include "descriptionparts.h"
#include "descriptionpaths.h"
#include "template.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::DescriptionCalls)
};

QString quoted(const QString &name)
{
    return u'“' + name + u'”';
}

/// Compiles one call.
class CallReader
{
public:
    CallReader(const Located &value, CallId id, const Description &description,
               DescriptionProblems &problems)
        : m_value(value)
        , m_name(value.key)
        , m_description(description)
        , m_problems(problems)
    {
        m_call.id = id;
        m_call.effect = isWrite(id) ? Effect::Write : Effect::Read;
        const Located *request = m_value.find(isWrite(id) ? u"write"_s : u"read"_s);
        m_line = request ? request->line : value.line;
    }

    Call read()
    {
        readRequest();
        m_call.query = readQuery(m_value.find(u"query"), m_problems);
        m_call.body = readBody(m_value.find(u"body"), m_problems);
        m_call.paging = readPaging(m_value.find(u"paging"), m_call.query, m_problems);
        m_call.proofs = readProofs(m_value.find(u"proofs"), m_problems);
        m_call.meanings = readMeanings(m_value.find(u"meanings"), m_problems);
        m_call.form = readForm(m_value.find(u"form"), secrets(), m_problems);
        readPointers();
        checkEffectWord();
        if (m_requestKnown) {
            checkVariables();
            checkSubjects();
            checkForm();
            checkWanted();
            checkBody();
        }
        return m_call;
    }

private:
    void add(int line, const QString &text, const QString &cure)
    {
        m_problems.add(line, text, cure);
    }

    QStringList secrets() const
    {
        QStringList names;
        for (const CredentialField &field : m_description.credentials) {
            names.append(field.name);
        }
        return names;
    }

    void readRequest()
    {
        const QString request = m_value.textOf(isWrite(m_call.id) ? u"write"_s : u"read"_s);
        const qsizetype blank = request.indexOf(u' ');
        if (blank < 0) {
            return;
        }
        m_call.verb = request.left(blank).toLatin1();
        ParsedTemplate path = parseTemplate(request.mid(blank + 1));
        if (!path.problem.isEmpty()) {
            add(m_line, quoted(m_name) + u' ' + path.problem, path.cure);
            return;
        }
        m_requestKnown = true;
        m_call.path = std::move(path.value);
        checkPath(m_call.path, m_line, m_name, m_problems);
    }

    void readPointers()
    {
        m_call.rows = readPointer(m_value, u"rows");
        m_call.record = readPointer(m_value, u"record");
        m_call.result = readPointer(m_value, u"result");
        m_call.created = readPointer(m_value, u"created");
        if (m_value.find(u"members")) {
            m_call.members = readPointer(m_value, u"members");
        }
        if (m_value.find(u"projects")) {
            m_call.projects = readPointer(m_value, u"projects");
        }
        const auto isTrue = [this](QStringView name) {
            const Located *member = m_value.find(name);
            return member && member->flag;
        };
        m_call.onlyChanged = isTrue(u"onlyChanged");
        m_call.invites = isTrue(u"invites");
        m_call.writeEffect =
            m_value.textOf(u"effect") == "toggle"_L1 ? WriteEffect::Toggle : WriteEffect::Set;
    }

    /// "read" on a call that writes, or the other way round, deserves more than "unknown word".
    void checkEffectWord()
    {
        const QString other = isWrite(m_call.id) ? u"read"_s : u"write"_s;
        const QString own = isWrite(m_call.id) ? u"write"_s : u"read"_s;
        if (const Located *wrong = m_value.find(other)) {
            add(wrong->keyLine,
                isWrite(m_call.id)
                    ? Words::tr("“%1” changes something, so it is never sent twice.").arg(m_name)
                    : Words::tr("“%1” only reads, so it may be sent again.").arg(m_name),
                Words::tr("Write \"%1\" instead of \"%2\".").arg(own, other));
        }
    }

    QStringList usedVariables() const
    {
        QStringList used = variablesIn(m_call.path) + variablesIn(m_call.body);
        for (const QueryParameter &parameter : m_call.query) {
            used += variablesIn(parameter.value);
        }
        used.removeDuplicates();
        return used;
    }

    QStringList knownVariables() const
    {
        QStringList known;
        if (isAboutOrganization(m_call.id)) {
            known += variablesOf(m_description.organization, u"organization");
        }
        if (isAboutMember(m_call.id)) {
            known += variablesOf(m_description.member, u"member");
        }
        if (m_call.id == CallId::SetAdmin) {
            known +=
                m_description.member.role.kind == RoleRule::Kind::Words ? u"role"_s : u"admin"_s;
        }
        for (const FormField &field : m_call.form) {
            known.append(field.name);
        }
        return known;
    }

    void checkVariables()
    {
        const QStringList known = knownVariables();
        for (const QString &name : usedVariables()) {
            if (known.contains(name)) {
                continue;
            }
            if (secrets().contains(name) || name == "basic"_L1) {
                add(m_line, Words::tr("“%1” sends the secret {%2}.").arg(m_name, name),
                    Words::tr("Secrets may stand in \"auth.headers\" alone. Take it out here."));
                continue;
            }
            add(m_line, Words::tr("“%1” uses {%2}, which is not known there.").arg(m_name, name),
                known.isEmpty() ? Words::tr("This call has no variables.")
                                : Words::tr("Known are {%1}.").arg(known.join(u"}, {"_s)));
        }
    }

    static bool usesAny(const QStringList &used, QLatin1StringView prefix)
    {
        return std::any_of(used.cbegin(), used.cend(),
                           [prefix](const QString &name) { return name.startsWith(prefix); });
    }

    /// A call about one organization or member must say which.
    void checkSubjects()
    {
        const QStringList used = usedVariables();
        if (isAboutOrganization(m_call.id) && !usesAny(used, "organization."_L1)) {
            add(m_line, Words::tr("“%1” has no path variable for the organization.").arg(m_name),
                Words::tr("Write {organization.id} or {organization.slug} where the ID belongs."));
        }
        if (isAboutMember(m_call.id) && !usesAny(used, "member."_L1)) {
            add(m_line, Words::tr("“%1” has no path variable for the member.").arg(m_name),
                Words::tr("Write {member.id} where the ID belongs."));
        }
    }

    void checkForm()
    {
        const QStringList used = usedVariables();
        for (const FormField &field : m_call.form) {
            if (!used.contains(field.name)) {
                add(m_line,
                    Words::tr("“%1” asks for “%2” but does not send it.").arg(m_name, field.name),
                    Words::tr("Write \"{%1}\" into its body, or take the input out.")
                        .arg(field.name));
            }
            checkMeantMember(field);
        }
    }

    void checkMeantMember(const FormField &field)
    {
        if (!field.member.isEmpty() && m_call.id != CallId::AddMember) {
            add(m_line,
                Words::tr("“%1” says that “%2” is a field of a member.").arg(m_name, field.name),
                Words::tr("Only in \"addMember\" can an input be one. Take \"member\" out."));
            return;
        }
        for (const QString &key : field.member) {
            if (m_description.member.indexOf(key) < 0) {
                add(m_line,
                    Words::tr("“%1” names the field “%2”, which a member does not have.")
                        .arg(field.name, key),
                    Words::tr("Name the field of \"member\" that equals what is typed."));
            }
        }
    }

    /// A right that is set must be told which way.
    void checkWanted()
    {
        if (m_call.id != CallId::SetAdmin) {
            return;
        }
        const RoleRule &role = m_description.member.role;
        if (role.kind == RoleRule::Kind::None) {
            add(m_line, Words::tr("“setAdmin” is described, but not what admin means."),
                Words::tr("Say which field of a member holds the right: "
                          "\"admin\": { \"field\": \"admin\" } in \"member\"."));
            return;
        }
        const bool words = role.kind == RoleRule::Kind::Words;
        if (words && (role.granted.isEmpty() || role.withdrawn.isEmpty())) {
            add(m_line,
                Words::tr("“setAdmin” does not know the words for granting and "
                          "withdrawing."),
                Words::tr("Write \"granted\" and \"withdrawn\" into \"member.admin\"."));
        }
        const QString wanted = words ? u"role"_s : u"admin"_s;
        const bool sends = usedVariables().contains(wanted);
        if (m_call.writeEffect == WriteEffect::Set && !sends) {
            add(m_line, Words::tr("“setAdmin” does not say what is wanted."),
                Words::tr("Write \"{%1}\" into its body, or \"effect\": \"toggle\" where the "
                          "request turns the right around.")
                    .arg(wanted));
        }
        if (m_call.writeEffect == WriteEffect::Toggle && sends) {
            add(m_line, Words::tr("“setAdmin” is a toggle but says what is wanted."),
                Words::tr("Write \"effect\": \"set\", or take {%1} out.").arg(wanted));
        }
    }

    void checkBody()
    {
        if (m_call.verb == "GET" && !m_call.body.isUndefined()) {
            add(m_line, Words::tr("“%1” is a GET with a body.").arg(m_name),
                Words::tr("Write POST, or put the values into \"query\"."));
        }
        if (m_call.paging.inBody &&
            (m_call.verb == "GET" || (!m_call.body.isUndefined() && !m_call.body.isObject()))) {
            add(m_line, Words::tr("“%1” pages in a body that is no object.").arg(m_name),
                Words::tr("Write POST and an object as the body, or \"in\": \"query\"."));
        }
    }

    const Located &m_value;
    const QString m_name;
    const Description &m_description;
    DescriptionProblems &m_problems;
    Call m_call;
    int m_line = 1;
    bool m_requestKnown = false;
};

void readIdentity(const Located &whoAmI, Description &description, DescriptionProblems &problems)
{
    const Located *identity = whoAmI.find(u"identity");
    if (!identity || !identity->isObject()) {
        return;
    }
    for (const QString &key : {u"id"_s, u"name"_s, u"email"_s}) {
        if (identity->find(key)) {
            description.me[key.toStdString()] = readPointer(*identity, key);
        }
    }
    const Located *member = identity->find(u"member");
    description.meId = member ? member->text : u"id"_s;
    if (member && description.member.indexOf(member->text) < 0) {
        problems.add(member->line,
                     Words::tr("“identity.member” names the field “%1”, which a member does not "
                               "have.")
                         .arg(member->text),
                     Words::tr("Name the field of \"member\" that equals the id here."));
    }
}

} // namespace

void readCalls(const Located &calls, Description &description, DescriptionProblems &problems)
{
    for (const Located &value : calls.children) {
        const std::optional<CallId> id = callNamed(value.key);
        if (!id || !value.isObject()) {
            continue; // told by the schema
        }
        description.calls[*id] = CallReader(value, *id, description, problems).read();
        if (*id == CallId::WhoAmI) {
            readIdentity(value, description, problems);
        }
    }
    for (const Located &value : calls.children) {
        const std::optional<CallId> id = callNamed(value.key);
        if (!id || !value.isObject()) {
            continue;
        }
        Call &call = description.calls[*id];
        checkEntities(value, call, description, problems);
        if (call.effect == Effect::Write) {
            call.verify =
                callNamed(value.textOf(u"verify")).value_or(usualVerify(call, description));
            checkVerify(value, call, description, problems);
        }
    }
}

} // namespace orgkeeper
