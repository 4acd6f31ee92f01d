// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "palette.h"

#include <QKeySequence>
#include <QPushButton>

namespace orgkeeper {

/// A button with a bold line, a sentence, a picture and its shortcut: the first thing to decide.
/// The one that is recommended is the default button.
class BigChoice : public QPushButton
{
    Q_OBJECT
public:
    /// title may have a mnemonic. keys: shown and set as the button's shortcut.
    BigChoice(const QString &iconName, const QString &title, const QString &sentence,
              const QKeySequence &keys, QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Places
    {
        QRect icon, title, sentence, keys;
        int height = 0;
    };
    [[nodiscard]] Places placesFor(int width) const;

    QString m_iconName;
    QString m_sentence;
    QString m_keys;
};

} // namespace orgkeeper
