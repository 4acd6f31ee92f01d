// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace orgkeeper {

// Writes JSON text in the order of the calls, so that the demo's replies show their fields in the
// order of the services' documentation, and integers of 64 bits stay exact.
// Texts are UTF-8. The caller keeps beginnings and ends in balance.
class DemoJson
{
public:
    DemoJson &beginObject();
    DemoJson &endObject();
    DemoJson &beginArray();
    DemoJson &endArray();
    DemoJson &key(QByteArrayView name);

    DemoJson &text(QByteArrayView utf8);
    DemoJson &number(qint64 value);
    DemoJson &flag(bool value);
    DemoJson &null();
    DemoJson &raw(QByteArrayView json); // one value that is JSON text already

    DemoJson &text(QByteArrayView name, QByteArrayView utf8) { return key(name).text(utf8); }
    DemoJson &number(QByteArrayView name, qint64 value) { return key(name).number(value); }
    DemoJson &flag(QByteArrayView name, bool value) { return key(name).flag(value); }
    DemoJson &null(QByteArrayView name) { return key(name).null(); }
    DemoJson &raw(QByteArrayView name, QByteArrayView json) { return key(name).raw(json); }

    void reserve(qsizetype bytes) { m_out.reserve(bytes); }
    [[nodiscard]] QByteArray take();

private:
    void separate();

    QByteArray m_out;
    bool m_comma = false; // a value was finished at this level: the next one needs a comma
};

} // namespace orgkeeper
