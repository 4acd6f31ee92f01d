// SPDX-FileCopyrightText: 2026 The Orgkeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "accessibleaudit.h"

#include "elidedlabel.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QHash>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace orgkeeper {

namespace {

QString plain(const QString &text)
{
    return QString(text).remove(u'&').simplified();
}

QString nameOf(const QWidget *widget)
{
    QAccessibleInterface *const face =
        QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
    return face ? face->text(QAccessible::Name) : QString();
}

QString called(const QWidget *widget, const QString &where)
{
    return where + u": "_s + QString::fromLatin1(widget->metaObject()->className()) + u" \""_s +
           nameOf(widget) + u"\" ("_s + widget->objectName() + u')';
}

/// What belongs to this window and is seen; other windows are audited as themselves.
template <class T>
QList<const T *> shown(const QWidget *window)
{
    QList<const T *> found;
    for (const T *const widget : window->findChildren<T *>()) {
        // What a field shows at its ends is a part of it, out of the keyboard's reach by Qt's
        // making.
        const bool isPart = qobject_cast<const QLineEdit *>(widget->parentWidget());
        if (widget->isVisible() && widget->window() == window && !isPart) {
            found.append(widget);
        }
    }
    return found;
}

bool isControl(const QWidget *widget)
{
    const bool isPart = widget->objectName().startsWith("qt_"_L1) || widget->focusProxy();
    const auto *const area = qobject_cast<const QAbstractScrollArea *>(widget->parentWidget());
    const bool isViewport = area && area->viewport() == widget;
    return !isPart && !isViewport && widget->isEnabled() &&
           (widget->focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton *>(widget));
}

/// The words that are seen come in the name in the same order, so that who speaks to the computer
/// can say what he sees.
bool holdsLabel(const QString &name, const QString &label)
{
    qsizetype from = 0;
    static const QRegularExpression blanks(u"\\s+"_s);
    for (const QString &word : plain(label).split(blanks, Qt::SkipEmptyParts)) {
        const qsizetype at = name.indexOf(word, from, Qt::CaseInsensitive);
        if (at < 0) {
            return false;
        }
        from = at + word.size();
    }
    return true;
}

bool isCut(const QWidget *widget)
{
    for (const QWidget *above = widget->parentWidget(); above; above = above->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea *>(above)) {
            return false; // can be scrolled to
        }
    }
    return widget->visibleRegion().boundingRect() != widget->rect();
}

} // namespace

QStringList auditNames(const QWidget *window, const QString &where)
{
    QStringList problems;
    QHash<QString, const QWidget *> names;
    for (const QWidget *const widget : shown<QWidget>(window)) {
        if (!isControl(widget)) {
            continue;
        }
        const QString name = nameOf(widget);
        const auto *const button = qobject_cast<const QAbstractButton *>(widget);
        if (name.trimmed().isEmpty()) {
            problems.append(called(widget, where) + u" has no name, in "_s +
                            QString::fromLatin1(widget->parentWidget()->metaObject()->className()));
        } else if (names.contains(name)) {
            problems.append(called(widget, where) + u" has the name of another "_s +
                            QString::fromLatin1(names.value(name)->metaObject()->className()));
        } else if (button && !holdsLabel(name, button->text())) {
            problems.append(called(widget, where) + u" shows "_s + button->text());
        }
        names.insert(name, widget);
    }
    for (const QLabel *const label : shown<QLabel>(window)) {
        if (!label->text().isEmpty() && !label->accessibleName().isEmpty()) {
            problems.append(called(label, where) + u" hides its text behind a name"_s);
        }
    }
    return problems;
}

QStringList auditMnemonics(const QWidget *window, const QString &where)
{
    QStringList problems;
    QHash<QKeySequence, QString> keys;
    const auto take = [&problems, &where](QHash<QKeySequence, QString> &taken,
                                          const QString &text) {
        const QKeySequence key = QKeySequence::mnemonic(text);
        if (key.isEmpty()) {
            return;
        }
        if (taken.contains(key)) {
            problems.append(where + u": "_s + key.toString() + u" is "_s + taken.value(key) +
                            u" and "_s + text);
        }
        taken.insert(key, text);
    };
    for (const QMenuBar *const bar : shown<QMenuBar>(window)) {
        for (const QAction *const title : bar->actions()) {
            take(keys, title->text());
            QHash<QKeySequence, QString> inMenu;
            for (const QAction *const action : title->menu()->actions()) {
                if (action->isVisible()) {
                    take(inMenu, action->text());
                }
            }
        }
    }
    for (const QAbstractButton *const button : shown<QAbstractButton>(window)) {
        if (button->isEnabled()) {
            take(keys, button->text());
        }
    }
    for (const QLabel *const label : shown<QLabel>(window)) {
        if (label->buddy()) {
            take(keys, label->text());
        }
    }
    return problems;
}

QStringList auditRoom(const QWidget *window, const QString &where)
{
    QStringList problems;
    for (const QAbstractButton *const button : shown<QAbstractButton>(window)) {
        // One that wraps its words has room as long as it has its least width.
        const bool isText = !button->text().isEmpty() && !button->hasHeightForWidth();
        if (isText && button->sizeHint().width() > button->width()) {
            problems.append(
                called(button, where) +
                u" is %1 wide and needs %2"_s.arg(button->width()).arg(button->sizeHint().width()));
        } else if (isCut(button)) {
            problems.append(called(button, where) + u" is cut off"_s);
        }
    }
    for (const QLabel *const label : shown<QLabel>(window)) {
        if (label->text().isEmpty() || qobject_cast<const ElidedLabel *>(label)) {
            continue;
        }
        // One pixel is the rounding of a line's height.
        if (label->wordWrap() && label->heightForWidth(label->width()) > label->height() + 1) {
            problems.append(called(label, where) +
                            u" is %1 high and needs %2"_s.arg(label->height())
                                .arg(label->heightForWidth(label->width())));
        } else if (!label->wordWrap() && label->sizeHint().width() > label->width()) {
            problems.append(
                called(label, where) +
                u" is %1 wide and needs %2"_s.arg(label->width()).arg(label->sizeHint().width()));
        }
    }
    return problems;
}

} // namespace orgkeeper
