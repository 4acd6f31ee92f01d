// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"
#include "palette.h"

#include <QDeadlineTimer>
#include <QWidget>

#include <functional>

class QSettings;
class QStackedLayout;
class QTimer;

namespace orgkeeper {

class EmptyState;
class FilterBox;
class OrgTable;
class PageFoot;
class ProgressLine;
class TableModel;

/// A list as every page shows it: filter with count, progress, table or what stands in its place,
/// and a foot with how far it came and as of when.
class ListPane : public QWidget
{
    Q_OBJECT
public:
    struct Words
    {
        QString filter;                    ///< "Filter members"
        QString table;                     ///< accessible name of the table
        QString nothing;                   ///< "No members yet"
        QString nothingMore;               ///< one or two sentences
        QString noMatch;                   ///< "No member matches “%1”"
        std::function<QString(int)> count; ///< "64 members"
        QString service;                   ///< who is read
    };

    /// The model is not owned and must outlive the pane. settings may be null: nothing is kept.
    /// key: under which columns and order are kept.
    ListPane(TableModel *model, QSettings *settings, const QString &key, Words words,
             QWidget *parent);

    [[nodiscard]] OrgTable *table() const { return m_table; }
    [[nodiscard]] FilterBox *filterBox() const { return m_filter; }
    [[nodiscard]] PageFoot *foot() const { return m_foot; }
    [[nodiscard]] TableModel *model() const { return m_model; }

    /// Rows are being read (or about to be).
    void setReading(bool reading);
    /// The reading goes on after so long; the foot says why until then.
    void showWaiting(int waitMs, const Error &reason);
    /// Something else stands in the table's place until clearNotice(): fill says what.
    void showNotice(const std::function<void(EmptyState *)> &fill);
    void clearNotice();
    /// Adds to the "nothing" state: a button that does something about it.
    void setCure(const QString &text, const QString &icon, std::function<void()> cure);
    /// After the count in the foot.
    void setRemark(const QString &remark);

Q_SIGNALS:
    void stopWished();

private:
    void showState();
    void showFoot();
    [[nodiscard]] QString waitingWords() const;
    void fillEmpty();
    void fillNoMatch();

    TableModel *m_model;
    Words m_words;
    FilterBox *m_filter;
    ProgressLine *m_progress;
    QStackedLayout *m_stack;
    OrgTable *m_table;
    EmptyState *m_empty;
    PageFoot *m_foot;
    enum class Shown { Table, Nothing, NoMatch, Notice } m_shown = Shown::Table;
    bool m_reading = false;
    QDeadlineTimer m_waitEnds{0};
    QTimer *m_waitTick;
    QString m_waitReason; ///< "Ancla asked for a pause (429)"
    QString m_remark;
    QString m_cureText;
    QString m_cureIcon;
    std::function<void()> m_cure;
};

} // namespace orgkeeper
