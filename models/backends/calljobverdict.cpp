// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "calljobverdict.h"

#include "calljobpaging.h"
#include "errordecoder.h"
#include "foreigntext.h"

#include <QCoreApplication>

namespace orgkeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(orgkeeper::CallJobVerdict)
};

/// Whether a value in a reply is what a proof asks for.
bool equals(const Captured &captured, const QJsonValue &wanted)
{
    switch (wanted.type()) {
    case QJsonValue::Undefined:
        return true;
    case QJsonValue::Null:
        return captured.kind == Cell::Kind::Null;
    case QJsonValue::Bool:
        return captured.kind == Cell::Kind::Flag && (captured.number != 0) == wanted.toBool();
    case QJsonValue::Double:
        return captured.kind == Cell::Kind::Integer &&
               QJsonValue(qint64(captured.number)) == wanted;
    case QJsonValue::String:
        return captured.kind == Cell::Kind::Text &&
               QString::fromStdString(captured.text) == wanted.toString();
    default:
        return false;
    }
}

} // namespace

CallJobVerdict::CallJobVerdict(const Description &description, const Call &call,
                               const CallShape &shape, CallJobPage &page, int number)
    : m_description(description)
    , m_call(call)
    , m_shape(shape)
    , m_page(page)
    , m_number(number)
{
}

Error CallJobVerdict::on(const Error &transfer, const ReplyHead &head)
{
    m_head = head;
    if (m_page.isBeyondRoom())
        return errorOfBound();
    const ReaderFailure &failure = m_page.reader().failure();
    if (!isWrite() && failure) // what ended the transfer, then
        return errorOfFailure(failure);
    if (transfer)
        return errorOfStatus(transfer);
    m_page.reader().finish();
    return isWrite() ? onWrite() : onRead();
}

Error CallJobVerdict::onRead() const
{
    const Reader &reader = m_page.reader();
    if (reader.failure())
        return errorOfFailure(reader.failure());
    if (const Error refusal = errorOfProofs())
        return refusal;
    if (m_shape.rows) {
        if (const ReaderFailure missing = reader.extractor().missing(*m_shape.rows))
            return errorOfFailure(missing);
    }
    if (m_page.isAnotherRecord())
        return errorOfAnother();
    // A record without the lists that were asked for with it does not say that they are empty.
    for (const EntityKind inside : {EntityKind::Member, EntityKind::Project}) {
        if (const ReaderFailure missing = reader.extractor().missing(inside))
            return errorOfFailure(missing);
    }
    return {};
}

Error CallJobVerdict::onWrite() const
{
    // The service says that it is done, and an empty body says no less. One that cannot be read is
    // no proof, unless the call has a result: whoever looks for it finds none and reads again.
    const ReaderFailure &failure = m_page.reader().failure();
    if (!failure || failure.code == ReaderFailure::Code::Empty)
        return errorOfProofs();
    if (m_shape.right != CallShape::Unwanted)
        return {};
    Error error = errorOfFailure(failure);
    error.mayHaveHappened = true;
    return error;
}

Error CallJobVerdict::errorOfStatus(Error error) const
{
    const int status = error.status;
    if (status >= 300) {
        if (status >= 400) // a redirect's page says less than the redirect
            decodeError(m_description, m_page.raw(), m_head.contentType, error);
        applyMeaning(m_description, m_call, error);
    } else if (m_page.size() > 0) {
        const QString place =
            m_number > 0 ? Words::tr("The reply broke off after byte %1 of page %2.")
                               .arg(m_page.size())
                               .arg(m_number)
                         : Words::tr("The reply broke off after byte %1.").arg(m_page.size());
        error.detail += (error.detail.isEmpty() ? QString() : QStringLiteral(" ")) + place;
    }
    return error;
}

Error CallJobVerdict::errorOfFailure(const ReaderFailure &failure) const
{
    Error error;
    error.kind = kindOf(failure);
    error.status = m_head.status;
    error.detail = describe(failure, m_number);
    return error;
}

Error CallJobVerdict::errorOfAnother() const
{
    Error error;
    error.kind = Error::Kind::Malformed;
    error.status = m_head.status;
    error.detail = Words::tr("The service answered with another organization: %1 was asked for, "
                             "%2 came.")
                       .arg(inSentence(QString::fromStdString(*m_shape.askedId)),
                            inSentence(textOf(*m_page.rows().id())));
    return error;
}

Error CallJobVerdict::errorOfBound() const
{
    constexpr qint64 gibibyte = 1024LL * 1024 * 1024;
    const Paging &paging = m_call.paging;
    Error error;
    error.kind = Error::Kind::TooLarge;
    error.status = m_head.status;
    error.detail = Words::tr("The list does not end: Orgkeeper takes %L1 rows or %L2 GiB of one "
                             "list and stopped there. What was read stays.")
                       .arg(paging.mostRows)
                       .arg(double(paging.mostBytes) / gibibyte, 0, 'g', 3);
    return error;
}

Error CallJobVerdict::errorOfProofs() const
{
    for (const auto &[proof, number] : m_shape.proofs) {
        const Captured &captured = m_page.captured(number);
        const bool holds = captured.present ? equals(captured, proof.equals) : !proof.required;
        if (!holds)
            return errorOfRefusal(proof, captured.present);
    }
    return {};
}

Error CallJobVerdict::errorOfRefusal(const Proof &proof, bool present) const
{
    Error error;
    error.kind = proof.otherwise;
    error.status = m_head.status;
    decodeError(m_description, m_page.raw(), m_head.contentType, error);
    const auto firstOf = [this](const std::vector<int> &numbers) {
        for (const int number : numbers) {
            if (const QString text = textOf(m_page.captured(number)); !text.isEmpty())
                return text;
        }
        return QString();
    };
    if (error.message.isEmpty())
        error.message = firstOf(m_shape.messages);
    if (error.code.isEmpty())
        error.code = firstOf(m_shape.codes);
    // A plain no is an answer; the lack of one leaves open what became of a write.
    error.mayHaveHappened = isWrite() && !present;
    if (!present)
        error.detail = Words::tr("The reply lacks “%1”, without which it is no success.")
                           .arg(QString::fromStdString(proof.pointer));
    applyMeaning(m_description, m_call, error);
    return error;
}

} // namespace orgkeeper
