// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QIODevice>

namespace orgkeeper {

/// The body of a write as something that can be read once. QNetworkAccessManager sends a request
/// again by itself when the connection closes before an answer, whatever the verb, unless the body
/// cannot be rewound: so even an empty body is sent from here. Needs DoNotBufferUploadData.
class OneShotBody final : public QIODevice
{
    Q_OBJECT
public:
    /// Made open.
    explicit OneShotBody(QByteArray body, QObject *parent);

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool atEnd() const override { return bytesAvailable() == 0; }
    [[nodiscard]] bool reset() override { return false; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_body;
    qint64 m_given = 0;
};

} // namespace orgkeeper
