// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "palette.h"
#include "styleparts.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace orgkeeper {

class TextLabel;

/// What stands where rows would be: a picture, one bold line, at most two sentences and up to two
/// buttons. Never takes the focus by itself.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent);

    /// Replaces everything, the buttons included.
    void setContent(const QString &iconName, Ink ink, const QString &title,
                    const QString &sentences);
    /// A button below, in order of adding; owned by the state until the next setContent().
    QPushButton *addButton(const QString &text, const QString &iconName = {},
                           ButtonTone tone = ButtonTone::Normal);
    /// A choice between sentences and buttons; the state takes it over, until setContent().
    void setExtra(QWidget *extra);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateIcon();
    void fitSentences();

    QLabel *m_picture;
    TextLabel *m_title;
    TextLabel *m_sentences;
    QVBoxLayout *m_extraPlace;
    QHBoxLayout *m_buttonPlace;
    QString m_iconName;
    Ink m_ink = Ink::Muted;
};

} // namespace orgkeeper
