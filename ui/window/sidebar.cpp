// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sidebar.h"

#include "actions.h"
#include "metrics.h"
#include "sidebardelegate.h"
#include "sidebarmodel.h"
#include "typescale.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMouseEvent>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace orgkeeper {

Sidebar::Sidebar(SidebarModel *model, Actions *actions, QWidget *parent)
    : QFrame(parent)
    , m_model(model)
    , m_caption(new QWidget(this))
    , m_view(new QTreeView(this))
    , m_note(new QLabel(this))
    , m_delegate(new SidebarDelegate(this))
{
    setFrameShape(QFrame::NoFrame);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::spacing, 0, metrics::spacing);
    layout->setSpacing(metrics::groupSpacing);

    auto *const captionRow = new QHBoxLayout(m_caption);
    captionRow->setContentsMargins(metrics::pageMargin, 0, metrics::spacing, 0);
    auto *const caption = new QLabel(tr("Accounts"), m_caption);
    caption->setFont(typeFont(Type::Section, font()));
    auto *const add = new QToolButton(m_caption);
    add->setDefaultAction(actions->addAccount);
    add->setToolButtonStyle(Qt::ToolButtonIconOnly);
    add->setAutoRaise(true);
    add->setAccessibleName(tr("Add an account"));
    captionRow->addWidget(caption, 1);
    captionRow->addWidget(add);

    m_view->setObjectName(QStringLiteral("accounts"));
    m_view->setAccessibleName(tr("Accounts and open organizations"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_view->setHeaderHidden(true);
    m_view->setRootIsDecorated(false);
    m_view->setIndentation(0);
    m_view->setItemsExpandable(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setTabKeyNavigation(false);
    m_view->setMinimumWidth(1); // a scroll area asks for more than the tiles are wide
    // A hidden header never learns of a view narrower than its sections: we say how wide they are.
    m_view->header()->setMinimumSectionSize(1);
    m_view->header()->setStretchLastSection(false);
    m_view->setAutoFillBackground(false);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->viewport()->installEventFilter(this);

    m_note->setText(tr("No accounts yet. The first one shows up here."));
    m_note->setWordWrap(true);
    m_note->setFont(typeFont(Type::Second, font()));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setContentsMargins(metrics::pageMargin, 0, metrics::pageMargin, 0);
    layout->addWidget(m_caption);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                if (!m_following && index.isValid()) {
                    Q_EMIT chosen(index.data(SidebarModel::AccountIdRole).toString(),
                                  index.data(SidebarModel::OrganizationIdRole).toString());
                }
            });
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        const QModelIndex index = m_view->indexAt(position);
        if (index.isValid()) {
            Q_EMIT menuWanted(index.data(SidebarModel::AccountIdRole).toString(),
                              m_view->viewport()->mapToGlobal(position));
        }
    });
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(m_model, signal, this, &Sidebar::updateNote);
    }
    connect(m_model, &QAbstractItemModel::rowsInserted, m_view, &QTreeView::expandAll);
    updateNote();
}

void Sidebar::updateNote()
{
    m_note->setVisible(m_model->rowCount() == 0 && m_caption->isVisibleTo(this));
}

void Sidebar::showCurrent(const QString &accountId, const QString &organizationId)
{
    m_following = true;
    m_view->setCurrentIndex(m_model->indexOf(accountId, organizationId));
    m_following = false;
}

void Sidebar::setNarrow(bool narrow)
{
    m_delegate->setNarrow(narrow);
    m_caption->setVisible(!narrow);
    updateNote();
    m_view->doItemsLayout();
    updateGeometry();
}

QWidget *Sidebar::view() const
{
    return m_view;
}

QSize Sidebar::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 34, 400};
}

bool Sidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *const mouse = static_cast<QMouseEvent *>(event);
        const QModelIndex index = m_view->indexAt(mouse->position().toPoint());
        QStyleOptionViewItem option;
        option.rect = m_view->visualRect(index);
        option.direction = layoutDirection();
        if (index.parent().isValid() &&
            (mouse->button() == Qt::MiddleButton ||
             SidebarDelegate::crossRect(option).contains(mouse->position().toPoint()))) {
            Q_EMIT tabClosed(index.data(SidebarModel::AccountIdRole).toString(),
                             index.data(SidebarModel::OrganizationIdRole).toString());
            return true;
        }
    }
    if (event->type() == QEvent::Resize) {
        m_view->header()->resizeSection(0, m_view->viewport()->width());
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace orgkeeper
