// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSet>
#include <QString>

namespace orgkeeper {

class TableModel;

/// Selected rows by id, outside the view: they survive filter, order and refresh.
class SelectionById : public QObject
{
    Q_OBJECT
public:
    explicit SelectionById(TableModel *model, QObject *parent);
    [[nodiscard]] const QSet<QString> &ids() const;
    [[nodiscard]] int hidden() const; ///< selected but filtered away
    void setIds(const QSet<QString> &ids);
    void clear();

Q_SIGNALS:
    void changed();

private:
    TableModel *m_model;
    QSet<QString> m_ids;
};

} // namespace orgkeeper
