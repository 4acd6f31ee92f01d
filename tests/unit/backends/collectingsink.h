// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowsink.h"

#include <QString>
#include <QStringList>

#include <string>

namespace orgkeeper {

/// A cell as a test writes it: - (absent), null, true, 5, 1.5r, 'text'; a list's items by " + ".
inline QString shown(const Cell &cell)
{
    switch (cell.kind) {
    case Cell::Kind::Absent:
        return QStringLiteral("-");
    case Cell::Kind::Null:
        return QStringLiteral("null");
    case Cell::Kind::Flag:
        return cell.number ? QStringLiteral("true") : QStringLiteral("false");
    case Cell::Kind::Integer:
        return QString::number(cell.number);
    case Cell::Kind::Real:
        return QString::fromStdString(std::string(cell.text)) + u'r';
    case Cell::Kind::Text:
        // QString would repair the text by itself.
        if (const auto bytes = QByteArray(cell.text.data(), qsizetype(cell.text.size()));
            QString::fromUtf8(bytes).toUtf8() != bytes)
            return QStringLiteral("(no UTF-8)");
        return u'\'' + QString::fromStdString(std::string(cell.text)).replace(QChar(0x1f), u'+') +
               u'\'';
    }
    return {};
}

/// Keeps what it is given, as text: a row is its cells joined by blanks.
class CollectingSink final : public RowSink
{
public:
    void beginPage(std::int64_t sentMs, bool again) override
    {
        pages.append(again ? QStringLiteral("again") : QStringLiteral("new"));
        lastSentMs = sentMs;
    }
    void addRow(std::span<const Cell> cells) override
    {
        QStringList row;
        for (const Cell &cell : cells)
            row.append(shown(cell));
        rows.append(row.join(u' '));
    }

    QStringList rows;
    QStringList pages;
    std::int64_t lastSentMs = 0;
};

} // namespace orgkeeper
