// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace orgkeeper {

/// Blots secrets out of what is shown or copied: as they are, percent-encoded, as base64 (also in
/// the midst of a longer base64), as hex, escaped for JSON or HTML; without regard to case, to
/// what is not seen in between (taming would drop it) and to how blanks are written. A
/// service may echo what it was sent in any of its words. Copies share the secrets, which cannot be
/// read back.
class Scrubber
{
public:
    /// Of a secret that is shorter nothing is blotted out: it would eat ordinary words.
    static constexpr qsizetype Shortest = 4;

    Scrubber() = default;
    explicit Scrubber(const QList<QByteArray> &secrets);
    /// From now on those of the other, too.
    void add(const Scrubber &other);

    [[nodiscard]] QString text(const QString &text) const;
    /// isCut: the bytes are the begin of something longer; a begun secret at their end goes, too.
    [[nodiscard]] QByteArray bytes(const QByteArray &bytes, bool isCut = false) const;
    /// All that came from outside: message, code, detail, the names and messages of fields, path.
    [[nodiscard]] Error error(Error error) const;

private:
    using Forms = QByteArrayList; ///< in lower case
    QList<std::shared_ptr<const Forms>> m_forms;
};

} // namespace orgkeeper
