// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"

#include <QObject>

class QFileSystemWatcher;

namespace orgkeeper {

/// All descriptions: those compiled in (":/backends/*.json") and the user's own from a folder, which
/// is watched. A user's file cannot take a shipped id; it is then listed with that problem.
class Catalogue : public QObject
{
    Q_OBJECT
public:
    /// The folder need not exist; it is read when it does. Empty: shipped ones only.
    explicit Catalogue(QString userFolder, QObject *parent);
    ~Catalogue() override;

    /// By name, shipped ones first; with their problems where there are any.
    [[nodiscard]] const QList<LoadedDescription> &entries() const;
    /// Null: not known, or it has problems.
    [[nodiscard]] std::shared_ptr<const Description> find(const QString &id) const;
    [[nodiscard]] const QString &userFolder() const;
    void reload();

Q_SIGNALS:
    /// A file of the user's folder came, went or changed.
    void changed();

private:
    QString m_userFolder;
    QList<LoadedDescription> m_entries;
    QFileSystemWatcher *m_watcher = nullptr;
};

} // namespace orgkeeper
