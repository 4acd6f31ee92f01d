// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "reader.h"

#include "readerescapes.h"

#include <boost/json/basic_parser_impl.hpp>

namespace orgkeeper {

namespace {

namespace json = boost::json;
using Code = ReaderFailure::Code;

constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view WhiteSpace = " \t\r\n";

std::string_view view(json::string_view text)
{
    return {text.data(), text.size()};
}

/// The parser's side of an Extractor. Its member functions are named by Boost.
struct Handler
{
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = Extractor::MaxText;
    static constexpr std::size_t max_key_size = Extractor::MaxText;
    using Ec = json::error_code;
    using Text = json::string_view;

    explicit Handler(Extractor &target)
        : extractor(target)
    {
    }

    // Every event that is refused must set an error; which one is for Extractor::failure() to say.
    static bool checked(bool goesOn, Ec &ec)
    {
        if (!goesOn)
            ec = json::error::exception;
        return goesOn;
    }

    bool on_document_begin(Ec &) { return true; }
    bool on_document_end(Ec &) { return true; }
    bool on_array_begin(Ec &ec) { return checked(extractor.beginArray(), ec); }
    bool on_array_end(std::size_t, Ec &ec) { return checked(extractor.endArray(), ec); }
    bool on_object_begin(Ec &ec) { return checked(extractor.beginObject(), ec); }
    bool on_object_end(std::size_t, Ec &ec) { return checked(extractor.endObject(), ec); }
    bool on_string_part(Text s, std::size_t, Ec &ec)
    {
        return checked(extractor.text(view(s), false), ec);
    }
    bool on_string(Text s, std::size_t, Ec &ec)
    {
        return checked(extractor.text(view(s), true), ec);
    }
    bool on_key_part(Text s, std::size_t, Ec &ec)
    {
        return checked(extractor.key(view(s), false), ec);
    }
    bool on_key(Text s, std::size_t, Ec &ec) { return checked(extractor.key(view(s), true), ec); }
    bool on_number_part(Text s, Ec &ec) { return checked(extractor.numberPart(view(s)), ec); }
    bool on_int64(std::int64_t value, Text s, Ec &ec)
    {
        return checked(extractor.integer(value, view(s)), ec);
    }
    bool on_uint64(std::uint64_t, Text s, Ec &ec)
    {
        return checked(extractor.unsignedInteger(view(s)), ec);
    }
    bool on_double(double, Text s, Ec &ec) { return checked(extractor.real(view(s)), ec); }
    bool on_bool(bool value, Ec &ec) { return checked(extractor.flag(value), ec); }
    bool on_null(Ec &ec) { return checked(extractor.null(), ec); }
    bool on_comment_part(Text, Ec &) { return true; }
    bool on_comment(Text, Ec &) { return true; }

    Extractor &extractor;
};

json::parse_options options()
{
    json::parse_options options;
    options.max_depth = Extractor::MaxDepth;
    // The texts that are kept are repaired instead, see repairedUtf8().
    options.allow_invalid_utf8 = true;
    return options;
}

Code codeOf(const json::error_code &ec)
{
    if (ec == json::error::incomplete)
        return Code::CutShort;
    if (ec == json::error::too_deep)
        return Code::TooDeep;
    if (ec == json::error::string_too_large || ec == json::error::key_too_large)
        return Code::TextTooLong;
    return Code::NotJson;
}

} // namespace

class Reader::Private
{
public:
    Private(std::shared_ptr<const ReaderShape> shape, const RowSinks &sinks)
        : extractor(std::move(shape), sinks)
        , parser(options(), extractor)
    {
    }

    bool parse(std::string_view bytes);
    bool parseFirst(std::string_view bytes);
    bool fail(const json::error_code &ec);

    Extractor extractor;
    json::basic_parser<Handler> parser;
    ReaderEscapes escapes;
    ReaderEscapes::Output output = [this](std::string_view bytes) { return parse(bytes); };
    ReaderFailure failure;
    std::int64_t parsed = 0; ///< bytes given to the parser, and those skipped before
    std::int64_t received = 0;
    std::size_t mark = 0; ///< bytes of a byte order mark met so far
    bool begun = false;   ///< something but white space was met
};

bool Reader::Private::parse(std::string_view bytes)
{
    json::error_code ec;
    const std::size_t used = parser.write_some(true, bytes.data(), bytes.size(), ec);
    parsed += std::int64_t(used);
    if (ec)
        return fail(ec);
    if (used < bytes.size()) {
        failure.code = Code::MoreAfterEnd;
        failure.byte = parsed;
        return false;
    }
    return true;
}

/// Until the first byte of the JSON: what stands before it says whether it is JSON at all.
bool Reader::Private::parseFirst(std::string_view bytes)
{
    while (parsed == std::int64_t(mark) && mark < ByteOrderMark.size() && !bytes.empty() &&
           bytes.front() == ByteOrderMark[mark]) {
        ++mark;
        ++parsed;
        bytes.remove_prefix(1);
    }
    if (bytes.empty())
        return true;
    const std::size_t first = bytes.find_first_not_of(WhiteSpace);
    parsed += std::int64_t(std::min(first, bytes.size()));
    if (first == std::string_view::npos)
        return true;
    begun = true;
    const bool brokenMark = mark > 0 && mark < ByteOrderMark.size();
    if (brokenMark || bytes[first] == '<') {
        failure.code = brokenMark ? Code::NotJson : Code::WebPage;
        failure.byte = brokenMark ? 0 : parsed;
        return false;
    }
    return escapes.pass(bytes.substr(first), output);
}

bool Reader::Private::fail(const json::error_code &ec)
{
    failure = extractor.failure();
    if (!failure)
        failure.code = codeOf(ec);
    failure.byte = parsed;
    return false;
}

Reader::Reader(std::shared_ptr<const ReaderShape> shape, const RowSinks &sinks)
    : d(std::make_unique<Private>(std::move(shape), sinks))
{
}

Reader::~Reader() = default;

void Reader::restart()
{
    d->extractor.restart();
    d->parser.reset();
    d->escapes.clear();
    d->failure = {};
    d->parsed = 0;
    d->received = 0;
    d->mark = 0;
    d->begun = false;
}

bool Reader::write(std::string_view bytes)
{
    if (d->failure)
        return false;
    d->received += std::int64_t(bytes.size());
    return d->begun ? d->escapes.pass(bytes, d->output) : d->parseFirst(bytes);
}

bool Reader::finish()
{
    if (d->failure)
        return false;
    if (!d->begun) {
        d->failure.code = d->mark % ByteOrderMark.size() ? Code::NotJson : Code::Empty;
        return false;
    }
    if (!d->escapes.flush(d->output))
        return false;
    json::error_code ec;
    d->parser.write_some(false, "", 0, ec);
    if (!ec)
        return true;
    d->fail(ec);
    // The parser calls an end after "1." a mistake, yet no byte was one.
    if (d->failure.code == Code::NotJson)
        d->failure.code = Code::CutShort;
    return false;
}

bool Reader::isWhole() const
{
    return d->failure || !d->begun || d->parser.done();
}

const ReaderFailure &Reader::failure() const
{
    return d->failure;
}

const Extractor &Reader::extractor() const
{
    return d->extractor;
}

std::int64_t Reader::bytes() const
{
    return d->received;
}

} // namespace orgkeeper
