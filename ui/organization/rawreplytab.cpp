// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "rawreplytab.h"

#include "foreigntext.h"
#include "metrics.h"
#include "openorganization.h"
#include "textlabel.h"
#include "words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace orgkeeper {

namespace {

// Line breaks and indentation, nothing else: members keep the order they came in, and a capped or
// broken text is shown as far as it goes.
QString readable(const QByteArray &raw)
{
    QByteArray shown;
    shown.reserve(raw.size() * 2);
    int depth = 0;
    bool inText = false;
    bool escaped = false;
    const auto breakLine = [&] { shown.append('\n').append(QByteArray(depth * 2, ' ')); };
    for (const char c : raw) {
        if (inText) {
            shown.append(c);
            inText = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if (c == '{' || c == '[') {
            shown.append(c);
            ++depth;
            breakLine();
        } else if (c == '}' || c == ']') {
            depth = depth > 0 ? depth - 1 : 0;
            breakLine();
            shown.append(c);
        } else if (c == ',') {
            shown.append(c);
            breakLine();
        } else if (c == ':') {
            shown.append(": ");
        } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            inText = c == '"';
            shown.append(c);
        }
    }
    return QString::fromUtf8(shown);
}

bool looksLikeJson(const QByteArray &raw)
{
    const QByteArray text = raw.trimmed();
    return text.startsWith('{') || text.startsWith('[');
}

} // namespace

RawReplyTab::RawReplyTab(OpenOrganization *organization, QWidget *parent)
    : QWidget(parent)
    , m_organization(organization)
    , m_note(new TextLabel({}, Type::Second, Ink::Muted, this))
    , m_text(new QPlainTextEdit(this))
{
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setLayoutDirection(Qt::LeftToRight);
    m_text->setFont(typeFont(Type::Fixed, font()));
    m_text->setAccessibleName(tr("Raw reply of %1").arg(inSentence(organization->name())));
    m_note->setWordWrap(true);
    auto *const copy = new QPushButton(tr("Copy reply"), this);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_organization->raw()));
    });
    auto *const head = new QHBoxLayout;
    head->setContentsMargins(metrics::pageMargin, metrics::spacing, metrics::pageMargin,
                             metrics::spacing);
    head->addWidget(m_note, 1);
    head->addWidget(copy);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_text, 1);
    connect(organization, &OpenOrganization::changed, this, &RawReplyTab::refresh);
    refresh();
}

void RawReplyTab::refresh()
{
    const QByteArray &raw = m_organization->raw();
    const qint64 size = m_organization->rawSize();
    const OpenOrganization::Part &part = m_organization->recordPart();
    if (raw.isEmpty()) {
        m_note->setText(part.reading                 ? tr("Waiting for the first byte")
                        : part.wasRead || part.error ? tr("The reply had no body")
                                                     : tr("Nothing was read yet"));
    } else if (size > raw.size()) {
        m_note->setText(tr("The first %1 of %2, read %3")
                            .arg(locale().formattedDataSize(raw.size()),
                                 locale().formattedDataSize(size), whenWords(part.asOf)));
    } else {
        m_note->setText(
            tr("%1, read %2").arg(locale().formattedDataSize(size), whenWords(part.asOf)));
    }
    if (raw != m_shown) {
        m_shown = raw;
        m_text->setPlainText(looksLikeJson(raw) ? readable(raw) : QString::fromUtf8(raw));
    }
}

} // namespace orgkeeper
