// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "demojson.h"

#include <algorithm>
#include <utility>

namespace orgkeeper {

namespace {

bool needsEscape(char c)
{
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

void appendEscaped(QByteArray &out, QByteArrayView utf8)
{
    static constexpr char hex[] = "0123456789abcdef";
    const char *at = utf8.begin();
    while (true) {
        const char *odd = std::find_if(at, utf8.end(), needsEscape);
        out.append(at, odd - at);
        if (odd == utf8.end())
            return;
        const auto byte = static_cast<unsigned char>(*odd);
        if (byte < 0x20)
            out.append("\\u00").append(hex[byte >> 4]).append(hex[byte & 0xf]);
        else
            out.append('\\').append(*odd);
        at = odd + 1;
    }
}

} // namespace

void DemoJson::separate()
{
    if (m_comma)
        m_out.append(',');
    m_comma = true;
}

DemoJson &DemoJson::beginObject()
{
    separate();
    m_out.append('{');
    m_comma = false;
    return *this;
}

DemoJson &DemoJson::endObject()
{
    m_out.append('}');
    m_comma = true;
    return *this;
}

DemoJson &DemoJson::beginArray()
{
    separate();
    m_out.append('[');
    m_comma = false;
    return *this;
}

DemoJson &DemoJson::endArray()
{
    m_out.append(']');
    m_comma = true;
    return *this;
}

DemoJson &DemoJson::key(QByteArrayView name)
{
    text(name);
    m_out.append(':');
    m_comma = false;
    return *this;
}

DemoJson &DemoJson::text(QByteArrayView utf8)
{
    separate();
    m_out.append('"');
    appendEscaped(m_out, utf8);
    m_out.append('"');
    return *this;
}

DemoJson &DemoJson::number(qint64 value)
{
    separate();
    m_out.append(QByteArray::number(value));
    return *this;
}

DemoJson &DemoJson::flag(bool value)
{
    return raw(value ? QByteArrayView("true") : QByteArrayView("false"));
}

DemoJson &DemoJson::null()
{
    return raw("null");
}

DemoJson &DemoJson::raw(QByteArrayView json)
{
    separate();
    m_out.append(json);
    return *this;
}

QByteArray DemoJson::take()
{
    m_comma = false;
    return std::exchange(m_out, {});
}

} // namespace orgkeeper
