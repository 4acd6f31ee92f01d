// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "orgtable.h"

#include "icons.h"
#include "orgdelegate.h"
#include "selection.h"
#include "tablemodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QSettings>
#include <QToolButton>

#include <algorithm>

namespace orgkeeper {

namespace {

ColumnKind kindOf(const Field &field)
{
    switch (field.type) {
    case FieldType::Count:
    case FieldType::Number:
        return ColumnKind::Count;
    case FieldType::Flag:
        return ColumnKind::Flag;
    case FieldType::Time:
        return ColumnKind::Time;
    default:
        return ColumnKind::Text;
    }
}

} // namespace

OrgTable::OrgTable(TableModel *model, QSettings *settings, const QString &key, QWidget *parent)
    : TableView(key, parent)
    , m_model(model)
    , m_settings(settings)
    , m_key(QStringLiteral("tables/") + key)
    , m_selection(new SelectionById(model, this))
{
    setItemDelegate(new OrgDelegate(this));
    setIdRole(TableModel::IdRole);
    setCopyRole(TableModel::CopyRole);
    setModel(model);
    setRowFinder([model](const QString &id) { return model->rowOfId(id); });
    {
        const QScopedValueRollback<bool> arranging(m_arranging, true);
        setUpColumns();
        restore();
    }
    connect(this, &TableView::tickWished, this,
            [this](const QString &id, const QModelIndex &, bool isOn) {
                m_model->pin(id);
                Q_EMIT tickWanted(id, isOn);
            });
    connect(this, &TableView::detailsWished, this,
            [this](const QModelIndex &index) { Q_EMIT detailsWanted(idAt(index)); });
    connect(this, &TableView::tabWished, this,
            [this](const QModelIndex &index) { Q_EMIT tabWanted(idAt(index)); });
    connect(this, &TableView::orderWished, this, [this](int column, Qt::SortOrder order) {
        m_model->setOrder(column, order);
        showModelOrder();
        save();
    });
    connect(this, &TableView::columnsChanged, this, [this] {
        if (!m_arranging) {
            m_chosenColumns = true;
            save();
        }
    });
    connect(this, &TableView::menuWished, this,
            [this](const QModelIndex &, const QPoint &at) { Q_EMIT menuWanted(at); });
    m_selection->follow(selectionModel());
    connect(model, &TableModel::stateChanged, this, &OrgTable::showModelOrder);
}

void OrgTable::setUpColumns()
{
    const QList<Field> &fields = m_model->entity().fields;
    const int name = std::max(0, m_model->entity().indexOf(u"name"));
    setNameColumn(name);
    for (int i = 0; i < fields.size(); ++i) {
        setColumnKind(i, kindOf(fields.at(i)));
        setColumnHidden(i, !fields.at(i).shown && i != name);
    }
    std::vector<int> order(std::size_t(fields.size()));
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = int(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](int left, int right) {
        return fields.at(left).position < fields.at(right).position;
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(order[i]), int(i));
    }
}

void OrgTable::restore()
{
    if (!m_settings) {
        return;
    }
    const QVariantList kept = m_settings->value(m_key + QLatin1StringView("/columns")).toList();
    int place = 0;
    for (const QVariant &entry : kept) {
        const QVariantMap column = entry.toMap();
        const int at = m_model->entity().indexOf(column.value(QStringLiteral("field")).toString());
        if (at < 0) {
            continue;
        }
        m_chosenColumns = true;
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(at), place++);
        setColumnHidden(at, at != nameColumn() && !column.value(QStringLiteral("shown")).toBool());
        if (const int width = column.value(QStringLiteral("width")).toInt(); width > 0) {
            setColumnWidth(at, width);
        }
    }
    if (m_model->order().first >= 0) {
        showModelOrder(); // another table shows the same rows; the order is the user's last word
        return;
    }
    const int by = m_model->entity().indexOf(
        m_settings->value(m_key + QLatin1StringView("/orderBy")).toString());
    const auto order = m_settings->value(m_key + QLatin1StringView("/descending")).toBool()
                           ? Qt::DescendingOrder
                           : Qt::AscendingOrder;
    m_model->setOrder(by, order);
    showModelOrder();
}

void OrgTable::showModelOrder()
{
    const auto [column, order] = m_model->order();
    const QHeaderView *const header = horizontalHeader();
    if (header->sortIndicatorSection() != column || header->sortIndicatorOrder() != order) {
        showOrder(column, order);
    }
}

void OrgTable::save()
{
    if (!m_settings) {
        return;
    }
    QVariantList kept;
    const QHeaderView *const header = horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        kept.append(QVariantMap{{QStringLiteral("field"), m_model->entity().fields.at(column).key},
                                {QStringLiteral("shown"), !isColumnHidden(column)},
                                {QStringLiteral("width"), columnWidth(column)}});
    }
    if (m_chosenColumns) {
        m_settings->setValue(m_key + QLatin1StringView("/columns"), kept);
    }
    const int by = header->isSortIndicatorShown() ? header->sortIndicatorSection() : -1;
    m_settings->setValue(m_key + QLatin1StringView("/orderBy"),
                         by < 0 ? QString() : m_model->entity().fields.at(by).key);
    m_settings->setValue(m_key + QLatin1StringView("/descending"),
                         header->sortIndicatorOrder() == Qt::DescendingOrder);
}

QStringList OrgTable::selectedIds() const
{
    return {m_selection->ids().begin(), m_selection->ids().end()};
}

void OrgTable::enterFirstRow()
{
    setFocus();
    if (m_model->rowCount() > 0 && !currentIndex().isValid()) {
        chooseRow(0);
    }
}

void OrgTable::copyRows() const
{
    QGuiApplication::clipboard()->setText(selectedText());
}

void OrgTable::copyCell() const
{
    QGuiApplication::clipboard()->setText(copiedText(currentIndex()));
}

QToolButton *OrgTable::makeColumnsButton(QWidget *parent)
{
    auto *const button = new QToolButton(parent);
    button->setText(tr("Columns"));
    button->setAccessibleName(tr("Columns of %1").arg(accessibleName()));
    button->setIcon(icon(QStringLiteral("columns-3")));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *const menu = new QMenu(button);
    button->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillColumnMenu(menu);
    });
    return button;
}

void OrgTable::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) {
        setRoomFor(event->size().width());
    }
}

void OrgTable::setRoomFor(int width)
{
    if (m_chosenColumns) {
        return;
    }
    const QScopedValueRollback<bool> arranging(m_arranging, true);
    const QList<Field> &fields = m_model->entity().fields;
    std::vector<int> byPriority;
    for (int i = 0; i < fields.size(); ++i) {
        if (fields.at(i).shown && i != nameColumn()) {
            byPriority.push_back(i);
        }
    }
    std::stable_sort(byPriority.begin(), byPriority.end(), [&](int left, int right) {
        return fields.at(left).priority > fields.at(right).priority;
    });
    int room = width - fontMetrics().averageCharWidth() * 28; // for the name
    for (const int column : byPriority) {
        const int usual = fontMetrics().averageCharWidth() * 12;
        room -= isColumnHidden(column) ? usual : columnWidth(column);
        setColumnHidden(column, room < 0);
    }
}

} // namespace orgkeeper
