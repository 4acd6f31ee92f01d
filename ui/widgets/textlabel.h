// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "palette.h"
#include "typescale.h"

#include <QLabel>

namespace orgkeeper {

/// A label that stands on a step of the type scale and in an ink, and follows both when the
/// system's font or the scheme changes. Its text is plain text, whatever it looks like.
class TextLabel : public QLabel
{
    Q_OBJECT
public:
    explicit TextLabel(const QString &text, Type type = Type::Body, Ink ink = Ink::Text,
                       QWidget *parent = nullptr);

    void setType(Type type);
    void setInk(Ink ink);
    [[nodiscard]] Ink ink() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyFont();
    void applyInk();

    Type m_type;
    Ink m_ink;
};

} // namespace orgkeeper
