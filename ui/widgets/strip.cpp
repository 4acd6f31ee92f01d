// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "strip.h"

#include "iconbutton.h"
#include "icons.h"
#include "marks.h"
#include "metrics.h"
#include "textlabel.h"

#include <QAccessible>
#include <QCheckBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace orgkeeper {
namespace {

struct KindLook
{
    QString iconName;
    Ink ink;
    QColor tint;
    QString word; ///< said before the text, where the colour is not seen
};

KindLook lookOf(StripKind kind, const Palette &palette)
{
    switch (kind) {
    case StripKind::Ok:
        return {u"check"_s, Ink::Ok, palette.okTint, Strip::tr("Done")};
    case StripKind::Info:
        return {u"info"_s, Ink::Accent, palette.infoTint, Strip::tr("Note")};
    case StripKind::Warn:
        return {u"triangle-alert"_s, Ink::Warn, palette.warnTint, Strip::tr("Warning")};
    case StripKind::Error:
        return {u"circle-alert"_s, Ink::Error, palette.errorTint, Strip::tr("Problem")};
    case StripKind::Offline:
        return {u"cloud-off"_s, Ink::ReadOnly, palette.roTint, Strip::tr("Offline")};
    }
    return {};
}

constexpr int narrowBelow = 60; // average characters; below, the buttons go under the text

} // namespace

Strip::Strip(StripKind kind, const QString &text, QWidget *parent)
    : QFrame(parent)
    , m_kind(kind)
    , m_picture(new QLabel(this))
    , m_text(new TextLabel(text, Type::Body, Ink::Text, this))
    , m_second(new TextLabel(QString(), Type::Second, Ink::Muted, this))
    , m_grid(new QGridLayout(this))
    , m_column(new QVBoxLayout)
    , m_buttonRow(new QWidget(this))
    , m_buttons(new QHBoxLayout(m_buttonRow))
    , m_close(new IconButton(u"x"_s, tr("Close this message"), this, Ink::Muted))
{
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_second->setWordWrap(true);
    m_second->hide();
    m_column->setSpacing(metrics::groupSpacing);
    m_column->addWidget(m_text);
    m_column->addWidget(m_second);
    m_buttons->setContentsMargins(0, 0, 0, 0);
    m_grid->setContentsMargins(metrics::pageMargin, 5, metrics::spacing, 5);
    m_grid->setHorizontalSpacing(metrics::spacing);
    m_grid->setVerticalSpacing(metrics::spacing);
    m_grid->setColumnStretch(1, 1);
    m_grid->addWidget(m_picture, 0, 0, Qt::AlignTop);
    m_grid->addLayout(m_column, 0, 1, Qt::AlignVCenter);
    m_grid->addWidget(m_close, 0, 3, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, &Strip::dismiss);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    placeButtons();
    updateLook();
}

StripKind Strip::kind() const
{
    return m_kind;
}

QString Strip::text() const
{
    return m_text->text();
}

void Strip::setMessage(StripKind kind, const QString &text)
{
    m_kind = kind;
    m_text->setText(text);
    updateLook();
}

void Strip::setSecondLine(const QString &text)
{
    m_second->setText(text);
    m_second->setVisible(!text.isEmpty());
    updateLook();
}

void Strip::setIconName(const QString &iconName)
{
    m_iconName = iconName;
    updateLook();
}

void Strip::setDetails(const QString &details)
{
    if (!m_details) {
        m_detailsButton = new QToolButton(this);
        m_detailsButton->setText(tr("Details"));
        m_detailsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        m_detailsButton->setAutoRaise(true);
        m_detailsButton->setCheckable(true);
        m_detailsButton->setFocusPolicy(Qt::StrongFocus);
        m_buttons->addWidget(m_detailsButton);
        m_details = new QPlainTextEdit(this);
        m_details->setReadOnly(true);
        m_details->setTabChangesFocus(true);
        m_details->setAccessibleName(tr("Details to copy"));
        m_details->setFont(typeFont(Type::Fixed, font()));
        m_grid->addWidget(m_details, 2, 1, 1, 2);
        connect(m_detailsButton, &QToolButton::toggled, this, &Strip::showDetails);
        showDetails(false);
    }
    m_details->setPlainText(details);
}

QPushButton *Strip::addButton(const QString &text, const QString &iconName, ButtonTone tone)
{
    auto *button = new QPushButton(text, m_buttonRow);
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    button->setAutoDefault(false);
    setButtonTone(button, tone);
    m_buttons->insertWidget(
        m_detailsButton ? m_buttons->indexOf(m_detailsButton) : m_buttons->count(), button);
    m_buttonRow->show();
    return button;
}

void Strip::setClosable(bool isClosable)
{
    m_close->setVisible(isClosable);
}

void Strip::setExtra(QWidget *extra)
{
    m_column->addWidget(extra);
}

bool Strip::isQuestion() const
{
    return m_accept != nullptr;
}

QPushButton *Strip::acceptButton() const
{
    return m_accept;
}

void Strip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && (isQuestion() || !m_close->isHidden()))
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void Strip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const Palette &palette = paletteOf(this);
    painter.fillRect(rect(), lookOf(m_kind, palette).tint);
    marks::paintHairline(&painter, rect().bottomLeft(), rect().bottomRight(), palette.border);
}

void Strip::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    const bool isNarrow = width() < narrowBelow * fontMetrics().averageCharWidth();
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    placeButtons();
}

void Strip::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    // 6.4 knows no announcements; an alert for the strip itself is read with its name.
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Strip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        updateLook();
    QFrame::changeEvent(event);
}

void Strip::updateLook()
{
    const Palette &palette = paletteOf(this);
    const KindLook look = lookOf(m_kind, palette);
    const int size = metrics::iconSize(fontMetrics());
    m_picture->setPixmap(iconPixmap(m_iconName.isEmpty() ? look.iconName : m_iconName,
                                    inkColor(palette, look.ink), size, devicePixelRatioF()));
    m_picture->setFixedSize(size, metrics::controlHeight(fontMetrics()));
    setMinimumHeight(metrics::stripHeight(fontMetrics()));
    setAccessibleName(look.word + u": "_s + m_text->text() + u' ' + m_second->text());
    update();
}

void Strip::placeButtons()
{
    m_grid->removeWidget(m_buttonRow);
    if (m_isNarrow)
        m_grid->addWidget(m_buttonRow, 1, 1, 1, 2, Qt::AlignLeading);
    else
        m_grid->addWidget(m_buttonRow, 0, 2, Qt::AlignTop);
    m_buttonRow->setVisible(m_buttons->count() > 0);
}

void Strip::showDetails(bool isShown)
{
    m_detailsButton->setIcon(icon(isShown ? u"chevron-up"_s : u"chevron-down"_s));
    m_details->setVisible(isShown);
    const int lines = qBound(2, m_details->blockCount(), 8);
    const int line = QFontMetrics(m_details->font()).lineSpacing();
    m_details->setFixedHeight(lines * line + 2 * metrics::spacing);
    m_buttonRow->show();
}

} // namespace orgkeeper
