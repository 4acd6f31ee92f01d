// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "membersmodel.h"

#include "celltext.h"

#include <QPointer>

#include <array>
#include <string>
#include <unordered_map>
#include <utility>

namespace orgkeeper {

using namespace Qt::StringLiterals;

class MembersModel::Private
{
public:
    Private(const Entity &ofMember, QString account, QString organization)
        : role(ofMember.role)
        , accountId(std::move(account))
        , organizationId(std::move(organization))
    {
        static constexpr std::array keys{"email"_L1, "name"_L1, "username"_L1, "login"_L1};
        for (const QLatin1StringView key : keys) {
            const int field = ofMember.indexOf(QString(key));
            if (field >= 0) {
                nameFields.append(field);
            }
        }
    }

    /// Roles are a handful of words: each is taken apart once.
    [[nodiscard]] bool isAdminWord(std::string_view word)
    {
        const auto known = words.find(std::string(word));
        if (known != words.end()) {
            return known->second;
        }
        const bool admin =
            role.isAdmin(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())));
        constexpr std::size_t most = 256; // a service that gives each member a word of its own
        if (words.size() < most) {
            words.emplace(word, admin);
        }
        return admin;
    }

    const RoleRule &role;
    QString accountId;
    QString organizationId;
    QPointer<const Overlay> overlay;
    QMetaObject::Connection marks;
    QString yourId;
    QString yourName;
    QString whyNoChange;
    QList<int> nameFields;
    std::unordered_map<std::string, bool> words;
    /// Asked for after each batch of rows.
    struct Counted
    {
        std::uint64_t edits = 0; ///< of the store
        int rows = 0;            ///< its first ones, that were looked at
        int admins = 0;          ///< among them
    } counted;
};

MembersModel::MembersModel(std::shared_ptr<const Description> description, QString accountId,
                           QString organizationId, QObject *parent)
    : TableModel(std::move(description), EntityKind::Member, parent)
    , m(std::make_unique<Private>(entity(), std::move(accountId), std::move(organizationId)))
{
    store().protect([this](const QString &id) -> std::int64_t {
        const Overlay *overlay = m->overlay.data();
        return overlay ? overlay->changedMs(m->accountId, m->organizationId, id) : 0;
    });
}

MembersModel::~MembersModel() = default;

void MembersModel::setOverlay(const Overlay *overlay)
{
    disconnect(m->marks);
    m->overlay = overlay;
    if (overlay) {
        m->marks = connect(overlay, &Overlay::marksChanged, this,
                           [this](const QString &account, const QString &organization) {
                               if (account == m->accountId && organization == m->organizationId) {
                                   announceAll();
                               }
                           });
    }
    announceAll();
}

void MembersModel::setYourself(const QString &id, const QString &nameOrEmail)
{
    m->yourId = id;
    m->yourName = nameOrEmail;
    announceAll();
}

void MembersModel::setWhyNoChange(const QString &reason)
{
    m->whyNoChange = reason;
    announceAll();
}

const QString &MembersModel::whyNoChange() const
{
    return m->whyNoChange;
}

void MembersModel::applyMembers(const RowStore &members, qint64 sentMs)
{
    store().apply(members, sentMs);
}

bool MembersModel::isAdmin(int row) const
{
    return isAdminInStore(storeRow(row));
}

bool MembersModel::isAdminInStore(int storeRow) const
{
    const Cell cell = store().cell(storeRow, adminColumn());
    switch (m->role.kind) {
    case RoleRule::Kind::None:
        break;
    case RoleRule::Kind::Flag:
        return isSet(cell);
    case RoleRule::Kind::Words:
        return cell.kind == Cell::Kind::Text && m->isAdminWord(cell.text);
    }
    return false;
}

QString MembersModel::roleWord(int row) const
{
    return m->role.kind == RoleRule::Kind::Words
               ? rawText(store().cell(storeRow(row), adminColumn()))
               : QString();
}

bool MembersModel::isYou(int row) const
{
    if (!m->yourId.isEmpty()) {
        return idAt(row) == m->yourId;
    }
    if (m->yourName.isEmpty()) {
        return false;
    }
    const int from = storeRow(row);
    return std::any_of(m->nameFields.cbegin(), m->nameFields.cend(), [this, from](int field) {
        return store().text(from, field).compare(m->yourName, Qt::CaseInsensitive) == 0;
    });
}

RowMark MembersModel::mark(int row) const
{
    const Overlay *overlay = m->overlay.data();
    return overlay ? overlay->mark(m->accountId, m->organizationId, idAt(row)) : RowMark();
}

int MembersModel::adminColumn() const
{
    return m->role.kind == RoleRule::Kind::None ? -1 : m->role.field;
}

QStringList MembersModel::adminIds() const
{
    QStringList ids;
    for (int row = 0; row < store().size(); ++row) {
        if (isAdminInStore(row)) {
            ids.append(store().id(row));
        }
    }
    return ids;
}

int MembersModel::adminCount() const
{
    Private::Counted &counted = m->counted;
    if (counted.edits != store().edits()) {
        counted = {store().edits(), 0, 0};
    }
    for (; counted.rows < store().size(); ++counted.rows) {
        counted.admins += isAdminInStore(counted.rows) ? 1 : 0;
    }
    return counted.admins;
}

const QString &MembersModel::accountId() const
{
    return m->accountId;
}

const QString &MembersModel::organizationId() const
{
    return m->organizationId;
}

QVariant MembersModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid()) {
        return {};
    }
    if (role == YouRole) {
        return isYou(index.row());
    }
    if (role == NoteRole && index.column() == nameColumn() && isYou(index.row())) {
        return tr("you", "beside the user's own name");
    }
    if (role == MarkKindRole || role == MarkTextRole || role == MarkFullRole) {
        return markData(index.row(), role);
    }
    if (index.column() == adminColumn()) {
        const QVariant own = adminData(index, role);
        if (own.isValid()) {
            return own;
        }
    }
    return TableModel::data(index, role);
}

QVariant MembersModel::markData(int row, int role) const
{
    const RowMark found = mark(row);
    switch (role) {
    case MarkKindRole:
        return static_cast<int>(found.kind);
    case MarkTextRole:
        return found.text;
    default:
        return found.full;
    }
}

QVariant MembersModel::adminData(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case RoleWordRole:
    case NoteRole: {
        const QString word = roleWord(index.row());
        const bool said = isAdmin(index.row()) || word == m->role.withdrawn;
        return said ? QString() : shownText(storeRow(index.row()), index.column());
    }
    case InFlightRole: {
        const RowMark found = mark(index.row());
        return found.takesNoClick() ? found.text : QString();
    }
    case RefusalRole: {
        const RowMark found = mark(index.row());
        const bool refused =
            found.kind == RowMark::Kind::Refused || found.kind == RowMark::Kind::Conflict;
        return refused ? found.text : QString();
    }
    case KindRole:
        return 3; // a box
    case Qt::CheckStateRole:
        return isAdmin(index.row()) ? Qt::Checked : Qt::Unchecked;
    case Qt::AccessibleTextRole:
        return adminSentence(index.row());
    case Qt::ToolTipRole: {
        const RowMark found = mark(index.row());
        const QString said = found.full.isEmpty() ? found.text : found.full;
        return said.isEmpty() ? m->whyNoChange : oneLine(said);
    }
    default:
        return {};
    }
}

QString MembersModel::adminSentence(int row) const
{
    const QModelIndex cell = index(row, adminColumn());
    const QString word = cell.data(RoleWordRole).toString();
    const QString state = isAdmin(row)     ? tr("yes", "is admin")
                          : word.isEmpty() ? tr("no", "is not admin")
                                           : tr("no, %1", "is not admin, but this").arg(word);
    QString sentence = tr("Admin of %1: %2", "member, yes or no").arg(nameAt(row), state);
    const RowMark found = mark(row);
    if (found.kind == RowMark::Kind::None) {
        return sentence;
    }
    QString text = oneLine(found.text);
    if (found.kind == RowMark::Kind::Refused && !text.isEmpty()) {
        text[0] = text[0].toLower();
        return sentence + u", "_s + tr("last change %1", "refused: why").arg(text);
    }
    return sentence + u", "_s + text;
}

Qt::ItemFlags MembersModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return TableModel::flags(index);
    }
    Qt::ItemFlags flags = TableModel::flags(index) | Qt::ItemNeverHasChildren;
    const bool box = index.column() == adminColumn();
    if (box && m->whyNoChange.isEmpty() && !mark(index.row()).takesNoClick()) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

bool MembersModel::keepsPlace(int storeRow) const
{
    if (!m->overlay) {
        return false;
    }
    const QString id = store().id(storeRow);
    return m->overlay->changedMs(m->accountId, m->organizationId, id) != 0 ||
           m->overlay->mark(m->accountId, m->organizationId, id).kind != RowMark::Kind::None;
}

} // namespace orgkeeper
