// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "value.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

namespace orgkeeper {

/// A body template filled with values, as compact JSON. A string that is one variable and nothing
/// else takes the value's own type (a number keeps its digits, so 64 bits and more arrive whole);
/// a member or an item whose single variable is absent is left out. Other strings are texts with
/// the values put in.
class ValueJson
{
public:
    /// The values must outlive the writer. more: further members of the outermost object, which
    /// replace the template's own of the same name.
    explicit ValueJson(const Values &values, const Values &more = {});

    /// Empty where a text needs a value that is absent: see missing().
    [[nodiscard]] QByteArray write(const QJsonValue &body);
    /// The name of the variable that was needed and absent; empty: none was.
    [[nodiscard]] const QString &missing() const { return m_missing; }

private:
    void append(const QJsonValue &value);
    void appendObject(const QJsonObject &object, const Values &more);
    void appendTemplate(const QString &text);
    void appendValue(const Value &value);
    void appendText(const QString &text);
    [[nodiscard]] bool isLeftOut(const QJsonValue &value) const;

    const Values &m_values;
    const Values m_more;
    QByteArray m_json;
    QString m_missing;
};

} // namespace orgkeeper
