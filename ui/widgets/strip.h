// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "styleparts.h"

#include <QFrame>
#include <QTimer>

class QCheckBox;
class QGridLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace orgkeeper {

class IconButton;
class TextLabel;

/// So long (ms) a question that has just come takes no plain yes: the second half of a double press
/// is no answer. Here and in forms.
inline constexpr int questionSettleMs = 400;

enum class StripKind { Ok, Info, Warn, Error, Offline };

/// What a strip asks before it lets something happen. One of mustType and tick may be set; with
/// neither, the accept button is enabled at once.
struct StripQuestion
{
    QString acceptText; ///< a verb: "Grant"
    ButtonTone tone = ButtonTone::Primary;
    QString typedLabel; ///< above the field: "Type the account's name to go on"
    QString mustType;   ///< what has to stand in the field, blanks around it aside
    QString tick;       ///< the words of a box that has to be ticked
};

/// One message in the layout of a page: an icon, one or two sentences, up to two buttons, close.
/// It stays until it is closed, solved or replaced; no timer takes it away.
///
/// Without a question Esc and the x dismiss it. With one, Esc and Cancel dismiss it and leave all
/// as it was; Enter in the field never accepts, it moves on to the accept button.
class Strip : public QFrame
{
    Q_OBJECT
public:
    Strip(StripKind kind, const QString &text, QWidget *parent);

    [[nodiscard]] StripKind kind() const;
    [[nodiscard]] QString text() const;
    void setMessage(StripKind kind, const QString &text);
    /// A second line in muted; empty takes it away.
    void setSecondLine(const QString &text);
    /// Another picture than the kind's own ("key-round" for a refused token).
    void setIconName(const QString &iconName);
    /// Plain lines behind a Details button, with Copy. The caller leaves out whatever may be
    /// secret.
    void setDetails(const QString &details);
    /// Owned by the strip. At most two.
    QPushButton *addButton(const QString &text, const QString &iconName = {},
                           ButtonTone tone = ButtonTone::Normal);
    void setClosable(bool isClosable);
    /// A widget of the page's own under the text, taken over: a token field, say.
    void setExtra(QWidget *extra);

    void ask(const StripQuestion &question);
    [[nodiscard]] bool isQuestion() const;
    [[nodiscard]] QPushButton *acceptButton() const; ///< null without a question
    /// The focus to the field, the box or the first button.
    void takeFocus();

public Q_SLOTS:
    void dismiss();

Q_SIGNALS:
    /// The question was answered with yes; once. The strip stays until its owner takes it away.
    void accepted();
    /// Closed by x, Esc or Cancel; once, and not after accepted(). The strip is hidden by then.
    void dismissed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateLook();
    void updateAccept();
    void placeButtons();
    void showDetails(bool isShown);
    void addField(const StripQuestion &question);
    void end(bool isAccepted);

    StripKind m_kind;
    QString m_iconName;
    QLabel *m_picture;
    TextLabel *m_text;
    TextLabel *m_second;
    QGridLayout *m_grid;
    QVBoxLayout *m_column;
    QWidget *m_buttonRow;
    QHBoxLayout *m_buttons;
    IconButton *m_close;
    QToolButton *m_detailsButton = nullptr;
    QPlainTextEdit *m_details = nullptr;
    QLineEdit *m_field = nullptr;
    QCheckBox *m_tick = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_cancel = nullptr;
    QTimer m_settle; ///< a question that has just come takes no answer yet
    QString m_mustType;
    bool m_isOver = false;
    bool m_isNarrow = false;
};

} // namespace orgkeeper
