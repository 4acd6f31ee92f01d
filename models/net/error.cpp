// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "error.h"

#include "foreigntext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace orgkeeper {

using namespace Qt::StringLiterals;

namespace {

struct ErrorText
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::Error)
};

constexpr qsizetype longestWords = 300;

QString wordsOf(const Error &error)
{
    if (!error.message.isEmpty())
        return inSentence(error.message, longestWords);
    QStringList all;
    for (const FieldError &field : error.fields)
        all += field.field.isEmpty() ? field.message : field.field + u": "_s + field.message;
    return inSentence(all.join(u"; "_s), longestWords);
}

/// What the service answered, to stand at the end of a sentence: its words and its status.
QString answerOf(const Error &error)
{
    QString text;
    if (const QString words = wordsOf(error); !words.isEmpty())
        text += u": \""_s + words + u'"';
    if (error.status > 0)
        text += u" (%1)"_s.arg(error.status);
    return text;
}

/// What it means for what is there.
QString fateOf(const Error &error)
{
    return error.mayHaveHappened
               ? ErrorText::tr("It may have been done all the same; only reading again shows it.")
               : ErrorText::tr("Nothing was changed.");
}

QString pauseOf(const Error &error, const QString &service)
{
    if (error.pauseMs <= 0)
        return ErrorText::tr("%1 asks for a pause%2.").arg(service, answerOf(error));
    const int seconds = int(std::min(std::ceil(double(error.pauseMs) / 1000), 1e8));
    if (seconds < 120)
        return ErrorText::tr("%1 asks for a pause of %n second(s)%2.", nullptr, seconds)
            .arg(service, answerOf(error));
    return ErrorText::tr("%1 asks for a pause of %n minute(s)%2.", nullptr, (seconds + 59) / 60)
        .arg(service, answerOf(error));
}

/// %1: the service. %2: what it answered.
QString openingOfAnswer(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::TokenRefused:
        return ErrorText::tr("%1 refused the token%2.");
    case Error::Kind::Forbidden:
        return ErrorText::tr("%1 does not allow this with the account's token%2.");
    case Error::Kind::NotFound:
        return ErrorText::tr("%1 does not know what was asked for%2.");
    case Error::Kind::Conflict:
        return ErrorText::tr("%1 says that this contradicts what is there%2.");
    case Error::Kind::Rejected:
        return ErrorText::tr("%1 does not accept what was sent%2.");
    case Error::Kind::Server:
        return ErrorText::tr("%1 has trouble of its own%2.");
    case Error::Kind::Withdrawn:
        return ErrorText::tr("%1 has withdrawn this API%2.");
    case Error::Kind::Refused:
        return ErrorText::tr("%1 said no%2.");
    case Error::Kind::Malformed:
        return ErrorText::tr("%1 answered in a way that its description does not foresee%2.");
    case Error::Kind::TooLarge:
        return ErrorText::tr("%1 answered with more than Orgkeeper takes%2.");
    default:
        return {};
    }
}

/// Of what ended without an answer.
QString openingOfSilence(const Error &error)
{
    const bool sent = error.mayHaveHappened;
    switch (error.kind) {
    case Error::Kind::Cancelled:
        return ErrorText::tr("This was stopped.");
    case Error::Kind::Timeout:
        return sent ? ErrorText::tr("%1 did not answer in time after the change was sent.")
                    : ErrorText::tr("%1 did not answer in time.");
    case Error::Kind::ConnectionLost:
        return sent ? ErrorText::tr("The connection to %1 broke after the change was sent.")
                    : ErrorText::tr("The connection to %1 broke before the answer was whole.");
    default:
        return {};
    }
}

QString joined(const QString &first, const QString &second)
{
    return first.isEmpty() || second.isEmpty() ? first + second : first + u' ' + second;
}

/// What exactly happened, as far as it fits into a sentence; details() has the whole.
QString shortDetail(const Error &error)
{
    constexpr qsizetype longest = 200;
    const QString text = inSentence(error.detail, longest);
    const bool isOpen = !text.isEmpty() && text.back().isLetterOrNumber();
    return isOpen ? text + u'.' : text;
}

/// A description says better than we why an API is gone.
QString withdrawn(const Error &error, const QString &service)
{
    const QString detail = shortDetail(error);
    const QString answer = answerOf(error);
    if (detail.isEmpty())
        return openingOfAnswer(error.kind).arg(service, answer);
    return joined(detail, answer.isEmpty() ? QString()
                                           //: %2 is what it answered: ": "Gone" (410)"
                                           : ErrorText::tr("%1 answered%2.").arg(service, answer));
}

} // namespace

Error::Kind kindOfStatus(int status)
{
    switch (status) {
    case 401:
        return Error::Kind::TokenRefused;
    case 403:
        return Error::Kind::Forbidden;
    case 404:
    case 410:
        return Error::Kind::NotFound;
    case 409:
        return Error::Kind::Conflict;
    case 429:
        return Error::Kind::RateLimited;
    default:
        break;
    }
    if (status < 200 || status > 599)
        return Error::Kind::Malformed;
    if (status < 300)
        return Error::Kind::None;
    if (status < 400)
        return Error::Kind::Redirected;
    return status < 500 ? Error::Kind::Rejected : Error::Kind::Server;
}

QString sentence(const Error &error, const QString &service)
{
    switch (error.kind) {
    case Error::Kind::None:
        return {};
    case Error::Kind::Cancelled:
    case Error::Kind::Timeout:
    case Error::Kind::ConnectionLost: {
        const QString opening = openingOfSilence(error);
        return joined(opening.contains("%1"_L1) ? opening.arg(service) : opening, fateOf(error));
    }
    case Error::Kind::Unreachable:
        return ErrorText::tr("%1 does not answer. Nothing was sent.").arg(service);
    case Error::Kind::Tls:
        return ErrorText::tr("There is no safe connection to %1. The token was not sent.")
            .arg(service);
    case Error::Kind::Redirected:
        return joined(ErrorText::tr("%1 points to another address%2. It was not followed.")
                          .arg(service, answerOf(error)),
                      fateOf(error));
    case Error::Kind::RateLimited:
        return joined(pauseOf(error, service), fateOf(error));
    case Error::Kind::NotAvailable:
        return joined(tamed(error.detail), ErrorText::tr("Nothing was sent."));
    case Error::Kind::TooLate:
        return ErrorText::tr("It had to wait too long for its turn at %1. Nothing was sent.")
            .arg(service);
    case Error::Kind::Keychain:
        return error.detail.isEmpty()
                   ? ErrorText::tr("The keychain does not give the token of %1.").arg(service)
                   : tamed(error.detail);
    case Error::Kind::Withdrawn:
        return joined(withdrawn(error, service), fateOf(error));
    case Error::Kind::Malformed:
    case Error::Kind::TooLarge:
        return joined(
            joined(openingOfAnswer(error.kind).arg(service, answerOf(error)), shortDetail(error)),
            fateOf(error));
    default:
        return joined(openingOfAnswer(error.kind).arg(service, answerOf(error)), fateOf(error));
    }
}

QString details(const Error &error)
{
    QStringList lines;
    const auto add = [&lines](const QString &label, const QString &value) {
        if (!value.isEmpty())
            lines += label.arg(value);
    };
    if (!error.verb.isEmpty() || !error.path.isEmpty())
        lines += QString::fromLatin1(error.verb) + u' ' + error.path;
    if (error.status > 0)
        add(ErrorText::tr("Status: %1"), QString::number(error.status));
    add(ErrorText::tr("Code: %1"), tamed(error.code));
    add(ErrorText::tr("The service says: %1"), tamed(error.message));
    for (const FieldError &field : error.fields)
        lines += tamed(field.field) + u": "_s + tamed(field.message);
    add(ErrorText::tr("What happened: %1"), tamed(error.detail));
    if (error.mayHaveHappened)
        lines += ErrorText::tr("It may have been done all the same.");
    if (error.time.isValid())
        add(ErrorText::tr("Time: %1"), error.time.toUTC().toString(Qt::ISODateWithMs));
    if (error.attempts > 0)
        add(ErrorText::tr("Attempts: %1"), QString::number(error.attempts));
    return lines.join(u'\n');
}

} // namespace orgkeeper
