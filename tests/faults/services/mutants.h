// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace orgkeeper {

/// A description with one thing in it broken.
struct Mutant
{
    QString name; ///< where and what: "calls/whoAmI/read: verb POST"
    QString call; ///< the call it stands in; empty: it is of them all
    QByteArray json;
};

/// Every mutant of a description: each path, verb, header, pointer, paging word, proof, meaning and
/// member of a body, wherever it stands, broken in each way that is known here. What is only shown
/// (labels, hints, forms, reasons, the web page) is left as it is.
[[nodiscard]] QList<Mutant> mutantsOf(const QByteArray &description);

} // namespace orgkeeper
