// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace orgkeeper {

class Connection;
class StripStack;

/// When an account's token is missing, refused or cannot be read, asks for it where the work is:
/// a strip with a field. After a good one the reads go on.
class TokenAsker : public QObject
{
    Q_OBJECT
public:
    /// Neither is owned; both must outlive the asker.
    TokenAsker(Connection *connection, StripStack *strips, QObject *parent);

    /// Shows, replaces or takes away the strip, as the account's state asks for.
    void showState();
    [[nodiscard]] bool isAsking() const;

private:
    [[nodiscard]] QString words() const; ///< why the token is missing
    void addFields(class Strip *strip, bool canKeep);
    Connection *m_connection;
    StripStack *m_strips;
    int m_shownState = -1;
};

} // namespace orgkeeper
