// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "description.h"

#include <QObject>
#include <QTimer>

class QFileSystemWatcher;

namespace orgkeeper {

/// All descriptions: those compiled in (":/backends/*.json") and the user's own ("*.json" of a
/// folder, which is watched; an editor's temporary files are passed over). A user's file cannot
/// take a shipped id, and of user's files with the same id none is taken: each is then listed with
/// that problem and without a description.
///
/// A description that was handed out stays valid and as it is, whatever becomes of its file.
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
    /// Reads the folder now; changed() fires before it returns where something differs.
    void reload();

Q_SIGNALS:
    /// A file of the user's folder came, went or changed: once for all that changed within
    /// a fifth of a second, and not when a file was saved as it was.
    void changed();

private:
    void readShipped();
    [[nodiscard]] QList<LoadedDescription> readUserFolder() const;
    void refuseTakenIds(QList<LoadedDescription> &user) const;
    void watch();

    QString m_userFolder;
    QList<LoadedDescription> m_shipped;
    QList<LoadedDescription> m_user;
    QList<LoadedDescription> m_entries; ///< both, in order
    QFileSystemWatcher *m_watcher = nullptr;
    QTimer m_settle; ///< an editor saves in several steps
};

} // namespace orgkeeper
