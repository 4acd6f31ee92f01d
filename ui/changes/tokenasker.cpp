// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tokenasker.h"

#include "connection.h"
#include "error.h"
#include "metrics.h"
#include "secretfields.h"
#include "stripstack.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace orgkeeper {

namespace {

const QString stripKey = QStringLiteral("token");

bool asksForToken(AccountState state)
{
    return state == AccountState::TokenRefused || state == AccountState::NoToken ||
           state == AccountState::NoKeychain || state == AccountState::KeychainLocked;
}

} // namespace

TokenAsker::TokenAsker(Connection *connection, StripStack *strips, QObject *parent)
    : QObject(parent)
    , m_connection(connection)
    , m_strips(strips)
{
}

bool TokenAsker::isAsking() const
{
    return m_strips->strip(stripKey) != nullptr;
}

void TokenAsker::showState()
{
    const AccountState state = m_connection->state();
    if (state == AccountState::Checking) {
        return;
    }
    if (int(state) == m_shownState) {
        if (Strip *const strip = m_strips->strip(stripKey)) {
            strip->setMessage(strip->kind(),
                              words()); // what was typed stays while the same thing is being asked
        }
        return;
    }
    m_shownState = int(state);
    m_strips->removeKey(stripKey);
    if (!asksForToken(state) || !m_connection->description()) {
        return;
    }
    const bool keychainTrouble =
        state == AccountState::NoKeychain || state == AccountState::KeychainLocked;
    auto *const strip =
        new Strip(keychainTrouble ? StripKind::Warn : StripKind::Error, words(), m_strips);
    strip->setIconName(keychainTrouble ? QStringLiteral("lock") : QStringLiteral("key-round"));
    strip->setClosable(false);
    addFields(strip, !keychainTrouble);
    if (state == AccountState::KeychainLocked) {
        connect(strip->addButton(tr("Unlock..."), QStringLiteral("lock-open")),
                &QPushButton::clicked, m_connection, &Connection::unlock);
    }
    if (keychainTrouble) {
        connect(strip->addButton(tr("Look again"), QStringLiteral("refresh-cw")),
                &QPushButton::clicked, m_connection, &Connection::open);
    }
    m_strips->add(strip, stripKey);
}

QString TokenAsker::words() const
{
    return sentence(m_connection->reason(), m_connection->description()->name);
}

void TokenAsker::addFields(Strip *strip, bool canKeep)
{
    auto *const area = new QWidget(strip);
    auto *const form = new QFormLayout(area);
    form->setContentsMargins(0, metrics::groupSpacing, 0, 0);
    SecretFields fields;
    fields.make(m_connection->description()->credentials, form, 0, QStringLiteral("token-"));
    auto *const thisRun =
        new QCheckBox(tr("Keep it for this run only; it is forgotten when Orgkeeper ends"), area);
    if (!canKeep) {
        form->addRow(thisRun);
    }
    thisRun->setVisible(!canKeep);
    auto *const use = new QPushButton(tr("Use this token"), area);
    setButtonTone(use, ButtonTone::Primary);
    form->addRow(use);
    const auto update = [use, fields, thisRun, canKeep] {
        use->setEnabled((canKeep || thisRun->isChecked()) && !fields.missing());
    };
    update();
    connect(thisRun, &QCheckBox::toggled, use, update);
    for (const SecretFields::Input &input : fields.inputs()) {
        connect(input.editor, &QLineEdit::textChanged, use, update);
        connect(input.editor, &QLineEdit::returnPressed, use, &QPushButton::click);
    }
    connect(use, &QPushButton::clicked, this, [this, fields, thisRun]() mutable {
        const Secrets secrets = fields.secrets();
        fields.clear();
        m_shownState = -1;
        m_connection->useToken(secrets, thisRun->isChecked());
    });
    strip->setExtra(area);
}

} // namespace orgkeeper
