// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "located.h"

#include "locatedmistake.h"

#include <QJsonArray>
#include <QJsonObject>

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>

namespace orgkeeper {

namespace json = boost::json;

namespace {

/// Builds the tree from the parser's events. The parser is fed one line at a time, so that every
/// event belongs to the line being fed.
struct TreeBuilder
{
    static constexpr std::size_t max_array_size = 100000;
    static constexpr std::size_t max_object_size = 100000;
    static constexpr std::size_t max_string_size = 1 << 20;
    static constexpr std::size_t max_key_size = 1 << 16;

    LocatedDocument document;
    std::vector<Located> open; ///< from the root to the innermost open bracket
    int line = 1;
    std::string text;
    QString key;
    int keyLine = 1;
    bool keyWaits = false; ///< a name was read and its value was not

    void add(Located value)
    {
        if (open.empty()) {
            document.root = std::move(value);
            return;
        }
        Located &parent = open.back();
        if (parent.isObject() && parent.find(value.key)) {
            document.repetitions.push_back(repetition(value.key, value.keyLine));
            return;
        }
        parent.children.push_back(std::move(value));
    }

    Located make(Located::Kind kind)
    {
        Located value;
        value.kind = kind;
        value.line = line;
        if (keyWaits) {
            value.key = std::exchange(key, {});
            value.keyLine = keyLine;
            keyWaits = false;
        }
        return value;
    }

    bool push(Located::Kind kind)
    {
        open.push_back(make(kind));
        return true;
    }

    /// What was read before a mistake, as if every bracket were closed.
    LocatedDocument giveUp(LocatedMistake mistake)
    {
        while (!open.empty()) {
            pop();
        }
        document.mistake = std::move(mistake);
        return std::move(document);
    }

    bool pop()
    {
        Located value = std::move(open.back());
        open.pop_back();
        add(std::move(value));
        return true;
    }

    bool number(double value, json::string_view digits)
    {
        Located number = make(Located::Kind::Number);
        number.number = value;
        number.text = QString::fromLatin1(digits.data(), qsizetype(digits.size()));
        add(std::move(number));
        return true;
    }

    QString takeText(json::string_view last)
    {
        text.append(last.data(), last.size());
        const QString whole = QString::fromUtf8(text.data(), qsizetype(text.size()));
        text.clear();
        return whole;
    }

    bool on_document_begin(json::error_code &) { return true; }
    bool on_document_end(json::error_code &) { return true; }
    bool on_array_begin(json::error_code &) { return push(Located::Kind::List); }
    bool on_array_end(std::size_t, json::error_code &) { return pop(); }
    bool on_object_begin(json::error_code &) { return push(Located::Kind::Object); }
    bool on_object_end(std::size_t, json::error_code &) { return pop(); }
    bool on_string_part(json::string_view part, std::size_t, json::error_code &)
    {
        text.append(part.data(), part.size());
        return true;
    }
    bool on_string(json::string_view last, std::size_t, json::error_code &)
    {
        Located value = make(Located::Kind::Text);
        value.text = takeText(last);
        add(std::move(value));
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t, json::error_code &)
    {
        text.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view last, std::size_t, json::error_code &)
    {
        key = takeText(last);
        keyLine = line;
        keyWaits = true;
        return true;
    }
    bool on_number_part(json::string_view, json::error_code &) { return true; }
    bool on_int64(std::int64_t value, json::string_view digits, json::error_code &)
    {
        return number(double(value), digits);
    }
    bool on_uint64(std::uint64_t value, json::string_view digits, json::error_code &)
    {
        return number(double(value), digits);
    }
    bool on_double(double value, json::string_view digits, json::error_code &)
    {
        return number(value, digits);
    }
    bool on_bool(bool value, json::error_code &)
    {
        Located flag = make(Located::Kind::Flag);
        flag.flag = value;
        add(std::move(flag));
        return true;
    }
    bool on_null(json::error_code &)
    {
        add(make(Located::Kind::Null));
        return true;
    }
    bool on_comment_part(json::string_view, json::error_code &) { return true; }
    bool on_comment(json::string_view, json::error_code &) { return true; }
};

using Parser = json::basic_parser<TreeBuilder>;

Parser makeParser()
{
    json::parse_options options;
    options.max_depth = 64;
    return Parser(options);
}

MistakePlace placeOf(const TreeBuilder &builder, const QByteArray &json, qsizetype offset)
{
    MistakePlace place;
    place.json = json;
    place.offset = offset;
    place.line = builder.line;
    place.afterName = builder.keyWaits ? builder.key : QString();
    if (!builder.open.empty()) {
        place.openLine = builder.open.back().line;
        place.openBracket = builder.open.back().isObject() ? u'{' : u'[';
    }
    return place;
}

/// An integer stays one: a 64-bit id in a fixed body must not pass through a double.
QJsonValue numberOf(const QString &digits, double number)
{
    bool whole = false;
    const qint64 integer = digits.toLongLong(&whole);
    return whole ? QJsonValue(integer) : QJsonValue(number);
}

} // namespace

const Located *Located::find(QStringView name) const
{
    if (!isObject()) {
        return nullptr;
    }
    const auto found = std::find_if(children.cbegin(), children.cend(),
                                    [name](const Located &child) { return child.key == name; });
    return found == children.cend() ? nullptr : &*found;
}

QString Located::textOf(QStringView name) const
{
    const Located *member = find(name);
    return member && member->isText() ? member->text : QString();
}

QJsonValue Located::toJson() const
{
    switch (kind) {
    case Kind::Null:
        return QJsonValue::Null;
    case Kind::Flag:
        return flag;
    case Kind::Number:
        return numberOf(text, number);
    case Kind::Text:
        return text;
    case Kind::List: {
        QJsonArray array;
        for (const Located &item : children) {
            array.append(item.toJson());
        }
        return array;
    }
    case Kind::Object:
        break;
    }
    QJsonObject object;
    for (const Located &member : children) {
        object.insert(member.key, member.toJson());
    }
    return object;
}

LocatedDocument parseLocated(const QByteArray &source)
{
    QByteArray text = source;
    if (text.startsWith("\xEF\xBB\xBF")) {
        text.remove(0, 3);
    }
    if (text.trimmed().isEmpty()) {
        return {{}, emptyMistake(), {}};
    }
    if (!text.endsWith('\n')) {
        text.append('\n'); // a number on the last line is complete only with what follows it
    }
    Parser parser = makeParser();
    TreeBuilder &builder = parser.handler();
    for (qsizetype begin = 0; begin < text.size(); ++builder.line) {
        const qsizetype end = text.indexOf('\n', begin) + 1;
        json::error_code error;
        const std::size_t taken =
            parser.write_some(true, text.constData() + begin, std::size_t(end - begin), error);
        const qsizetype stopped = begin + qsizetype(taken);
        if (error || stopped < end) {
            return builder.giveUp(mistakeAt(placeOf(builder, text, stopped), error));
        }
        begin = end;
    }
    if (!parser.done()) {
        --builder.line;
        return builder.giveUp(endMistake(placeOf(builder, text, text.size())));
    }
    return std::move(builder.document);
}

} // namespace orgkeeper
