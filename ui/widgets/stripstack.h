// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "strip.h"

#include <QPointer>

namespace orgkeeper {

/// The strips of one page: at most two, newest first. It owns them.
class StripStack : public QWidget
{
    Q_OBJECT
public:
    explicit StripStack(QWidget *parent);

    /// Puts a strip on top and takes it over. One with the same key is replaced; empty: none is.
    /// A third pushes out the oldest that asks nothing, else the oldest.
    void add(Strip *strip, const QString &key = {});
    Strip *add(StripKind kind, const QString &text, const QString &key = {});
    /// Takes a strip away as solved: no dismissed() of its own.
    void remove(Strip *strip);
    void removeKey(const QString &key);
    void clear();
    [[nodiscard]] Strip *strip(const QString &key) const; ///< null: there is none
    [[nodiscard]] QList<Strip *> strips() const;          ///< newest first

    /// Who has the focus when a strip that had it goes; usually the page's view. Not owned.
    void setFocusHome(QWidget *home);

private:
    struct Entry
    {
        Strip *strip;
        QString key;
    };
    void takeOut(int at);

    QList<Entry> m_entries; ///< newest first
    QPointer<QWidget> m_focusHome;
};

} // namespace orgkeeper
