// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue.h"

#include "shipped.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QHash>

#include <algorithm>
#include <chrono>

namespace orgkeeper {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 MostBytes = 1024 * 1024 + 1; ///< one more than a description may have

QFileInfoList filesOf(const QString &folder)
{
    return folder.isEmpty() ? QFileInfoList()
                            : QDir(folder).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name);
}

void sortByName(QList<LoadedDescription> &entries)
{
    const auto title = [](const LoadedDescription &entry) {
        return entry.name.isEmpty() ? QFileInfo(entry.file).completeBaseName() : entry.name;
    };
    std::stable_sort(entries.begin(), entries.end(),
                     [&title](const LoadedDescription &a, const LoadedDescription &b) {
                         return title(a).compare(title(b), Qt::CaseInsensitive) < 0;
                     });
}

bool sameFiles(const QList<LoadedDescription> &left, const QList<LoadedDescription> &right)
{
    return std::equal(left.cbegin(), left.cend(), right.cbegin(), right.cend(),
                      [](const LoadedDescription &a, const LoadedDescription &b) {
                          return a.file == b.file && a.source == b.source;
                      });
}

void refuse(LoadedDescription &entry, const QString &text, const QString &cure)
{
    entry.description.reset();
    entry.problems.prepend({entry.idLine, text, cure});
    std::stable_sort(entry.problems.begin(), entry.problems.end(),
                     [](const Problem &a, const Problem &b) { return a.line < b.line; });
}

} // namespace

Catalogue::Catalogue(QString userFolder, QObject *parent)
    : QObject(parent)
    , m_userFolder(std::move(userFolder))
    , m_watcher(new QFileSystemWatcher(this))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(200ms);
    connect(&m_settle, &QTimer::timeout, this, &Catalogue::reload);
    const auto wait = [this] { m_settle.start(); };
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, wait);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, wait);
    readShipped();
    m_entries = m_shipped;
    reload();
}

Catalogue::~Catalogue() = default;

const QList<LoadedDescription> &Catalogue::entries() const
{
    return m_entries;
}

std::shared_ptr<const Description> Catalogue::find(const QString &id) const
{
    for (const LoadedDescription &entry : m_entries) {
        if (entry.description && entry.description->id == id) {
            return entry.description;
        }
    }
    return nullptr;
}

const QString &Catalogue::userFolder() const
{
    return m_userFolder;
}

void Catalogue::reload()
{
    // Watching comes first: what changes after the reading is then told, however soon it comes.
    watch();
    QList<LoadedDescription> user = readUserFolder();
    if (sameFiles(user, m_user)) {
        return;
    }
    m_user = user;
    sortByName(user);
    m_entries = m_shipped + user;
    Q_EMIT changed();
}

void Catalogue::readShipped()
{
    registerShippedBackends();
    const QDir folder(u":/backends"_s);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (name != "schema.json"_L1 && file.open(QIODevice::ReadOnly)) {
            m_shipped.append(loadDescription(file.readAll(), name, true));
        }
    }
    sortByName(m_shipped);
}

QList<LoadedDescription> Catalogue::readUserFolder() const
{
    QList<LoadedDescription> user;
    for (const QFileInfo &info : filesOf(m_userFolder)) {
        QFile file(info.filePath());
        LoadedDescription entry;
        if (file.open(QIODevice::ReadOnly)) {
            entry = loadDescription(file.read(MostBytes), info.filePath(), false);
        } else {
            entry.file = info.filePath();
            entry.problems = {{0, tr("The file cannot be read: %1").arg(file.errorString()),
                               tr("Give yourself the right to read it.")}};
        }
        user.append(std::move(entry));
    }
    refuseTakenIds(user);
    return user;
}

void Catalogue::refuseTakenIds(QList<LoadedDescription> &user) const
{
    QStringList shipped;
    for (const LoadedDescription &entry : m_shipped) {
        shipped.append(entry.id);
    }
    QHash<QString, QStringList> files;
    for (const LoadedDescription &entry : std::as_const(user)) {
        files[entry.id].append(QFileInfo(entry.file).fileName());
    }
    for (LoadedDescription &entry : user) {
        if (entry.id.isEmpty()) {
            continue;
        }
        if (shipped.contains(entry.id)) {
            refuse(entry, tr("“id” is “%1”, which is shipped with Orgkeeper.").arg(entry.id),
                   tr("Choose an id of your own: \"my-%1\".").arg(entry.id));
            continue;
        }
        // Which of them an account means cannot be told, and its token must not go to the other.
        QStringList others = files.value(entry.id);
        others.removeOne(QFileInfo(entry.file).fileName());
        if (!others.isEmpty()) {
            refuse(entry,
                   tr("“id” is “%1”, which another of your files has too: %2.")
                       .arg(entry.id, others.join("; "_L1)),
                   tr("Choose another id for one of them, or take one of the files away."));
        }
    }
}

void Catalogue::watch()
{
    if (m_userFolder.isEmpty()) {
        return;
    }
    // A folder that is not there yet shows up in its parent, or in the nearest one that exists.
    QString folder = QDir::cleanPath(QFileInfo(m_userFolder).absoluteFilePath());
    while (!QFileInfo(folder).isDir() && folder != QFileInfo(folder).absolutePath()) {
        folder = QFileInfo(folder).absolutePath();
    }
    QStringList wanted{folder};
    if (QDir(folder) == QDir(m_userFolder)) {
        for (const QFileInfo &info : filesOf(m_userFolder)) {
            wanted.append(info.filePath());
        }
    }
    // A file saved by renaming is a new file to the system, so all are watched afresh.
    const QStringList watched = m_watcher->files() + m_watcher->directories();
    if (!watched.isEmpty()) {
        m_watcher->removePaths(watched);
    }
    m_watcher->addPaths(wanted);
}

} // namespace orgkeeper
