// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "organizationsmodel.h"
#include "tabletestdata.h"

#include <QAbstractItemModelTester>
#include <QObject>
#include <QStringList>

#include <memory>

namespace orgkeeper::test {

/// A row of organizationsDescription() with these cells alone.
[[nodiscard]] OwnedRow row(const QString &id, const QString &name = {},
                           const OwnedCell &members = {});

/// Gives each test function an empty organizations model, watched by the model tester.
class TableTest : public QObject
{
    Q_OBJECT
protected:
    /// A whole reading of one page, a millisecond later than the last.
    void read(const QList<OwnedRow> &rows, const Error &error = {});
    /// The first rows of the long list; the tester goes, since it looks at each cell each time.
    void readMany(int count);
    [[nodiscard]] QStringList shown() const; ///< ids
    [[nodiscard]] QVariant at(int row, const QString &key, int role = Qt::DisplayRole) const;

    std::unique_ptr<OrganizationsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::int64_t m_sentMs = 0;

private Q_SLOTS:
    void init();
    void cleanup();
};

} // namespace orgkeeper::test
