// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "readerfailure.h"

#include <QCoreApplication>

namespace orgkeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ReaderFailure", text);
}

/// "the reply", or which page of several; the subject of every sentence below.
QString subject(int page)
{
    return page > 0 ? tr("Page %1 of the reply").arg(page) : tr("The reply");
}

QString pointerText(const std::string &pointer)
{
    return pointer.empty() ? tr("at its top") : tr("at “%1”").arg(QString::fromStdString(pointer));
}

QString itemText(const ReaderFailure &failure, const QString &reply)
{
    const QString item = QString::number(failure.row);
    switch (failure.code) {
    case ReaderFailure::Code::RowTooLarge:
        return tr("%1 holds an item that is too large to read: item %2.").arg(reply, item);
    case ReaderFailure::Code::RowNotObject:
        return tr("%1 is not as described: item %2 of the list is not an object.").arg(reply, item);
    case ReaderFailure::Code::RowWithoutId:
        return tr("%1 is not as described: item %2 of the list has no ID.").arg(reply, item);
    default:
        return {};
    }
}

QString placeText(const ReaderFailure &failure, const QString &reply)
{
    const QString pointer = pointerText(failure.pointer);
    switch (failure.code) {
    case ReaderFailure::Code::RowsMissing:
        return tr("%1 is not as described: there is no list %2.").arg(reply, pointer);
    case ReaderFailure::Code::RowsNotList:
        return tr("%1 is not as described: what stands %2 is not a list.").arg(reply, pointer);
    case ReaderFailure::Code::RecordMissing:
        return tr("%1 is not as described: there is no object with an ID %2.").arg(reply, pointer);
    default:
        return {};
    }
}

} // namespace

Error::Kind kindOf(const ReaderFailure &failure)
{
    switch (failure.code) {
    case ReaderFailure::Code::None:
        return Error::Kind::None;
    case ReaderFailure::Code::TooDeep:
    case ReaderFailure::Code::TextTooLong:
    case ReaderFailure::Code::RowTooLarge:
        return Error::Kind::TooLarge;
    default:
        return Error::Kind::Malformed;
    }
}

QString describe(const ReaderFailure &failure, int page)
{
    using Code = ReaderFailure::Code;
    const QString reply = subject(page);
    const QString byte = QString::number(failure.byte);
    switch (failure.code) {
    case Code::None:
        return {};
    case Code::Empty:
        return tr("%1 is empty.").arg(reply);
    case Code::WebPage:
        return tr("%1 is a web page, not JSON: is the base URL right?").arg(reply);
    case Code::NotJson:
        return tr("%1 is not JSON: byte %2 cannot stand there.").arg(reply, byte);
    case Code::CutShort:
        return tr("%1 ends too early, after byte %2.").arg(reply, byte);
    case Code::MoreAfterEnd:
        return tr("%1 goes on after its end, at byte %2.").arg(reply, byte);
    case Code::TooDeep:
        return tr("%1 is nested too deeply to read, at byte %2.").arg(reply, byte);
    case Code::TextTooLong:
        return tr("%1 holds a text that is too long to read, at byte %2.").arg(reply, byte);
    case Code::RowTooLarge:
    case Code::RowNotObject:
    case Code::RowWithoutId:
        return itemText(failure, reply);
    case Code::RowsMissing:
    case Code::RowsNotList:
    case Code::RecordMissing:
        return placeText(failure, reply);
    }
    return {};
}

} // namespace orgkeeper
