// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace orgkeeper {

class OpenOrganization;
class TextLabel;

/// The service's last answer as it came, capped.
class RawReplyTab : public QWidget
{
    Q_OBJECT
public:
    /// Not owned; must outlive the tab.
    RawReplyTab(OpenOrganization *organization, QWidget *parent);

private:
    void refresh();
    OpenOrganization *m_organization;
    TextLabel *m_note;
    QPlainTextEdit *m_text;
    QByteArray m_shown;
};

} // namespace orgkeeper
