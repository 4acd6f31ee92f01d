// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "overviewtab.h"

#include "copyfield.h"
#include "elidedlabel.h"
#include "foreigntext.h"
#include "icons.h"
#include "marks.h"
#include "metrics.h"
#include "openorganization.h"
#include "plaintext.h"
#include "runner.h"
#include "textlabel.h"
#include "words.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace orgkeeper {

namespace {

constexpr int mostAdmins = 8;
constexpr int mostChanges = 6;

/// A round picture with initials.
class Face : public QWidget
{
public:
    Face(const QString &name, const QString &id, QWidget *parent)
        : QWidget(parent)
        , m_name(name)
        , m_id(id)
    {
        const int side = fontMetrics().height() + 4;
        setFixedSize(side, side);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        marks::paintAvatar(&painter, rect(), m_name, m_id, AvatarKind::Person, paletteOf(this));
    }

private:
    QString m_name;
    QString m_id;
};

void clear(QLayout *layout)
{
    while (QLayoutItem *const item = layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->deleteLater();
        }
        delete item;
    }
}

QWidget *makeSection(QWidget *parent)
{
    auto *const section = new QWidget(parent);
    auto *const layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, metrics::spacing, 0, 0);
    layout->setSpacing(metrics::groupSpacing);
    return section;
}

} // namespace

OverviewTab::OverviewTab(OpenOrganization *organization, ChangeRunner *runner, QWidget *parent)
    : QScrollArea(parent)
    , m_organization(organization)
    , m_runner(runner)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setAccessibleName(tr("Overview of %1").arg(inSentence(organization->name())));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setBackgroundRole(QPalette::Base);
    auto *const content = new QWidget(this);
    auto *const layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::pageMargin, metrics::cardSpacing, metrics::pageMargin,
                               metrics::pageMargin);
    layout->setSpacing(metrics::groupSpacing);
    setWidget(content);
    makeFields();
    m_admins = makeSection(content);
    m_changes = makeSection(content);
    layout->addWidget(m_admins);
    layout->addWidget(m_changes);
    layout->addStretch(1);
    connect(organization, &OpenOrganization::changed, this, [this] {
        showValues();
        showAdmins();
    });
    connect(runner, &ChangeRunner::changeUpdated, this, [this](const Change &change) {
        if (change.state == ChangeState::Finished &&
            change.organizationId == m_organization->id()) {
            showChanges();
        }
    });
    showValues();
    showAdmins();
    showChanges();
}

void OverviewTab::makeFields()
{
    const QList<Field> &fields = m_organization->connection()->description()->organization.fields;
    int width = 0;
    for (const Field &field : fields) {
        width = std::max(width, fontMetrics().horizontalAdvance(field.label));
        auto *const shown = new CopyField(field.label, m_organization->name(), widget());
        shown->setValueType(field.type == FieldType::Id ? Type::Fixed : Type::Body);
        m_fields.push_back(shown);
    }
    // In the order of the columns: what a table shows first is what people look for first.
    std::vector<std::size_t> order(m_fields.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return fields.at(qsizetype(left)).position < fields.at(qsizetype(right)).position;
    });
    for (const std::size_t i : order) {
        m_fields[i]->setLabelWidth(width + metrics::pageMargin);
        widget()->layout()->addWidget(m_fields[i]);
    }
}

void OverviewTab::showValues()
{
    const QList<Field> &fields = m_organization->connection()->description()->organization.fields;
    for (std::size_t i = 0; i < m_fields.size(); ++i) {
        const Field &field = fields.at(qsizetype(i));
        QString value = m_organization->text(int(i));
        QString whenEmpty = tr("not given by the service");
        if (field.computed == QLatin1StringView("admins")) {
            const MembersModel *const members = m_organization->members();
            whenEmpty = tr("not read");
            value = m_organization->membersPart().wasRead && members
                        ? locale().toString(members->adminCount())
                        : QString();
        } else if (!m_organization->recordPart().wasRead) {
            whenEmpty = m_organization->recordPart().reading ? tr("reading...") : tr("not read");
        }
        m_fields[i]->setValue(value, whenEmpty);
    }
}

void OverviewTab::showAdmins()
{
    clear(m_admins->layout());
    const MembersModel *const members = m_organization->members();
    m_admins->setVisible(members && members->adminColumn() >= 0 &&
                         m_organization->membersPart().wasRead);
    if (m_admins->isHidden()) {
        return;
    }
    const QStringList ids = members->adminIds();
    auto *const head = new QWidget(m_admins);
    auto *const row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(new TextLabel(tr("Admins"), Type::Section, Ink::Text, head), 1);
    auto *const all = new QPushButton(tr("All members"), head);
    all->setFlat(true);
    all->setForegroundRole(QPalette::Link);
    connect(all, &QPushButton::clicked, this, &OverviewTab::membersWanted);
    row->addWidget(all);
    m_admins->layout()->addWidget(head);
    const Entity &entity = members->entity();
    for (const QString &id : ids.mid(0, mostAdmins)) {
        const int at = members->store().rowOf(id);
        const auto text = [&](QStringView key) {
            const int field = entity.indexOf(key);
            return field < 0 ? QString() : members->store().text(at, field);
        };
        const int shown = members->rowOfId(id);
        addAdmin(text(u"name"), text(u"email"), id, shown >= 0 && members->isYou(shown));
    }
    if (ids.isEmpty()) {
        m_admins->layout()->addWidget(
            new TextLabel(tr("Nobody is admin here."), Type::Body, Ink::Warn, m_admins));
    } else if (ids.size() > mostAdmins) {
        m_admins->layout()->addWidget(
            new TextLabel(tr("and %Ln more", nullptr, int(ids.size()) - mostAdmins), Type::Second,
                          Ink::Muted, m_admins));
    }
}

void OverviewTab::addAdmin(const QString &name, const QString &email, const QString &id, bool isYou)
{
    auto *const line = new QWidget(m_admins);
    auto *const row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    const QString shown = name.isEmpty() ? id : name;
    row->addWidget(new Face(shown, id, line));
    row->addWidget(new ElidedLabel(isYou ? tr("%1 (you)").arg(inSentence(shown)) : shown,
                                   Type::Body, Ink::Text, line));
    row->addWidget(new ElidedLabel(email, Type::Second, Ink::Muted, line), 1);
    m_admins->layout()->addWidget(line);
}

void OverviewTab::showChanges()
{
    clear(m_changes->layout());
    int shown = 0;
    const QList<Change> &log = m_runner->log();
    for (auto change = log.crbegin(); change != log.crend() && shown < mostChanges; ++change) {
        if (change->organizationId != m_organization->id() ||
            change->accountId != m_organization->connection()->account().id ||
            change->state != ChangeState::Finished) {
            continue;
        }
        if (shown++ == 0) {
            m_changes->layout()->addWidget(
                new TextLabel(tr("Changes made here"), Type::Section, Ink::Text, m_changes));
        }
        addChange(*change);
    }
    m_changes->setVisible(shown > 0);
}

void OverviewTab::addChange(const Change &change)
{
    auto *const line = new QWidget(m_changes);
    auto *const column = new QVBoxLayout(line);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *const row = new QHBoxLayout;
    column->addLayout(row);
    const RowGlyph glyph = change.outcome == Outcome::Done        ? RowGlyph::Done
                           : change.outcome == Outcome::AlreadySo ? RowGlyph::AlreadySo
                           : change.outcome == Outcome::Conflict  ? RowGlyph::Conflict
                           : change.outcome == Outcome::NotSent   ? RowGlyph::NotSent
                           : change.outcome == Outcome::Unknown   ? RowGlyph::Unknown
                                                                  : RowGlyph::Refused;
    auto *const mark = new QLabel(line);
    const int side = metrics::iconSize(fontMetrics());
    mark->setPixmap(icon(glyph).pixmap(side, side));
    row->addWidget(mark);
    auto *const title = new ElidedLabel(titleOf(change), Type::Body, Ink::Text, line);
    title->setToolTip(plaintext::toolTip(change.outcomeText));
    row->addWidget(title, 1);
    row->addWidget(new TextLabel(whenWords(change.finished), Type::Second, Ink::Muted, line));
    const auto description = m_organization->connection()->description();
    if (change.outcome == Outcome::Done && inverseOf(change, *description)) {
        auto *const undo = new QPushButton(tr("Undo"), line);
        undo->setFlat(true);
        undo->setForegroundRole(QPalette::Link);
        undo->setAccessibleName(tr("Undo: %1").arg(titleOf(change)));
        connect(undo, &QPushButton::clicked, this,
                [this, id = change.id] { Q_EMIT undoWanted(id); });
        row->addWidget(undo);
    }
    QStringList more;
    if (change.outcome != Outcome::Done && change.outcome != Outcome::AlreadySo) {
        more.append(change.outcomeText);
    }
    if (!change.override_.isEmpty()) {
        more.append(tr("Allowed by typing “%1”.").arg(inSentence(change.override_)));
    }
    if (!more.isEmpty()) {
        auto *const words = new TextLabel(more.join(u' '), Type::Second, Ink::Muted, line);
        words->setWordWrap(true);
        words->setIndent(side + row->spacing());
        column->addWidget(words);
    }
    m_changes->layout()->addWidget(line);
}

} // namespace orgkeeper
