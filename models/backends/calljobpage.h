// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "calljobshape.h"
#include "reader.h"
#include "recordgate.h"
#include "request.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace orgkeeper {

/// Stands between the reader and a sink: counts rows, and keeps of the first row its id and slug.
class RowTap final : public RowSink
{
public:
    /// The sink may be null: rows are then only counted.
    RowTap(RowSink *sink, int slugField);
    /// Asked for each row whether, and when, it goes to the sink, which may be null here too.
    using Guard = std::function<void(RowSink *sink, std::span<const Cell> cells)>;
    void setGuard(Guard guard) { m_guard = std::move(guard); }

    void beginPage(std::int64_t sentMs, bool again) override;
    void addRow(std::span<const Cell> cells) override;

    [[nodiscard]] qint64 rows() const { return m_rows; } ///< of this page
    [[nodiscard]] size_t hash() const { return m_hash; } ///< of the ids of this page, in order
    [[nodiscard]] const std::optional<Captured> &id() const { return m_id; }
    [[nodiscard]] const QString &slug() const { return m_slug; }

private:
    RowSink *m_sink;
    Guard m_guard;
    int m_slugField;
    qint64 m_rows = 0;
    size_t m_hash = 0;
    std::optional<Captured> m_id;
    QString m_slug;
};

/// How much of a list may still come.
struct PageRoom
{
    qint64 rows = 0; ///< of all kinds
    qint64 bytes = 0;
};

/// Takes the reply for one page: a 2xx goes through the reader, and of every reply the begin is
/// kept as it came.
class CallJobPage final : public BodySink
{
public:
    static constexpr qsizetype MostRaw = 256 * 1024; ///< bytes kept as they came

    /// A write's reply that cannot be read, or is longer than its room, does not end the transfer.
    CallJobPage(const CallShape &shape, const Sinks &sinks, Effect effect, int slugField,
                const PageRoom &room);

    void begin(const ReplyHead &head) override;
    bool write(QByteArrayView bytes) override;
    [[nodiscard]] bool isWhole() const override { return !m_reads || m_reader.isWhole(); }

    [[nodiscard]] Reader &reader() { return m_reader; }
    [[nodiscard]] const Reader &reader() const { return m_reader; }
    [[nodiscard]] const Captured &captured(int number) const; ///< Absent for CallShape::Unwanted
    [[nodiscard]] const RowTap &rows() const;                 ///< of what the call is about
    [[nodiscard]] qint64 allRows() const;                     ///< of all kinds
    /// More came than there was room for; what came before was handed on.
    [[nodiscard]] bool isBeyondRoom() const { return m_beyond; }
    /// The record is another one than was asked for; nothing of it was handed on.
    [[nodiscard]] bool isAnotherRecord() const { return m_gate.metAnother(); }
    [[nodiscard]] const QByteArray &raw() const { return m_raw; }
    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] qint64 firstSentMs() const { return m_firstSentMs; } ///< 0: no reply began

private:
    void guardRecord();

    const Effect m_effect;
    const PageRoom m_room;
    const std::optional<EntityKind> m_about;
    std::array<RowTap, ReaderShape::EntityKinds> m_taps;
    const int m_recordId;
    RecordGate m_gate;
    Reader m_reader;
    QByteArray m_raw;
    qint64 m_size = 0;
    qint64 m_firstSentMs = 0;
    bool m_reads = false;     ///< this reply is a 2xx
    bool m_rowsBegun = false; ///< a 2xx began before
    bool m_beyond = false;
};

} // namespace orgkeeper
