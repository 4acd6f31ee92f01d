// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "listpane.h"

#include "emptystate.h"
#include "filterbox.h"
#include "orgtable.h"
#include "pagefoot.h"
#include "progressline.h"
#include "searchedit.h"
#include "tablemodel.h"
#include "words.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace orgkeeper {

ListPane::ListPane(TableModel *model, QSettings *settings, const QString &key, Words words,
                   QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_words(std::move(words))
    , m_filter(new FilterBox(m_words.filter, this))
    , m_progress(new ProgressLine(m_words.table, this))
    , m_stack(new QStackedLayout)
    , m_table(new OrgTable(model, settings, key, this))
    , m_empty(new EmptyState(this))
    , m_foot(new PageFoot(this))
    , m_waitTick(new QTimer(this))
{
    m_table->setAccessibleName(m_words.table);
    m_filter->addTrailing(m_table->makeColumnsButton(m_filter));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_progress);
    layout->addLayout(m_stack, 1);
    layout->addWidget(m_foot);

    connect(m_filter, &FilterBox::filterChanged, this, [this](const QString &text) {
        m_model->setFilter(text);
        m_table->setMatchWords(m_model->filterWords());
        showState();
    });
    connect(m_filter, &FilterBox::left, m_table, [this] { m_table->setFocus(); });
    connect(m_filter, &FilterBox::wentDown, m_table, &OrgTable::enterFirstRow);
    m_foot->setStopName(tr("Stop: %1").arg(m_words.table));
    connect(m_foot, &PageFoot::stopWished, this, &ListPane::stopWished);
    connect(m_model, &TableModel::stateChanged, this, &ListPane::showState);
    m_waitTick->setInterval(1000);
    connect(m_waitTick, &QTimer::timeout, this, &ListPane::showFoot);
    showState();
}

void ListPane::setReading(bool reading)
{
    m_reading = reading;
    if (reading) {
        m_progress->begin();
    } else {
        m_progress->end();
        m_waitEnds = QDeadlineTimer(0);
    }
    m_foot->setStoppable(reading);
    showState();
}

void ListPane::showWaiting(int waitMs, const Error &reason)
{
    constexpr int worthTelling = 1000;
    if (!m_reading || waitMs < worthTelling) {
        return;
    }
    const bool isWish = reason.kind == Error::Kind::RateLimited || reason.pauseMs > 0;
    m_waitReason = isWish ? tr("%1 asked for a pause").arg(m_words.service)
                          : tr("%1 gave no good answer").arg(m_words.service);
    if (reason.status > 0) {
        m_waitReason += QStringLiteral(" (%1)").arg(reason.status);
    }
    m_waitEnds = QDeadlineTimer(waitMs);
    m_waitTick->start();
    showFoot();
}

QString ListPane::waitingWords() const
{
    const int seconds = static_cast<int>((m_waitEnds.remainingTime() + 999) / 1000);
    return tr("%1; going on in %n s", nullptr, seconds).arg(m_waitReason);
}

void ListPane::showNotice(const std::function<void(EmptyState *)> &fill)
{
    fill(m_empty);
    m_shown = Shown::Notice;
    m_stack->setCurrentWidget(m_empty);
    m_filter->setEnabled(false);
    showFoot();
}

void ListPane::clearNotice()
{
    if (m_shown == Shown::Notice) {
        m_shown = Shown::Table;
        m_filter->setEnabled(true);
        m_stack->setCurrentWidget(m_table);
    }
    showState();
}

void ListPane::setCure(const QString &text, const QString &icon, std::function<void()> cure)
{
    m_cureText = text;
    m_cureIcon = icon;
    m_cure = std::move(cure);
}

void ListPane::setRemark(const QString &remark)
{
    m_remark = remark;
    showFoot();
}

void ListPane::showState()
{
    m_filter->setCount(m_model->matching(), m_model->total());
    const ListState &state = m_model->state();
    if (m_reading) {
        m_progress->setProgress(state.read, state.total);
    }
    showFoot();
    if (m_shown == Shown::Notice) {
        return;
    }
    const Shown shown =
        m_model->total() == 0 && state.kind == ListState::Kind::Complete ? Shown::Nothing
        : m_model->total() > 0 && m_model->matching() == 0 && m_model->isSettled() && !m_reading
            ? Shown::NoMatch
            : Shown::Table;
    if (shown == Shown::Nothing && m_shown != shown) {
        fillEmpty();
    } else if (shown == Shown::NoMatch) {
        fillNoMatch();
    }
    m_shown = shown;
    m_stack->setCurrentWidget(shown == Shown::Table ? static_cast<QWidget *>(m_table) : m_empty);
}

void ListPane::showFoot()
{
    const QLocale locale;
    const ListState &state = m_model->state();
    QString text;
    if (m_reading) {
        text = state.total > 0 ? tr("Reading: %1 of %2")
                                     .arg(locale.toString(state.read), locale.toString(state.total))
                               : tr("Reading: %1").arg(locale.toString(state.read));
    } else if (state.kind == ListState::Kind::Partial) {
        text = state.total > 0
                   ? tr("Partial: %1 of at least %2")
                         .arg(locale.toString(m_model->total()), locale.toString(state.total))
                   : tr("Partial: %1").arg(locale.toString(m_model->total()));
    } else if (state.kind == ListState::Kind::Complete) {
        text = m_words.count(m_model->total());
        if (state.atLeast) {
            text = tr("At least %1").arg(text);
        }
    }
    if (state.duplicates > 0) {
        text += tr(" · %Ln row(s) came twice, the first counts", nullptr, state.duplicates);
    }
    if (m_waitEnds.hasExpired()) {
        m_waitTick->stop();
    } else {
        text += QStringLiteral(" · ") + waitingWords();
    }
    if (!m_remark.isEmpty()) {
        text += QStringLiteral(" · ") + m_remark;
    }
    m_foot->setText(text);
    m_foot->setAsOf(state.asOf.isValid() ? tr("As of %1").arg(whenWords(state.asOf)) : QString());
}

void ListPane::fillEmpty()
{
    m_empty->setContent(QStringLiteral("building-2"), Ink::Muted, m_words.nothing,
                        m_words.nothingMore);
    if (m_cure) {
        QPushButton *const button = m_empty->addButton(m_cureText, m_cureIcon, ButtonTone::Primary);
        connect(button, &QPushButton::clicked, this, [this] { m_cure(); });
    }
}

void ListPane::fillNoMatch()
{
    m_empty->setContent(
        QStringLiteral("search-x"), Ink::Muted, m_words.noMatch.arg(m_filter->text()),
        tr("All %1 were searched, in every column.").arg(QLocale().toString(m_model->total())));
    QPushButton *const clear = m_empty->addButton(tr("Clear filter"), QStringLiteral("x"));
    connect(clear, &QPushButton::clicked, this, [this] {
        m_filter->setText({});
        m_filter->focusField();
    });
}

} // namespace orgkeeper
